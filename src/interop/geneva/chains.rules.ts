/** Who made each of the corpus's statements, through whom we know of it and whether it was said: decided by hand, statement by statement. */
import type { Form, HopKind, WasSaid } from '../../claims/claim.words.js';
import { urlKey } from '../../sources/source.rules.js';
import type { NewSpeaker } from '../../speakers/speaker.dto.js';
import type { StatementInput } from '../../statements/statement.dto.js';
import type { CorpusClaim, CorpusStatement } from './corpus.js';

const LAVROV = 'Sergey Lavrov';
const BLINKEN = 'Antony Blinken';
const AXIOS = 'Axios';
const SPUTNIK = 'UrduPoint / Sputnik';

export const SPEAKERS: readonly NewSpeaker[] = [
  {
    kind: 'person', name: LAVROV, aliases: ['Sergei Lavrov', 'Sergey Viktorovich Lavrov', 'Сергей Лавров', 'Сергей Викторович Лавров'], wikidataId: 'Q58217',
    roles: [{ title: 'Foreign Minister of Russia', from: '2004-03-09' }],
  },
  {
    kind: 'person', name: BLINKEN, aliases: ['Antony J. Blinken', 'Tony Blinken', 'Энтони Блинкен'],
    roles: [{ title: 'US Secretary of State', from: '2021-01-26', until: '2025-01-20' }],
  },
  { kind: 'organisation', name: AXIOS, description: 'News outlet in the United States; publisher of the article that the corpus starts from.' },
  { kind: 'organisation', name: SPUTNIK, aliases: ['UrduPoint'], description: 'UrduPoint, with reports of the Russian state agency Sputnik.' },
];

const CONFERENCE = 'https://theglobaleye.it/secretary-antony-j-blinken-at-a-press-availability-us-department-of-state-2';
const CAPTIONS = 'https://comparemela.com/ampnews/renewed-aggression';
const LAVROV_CONFERENCE = 'https://arretsurinfo.ch/allocution-douverture-de-serguei-lavrov-geneve-21-janvier-2022/';
const OPENING_REMARKS = 'https://ru.usembassy.gov/secretary-antony-j-blinken-and-russian-foreign-minister-sergey-lavrov-before-their-meeting-2/';
const REPEATED_TO_HIM = 'https://www.urdupoint.com/en/world/blinken-says-lavrov-repeated-to-him-russia-ha-1453259.html';

const CLOSED_MEETING = 'Antony Blinken, in the closed meeting';
const AFTER_THE_TALKS = 'reporters, at his news conference after the talks';

/** The corpus's "said to" and "to", taken apart. */
const SETTINGS: Record<string, { audience: string; occasion: string | null; note?: string }> = {
  [CLOSED_MEETING]: { audience: 'Antony Blinken', occasion: 'closed meeting' },
  [AFTER_THE_TALKS]: { audience: 'reporters', occasion: 'news conference after the talks' },
  'reporters, at his own news conference': { audience: 'reporters', occasion: 'his own news conference' },
  'Antony Blinken, before the press, in opening remarks': { audience: 'Antony Blinken, before the press', occasion: 'opening remarks' },
  'reporters; Axios says he sought to reinforce the same message in Kyiv and Berlin': {
    audience: 'reporters', occasion: 'news conference after the talks', note: 'Axios says he sought to reinforce the same message in Kyiv and Berlin.',
  },
  readers: { audience: 'readers', occasion: null },
};

interface Decision {
  maker: string;
  wasSaid: WasSaid;
  /** Where the corpus's "said to" is that of somebody else. */
  saidTo?: string;
  /** The document that has the words, or the closest to them. */
  saidIn?: string;
  saidNote?: string;
  relayedBy?: { name: string; to: string; in: string };
  /** What readers should know before the corpus's own notes. */
  note?: string;
  /** Why it counts as said or not, where the corpus's notes do not tell. */
  because?: string;
}

/** Publishing is saying: nobody need confirm that Axios wrote what Axios published. */
const byAxios: Decision = { maker: AXIOS, wasSaid: 'confirmed' };

