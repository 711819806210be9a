/** Correcting something public: the form, and what readers will see of it before it is published or proposed. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import type { ClaimRecord, CorrectionView, EvidenceView, StatementView } from '../../record/claim-record.dto.js';
import type { RuleAnswer } from '../../shared/errors.js';
import { sayDay } from '../../shared/day.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { CorrectionEntry } from '../../site/about/corrections/corrections.view.js';
import { Correction } from '../../site/claim/change.view.js';
import { CORRECTION_WORDS, FORM_WORDS, HOP_WORDS, KIND_WORDS } from '../desk.words.js';
import { SaidFields } from '../evidence/add-evidence.view.js';
import { DraftNotice, seenWhenTyped } from '../drafts/draft.view.js';
import { Carried, ChoiceGroup, choicesOf, type FormState, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import { ResolutionFields, StatementFields } from '../forms/parts.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import type { Sent } from '../forms/sent.js';
import { DeskPage, type Frame } from '../frame.view.js';

/** The thing that is corrected, as it stands. */
export type Corrected = { of: string; version: number } & (
  | { kind: 'claim' }
  | { kind: 'statement'; statement: StatementView }
  | { kind: 'evidence'; evidence: EvidenceView }
);

export const CORRECT = 'correct';

export interface CorrectProps {
  frame: Frame;
  claim: ClaimRecord;
  corrected: Corrected;
  scales: readonly { id: string; name: string }[];
  /** Reference of the reader's report that it comes of. */
  report: string | undefined;
  /** Whether this person may publish alone what needs no second one. */
  alone: RuleAnswer;
  once: string;
  draftKey: string;
  refused: RefusedForm | undefined;
  /** What stands in the form: as it is on record, or as typed before. */
  typed: Sent | undefined;
}

const THING: Record<Corrected['kind'], string> = { claim: 'the claim', statement: 'a statement', evidence: 'a piece of evidence' };

const pathOf = ({ claim, corrected, report }: Pick<CorrectProps, 'claim' | 'corrected' | 'report'>): string =>
  `/desk/claims/${claim.id}/corrections/new?of=${encodeURIComponent(corrected.of)}${report === undefined ? '' : `&report=${encodeURIComponent(report)}`}`;

function Head({ claim, corrected, report, children }: Pick<CorrectProps, 'claim' | 'corrected' | 'report'> & { children?: ComponentChildren }): VNode {
  const others = [
    ...(corrected.kind === 'claim' ? [] : [{ of: 'claim', words: 'The claim itself' }]),
    ...claim.statements.filter((one) => corrected.of !== `statement:${one.id}`).map((one) => ({ of: `statement:${one.id}`, words: `Statement${one.speaker ? ` by ${one.speaker.name}` : ''}${one.day ? `, ${sayDay(one.day)}` : ''}` })),
    ...claim.evidence.filter((one) => !one.withdrawn && corrected.of !== `evidence:${one.id}`).map((one) => ({ of: `evidence:${one.id}`, words: `Evidence: ${one.summary.length > 80 ? `${one.summary.slice(0, 80)}…` : one.summary}` })),
  ];
  return (
    <header class="page-head">
      <p class="kicker"><a href={`/desk/claims/${claim.id}`} {...tongue(claim.language)}>{claim.title}</a></p>
      <h1>Correct {THING[corrected.kind]}</h1>
      {report !== undefined && <p>It comes of a reader’s report, <a href={`/desk/reports?ref=${encodeURIComponent(report)}`}>{report}</a>, which is linked to it when it is published.</p>}
      {children}
      {others.length > 0 && (
        <details>
          <summary>Correct something else of this claim</summary>
          <ul class="plain-list">{others.map(({ of, words }) => <li key={of}><a href={pathOf({ claim, corrected: { ...corrected, of }, report })} dir="auto">{words}</a></li>)}</ul>
        </details>
      )}
    </header>
  );
}

