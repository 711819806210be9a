/** A rated claim as schema.org's ClaimReview, right by Google's rules for fact checks; pure. */
import type { ClaimRecord, CorrectionView, HopView, SourceRef, QuotedSpeaker, VerdictView } from '../../record/claim-record.dto.js';
import { bounds } from '../../shared/day.js';

export interface ReviewingSite {
  /** "https://claims.example.org", without a slash at its end. */
  publicUrl: string;
  siteName: string;
}

/** schema.org's words, as they go out. */
interface Thing {
  readonly '@type': string;
  readonly [property: string]: Value | undefined;
}
type Value = string | number | Thing | readonly Thing[];

export interface ClaimReview extends Thing {
  readonly '@context': 'https://schema.org';
  readonly '@type': 'ClaimReview';
}

/** The desk's own language: it writes verdicts and corrections in English. */
const DESK_LANGUAGE = 'en';

const CORRECTIONS: Record<CorrectionView['kind'], string> = { typo: 'Typing error mended', clarification: 'Clarification', factual: 'Factual correction', rating: 'Rating corrected' };

/**
 * Nothing for a claim that has no verdict in force or was withdrawn, and for a view of the past: that page is not the review's address.
 * A claim that is being reassessed keeps its review, because its page still shows the verdict as the one in force.
 *
 * Left out on purpose: `claimInterpreter` (who reads a claim out of a picture or film; the desk words a claim, and the relayer reports it)
 * and `isBasedOn` (what a work is made from); cited evidence is `citation`. Names of a document's authors may be people or offices, and
 * the record does not tell which.
 */
export function claimReview(record: ClaimRecord, site: ReviewingSite): ClaimReview | null {
  const { verdict } = record;
  if (!verdict || verdict.approvedAt === null || record.status === 'draft' || record.status === 'withdrawn' || record.asOf !== null) return null;
  const url = `${site.publicUrl}/claims/${record.slug}`;
  const published = [verdict, ...record.earlierVerdicts].map(({ approvedAt }) => approvedAt).filter((at) => at !== null).sort()[0]!;
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    '@id': `${url}#claimreview`,
    url,
    name: record.title,
    claimReviewed: record.wording,
    itemReviewed: claim(record),
    author: { '@type': 'Organization', name: site.siteName, url: site.publicUrl, publishingPrinciples: `${site.publicUrl}/method` },
    datePublished: published,
    dateModified: record.changedAt > published ? record.changedAt : published,
    inLanguage: DESK_LANGUAGE,
    reviewRating: reviewRating(verdict),
    reviewBody: verdict.summary,
    // As the page says it: one wrote the verdict, another checked and released it.
    contributor: { '@type': 'Person', name: verdict.proposedBy.name },
    ...(verdict.approvedBy && verdict.approvedBy.id !== verdict.proposedBy.id ? { editor: { '@type': 'Person', name: verdict.approvedBy.name } } : {}),
    ...some('about', record.topics.map((topic) => ({ '@type': 'Thing', name: topic.name, url: `${site.publicUrl}/topics/${topic.slug}` }))),
    ...some('citation', citedSources(record, verdict).map((source) => work(source))),
    ...some('correction', record.corrections.map(correction)),
  };
}

