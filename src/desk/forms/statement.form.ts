/** The fields of a statement and the hops of its chain → the API's class, and back into a form. */
import type { StatementView } from '../../record/claim-record.dto.js';
import type { Tx } from '../../shared/database.js';
import { InvalidInput } from '../../shared/errors.js';
import type { NewSource } from '../../sources/source.dto.js';
import { urlKey } from '../../sources/source.rules.js';
import { insertSource } from '../../sources/sources.service.js';
import type { NewSpeaker } from '../../speakers/speaker.dto.js';
import { insertSpeaker } from '../../speakers/speakers.service.js';
import { chainErrors } from '../../statements/chain.rules.js';
import { StatementInput } from '../../statements/statement.dto.js';
import { hopName, hopsIn, type LaterHop } from './hops.rules.js';
import type { RecordsByForm, Wanted } from './records.service.js';
import { checked, type Sent, text, together } from './sent.js';
import { tongueOf } from './tongue.rules.js';

/** A statement with everything checked, and nothing yet on record. */
export interface PreparedStatement {
  input: StatementInput;
  /** Puts the speakers and the sources that are new on record; the statement comes after them. */
  recordNew: (tx: Tx) => Promise<void>;
}

/** A hop of which the form says something. */
interface SentHop {
  /** Its number in the form. */
  hop: number;
  kind: LaterHop;
  who: Wanted<NewSpeaker> | null;
  source: Wanted<NewSource> | null;
}

/**
 * @param at goes before the paths of wrong fields
 * @throws InvalidInput naming every wrong field
 */
export async function prepareStatement(records: RecordsByForm, sent: Sent, at = ''): Promise<PreparedStatement> {
  const kinds = hopsIn(sent);
  const [speaker, hops] = await together([
    records.speaker(sent, 'speaker'),
    together(kinds.map((kind, index) => hopOf(records, sent, index + 1, kind))),
    checked(StatementInput, statementIn(sent, null, []), at),
  ]);
  const parties = oneOfEach(speaker, hops);
  const told = parties.hops.filter(({ hop, who, source }) => who ?? source ?? ['Day', 'Occasion', 'Note'].some((name) => text(sent, hopName(hop, name)) !== undefined));
  const input = await checked(StatementInput, statementIn(sent, parties.speaker, told), at).catch((error: unknown) => {
    throw inForm(error, told, at);
  });
  const missing = [
    ...told.flatMap(({ hop, kind, who, source }) => [
      ...(who ? [] : [{ field: hopName(hop, 'Who'), message: source ? 'is missing: say who published the source' : 'is missing: say who passed it on, or take this step away' }]),
      ...(kind === 'published_by' && !source ? [{ field: hopName(hop, 'SourceTitle'), message: 'is missing: name what was published, or give its address above' }] : []),
    ]),
    ...(told.length > 0 && !parties.speaker ? [{ field: 'speaker', message: 'is missing: a chain begins with whoever said it' }] : []),
    ...(text(sent, 'statementLanguage') === undefined && tongueOf(wordsIn(sent)) === null ? [{ field: 'statementLanguage', message: 'cannot be told from these letters; write its tag, such as uk or ru' }] : []),
    ...(input.quote === undefined && input.paraphrase === undefined ? [{ field: 'quote', message: 'give the words as a quote, as a paraphrase, or both' }] : []),
  ];
  // The same rule that the record asks later, asked now so that the form hears of everything in one go.
  const chain = (input.chain ?? []).map((hop) => ({ kind: hop.kind, speakerId: hop.speakerId, day: hop.day ?? null, sourceId: hop.sourceId ?? null }));
  const broken = missing.length > 0 ? [] : chainErrors(chain, input.speakerId ?? null, `${at}chain`);
  if (missing.length + broken.length > 0) throw inForm(new InvalidInput([...missing, ...broken]), told, at);
  const recordNew = async (tx: Tx): Promise<void> => {
    for (const party of new Set([parties.speaker, ...told.map(({ who }) => who)])) if (party?.create) await insertSpeaker(tx, party.create, party.id);
    for (const source of new Set(told.map((hop) => hop.source))) if (source?.create) await insertSource(tx, source.create, source.id);
  };
  return { input, recordNew };
}

async function hopOf(records: RecordsByForm, sent: Sent, hop: number, kind: LaterHop): Promise<SentHop> {
  const who = hopName(hop, 'Who');
  // Whoever publishes it is its publisher, unless the form says otherwise.
  const [party, source] = await together([records.speaker(sent, who), kind === 'published_by' ? records.cited(sent, `hop${hop}`, text(sent, who)) : Promise.resolve(null)]);
  return { hop, kind, who: party, source };
}

/** Somebody new may be named twice in one form, as an office is that publishes its own words, and is still one; so is a new source. */
function oneOfEach(speaker: Wanted<NewSpeaker> | null, hops: readonly SentHop[]): { speaker: Wanted<NewSpeaker> | null; hops: SentHop[] } {
  const [people, sources] = [new Map<string, Wanted<NewSpeaker>>(), new Map<string, Wanted<NewSource>>()];
  const first = <T>(seen: Map<string, Wanted<T>>, named: Wanted<T> | null, key: (create: T) => string | undefined): Wanted<T> | null => {
    const name = named?.create ? key(named.create) : undefined;
    if (named === null || name === undefined) return named;
    if (!seen.has(name)) seen.set(name, named);
    return seen.get(name)!;
  };
  const person = (named: Wanted<NewSpeaker> | null) => first(people, named, ({ kind, name }) => `${kind} ${name.toLowerCase()}`);
  return { speaker: person(speaker), hops: hops.map((hop) => ({ ...hop, who: person(hop.who), source: first(sources, hop.source, ({ url }) => (url ? urlKey(url) : undefined)) })) };
}

