/** Adding evidence: one thing pasted, what is on record of it, and what it shows. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { EvidenceView } from '../../record/claim-record.dto.js';
import { sayDay } from '../../shared/day.js';
import { FieldError, Notice } from '../../shared/html/form.js';
import { OutLink } from '../../shared/html/words.js';
import { SOURCE_KIND_WORDS, STANCE_WORDS, WEIGHT_WORDS } from '../desk.words.js';
import { DraftNotice, SaveDraft } from '../drafts/draft.view.js';
import { Carried, ChoiceGroup, choicesOf, EnterKey, type FormState, Select, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import type { WorkbenchProps } from '../workbench/workbench.view.js';
import type { KnownSource } from './evidence.query.js';
import type { LookedUp } from './evidence.sources.js';

const FORM = 'evidence';

export function AddEvidenceForm({ claim, frame, once, refused, drafts, looked, open }: WorkbenchProps): VNode {
  const kept = stateOf(FORM, refused, looked?.sent ?? drafts[FORM]);
  const form: FormState = kept.sent && looked ? { ...kept, sent: looked.sent } : kept;
  return (
    <details class="desk-more" open={form.sent !== undefined || open === FORM}>
      <summary data-key="e">Add evidence</summary>
      <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/evidence`} data-draft={`claim:${claim.id}:${FORM}`} noValidate>
        <Carried csrfToken={frame.csrfToken} once={once} />
        <input type="hidden" name="seen" value={claim.version} />
        <EnterKey />
        <DraftNotice form={kept} />
        <fieldset class="desk-group">
          <legend>The source</legend>
          <TextArea form={form} name="cite" rows={2} hint="Paste its address, or a citation such as: Address of the President, Kremlin, 24 February 2022" optional />
          <div id="evidence-source" data-from={`/desk/claims/${claim.id}/evidence/source`}><SourcePart form={form} looked={looked} evidence={claim.evidence} /></div>
        </fieldset>
        <fieldset class="desk-group">
          <legend>What it shows</legend>
          <SaidFields form={form} />
        </fieldset>
        <div class="form-actions">
          <FieldError field={form.id} errors={form.errors} />
          <button type="submit" class="button button-quiet">Add the evidence</button>
          <SaveDraft draft={`claim:${claim.id}:${FORM}`} />
          <button type="submit" class="button button-quiet" formAction={`/desk/claims/${claim.id}/evidence/look`}>Only read what is pasted</button>
        </div>
      </form>
    </details>
  );
}

const describe = ({ title, publisher, publishedDay }: KnownSource): string => [title, publisher, publishedDay && sayDay(publishedDay)].filter(Boolean).join(', ');

function SourcePart({ form, looked, evidence }: { form: FormState; looked: LookedUp | undefined; evidence: readonly EvidenceView[] }): VNode {
  if (looked?.found.kind === 'known') return <Known source={looked.found.source} evidence={evidence} />;
  return (
    <>
      {looked?.found.kind === 'new' && <p class="hint" role="status">Not on record yet: it is put there with this evidence.</p>}
      {looked?.found.kind === 'alike' && (
        <ChoiceGroup
          form={form} name="sourceId" label="Is it one of these?" hint="They are on record already and called much the same."
          choices={[...looked.found.sources.map((source) => ({ value: source.id, label: describe(source), detail: source.url ?? SOURCE_KIND_WORDS[source.kind] })), { value: 'another', label: 'No, it is another source' }]}
        />
      )}
      <TextField form={form} name="sourceUrl" type="url" hint="Starts with https://" optional />
      <TextField form={form} name="sourceTitle" hint="As the source is headed." />
      <div class="desk-pair">
        <TextField form={form} name="sourcePublisher" hint="The outlet or office." />
        <TextField form={form} name="sourceDay" short optional hint="Such as 21 Jan 2022." />
      </div>
      <div class="desk-pair">
        <Select form={form} name="sourceKind" choices={choicesOf(SOURCE_KIND_WORDS)} value="article" />
        <TextField form={form} name="sourceLanguage" short value="en" hint="A short tag: en, ru, pt-BR." />
      </div>
      <TextField form={form} name="sourceAuthors" hint="Several with a semicolon between." optional />
    </>
  );
}

function Known({ source, evidence }: { source: KnownSource; evidence: readonly EvidenceView[] }): VNode {
  const here = evidence.filter((one) => one.source.id === source.id);
  return (
    <Notice kind="info" title="On record already">
      <p role="status"><OutLink href={source.url} lang={source.language}>{source.title}</OutLink>, {source.publisher} ({SOURCE_KIND_WORDS[source.kind].toLowerCase()}{source.publishedDay && `, ${sayDay(source.publishedDay)}`}). This source is cited.</p>
      {here.length > 0 && <p>This claim has evidence from it already: {here.map((one, index) => <>{index > 0 && '; '}<a href={`#evidence-${one.id}`}>{one.summary}</a></>)}.</p>}
      <input type="hidden" name="sourceId" value={source.id} />
    </Notice>
  );
}

/** The part of the form that depends on what was pasted, for a page that has the rest. */
export function sourceFragment(looked: LookedUp, evidence: readonly EvidenceView[]): string {
  return renderToString(<SourcePart form={{ id: FORM, sent: looked.sent, errors: [] }} looked={looked} evidence={evidence} />);
}

/** What the desk says of a source: the same fields when evidence is added and when it is revised. */
export function SaidFields({ form, said }: { form: FormState; said?: EvidenceView }): VNode {
  return (
    <>
      <div class="desk-pair">
        <Select form={form} name="stance" choices={choicesOf(STANCE_WORDS)} empty="Choose one" value={said?.stance} />
        <Select form={form} name="weight" choices={choicesOf(WEIGHT_WORDS)} empty="Choose one" value={said?.weight} />
      </div>
      <TextField form={form} name="eventDay" short value={said?.day} hint="When the evidenced thing happened, which may be long before it was published. The board is in the order of these days." />
      <TextArea form={form} name="evidenceSummary" value={said?.summary} hint="In our words." />
      <TextArea form={form} name="excerpt" value={said?.excerpt} hint="Word for word." optional />
      <TextArea form={form} name="evidenceNote" value={said?.note} rows={2} hint="For readers, beside the source." optional />
      <TextField form={form} name="independence" value={said?.independence} hint="How the source stands to the parties." optional />
    </>
  );
}
