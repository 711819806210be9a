/** Parts of forms that several pages share: a statement with its chain, a source, a resolution. */
import type { ComponentChildren, VNode } from 'preact';
import { DUE_WORDS, FORM_WORDS, SOURCE_KIND_WORDS, WAS_SAID_WORDS } from '../desk.words.js';
import { choicesOf, EnterKey, type FormState, Select, TextArea, TextField } from './fields.view.js';
import { hopName, hopsIn, type LaterHop, MOST_HOPS } from './hops.rules.js';
import { NameField } from './names.view.js';

const DAY_HINT = '21 Jan 2022, 21.1.2022, yesterday; or Jan 2022, or 2022, where the day is not known.';

/** Rarely needed fields; open where something stands in one of them or is wrong with it. */
function More({ form, words, names, children }: { form: FormState; words: string; names: Readonly<Record<string, string>>; children: ComponentChildren }): VNode {
  const filled = Object.entries(names).some(([name, usual]) => (form.sent?.[name]?.[0] ?? usual) !== usual || form.errors.some((error) => error.field === `${form.id}-${name}`));
  return <details class="desk-rare" open={filled}><summary>{words}</summary>{children}</details>;
}

export function StatementFields({ form }: { form: FormState }): VNode {
  const hops = hopsIn(form.sent);
  return (
    <>
      <EnterKey />
      <fieldset class="desk-group">
        <legend>What was said</legend>
        <TextArea form={form} name="quote" rows={3} hint="Word for word, in the language it was said in." optional />
        <TextArea form={form} name="paraphrase" rows={2} hint="Needed where there is no quote." optional />
        <More form={form} words="Language, whether it was said, note" names={{ statementLanguage: '', wasSaid: 'unconfirmed', statementNote: '' }}>
          <TextField form={form} name="statementLanguage" short hint="A short tag: en, ru, pt-BR. Left empty, it is taken from the letters; English where they are Latin." optional />
          <Select form={form} name="wasSaid" choices={choicesOf(WAS_SAID_WORDS)} value="unconfirmed" hint="Judged apart from whether it is true." />
          <TextArea form={form} name="statementNote" rows={2} optional />
        </More>
      </fieldset>
      <fieldset class="desk-group">
        <legend>Who, when and where</legend>
        <NameField form={form} name="speaker" hint="The name, in any alphabet." />
        <TextField form={form} name="saidDay" short hint={DAY_HINT} />
        <div class="desk-pair">
          <TextField form={form} name="place" optional />
          <TextField form={form} name="occasion" optional />
        </div>
        <More form={form} words="Audience" names={{ audience: '' }}>
          <TextField form={form} name="audience" hint="To whom it was said." optional />
        </More>
      </fieldset>
      <fieldset class="desk-group" data-part="hops">
        <legend>How we know</legend>
        <p class="hint">From mouth to print, step by step. A claim can be opened when the last step names a source.</p>
        <ol class="hops">
          {hops.map((kind, index) => <Hop key={index} form={form} hop={index + 1} kind={kind} count={hops.length} />)}
        </ol>
        {hops.length < MOST_HOPS && (
          <div class="form-actions hops-more">
            <button type="submit" class="button-quiet" name="add_hop" value="relayed_by" formNoValidate data-redraw="hops">Add who relayed it</button>
            <button type="submit" class="button-quiet" name="add_hop" value="published_by" formNoValidate data-redraw="hops">Add who published it too</button>
          </div>
        )}
      </fieldset>
    </>
  );
}

const KIND_TITLE: Record<LaterHop, string> = { relayed_by: 'Relayed by', published_by: 'Published by' };

