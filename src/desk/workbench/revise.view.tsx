/** What forms of the workbench share, and those that revise the claim itself: what it says, and who has charge of it. */
import type { VNode } from 'preact';
import { CORRECTION_WORDS, KIND_WORDS } from '../desk.words.js';
import { DraftNotice, seenWhenTyped } from '../drafts/draft.view.js';
import { Carried, ChoiceGroup, choicesOf, EnterKey, type FormState, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import { ResolutionFields } from '../forms/parts.view.js';
import type { WorkbenchProps } from './workbench.view.js';

/**
 * @param props.version of the thing that the form changes; the claim's own goes with it, so that a refusal can tell what happened since
 * @param props.form of words that were kept: it goes on from what was seen when they were typed, so that they overwrite nothing unseen
 */
export function CarriedHere({ claim, frame, version, form }: Pick<WorkbenchProps, 'claim' | 'frame'> & { version: number; form: FormState }): VNode {
  return (
    <>
      <Carried csrfToken={frame.csrfToken} version={seenWhenTyped(form, 'version', version)} />
      <input type="hidden" name="seen" value={seenWhenTyped(form, 'seen', claim.version)} />
    </>
  );
}

const { typo, clarification } = CORRECTION_WORDS;
const BY_ONE = { typo, clarification };

/** Nothing for a draft, which is simply edited. @param of what is revised: "claim", "statement:<id>", "evidence:<id>" */
export function CorrectionFields({ claim, form, of }: Pick<WorkbenchProps, 'claim'> & { form: FormState; of: string }): VNode | null {
  if (claim.status === 'draft') return null;
  return (
    <fieldset class="desk-group">
      <legend>The correction, for readers</legend>
      <p class="hint">The claim is public, so every change is explained and stays visible. <a href={`/desk/claims/${claim.id}/corrections/new?of=${of}`}>A factual error is corrected by two people</a>.</p>
      <Select form={form} name="correctionKind" choices={choicesOf(BY_ONE)} empty="Choose one" />
      <TextArea form={form} name="explanation" />
    </fieldset>
  );
}

export function ReviseClaim(props: WorkbenchProps): VNode {
  const { claim, refused, drafts, open, scales } = props;
  const form = stateOf('revise', refused, drafts['revise']);
  const isPublic = claim.status !== 'draft';
  return (
    <section class="section" id="revising" aria-labelledby="revise-title">
      <h2 id="revise-title">Revise</h2>
      <details open={form.sent !== undefined || open === 'claim'}>
        <summary>What the claim says, and what would settle it</summary>
        <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/revise`} data-draft={`claim:${claim.id}:${form.id}`} noValidate>
          <CarriedHere {...props} form={form} version={claim.version} />
          <EnterKey />
          <DraftNotice form={form} version={claim.version} />
          <TextField form={form} name="title" value={claim.title} />
          <TextArea form={form} name="wording" value={claim.wording} />
          <div class="desk-pair">
            <Select form={form} name="kind" choices={choicesOf(KIND_WORDS)} value={claim.kind} />
            <TextField form={form} name="claimLanguage" short value={claim.language} hint="A short tag: en, ru, pt-BR." />
          </div>
          <Select form={form} name="scaleId" label="Scale of its verdicts" choices={scales.map(({ id, name }) => ({ value: id, words: name }))} value={claim.scale.id} hint={claim.status === 'rated' ? 'Stays as it is while the claim is rated.' : undefined} />
          <TextArea form={form} name="background" value={claim.background} optional />
          <ResolutionFields form={form} now={claim.resolution} />
          <CorrectionFields {...props} form={form} of="claim" />
          <Send form={form} words={isPublic ? 'Publish the correction' : 'Save'} quiet />
        </form>
      </details>
      <Arrange {...props} />
    </section>
  );
}

/** The desk's own order of things: nothing of it needs to be explained to readers. */
function Arrange(props: WorkbenchProps): VNode {
  const { claim, refused, drafts, editors, topics } = props;
  const form = stateOf('arrange', refused, drafts['arrange']);
  const own = claim.topics.map(({ id }) => id);
  const shown: FormState = form.sent ? form : { ...form, sent: { editorInChargeId: [claim.desk!.editorInCharge.id], topicIds: own } };
  return (
    <details open={form.sent !== undefined}>
      <summary>Who is in charge, and the topics</summary>
      <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/arrange`} data-draft={`claim:${claim.id}:${form.id}`} noValidate>
        <CarriedHere {...props} form={form} version={claim.version} />
        <EnterKey />
        <DraftNotice form={form} version={claim.version} />
        <Select form={shown} name="editorInChargeId" label="Editor in charge" choices={editors.map(({ id, name }) => ({ value: id, words: name }))} />
        {topics.length > 0 && <ChoiceGroup form={shown} name="topicIds" label="Topics" many optional choices={topics.map(({ id, name }) => ({ value: id, label: name }))} />}
        <TextField form={shown} name="otherTopics" label={topics.length > 0 ? 'Other topics' : 'Topics'} hint="Their names as they are on record, with commas between." optional />
        <Send form={form} words="Save" quiet />
      </form>
    </details>
  );
}