function CorrectPage(props: CorrectProps): VNode {
  const { frame, claim, corrected, refused, once } = props;
  const form = stateOf(CORRECT, refused, props.typed);
  const title = `Correct ${THING[corrected.kind]}`;
  const wrong = refused !== undefined && refused.errors.length > 0;
  return (
    <DeskPage frame={frame} title={wrong ? `Error: ${title}` : title} scripts={corrected.kind === 'statement' ? ['statement-form.js'] : []}>
      {wrong && <ErrorSummary errors={refused.errors} title={refused.stale ? 'This changed while you were working on it' : 'This was not done'} />}
      <Head {...props}>
        <p class="hint">A wrong rating is corrected by a new verdict: <a href={`/desk/claims/${claim.id}#actions`}>reopen the claim</a>, and write the note for readers when the new verdict is approved.</p>
      </Head>
      <form class="form" id={CORRECT} method="post" action={pathOf(props)} data-draft={props.draftKey} noValidate>
        <Carried csrfToken={frame.csrfToken} version={seenWhenTyped(form, 'version', corrected.version)} once={once} />
        <DraftNotice form={form} version={corrected.version} />
        <fieldset class="desk-group">
          <legend>What it should say</legend>
          <Fields {...props} form={form} />
        </fieldset>
        <fieldset class="desk-group">
          <legend>For readers</legend>
          <ChoiceGroup form={form} name="correctionKind" choices={kindsFor(props)} {...(props.alone === true ? {} : { hint: props.alone.message })} />
          <TextArea form={form} name="explanation" hint="What was wrong, and what is right now. It stays on the claim’s page and in the list of corrections." />
        </fieldset>
        <Send form={form} words="Preview it" />
      </form>
    </DeskPage>
  );
}

/** What each kind leads to. */
function kindsFor({ claim, frame, alone }: Pick<CorrectProps, 'claim' | 'frame' | 'alone'>): { value: string; label: string; detail: string }[] {
  const second = frame.reviewPolicy === 'single' ? 'It is proposed, and published when a reviewer has approved it.' : 'It is proposed, and published when another person, a reviewer, has approved it.';
  const kinds = [
    { value: 'typo', label: CORRECTION_WORDS.typo, detail: 'Nothing means anything else than before. You publish it.' },
    { value: 'clarification', label: CORRECTION_WORDS.clarification, detail: 'What was right is put more clearly. You publish it.' },
    { value: 'factual', label: CORRECTION_WORDS.factual, detail: `${second}${claim.status === 'rated' ? ' The claim is then open again, and two reviewers judge it anew.' : ''}` },
  ];
  return alone === true ? kinds : kinds.slice(2);
}

function Fields({ claim, corrected, scales, form }: CorrectProps & { form: FormState }): VNode {
  if (corrected.kind === 'statement') return <StatementFields form={form} />;
  if (corrected.kind === 'evidence') return <SaidFields form={form} said={corrected.evidence} />;
  return (
    <>
      <TextField form={form} name="title" value={claim.title} />
      <TextArea form={form} name="wording" value={claim.wording} />
      <TextArea form={form} name="background" value={claim.background} optional />
      <div class="desk-pair">
        <Select form={form} name="kind" choices={choicesOf(KIND_WORDS)} value={claim.kind} />
        <TextField form={form} name="claimLanguage" short value={claim.language} hint="A short tag: en, ru, pt-BR." />
      </div>
      <Select form={form} name="scaleId" label="Scale of its verdicts" choices={scales.map(({ id, name }) => ({ value: id, words: name }))} value={claim.scale.id} />
      <ResolutionFields form={form} now={claim.resolution} />
    </>
  );
}

export interface NoteProps {
  correction: CorrectionView;
  claim: { language: string };
  /** As the list of corrections names it. */
  summary: ClaimSummary | undefined;
}

/** The note as readers find it, on the claim's page and among all corrections. */
export function AsReadersSee({ correction, claim, summary }: NoteProps): VNode {
  return (
    <section class="section" aria-labelledby="readers-title">
      <h2 id="readers-title">As readers will see it</h2>
      <h3>On the claim’s page</h3>
      <ol class="entries"><Correction correction={{ ...correction, id: 'on-claim' }} language={claim.language} /></ol>
      {summary && (
        <>
          <h3>In the list of corrections</h3>
          <ol class="entries"><CorrectionEntry group={[{ correction: { ...correction, id: 'in-list' }, claim: summary }]} /></ol>
        </>
      )}
    </section>
  );
}

export type Names = Readonly<Record<string, string>>;

/** Readers are told only that these changed; who answers for the change must see how. */
const TOLD_IN_FULL: Record<string, string> = { speakerId: 'Who said it', chain: 'How we know', scaleId: 'Scale of its verdicts' };