const wordsIn = (sent: Sent): string => text(sent, 'quote') ?? text(sent, 'paraphrase') ?? '';

function statementIn(sent: Sent, speaker: Wanted<NewSpeaker> | null, hops: readonly SentHop[]): object {
  const [saidDay, quote, paraphrase] = [text(sent, 'saidDay'), text(sent, 'quote'), text(sent, 'paraphrase')];
  const chain = [
    ...(speaker ? [{ kind: 'said_by', speakerId: speaker.id, form: quote === undefined ? 'paraphrase' : 'direct', day: saidDay }] : []),
    ...hops.flatMap(({ hop, kind, who, source }) => {
      const field = (name: string) => text(sent, hopName(hop, name));
      const published = kind === 'published_by';
      if (!who || (published && !source)) return [];
      return [{
        kind, speakerId: who.id, form: field('Form') ?? (published && quote !== undefined ? 'direct' : 'paraphrase'), day: published ? (field('SourceDay') ?? source?.day ?? undefined) : field('Day'),
        occasion: field('Occasion'), sourceId: source?.id, note: field('Note'),
      }];
    }),
  ];
  return {
    speakerId: speaker?.id, day: saidDay, place: text(sent, 'place'), occasion: text(sent, 'occasion'), audience: text(sent, 'audience'), quote, paraphrase,
    language: text(sent, 'statementLanguage') ?? tongueOf(wordsIn(sent)) ?? 'en', wasSaid: text(sent, 'wasSaid'), note: text(sent, 'statementNote'), chain,
  };
}

const FIELDS: Record<string, string> = {
  speakerId: 'speaker', day: 'saidDay', language: 'statementLanguage', note: 'statementNote', 'speaker.name': 'speaker', 'speaker.kind': 'speakerIs', 'speaker.roles[0].title': 'speakerRole', ...sourceFields(),
};

/** Of the form's one source, or of a hop's ("hop1"). */
function sourceFields(at = ''): Record<string, string> {
  const name = (field: string) => (at === '' ? `source${field}` : `${at}Source${field}`);
  return {
    sourceId: name('Url'), url: name('Url'), [`${at}source.url`]: name('Url'), [`${at}source.title`]: name('Title'), [`${at}source.publisher`]: name('Publisher'), [`${at}source.kind`]: name('Kind'),
    [`${at}source.publishedDay`]: name('Day'), [`${at}source.language`]: name('Language'),
  };
}

const OF_HOP: Record<string, string> = { kind: 'Who', speakerId: 'Who', sourceId: 'SourceUrl', form: 'Form', occasion: 'Occasion', note: 'Note' };

/** The API counts hops from "said by" on and without empty ones; wrong fields of hops are called as the form calls them. */
function inForm(error: unknown, told: readonly SentHop[], at: string): unknown {
  if (!(error instanceof InvalidInput)) return error;
  return new InvalidInput(error.errors.map(({ field, message }) => {
    const [, index, name] = /^chain\[(\d+)\]\.?(\w*)/.exec(field.startsWith(at) ? field.slice(at.length) : field) ?? [];
    const hop = index === undefined ? undefined : told[Number(index) - 1];
    if (!hop) return { field, message };
    return { field: hopName(hop.hop, name === 'day' ? (hop.kind === 'published_by' ? 'SourceDay' : 'Day') : (OF_HOP[name!] ?? 'Who')), message };
  }));
}

/** The form's field for a path of the API's class. */
export function statementField(_sent: Sent, path: string): string | undefined {
  const [, hop, rest] = /^(hop\d+)(.+)$/.exec(path) ?? [];
  if (hop !== undefined && rest !== undefined) return { 'Who.name': `${hop}Who`, 'Who.kind': `${hop}WhoIs`, 'Who.roles[0].title': `${hop}WhoRole` }[rest] ?? sourceFields(hop)[path] ?? path;
  if (path.startsWith('chain[0]')) return path.endsWith('.day') ? 'saidDay' : 'speaker';
  return path.startsWith('chain') ? 'hop1Who' : FIELDS[path];
}

/** A statement on record as the form has it, to be revised there. */
export function statementAsSent(statement: StatementView): Sent {
  const { speaker, day, place, occasion, audience, quote, paraphrase, language, wasSaid, note } = statement;
  const hops = statement.chain.filter((hop) => hop.kind !== 'said_by').slice(0, 19);
  const fields: Record<string, string | null | undefined> = {
    speaker: speaker?.name, speakerIs: speaker?.id, speakerFor: speaker?.name, saidDay: day, place, occasion, audience, quote, paraphrase, statementLanguage: language, wasSaid, statementNote: note,
  };
  hops.forEach((hop, index) => {
    const { source } = hop;
    const own = {
      Kind: hop.kind, Who: hop.speaker.name, WhoIs: hop.speaker.id, WhoFor: hop.speaker.name, Occasion: hop.occasion, Form: hop.form, Note: hop.note, ...(source ? {} : { Day: hop.day }),
      ...(source ? { SourceUrl: source.url, SourceIs: source.id, SourceFor: source.title, SourceTitle: source.title, SourcePublisher: source.publisher, SourceDay: hop.day ?? source.publishedDay, SourceKind: source.kind, SourceLanguage: source.language } : {}),
    };
    for (const [name, value] of Object.entries(own)) fields[hopName(index + 1, name)] = value;
  });
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, [value]]] : [])));
}
