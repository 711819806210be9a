/** The form that logs a claim, in the order people think: the words, who, when and where, how we know, our wording, what settles it. */
import type { VNode } from 'preact';
import { ErrorSummary } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { KIND_WORDS } from '../desk.words.js';
import { Carried, choicesOf, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import { ResolutionFields, SpeakerNames, StatementFields } from '../forms/parts.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';

export interface NewClaimProps {
  frame: Frame;
  speakerNames: readonly string[];
  once: string;
  refused: RefusedForm | undefined;
}

function NewClaim({ frame, speakerNames, once, refused }: NewClaimProps): VNode {
  const form = stateOf('new', refused);
  return (
    <DeskPage frame={frame} title={refused ? 'Error: Log a claim' : 'Log a claim'}>
      <ErrorSummary errors={form.errors} title="The claim is not logged yet" />
      <div class="page-head">
        <h1>Log a claim</h1>
        <p class="muted">It is a draft until you open it; readers see nothing of it before.</p>
      </div>
      <form class="form" id={form.id} method="post" action="/desk/claims/new" noValidate>
        <Carried csrfToken={frame.csrfToken} once={once} />
        <SpeakerNames names={speakerNames} />
        <StatementFields form={form} />
        <fieldset class="desk-group">
          <legend>The claim</legend>
          <TextArea form={form} name="wording" hint="One proposition that can be checked, worded so that neither side would object." />
          <TextField form={form} name="title" hint="The beginning of our words unless given." optional />
          <Select form={form} name="kind" choices={choicesOf(KIND_WORDS)} empty="Choose one" />
          <TextField form={form} name="claimLanguage" value="en" short />
          <TextArea form={form} name="background" optional />
        </fieldset>
        <ResolutionFields form={form} />
        <Send form={form} words="Log the claim" />
      </form>
    </DeskPage>
  );
}

export const newClaimPage = (props: NewClaimProps): string => renderPage(<NewClaim {...props} />);