const DECISIONS: Record<string, Decision> = {
  'GVA-01-S1': {
    maker: LAVROV, wasSaid: 'confirmed', relayedBy: { name: BLINKEN, to: AFTER_THE_TALKS, in: CONFERENCE },
    because: 'Taken as said, because reports in UrduPoint / Sputnik and The Straits Times have Blinken’s account of it too.',
  },
  // The corpus has Blinken as its speaker, but the assurance that it speaks of is Lavrov's.
  'GVA-01-S2': {
    maker: LAVROV, wasSaid: 'confirmed', saidTo: CLOSED_MEETING, relayedBy: { name: BLINKEN, to: AFTER_THE_TALKS, in: REPEATED_TO_HIM },
    note: 'Blinken’s “once again” says that it was not the first time.',
  },
  'GVA-01-S3': {
    maker: LAVROV, wasSaid: 'unconfirmed', saidIn: LAVROV_CONFERENCE, saidNote: 'Whether this transcript has the sentence is not on record.',
    because: 'Not confirmed: one report alone is on record with these words.',
  },
  'GVA-02-S1': { maker: BLINKEN, wasSaid: 'confirmed', saidIn: CONFERENCE, because: 'Taken as said, because Reuters reports the same announcement.' },
  // The corpus has Axios relay it, which is the publisher itself.
  'GVA-02-S2': { maker: BLINKEN, wasSaid: 'confirmed', saidIn: CONFERENCE, note: 'The headline of the article.', because: 'Taken as said, because Reuters reports the same announcement.' },
  'GVA-03-S1': { maker: BLINKEN, wasSaid: 'unconfirmed' },
  'GVA-04-S1': { maker: BLINKEN, wasSaid: 'confirmed', saidIn: CAPTIONS },
  'GVA-05-S1': { maker: BLINKEN, wasSaid: 'confirmed', because: 'Taken as said, because ABC News reports it from the news conference and from its own interview.' },
  'GVA-06-S1': { maker: LAVROV, wasSaid: 'confirmed', saidIn: OPENING_REMARKS },
  'GVA-07-S1': byAxios,
  'GVA-08-S1': byAxios,
  'GVA-09-S1': { ...byAxios, note: 'Attributes one quoted word to US and NATO officials, who are not named.' },
  'GVA-10-S1': { maker: BLINKEN, wasSaid: 'confirmed', saidTo: AFTER_THE_TALKS, saidIn: CONFERENCE, note: 'Axios gives the plan as both ministers’.' },
  'GVA-11-S1': byAxios,
  'GVA-12-S1': { maker: BLINKEN, wasSaid: 'unconfirmed', because: 'Not confirmed: the words that TASS quotes are of aid already given, not of aid to come.' },
  'GVA-13-S1': byAxios,
  'GVA-14-S1': byAxios,
  'GVA-14-S2': { ...byAxios, note: 'The photo is credited to the Russian Foreign Ministry / Anadolu Agency via Getty Images.' },
  'GVA-15-S1': { ...byAxios, note: 'Axios attributes the position to Russia; the quoted phrase is Lavrov’s, to Blinken and the press.' },
  'GVA-15-S2': { maker: LAVROV, wasSaid: 'confirmed', saidIn: OPENING_REMARKS },
  'GVA-16-S1': { maker: BLINKEN, wasSaid: 'unconfirmed' },
  'GVA-17-S1': byAxios,
};

interface FoldedHop {
  kind: HopKind;
  speaker: string;
  occasion: string | null;
  day: string;
  form: Form;
  /** Key of the source's address. */
  source: string | null;
  note: string | null;
}

/** A statement as the service takes it, but for names where ids will be. */
export type FoldedStatement = Omit<StatementInput, 'speakerId' | 'chain'> & { speaker: string; chain: FoldedHop[] };

const QUOTED = 'direct quote';
const formOf = (form: string): Form => (form === QUOTED ? 'direct' : 'paraphrase');
/** Forms that the choice between quote and paraphrase already tells. */
const PLAIN_FORMS = new Set([QUOTED, 'paraphrase']);
const unquoted = (text: string): string => text.replace(/^["“]|["”]$/g, '');

function settingOf(saidTo: string): (typeof SETTINGS)[string] {
  const setting = SETTINGS[saidTo];
  if (!setting) throw new Error(`The Geneva corpus has an occasion that is not folded yet: “${saidTo}”.`);
  return setting;
}

export function statementOf(statement: CorpusStatement): FoldedStatement {
  const decision = DECISIONS[statement.statement_id];
  if (!decision) throw new Error(`The Geneva corpus has a statement that nobody decided on yet: ${statement.statement_id}.`);
  const { maker, wasSaid, saidIn, saidNote, relayedBy } = decision;
  const setting = settingOf(decision.saidTo ?? statement.said_to);
  const form = formOf(statement.form);
  const day = statement.date_said;
  const chain: FoldedHop[] = [
    {
      kind: 'said_by', speaker: maker, day, form, source: saidIn === undefined ? null : urlKey(saidIn), note: saidNote ?? null,
      occasion: setting.occasion === null ? null : [setting.occasion, statement.place].filter((part) => part !== null).join(', '),
    },
  ];
  if (relayedBy) {
    const relayed = settingOf(relayedBy.to);
    chain.push({ kind: 'relayed_by', speaker: relayedBy.name, day, form: 'paraphrase', source: urlKey(relayedBy.in), note: null, occasion: `${relayed.occasion}, to ${relayed.audience}` });
  }
  chain.push({ kind: 'published_by', speaker: statement.published_by, day: statement.published_on, form, source: urlKey(statement.published_url), note: null, occasion: null });
  const note = [decision.note, statement.quote_check, statement.note, setting.note, decision.because, PLAIN_FORMS.has(statement.form) ? undefined : `Form: ${statement.form}.`].filter((part) => part !== undefined);
  return {
    speaker: maker,
    day,
    place: statement.place,
    occasion: setting.occasion,
    audience: setting.audience,
    ...(form === 'direct' ? { quote: unquoted(statement.text) } : { paraphrase: statement.text }),
    language: 'en',
    wasSaid,
    note: note.length > 0 ? note.join(' ') : null,
    chain,
  };
}

/** Keys of the sources that the claim's chains and evidence name. */
export function tiedSources(claim: CorpusClaim): Set<string> {
  const hops = claim.statements.flatMap((statement) => statementOf(statement).chain.map((hop) => hop.source));
  return new Set([...hops.filter((key) => key !== null), ...claim.evidence.map((evidence) => urlKey(evidence.url))]);
}
