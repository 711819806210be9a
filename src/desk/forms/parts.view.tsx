/** Parts of forms that several pages share: a statement with its chain, a source, a resolution. */
import type { VNode } from 'preact';
import { DUE_WORDS, FORM_WORDS, SOURCE_KIND_WORDS, SPEAKER_KIND_WORDS, WAS_SAID_WORDS } from '../desk.words.js';
import { choicesOf, type FormState, Select, TextArea, TextField } from './fields.view.js';

const DAY_HINT = 'Such as 2022-01-21; a month (2022-01) or a year (2022) where the day is not known.';
const NEW_ONLY = 'On record already';

/** Names that a browser offers while somebody types; what is typed is looked up among all. */
export function SpeakerNames({ names }: { names: readonly string[] }): VNode {
  return <datalist id="speaker-names">{names.map((name) => <option key={name} value={name} />)}</datalist>;
}

function Named({ form, name, hint, optional }: { form: FormState; name: 'speaker' | 'relayedBy' | 'outlet'; hint: string; optional?: boolean }): VNode {
  return (
    <div class="desk-pair">
      <TextField form={form} name={name} list="speaker-names" hint={hint} {...(optional ? { optional } : {})} />
      <Select form={form} name={`${name === 'relayedBy' ? 'relayedBy' : name}Kind`} choices={choicesOf(SPEAKER_KIND_WORDS)} empty={NEW_ONLY} hint="Says that a name is to be put on record." optional />
    </div>
  );
}

export function StatementFields({ form }: { form: FormState }): VNode {
  return (
    <>
      <fieldset class="desk-group">
        <legend>What was said</legend>
        <TextArea form={form} name="quote" rows={4} hint="Word for word, in the language it was said in." optional />
        <TextArea form={form} name="paraphrase" hint="Needed where there is no quote." optional />
        <TextField form={form} name="statementLanguage" value="en" short hint="A short tag: en, ru, pt-BR." />
        <Select form={form} name="wasSaid" choices={choicesOf(WAS_SAID_WORDS)} value="unconfirmed" hint="Judged apart from whether it is true." />
      </fieldset>
      <fieldset class="desk-group">
        <legend>Who, when and where</legend>
        <Named form={form} name="speaker" hint="The name as it is on record, or a new one." />
        <TextField form={form} name="speakerRole" hint="As it reads beside the name: Foreign Minister of Russia." optional />
        <TextField form={form} name="saidDay" short hint={DAY_HINT} />
        <div class="desk-pair">
          <TextField form={form} name="place" optional />
          <TextField form={form} name="occasion" optional />
        </div>
        <TextField form={form} name="audience" optional />
      </fieldset>
      <fieldset class="desk-group">
        <legend>How we know</legend>
        <p class="hint">From mouth to print. Leave “Relayed by” empty where the source has it from the speaker.</p>
        <Named form={form} name="relayedBy" hint="Who passed it on." optional />
        <div class="desk-pair">
          <TextField form={form} name="relayedDay" short optional />
          <TextField form={form} name="relayedOccasion" optional />
        </div>
        <Select form={form} name="relayedForm" choices={choicesOf(FORM_WORDS)} value="paraphrase" optional />
        <Named form={form} name="outlet" hint="The outlet or office that made it public." />
        <Select form={form} name="outletForm" choices={choicesOf(FORM_WORDS)} value="direct" />
        <SourceFields form={form} />
      </fieldset>
    </>
  );
}

export function SourceFields({ form }: { form: FormState }): VNode {
  return (
    <>
      <TextField form={form} name="sourceUrl" type="url" hint="Starts with https://. Where the address is on record already, the rest may stay empty." optional />
      <TextField form={form} name="sourceTitle" hint="As the source is headed." />
      <div class="desk-pair">
        <TextField form={form} name="sourcePublisher" hint="The outlet or office." />
        <TextField form={form} name="sourceDay" short optional hint="Such as 2022-01-21." />
      </div>
      <Select form={form} name="sourceKind" choices={choicesOf(SOURCE_KIND_WORDS)} value="article" />
    </>
  );
}

/** What stands in the fields before anybody typed. */
export interface ResolutionShown {
  wouldConfirm: string;
  wouldRefute: string;
  wouldVoid: string | null;
  due: { kind: string; day: string | null; event: string | null };
  note: string | null;
}

export function ResolutionFields({ form, now }: { form: FormState; now?: ResolutionShown | null }): VNode {
  return (
    <fieldset class="desk-group">
      <legend>What would settle it</legend>
      <p class="hint">Only a fact goes without.</p>
      <TextArea form={form} name="wouldConfirm" value={now?.wouldConfirm} optional />
      <TextArea form={form} name="wouldRefute" value={now?.wouldRefute} optional />
      <TextArea form={form} name="wouldVoid" rows={2} value={now?.wouldVoid} optional />
      <Select form={form} name="dueKind" choices={choicesOf(DUE_WORDS)} empty="Not said yet" value={now?.due.kind} optional />
      <div class="desk-pair">
        <TextField form={form} name="dueDay" short value={now?.due.day} hint={DAY_HINT} optional />
        <TextField form={form} name="dueEvent" value={now?.due.event} hint="Where an event settles it and not a day." optional />
      </div>
      <TextArea form={form} name="resolutionNote" rows={2} value={now?.note} optional />
    </fieldset>
  );
}