function Hop({ form, hop, kind, count }: { form: FormState; hop: number; kind: LaterHop; count: number }): VNode {
  const name = (field: string) => hopName(hop, field);
  const title = KIND_TITLE[kind];
  return (
    <li class="hop-fields">
      <fieldset>
        <legend>{count > 1 ? `${hop}. ${title}` : title}</legend>
        <input type="hidden" name={name('Kind')} value={kind} />
        {kind === 'published_by' && <SourceFields form={form} at={`hop${hop}`} who={<NameField form={form} name={name('Who')} label="Published by" hint="The outlet or office that made it public." />} />}
        {kind === 'relayed_by' && (
          <>
            <NameField form={form} name={name('Who')} label="Relayed by" hint="Who passed it on." />
            <div class="desk-pair">
              <TextField form={form} name={name('Day')} label="Day it was relayed" short hint="Where it is known." optional />
              <TextField form={form} name={name('Occasion')} hint="A news conference, a call." optional />
            </div>
          </>
        )}
        <More form={form} words={kind === 'published_by' ? 'Publisher, kind and language of the source, how it was passed on' : 'How it was passed on, note'} names={rareOf(hop, kind)}>
          {kind === 'published_by' && <RareOfSource form={form} at={`hop${hop}`} />}
          <Select form={form} name={name('Form')} choices={choicesOf(FORM_WORDS)} empty={kind === 'published_by' ? 'As above: a quote word for word, a paraphrase in other words' : 'In other words, unless said here'} optional />
          {kind === 'published_by' && <TextField form={form} name={name('Occasion')} optional />}
          <TextArea form={form} name={name('Note')} rows={2} optional />
        </More>
        {count > 1 && (
          <div class="form-actions">
            {hop > 1 && <button type="submit" class="button-quiet" name="raise_hop" value={hop} formNoValidate data-redraw="hops">Move up<span class="visually-hidden">: step {hop}</span></button>}
            <button type="submit" class="button-quiet" name="remove_hop" value={hop} formNoValidate data-redraw="hops">Take away<span class="visually-hidden">: step {hop}</span></button>
          </div>
        )}
      </fieldset>
    </li>
  );
}

function rareOf(hop: number, kind: LaterHop): Record<string, string> {
  const names = kind === 'published_by' ? { SourcePublisher: '', SourceKind: 'article', SourceLanguage: '', Form: '', Occasion: '', Note: '' } : { Form: '', Note: '' };
  return Object.fromEntries(Object.entries(names).map(([name, usual]) => [hopName(hop, name), usual]));
}

/**
 * @param props.at of whose source: "hop1"; of the form's own unless told
 * @param props.who the field for whoever published it, where the form has one
 */
function SourceFields({ form, at = '', who }: { form: FormState; at?: string; who?: VNode }): VNode {
  const name = (field: string) => (at === '' ? `source${field}` : `${at}Source${field}`);
  return (
    <div class="source-fields" data-source={at === '' ? 'source' : `${at}Source`}>
      <TextField
        form={form} name={name('Url')} type="url" data={{ 'data-recognise': '/desk/complete/sources' }} optional
        hint="Starts with https://. Where the address is on record already, the rest may stay empty."
      />
      <p class="hint source-known" data-note aria-live="polite"></p>
      <input type="hidden" name={name('Is')} value={form.sent?.[name('Is')]?.[0] ?? ''} />
      <input type="hidden" name={name('For')} value={form.sent?.[name('For')]?.[0] ?? ''} />
      <TextField form={form} name={name('Title')} hint="As the source is headed." />
      {who}
      {!who && <TextField form={form} name={name('Publisher')} hint="The outlet or office." />}
      <TextField form={form} name={name('Day')} short optional hint="Such as 21 Jan 2022." />
      {!who && <Select form={form} name={name('Kind')} choices={choicesOf(SOURCE_KIND_WORDS)} value="article" />}
    </div>
  );
}

function RareOfSource({ form, at }: { form: FormState; at: string }): VNode {
  return (
    <>
      <TextField form={form} name={`${at}SourcePublisher`} hint="Where it is called otherwise than who published it." optional />
      <Select form={form} name={`${at}SourceKind`} choices={choicesOf(SOURCE_KIND_WORDS)} value="article" />
      <TextField form={form} name={`${at}SourceLanguage`} short hint="A short tag: en, ru. English unless said." optional />
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
    <fieldset class="desk-group desk-resolution">
      <legend>What would settle it</legend>
      <p class="hint">Only a fact goes without.</p>
      <TextArea form={form} name="wouldConfirm" rows={2} value={now?.wouldConfirm} optional />
      <TextArea form={form} name="wouldRefute" rows={2} value={now?.wouldRefute} optional />
      <TextField form={form} name="dueDay" short value={now?.due.day} hint="31 Dec 2022, or Dec 2022, or 2022." optional />
      <More form={form} words="Due with an event, what would void it, note" names={{ dueKind: now?.due.kind ?? '', dueEvent: now?.due.event ?? '', wouldVoid: now?.wouldVoid ?? '', resolutionNote: now?.note ?? '' }}>
        <Select form={form} name="dueKind" choices={choicesOf(DUE_WORDS)} empty="As it is filled in: on a day, or with an event" value={now?.due.kind} optional />
        <TextField form={form} name="dueEvent" value={now?.due.event} hint="Where an event settles it and not a day." optional />
        <TextArea form={form} name="wouldVoid" rows={2} value={now?.wouldVoid} optional />
        <TextArea form={form} name="resolutionNote" rows={2} value={now?.note} optional />
      </More>
    </fieldset>
  );
}
