/** The speakers on record, and one of them with what can be mended. */
import type { VNode } from 'preact';
import type { MadeMerge } from '../../merges/merges.query.js';
import { Day } from '../../shared/html/day.js';
import { described, ErrorSummary, FieldError, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import type { SpeakerView } from '../../speakers/speaker.dto.js';
import { CORRECTION_WORDS, SPEAKER_KIND_WORDS } from '../desk.words.js';
import { Carried, choicesOf, type FormState, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { Merges } from '../merges/merge.view.js';
import { type RoleLine, roleLines } from './role-lines.rules.js';

export interface SpeakersProps {
  frame: Frame;
  speakers: readonly SpeakerView[];
  more: string | null;
  wanted: string;
  done: string | undefined;
}

function Speakers({ frame, speakers, more, wanted, done }: SpeakersProps): VNode {
  return (
    <DeskPage frame={frame} title="Speakers">
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <header class="page-head">
        <h1>Speakers</h1>
        <p class="muted">People and organisations that say, relay or publish. New ones are put on record where they are first named.</p>
      </header>
      <form class="problem-search" action="/desk/speakers" role="search" aria-label="Find a speaker">
        <div class="field">
          <label for="speaker-q">Part of a name</label>
          <input id="speaker-q" name="q" maxLength={200} autocomplete="off" value={wanted} />
        </div>
        <button type="submit" class="button-quiet">Find</button>
      </form>
      <section class="section" aria-labelledby="speakers-title">
        <h2 id="speakers-title">{wanted ? `Called “${wanted}”` : 'All, by name'}</h2>
        {speakers.length === 0 ? <p>{wanted ? 'Nobody on record is called so.' : 'Nobody is on record yet.'}</p> : (
          <ul class="desk-list">
            {speakers.map((speaker) => (
              <li class="desk-item" key={speaker.id}>
                <a class="desk-item-title" href={`/desk/speakers/${speaker.id}`}>{speaker.name}</a>
                <ul class="desk-item-facts">
                  <li>{SPEAKER_KIND_WORDS[speaker.kind]}</li>
                  {speaker.roles[0] && <li>{speaker.roles[0].title}</li>}
                  {speaker.aliases.length > 0 && <li>Also {speaker.aliases.slice(0, 3).join(', ')}</li>}
                </ul>
              </li>
            ))}
          </ul>
        )}
        {more && <p class="more"><a href={`/desk/speakers?${new URLSearchParams({ ...(wanted ? { q: wanted } : {}), after: more }).toString()}`} rel="next">More speakers</a></p>}
      </section>
    </DeskPage>
  );
}

export interface SpeakerPageProps {
  frame: Frame;
  speaker: SpeakerView;
  isPublic: boolean;
  merges: readonly MadeMerge[];
  now: Date;
  mayWrite: boolean;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

function Speaker({ frame, speaker, isPublic, merges, now, mayWrite, done, refused }: SpeakerPageProps): VNode {
  const form = stateOf('speaker', refused);
  return (
    <DeskPage frame={frame} title={refused ? `Error: ${speaker.name}` : speaker.name}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <header class="page-head">
        <p class="kicker"><a href="/desk/speakers">Speakers</a></p>
        <h1>{speaker.name}</h1>
        {speaker.description && <p class="reading">{speaker.description}</p>}
        <ul class="desk-facts">
          <li>{SPEAKER_KIND_WORDS[speaker.kind]}</li>
          {speaker.aliases.length > 0 && <li>Also {speaker.aliases.join(', ')}</li>}
          {speaker.wikidataId && <li>Wikidata <a href={`https://www.wikidata.org/wiki/${speaker.wikidataId}`} rel="nofollow noopener">{speaker.wikidataId}</a></li>}
        </ul>
        <p class="desk-links">
          {isPublic && <a href={`/speakers/${speaker.slug}`}>As readers see it</a>}
          {mayWrite && <a href={`/desk/speakers/${speaker.id}/merge`}>Merge into another entry</a>}
        </p>
      </header>
      {speaker.roles.length > 0 && (
        <section class="section" aria-labelledby="roles-title">
          <h2 id="roles-title">Roles</h2>
          <ul class="bullets">
            {speaker.roles.map((role, index) => <li key={index}>{role.title}{(role.from || role.until) && <>, {role.from && <Day day={role.from} />}–{role.until && <Day day={role.until} />}</>}</li>)}
          </ul>
        </section>
      )}
      {mayWrite && (
        <section class="section" aria-labelledby="revise-title">
          <h2 id="revise-title">Revise</h2>
          <form class="form" id={form.id} method="post" action={`/desk/speakers/${speaker.id}`} noValidate>
            <Carried csrfToken={frame.csrfToken} version={speaker.version} />
            <TextField form={form} name="speakerName" value={speaker.name} />
            <Select form={form} name="speakerKind" label="Kind" choices={choicesOf(SPEAKER_KIND_WORDS)} value={speaker.kind} />
            <TextArea form={form} name="aliases" value={speaker.aliases.join('\n')} hint="One a line: other spellings, other alphabets, short forms." optional />
            <TextField form={form} name="wikidataId" value={speaker.wikidataId} short hint="Such as Q58217." optional />
            <TextArea form={form} name="speakerDescription" value={speaker.description} rows={2} optional />
            <RoleFields form={form} lines={form.sent ? roleLines(form.sent) : speaker.roles.map(({ title, from, until }) => ({ title, from: from ?? '', until: until ?? '' }))} />
            <CorrectionFields form={form} />
            <Send form={form} words="Revise the speaker" />
          </form>
        </section>
      )}
      <Merges frame={frame} kind="speaker" merges={merges} now={now} mayWrite={mayWrite} refused={refused} />
    </DeskPage>
  );
}

const NO_ROLE: RoleLine = { title: '', from: '', until: '' };

/** Two empty lines stand ready, so that roles are added without script. */
function RoleFields({ form, lines }: { form: FormState; lines: readonly RoleLine[] }): VNode {
  const shown = [...lines, NO_ROLE, NO_ROLE].slice(0, Math.max(lines.length, Math.min(50, lines.filter(({ title }) => title !== '').length + 2)));
  return (
    <fieldset class="desk-group">
      <legend>Roles</legend>
      <p class="hint">A statement shows the role held on its day. Days such as 2004, 2004-03 or 2004-03-09; empty where it is not known or goes on. Empty a line to take the role out.</p>
      {shown.map((line, index) => (
        <div class="speaker-role" key={index}>
          <RoleField form={form} name="title" index={index} label="Role" value={line.title} />
          <RoleField form={form} name="from" index={index} label="From" value={line.from} />
          <RoleField form={form} name="until" index={index} label="Until" value={line.until} />
        </div>
      ))}
    </fieldset>
  );
}

function RoleField({ form, name, index, label, value }: { form: FormState; name: 'title' | 'from' | 'until'; index: number; label: string; value: string }): VNode {
  const id = `${form.id}-role_${name}-${index}`;
  return (
    <div class="field">
      <label for={id}>{label}<span class="visually-hidden"> {index + 1}</span></label>
      <FieldError field={id} errors={form.errors} />
      <input id={id} name={`role_${name}`} autocomplete="off" value={value} {...described(id, form.errors)} />
    </div>
  );
}

/** For whatever public claims show. */
export function CorrectionFields({ form }: { form: FormState }): VNode {
  return (
    <fieldset class="desk-group">
      <legend>For readers</legend>
      <p class="hint">Needed where public claims will show something else: it is published as a correction on each of them.</p>
      <Select form={form} name="correctionKind" choices={choicesOf(CORRECTION_WORDS)} empty="Nothing public changes" optional />
      <TextArea form={form} name="explanation" rows={2} optional />
    </fieldset>
  );
}

export const speakersPage = (props: SpeakersProps): string => renderPage(<Speakers {...props} />);
export const speakerPage = (props: SpeakerPageProps): string => renderPage(<Speaker {...props} />);