export function InFull({ changes, names }: { changes: CorrectionView['changes']; names: Names }): VNode | null {
  const shown = changes.filter(({ field }) => field in TOLD_IN_FULL);
  if (shown.length === 0) return null;
  return (
    <section class="section" aria-labelledby="full-title">
      <h2 id="full-title">In full, for the desk</h2>
      <p class="hint">Readers are told that these changed, and see the new ones in their place.</p>
      <ul class="changes">
        {shown.map(({ field, before, after }) => (
          <li key={field}>
            <p class="change-field">{TOLD_IN_FULL[field]}</p>
            <dl class="change">
              <dt>Before</dt><dd><Value value={before} names={names} /></dd>
              <dt>After</dt><dd><Value value={after} names={names} /></dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Value({ value, names }: { value: unknown; names: Names }): VNode {
  if (!Array.isArray(value)) return <span dir="auto">{typeof value === 'string' ? (names[value] ?? value) : 'Nothing'}</span>;
  if (value.length === 0) return <span>Nothing</span>;
  return <ol class="correction-chain">{(value as Hop[]).map((hop, index) => <li key={index} dir="auto">{hopWords(hop, names)}</li>)}</ol>;
}

interface Hop {
  kind: keyof typeof HOP_WORDS;
  speakerId: string;
  day: string | null;
  occasion: string | null;
  form: keyof typeof FORM_WORDS;
  sourceId: string | null;
  note: string | null;
}

function hopWords(hop: Hop, names: Names): string {
  const parts = [hop.day && sayDay(hop.day), hop.occasion, FORM_WORDS[hop.form].toLowerCase(), hop.sourceId && `“${names[hop.sourceId] ?? 'a source'}”`, hop.note];
  return `${HOP_WORDS[hop.kind]} ${names[hop.speakerId] ?? 'somebody'}, ${parts.filter(Boolean).join(', ')}`;
}

export interface PreviewProps extends CorrectProps {
  kind: 'typo' | 'clarification' | 'factual';
  note: NoteProps['correction'];
  summary: ClaimSummary | undefined;
  names: Names;
  reopens: boolean;
  /** Another one of the same thing that waits already. */
  waiting: string | undefined;
  sent: Sent;
}

function PreviewPage(props: PreviewProps): VNode {
  const { frame, claim, kind, note, summary, names, reopens, waiting, sent } = props;
  const isFactual = kind === 'factual';
  const carried = Object.entries(sent).filter(([name]) => !['_csrf', 'version', 'once', 'step'].includes(name));
  return (
    <DeskPage frame={frame} title="Preview of a correction">
      <Head {...props} />
      <AsReadersSee correction={note} claim={claim} summary={summary} />
      <InFull changes={note.changes} names={names} />
      <section class="section desk-actions" aria-labelledby="send-title">
        <h2 id="send-title">{isFactual ? 'Propose it' : 'Publish it'}</h2>
        {isFactual && reopens && (
          <Notice kind="warning" title="The claim will be open again">
            <p>It is rated. When this correction is approved, two reviewers judge it anew; until then readers see the verdict in force, marked as being reassessed.</p>
          </Notice>
        )}
        {isFactual && waiting !== undefined && <Notice kind="warning"><p>A correction of this <a href={`/desk/corrections/${waiting}`}>waits for a second person already</a>. Have it decided first.</p></Notice>}
        <p>{isFactual ? 'Nothing is published yet: a second person reads this and approves it, or returns it with a reason. You are told either way.' : 'Readers see it at once, with both what it said and what it says.'}</p>
        <form id="preview" method="post" action={pathOf(props)}>
          <Carried csrfToken={frame.csrfToken} version={props.corrected.version} once={props.once} />
          {carried.flatMap(([name, values]) => values.map((value, index) => <input key={`${name}-${index}`} type="hidden" name={name} value={value} />))}
          <div class="form-actions">
            {!(isFactual && waiting !== undefined) && <button type="submit" name="step" value="send" class="button">{isFactual ? 'Propose the correction' : 'Publish the correction'}</button>}
            <button type="submit" name="step" value="change" class="button button-quiet">Change it</button>
          </div>
        </form>
      </section>
    </DeskPage>
  );
}

export const correctPage = (props: CorrectProps): string => renderPage(<CorrectPage {...props} />);
export const previewPage = (props: PreviewProps): string => renderPage(<PreviewPage {...props} />);