/** For `<script type="application/ld+json">`: the same JSON, in which no text can end the element or begin another. */
export function asJsonLdText(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The claim is the speaker's, whoever relayed it. A made-up statement was made by nobody: its speaker is not named as author. */
function claim(record: ClaimRecord): Thing {
  const said = record.statements.filter((statement) => statement.wasSaid !== 'fabricated');
  const main = said.find((statement) => statement.speaker && statement.day) ?? said.find((statement) => statement.speaker);
  const published = eachOnce(record.statements.flatMap((statement) => statement.chain.filter((hop) => hop.kind === 'published_by' && hop.source)));
  const appearances = published.map((hop) => work(hop.source!, hop.day));
  const first = knownFirst(published);
  return {
    '@type': 'Claim',
    text: record.wording,
    inLanguage: record.language,
    ...(main?.speaker ? { author: speaker(main.speaker) } : {}),
    ...(main?.day ? { datePublished: main.day } : {}),
    ...(first === undefined ? {} : { firstAppearance: appearances[first] }),
    ...some('appearance', appearances),
  } satisfies Thing;
}

function speaker(ref: QuotedSpeaker): Thing {
  return {
    '@type': ref.kind === 'person' ? 'Person' : 'Organization',
    name: ref.name,
    ...(ref.kind === 'person' && ref.role ? { jobTitle: ref.role } : {}),
    ...(ref.wikidataId ? { sameAs: `https://www.wikidata.org/entity/${ref.wikidataId}` } : {}),
  };
}

const dayOfHop = ({ source, day }: HopView): string | null => source!.publishedDay ?? day;

/** An article that several statements or hops name is one appearance; of its hops, the one that knows a day. */
function eachOnce(published: readonly HopView[]): HopView[] {
  const bySource = new Map<string, HopView>();
  for (const hop of published) {
    const known = bySource.get(hop.source!.id);
    if (!known || dayOfHop(known) === null) bySource.set(hop.source!.id, hop);
  }
  return [...bySource.values()];
}

/** Which publication came first, where the days known leave no doubt. */
function knownFirst(published: readonly HopView[]): number | undefined {
  const days = published.map(dayOfHop);
  const before = (one: string, other: string) => bounds(one).last < bounds(other).first;
  const found = days.findIndex((day, at) => day !== null && days.every((other, place) => place === at || (other !== null && (before(day, other) || (place > at && day === other && bounds(day).first === bounds(day).last)))));
  return found < 0 ? undefined : found;
}

/** Only the plainest types: Google asks more of a VideoObject or Dataset, inside a review too, than anybody knows of a source. */
function work(source: SourceRef, day: string | null = null): Thing {
  const published = source.publishedDay ?? day;
  return {
    '@type': source.kind === 'article' ? 'Article' : 'CreativeWork',
    ...(isOnTheWeb(source.url) ? { url: source.url } : {}),
    name: source.title,
    publisher: { '@type': 'Organization', name: source.publisher },
    ...(published === null ? {} : { datePublished: published }),
    inLanguage: source.language,
    ...(isOnTheWeb(source.archivedUrl) ? { archivedAt: source.archivedUrl } : {}),
  };
}

function isOnTheWeb(address: string | null): address is string {
  return address !== null && /^https?:\/\//i.test(address) && URL.canParse(address);
}

/** Withdrawn evidence is not cited any more; a document cited twice is one citation. */
function citedSources(record: ClaimRecord, verdict: VerdictView): SourceRef[] {
  const cited = verdict.cited.map((id) => record.evidence.find((item) => item.id === id)).filter((item) => item !== undefined && item.withdrawn === null);
  return [...new Map(cited.map((item) => [item!.source.id, item!.source])).values()];
}

/** "Unverifiable" is no middle of the line: without a number there is the label alone. */
export function reviewRating({ rating: given, numbers }: { rating: { label: string; meaning: string; number: number | null }; numbers: VerdictView['numbers'] }): Thing {
  const known = given.number !== null && numbers && numbers.worst >= 1 && numbers.worst < numbers.best;
  return { '@type': 'Rating', alternateName: given.label, description: given.meaning, ...(known ? { ratingValue: given.number!, bestRating: numbers.best, worstRating: numbers.worst } : {}) };
}

function correction(made: CorrectionView): Thing {
  return { '@type': 'CorrectionComment', name: CORRECTIONS[made.kind], text: made.explanation, datePublished: made.publishedAt };
}

function some(property: string, things: readonly Thing[]): Record<string, readonly Thing[]> {
  return things.length > 0 ? { [property]: things } : {};
}

