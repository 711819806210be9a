/** The fields of a statement and its chain → the API's class. */
import type { Tx } from '../../shared/database.js';
import { InvalidInput } from '../../shared/errors.js';
import { insertSource } from '../../sources/sources.service.js';
import type { NewSpeaker } from '../../speakers/speaker.dto.js';
import { insertSpeaker } from '../../speakers/speakers.service.js';
import { chainErrors } from '../../statements/chain.rules.js';
import { StatementInput } from '../../statements/statement.dto.js';
import type { RecordsByForm, Wanted } from './records.service.js';
import { checked, type Sent, text, together } from './sent.js';

type Parties = Readonly<Record<'speaker' | 'relayedBy' | 'outlet' | 'source', Wanted<unknown> | null>>;

/** A statement with everything checked, and nothing yet on record. */
export interface PreparedStatement {
  input: StatementInput;
  /** Puts the speakers and the source that are new on record; the statement comes after them. */
  recordNew: (tx: Tx) => Promise<void>;
}

/**
 * @param at goes before the paths of wrong fields
 * @throws InvalidInput naming every wrong field
 */
export async function prepareStatement(records: RecordsByForm, sent: Sent, at = ''): Promise<PreparedStatement> {
  const [speaker, named, publisher, source] = await together([
    records.speaker(sent, 'speaker', 'speakerRole'), records.speaker(sent, 'relayedBy'), records.speaker(sent, 'outlet'), records.cited(sent),
    checked(StatementInput, statementIn(sent, { speaker: null, relayedBy: null, outlet: null, source: null }), at),
  ]);
  const relayedBy = sameNewcomer(named, [speaker]);
  const outlet = sameNewcomer(publisher, [speaker, relayedBy]);
  const input = await checked(StatementInput, statementIn(sent, { speaker, relayedBy, outlet, source }), at);
  const missing = [
    ...(source && !outlet ? [{ field: 'outlet', message: 'is missing: say who published the source' }] : []),
    ...(outlet && !source ? [{ field: 'sourceTitle', message: 'is missing: name what was published, or give its address above' }] : []),
    ...((outlet ?? relayedBy) && !speaker ? [{ field: 'speaker', message: 'is missing: a chain begins with whoever said it' }] : []),
    ...(input.quote === undefined && input.paraphrase === undefined ? [{ field: 'quote', message: 'give the words as a quote, as a paraphrase, or both' }] : []),
  ];
  // The same rule that the record asks later, asked now so that the form hears of everything in one go.
  const chain = (input.chain ?? []).map((hop) => ({ kind: hop.kind, speakerId: hop.speakerId, day: hop.day ?? null, sourceId: hop.sourceId ?? null }));
  const broken = missing.length > 0 ? [] : chainErrors(chain, input.speakerId ?? null, `${at}chain`);
  if (missing.length + broken.length > 0) throw new InvalidInput([...missing, ...broken]);
  const recordNew = async (tx: Tx): Promise<void> => {
    for (const party of new Set([speaker, relayedBy, outlet])) if (party?.create) await insertSpeaker(tx, party.create, party.id);
    if (source?.create) await insertSource(tx, source.create, source.id);
  };
  return { input, recordNew };
}

/** Somebody new may be named twice in one form, as an office is that publishes its own words, and is still one. */
function sameNewcomer(named: Wanted<NewSpeaker> | null, before: readonly (Wanted<NewSpeaker> | null)[]): Wanted<NewSpeaker> | null {
  const { create } = named ?? {};
  return (create && before.find((other) => other?.create?.kind === create.kind && other.create.name === create.name)) ?? named;
}

function statementIn(sent: Sent, { speaker, relayedBy, outlet, source }: Parties): object {
  const [saidDay, quote] = [text(sent, 'saidDay'), text(sent, 'quote')];
  const published = outlet && source;
  const chain = [
    ...(speaker ? [{ kind: 'said_by', speakerId: speaker.id, form: quote === undefined ? 'paraphrase' : 'direct', day: saidDay }] : []),
    ...(relayedBy ? [{ kind: 'relayed_by', speakerId: relayedBy.id, form: text(sent, 'relayedForm') ?? 'paraphrase', day: text(sent, 'relayedDay'), occasion: text(sent, 'relayedOccasion') }] : []),
    ...(published ? [{ kind: 'published_by', speakerId: outlet.id, form: text(sent, 'outletForm') ?? 'direct', day: text(sent, 'sourceDay'), sourceId: source.id }] : []),
  ];
  const fields = {
    speakerId: speaker?.id, day: saidDay, place: text(sent, 'place'), occasion: text(sent, 'occasion'), audience: text(sent, 'audience'), quote, paraphrase: text(sent, 'paraphrase'),
    language: text(sent, 'statementLanguage'), wasSaid: text(sent, 'wasSaid'), chain: chain.map((hop) => Object.fromEntries(Object.entries(hop).filter(([, value]) => value !== undefined))),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const FIELDS: Record<string, string> = {
  speakerId: 'speaker', day: 'saidDay', language: 'statementLanguage', 'speaker.name': 'speaker', 'speaker.kind': 'speakerKind', 'speaker.roles[0].title': 'speakerRole',
  'relayedBy.name': 'relayedBy', 'relayedBy.kind': 'relayedByKind', 'outlet.name': 'outlet', 'outlet.kind': 'outletKind', ...sourceFields(),
};

export function sourceFields(): Record<string, string> {
  return { sourceId: 'sourceUrl', 'source.url': 'sourceUrl', url: 'sourceUrl', 'source.title': 'sourceTitle', 'source.publisher': 'sourcePublisher', 'source.kind': 'sourceKind', 'source.publishedDay': 'sourceDay' };
}

const HOP_FIELDS: Record<string, Record<string, string>> = {
  said: { day: 'saidDay', speakerId: 'speaker', kind: 'speaker' },
  relayed: { day: 'relayedDay', occasion: 'relayedOccasion', form: 'relayedForm', speakerId: 'relayedBy', kind: 'relayedBy' },
  published: { day: 'sourceDay', form: 'outletForm', speakerId: 'outlet', sourceId: 'sourceUrl', kind: 'outlet' },
};

/** The form's field for a path of the API's class, which counts hops where the form names them. */
export function statementField(sent: Sent, path: string): string | undefined {
  const hop = /^chain\[(\d)\]\.(\w+)/.exec(path);
  if (!hop) return FIELDS[path];
  const hops = ['said', ...(text(sent, 'relayedBy') === undefined ? [] : ['relayed']), 'published'];
  return HOP_FIELDS[hops[Number(hop[1])] ?? 'published']?.[hop[2]!];
}
