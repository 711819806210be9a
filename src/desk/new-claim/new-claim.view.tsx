/** The form that logs a claim, in the order people think: the words, who, when and where, how we know, our wording, what settles it. */
import type { VNode } from 'preact';
import type { ClaimLike } from '../../record/claims-like.query.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { LikeClaims } from '../complete/like.view.js';
import { KIND_WORDS } from '../desk.words.js';
import { DraftNotice, SaveDraft } from '../drafts/draft.view.js';
import { Carried, ChoiceGroup, choicesOf, EnterKey, type FormState, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import { ResolutionFields, StatementFields } from '../forms/parts.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import type { Sent } from '../forms/sent.js';
import { DeskPage, type Frame } from '../frame.view.js';
import type { Named } from './new-claim.query.js';

export interface NewClaimProps {
  frame: Frame;
  topics: readonly Named[];
  scales: readonly Named[];
  once: string;
  refused: RefusedForm | undefined;
  draft: Sent | undefined;
  draftKey: string;
  done: string | undefined;
  /** Claims like what stands in the form; nothing before there is something to be like. */
  like: readonly ClaimLike[] | undefined;
}

function NewClaim({ frame, topics, scales, once, refused, draft, draftKey, done, like }: NewClaimProps): VNode {
  const state = stateOf('new', refused, draft);
  // An empty page is for pasting at once.
  const form = refused || draft ? state : { ...state, focus: 'quote' };
  return (
    <DeskPage frame={frame} title={form.errors.length > 0 ? 'Error: Log a claim' : 'Log a claim'} scripts={['statement-form.js', 'log-claim.js']}>
      <ErrorSummary errors={form.errors} title="The claim is not logged yet" />
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <div class="page-head">
        <h1>Log a claim</h1>
        <p class="muted">It is a draft until you open it; readers see nothing of it before.</p>
      </div>
      <form class="form" id={form.id} method="post" action="/desk/claims/new" noValidate data-draft={draftKey}>
        <Carried csrfToken={frame.csrfToken} once={once} />
        <EnterKey />
        <DraftNotice form={form} />
        <StatementFields form={form} />
        <ClaimFields form={form} topics={topics} scales={scales} like={like} />
        <ResolutionFields form={form} />
        <div class="desk-send">
          <Send form={form} words="Log the claim" />
          <SaveDraft draft={draftKey} />
        </div>
      </form>
    </DeskPage>
  );
}

function ClaimFields({ form, topics, scales, like }: Pick<NewClaimProps, 'topics' | 'scales' | 'like'> & { form: FormState }): VNode {
  const rare = ['title', 'claimLanguage', 'background', 'scaleId', 'topicIds'];
  const filled = rare.some((name) => (form.sent?.[name]?.[0] ?? '') !== '' && !(name === 'claimLanguage' && form.sent?.[name]?.[0] === 'en')) || rare.some((name) => form.errors.some(({ field }) => field === `${form.id}-${name}`));
  return (
    <fieldset class="desk-group">
      <legend>The claim</legend>
      <TextArea form={form} name="wording" rows={2} hint="One proposition that can be checked, worded so that neither side would object." />
      <section class="like" aria-labelledby="like-title">
        <h2 id="like-title">Said before?</h2>
        <div id="like" role="status" data-like>{like ? <LikeClaims claims={like} /> : <p class="hint">Claims like it are looked for in our wording, or in what was said.</p>}</div>
        <button type="submit" class="button-quiet" name="look" formNoValidate data-look>Look for claims like this</button>
      </section>
      <Select form={form} name="kind" choices={choicesOf(KIND_WORDS)} empty="Choose one" />
      <details class="desk-rare" open={filled}>
        <summary>Title, language, background, scale, topics</summary>
        <TextField form={form} name="title" hint="The beginning of our words unless given." optional />
        <TextField form={form} name="claimLanguage" value="en" short />
        <TextArea form={form} name="background" optional />
        <Select form={form} name="scaleId" choices={scales.map(({ id, name }) => ({ value: id, words: name }))} empty="By its kind: Accuracy for a fact, Commitment otherwise" optional />
        {topics.length > 0 && <ChoiceGroup form={form} name="topicIds" many choices={topics.map(({ id, name }) => ({ value: id, label: name }))} optional />}
      </details>
    </fieldset>
  );
}

export const newClaimPage = (props: NewClaimProps): string => renderPage(<NewClaim {...props} />);
