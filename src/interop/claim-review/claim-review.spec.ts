import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { claimReviewFaults } from '../../../test/support/machine-checks.js';
import type { ClaimRecord, EvidenceView, HopView, RatingView, SourceRef, QuotedSpeaker, StatementView, VerdictView } from '../../record/claim-record.dto.js';
import { asJsonLdText, claimReview } from './claim-review.js';

const site = { publicUrl: 'https://claims.example.org', siteName: 'Claimline' };

const speaker = (overrides: Partial<QuotedSpeaker> = {}): QuotedSpeaker => ({ id: 'sp-lavrov', slug: 'sergey-lavrov-b2c3d4f5', name: 'Sergey Lavrov', kind: 'person', role: 'Foreign Minister of Russia', wikidataId: null, ...overrides });
const source = (overrides: Partial<SourceRef> = {}): SourceRef => ({
  id: 'so-axios', slug: 'axios-b2c3d4f6', kind: 'article', title: 'Blinken: Russia assures', publisher: 'Axios', authors: ['Zachary Basu'], publishedDay: '2022-01-21', language: 'en', url: 'https://www.axios.com/x', archivedUrl: null, note: null, ...overrides,
});
const hop = (overrides: Partial<HopView> = {}): HopView => ({ kind: 'published_by', speaker: speaker({ id: 'sp-axios', name: 'Axios', kind: 'organisation', role: null }), occasion: null, day: '2022-01-21', form: 'paraphrase', source: source(), note: null, ...overrides });
const statement = (overrides: Partial<StatementView> = {}): StatementView => ({
  id: 'st-1', version: 1, speaker: speaker(), day: '2022-01-21', place: 'Geneva', occasion: null, audience: null, quote: null, paraphrase: 'No intention.', language: 'en', wasSaid: 'confirmed', note: null, recordedAt: '2022-01-22T00:00:00.000Z',
  chain: [
    hop({ kind: 'said_by', speaker: speaker(), source: null }),
    hop({ kind: 'relayed_by', speaker: speaker({ id: 'sp-blinken', name: 'Antony Blinken', role: 'Secretary of State' }), source: source({ id: 'so-conference', title: 'News conference', kind: 'transcript' }) }),
    hop(),
  ],
  ...overrides,
});
const ratings: RatingView[] = [['kept', 5], ['mostly_kept', 4], ['broken', 1], ['in_progress', null]].map(([key, number]) => ({ id: `r-${key}`, key: key as string, label: (key as string).replace('_', ' '), meaning: 'As it says.', colour: 'grey', conclusive: number !== null, number: number as number | null }));
const rated = (key: string) => ratings.find((rating) => rating.key === key)!;
const verdict = (overrides: Partial<VerdictView> = {}): VerdictView => ({
  id: 'v-1', rating: rated('broken'), numbers: { worst: 1, best: 5 }, summary: 'Russia attacked.', caveats: [], earlyReason: null, inForceFrom: '2022-02-24', proposedAt: '2022-02-24T09:00:00.000Z', proposedBy: { id: 'a-1', name: 'Ada' }, approvedAt: '2022-02-24T10:00:00.000Z', approvedBy: { id: 'a-2', name: 'Bo' },
  supersededAt: null, singleReviewer: false, imported: false, cited: ['e-1'], dissents: [], ...overrides,
});
const evidence = (overrides: Partial<EvidenceView> = {}): EvidenceView => ({
  id: 'e-1', version: 1, side: 'later', stance: 'refutes', weight: 'decisive', day: '2022-02-24', summary: 'It began.', excerpt: null, note: null, independence: null, source: source({ id: 'so-un', title: 'Resolution ES-11/1', publisher: 'United Nations', kind: 'official_document', url: null }), recordedAt: '2022-03-02T00:00:00.000Z', withdrawn: null, ...overrides,
});
const record = (overrides: Partial<ClaimRecord> = {}): ClaimRecord => ({
  id: 'c-1', slug: 'russia-has-no-intention-x7k2p9bc', version: 9, title: 'Russia has no intention of attacking Ukraine', wording: 'Russia has no intention of attacking Ukraine.', kind: 'assurance', language: 'en', background: null, status: 'rated',
  standing: { code: 'rated', label: 'Broken', since: '2022-02-24', due: null, text: 'Broken, since 24 Feb 2022' }, statusReason: null, declineCode: null, searchedWhere: null, mergedInto: null, loggedAt: '2022-01-22T00:00:00.000Z', publicAt: '2022-01-22T01:00:00.000Z',
  changedAt: '2022-03-02T12:00:00.000Z', imported: false, asOf: null, scale: { id: 's-1', key: 'commitment', version: 1, name: 'Commitment', ratings }, topics: [{ id: 't-1', slug: 'ukraine-b2c3d4f7', name: 'Ukraine' }], resolution: null,
  statements: [statement()], evidence: [evidence()], verdict: verdict(), earlierVerdicts: [], corrections: [], ...overrides,
});
const reviewOf = (overrides: Partial<ClaimRecord> = {}) => claimReview(record(overrides), site) as unknown as Record<string, never> & { itemReviewed: Record<string, never>; reviewRating: Record<string, never> };

describe('A ClaimReview', () => {
  it('is of the claim’s own page, and of the speaker’s claim, never the relayer’s', () => {
    expect(reviewOf()).toMatchObject({
      '@context': 'https://schema.org', '@type': 'ClaimReview', url: 'https://claims.example.org/claims/russia-has-no-intention-x7k2p9bc', claimReviewed: 'Russia has no intention of attacking Ukraine.',
      author: { '@type': 'Organization', name: 'Claimline', url: 'https://claims.example.org' },
      itemReviewed: { '@type': 'Claim', author: { '@type': 'Person', name: 'Sergey Lavrov', jobTitle: 'Foreign Minister of Russia' }, datePublished: '2022-01-21' },
      reviewRating: { '@type': 'Rating', alternateName: 'broken', ratingValue: 1, bestRating: 5, worstRating: 1 },
      datePublished: '2022-02-24T10:00:00.000Z', dateModified: '2022-03-02T12:00:00.000Z', contributor: { name: 'Ada' }, editor: { name: 'Bo' },
      citation: [{ '@type': 'CreativeWork', name: 'Resolution ES-11/1' }],
    });
    expect(JSON.stringify(reviewOf())).not.toContain('Blinken"');
  });

  it('has one appearance for each published hop, and an address only where it is of the web', () => {
    const review = reviewOf({ statements: [statement({ chain: [...statement().chain, hop({ source: source({ id: 'so-2', title: 'Script', url: 'javascript:alert(1)', publishedDay: null }), day: '2022-02' })] })] });
    expect(review.itemReviewed.appearance).toMatchObject([{ '@type': 'Article', name: 'Blinken: Russia assures', url: 'https://www.axios.com/x', publisher: { name: 'Axios' }, datePublished: '2022-01-21' }, { name: 'Script', datePublished: '2022-02' }]);
    expect((review.itemReviewed.appearance as unknown as object[])[1]).not.toHaveProperty('url');
    expect(review.itemReviewed.firstAppearance).toMatchObject({ name: 'Blinken: Russia assures' });
  });

  it.each([
    ['one without a day might be earlier', [{ publishedDay: '2022-01-21' }, { publishedDay: null }]],
    ['a month might begin before the day', [{ publishedDay: '2022-01-21' }, { publishedDay: '2022-01' }]],
  ])('names no first appearance where %s', (_, sources) => {
    const chain = sources.map((overrides, at) => hop({ day: null, source: source({ id: `so-${at}`, ...overrides }) }));
    expect(reviewOf({ statements: [statement({ chain })] }).itemReviewed).not.toHaveProperty('firstAppearance');
  });

  it('gives a rating without a number its label alone, never a middle of the line', () => {
    expect(reviewOf({ verdict: verdict({ rating: rated('in_progress') }) }).reviewRating).toEqual({ '@type': 'Rating', alternateName: 'in progress', description: 'As it says.' });
  });

  it('has the numbers of the scale that the rating is of, also when the claim has moved to another', () => {
    const other = verdict({ rating: { ...rated('kept'), id: 'of-another-scale', number: 7 }, numbers: { worst: 2, best: 9 } });
    expect(reviewOf({ verdict: other }).reviewRating).toMatchObject({ ratingValue: 7, worstRating: 2, bestRating: 9 });
  });

  it.each([null, { worst: 1, best: 1 }, { worst: 0, best: 5 }])('has no numbers that Google would not take (%j)', (numbers) => {
    expect(reviewOf({ verdict: verdict({ numbers }) }).reviewRating).not.toHaveProperty('ratingValue');
  });

  it('names an article once that several statements or hops lead to, with the day that one of them knows', () => {
    const axios = source({ publishedDay: null });
    const chain = [hop({ source: axios, day: null }), hop({ source: axios, day: '2022-01-21' }), hop({ source: source({ id: 'so-2', title: 'Another' }), day: '2022-01-22' })];
    const { appearance } = reviewOf({ statements: [statement({ chain }), statement({ id: 'st-2', chain })] }).itemReviewed as unknown as { appearance: object[] };
    expect(appearance).toMatchObject([{ name: 'Blinken: Russia assures', datePublished: '2022-01-21' }, { name: 'Another' }]);
  });

  it('was published with the first verdict, not with the one in force', () => {
    const first = verdict({ id: 'v-0', approvedAt: '2022-02-16T10:00:00.000Z', supersededAt: '2022-02-24T10:00:00.000Z', rating: rated('in_progress') });
    expect(reviewOf({ earlierVerdicts: [first] }).datePublished).toBe('2022-02-16T10:00:00.000Z');
  });

  it('names nobody as author of what was made up', () => {
    expect(reviewOf({ statements: [statement({ wasSaid: 'fabricated' })] }).itemReviewed).not.toHaveProperty('author');
  });

  it('tells corrections, and cites no withdrawn evidence', () => {
    const review = reviewOf({
      corrections: [{ id: 'k', kind: 'factual', explanation: 'The day was wrong.', subject: 'claim', subjectId: 'c-1', changes: [], publishedAt: '2022-03-01T00:00:00.000Z' }],
      evidence: [evidence({ withdrawn: { at: '2022-03-03T00:00:00.000Z', reason: 'Retracted.' } })],
    });
    expect(review.correction).toEqual([{ '@type': 'CorrectionComment', name: 'Factual correction', text: 'The day was wrong.', datePublished: '2022-03-01T00:00:00.000Z' }]);
    expect(review).not.toHaveProperty('citation');
  });

  it('names the editor only where a second person approved', () => {
    expect(reviewOf({ verdict: verdict({ approvedBy: { id: 'a-1', name: 'Ada' } }) })).not.toHaveProperty('editor');
  });

  it.each<[string, Partial<ClaimRecord>]>([
    ['without a verdict', { verdict: null }],
    ['with a mere proposal', { verdict: verdict({ approvedAt: null, approvedBy: null }) }],
    ['that was withdrawn', { status: 'withdrawn', statusReason: 'Void.' }],
    ['that is a draft', { status: 'draft' }],
    ['as of a past day', { asOf: '2022-03-01T23:59:59.999Z' }],
  ])('is not made of a claim %s', (_, overrides) => {
    expect(claimReview(record(overrides), site)).toBeNull();
  });

  it.each(['open', 'in_review'] as const)('stays while the claim is reassessed (%s), for its page shows the verdict still', (status) => {
    expect(claimReview(record({ status }), site)).not.toBeNull();
  });
});

describe('In a script element', () => {
  it.each(['</script><script>alert(1)</script>', '<!--<script>', '&lt;/script&gt;', '\u2028\u2029', ']]>'])('%j ends nothing and reads the same', (words) => {
    const text = asJsonLdText({ words });
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual({ words });
  });
});

/** Any day, instant and text that a record can hold. */
const words = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</script>', 'لا نية', '"')).map((text) => `x${text}`);
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((at) => at.toISOString());
const someDay = instant.chain((at) => fc.constantFrom(at.slice(0, 10), at.slice(0, 7), at.slice(0, 4)));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const anySpeaker = fc.record({ id: fc.constantFrom('p1', 'p2'), name: words, kind: fc.constantFrom('person' as const, 'organisation' as const), role: maybe(words) }).map(speaker);
const anySource = fc.record({
  id: fc.uuid(), title: words, publisher: words, publishedDay: maybe(someDay), kind: fc.constantFrom('article', 'official_document', 'transcript', 'dataset', 'video', 'image', 'social_post', 'court_decision'),
  url: maybe(fc.oneof(fc.webUrl(), fc.constantFrom('javascript:alert(1)', 'ftp://x', 'https://'))), archivedUrl: maybe(fc.webUrl()),
}).map((given) => source(given as Partial<SourceRef>));
const anyHop = fc.record({ kind: fc.constantFrom('said_by', 'relayed_by', 'published_by'), speaker: anySpeaker, day: maybe(someDay), source: maybe(anySource) }).map((given) => hop(given as Partial<HopView>));
const anyStatement = fc.record({ speaker: maybe(anySpeaker), day: maybe(someDay), wasSaid: fc.constantFrom('unconfirmed', 'confirmed', 'disputed', 'fabricated'), chain: fc.array(anyHop, { maxLength: 4 }) }).map((given) => statement(given as Partial<StatementView>));
const anyRating = fc.record({ id: fc.uuid(), label: words, meaning: words, number: maybe(fc.integer({ min: 1, max: 10 })) }).map((given): RatingView => ({ key: 'k', colour: 'grey', conclusive: given.number !== null, ...given }));
const anyRecord = fc
  .record({
    title: words, wording: words, status: fc.constantFrom('open', 'in_review', 'rated'), statements: fc.array(anyStatement, { maxLength: 3 }), scale: fc.array(anyRating, { minLength: 1, maxLength: 7 }), given: fc.nat(6), changedAt: instant, summary: words,
    approved: fc.array(instant, { minLength: 1, maxLength: 4 }), single: fc.boolean(), topics: fc.array(fc.record({ id: fc.uuid(), slug: fc.constant('a-b2c3d4f7'), name: words }), { maxLength: 3 }), evidence: fc.array(anySource, { maxLength: 4 }),
    corrections: fc.array(fc.record({ id: fc.uuid(), kind: fc.constantFrom('typo' as const, 'rating' as const), explanation: words, publishedAt: instant }), { maxLength: 3 }),
  })
  .map(({ scale, given, approved, single, summary, evidence: sources, corrections, ...rest }) => {
    const held = scale.map(({ number }) => number).filter((number) => number !== null);
    const numbers = held.length > 0 ? { worst: Math.min(...held), best: Math.max(...held) } : null;
    const verdicts = approved.map((approvedAt, at) => verdict({ id: `v-${at}`, approvedAt, summary, rating: scale[given % scale.length], numbers, cited: sources.map(({ id }) => id), ...(single ? { approvedBy: { id: 'a-1', name: 'Ada' } } : {}) }));
    return record({
      ...(rest as Partial<ClaimRecord>), verdict: verdicts[0]!, earlierVerdicts: verdicts.slice(1), scale: { id: 's', key: 'k', version: 1, name: 'n', ratings: scale },
      evidence: sources.map((each) => evidence({ id: each.id, source: each })), corrections: corrections.map((each) => ({ ...each, subject: 'claim', subjectId: 'c-1', changes: [] })),
    });
  });

describe('Whatever a record holds', () => {
  it('its ClaimReview is right by Google’s rules', () => {
    fc.assert(fc.property(anyRecord, (given) => {
      expect(claimReviewFaults(JSON.parse(asJsonLdText(claimReview(given, site)!)))).toEqual([]);
    }), { numRuns: 500 });
  });

  it('says only what schema.org knows, each property where it belongs', () => {
    const reviews = fc.sample(anyRecord, { numRuns: 60, seed: 4 }).map((given) => claimReview(given, site)!);
    const right = claimReview(record(), site)!;
    // The check itself can fail: a property of another type, one that nobody has, a value of the wrong kind.
    const wrong = [{ ...right, jobTitle: 'x' }, { ...right, claimed: 'x' }, { ...right, reviewRating: { '@type': 'Person', name: 'x' } }, { ...right, itemReviewed: { '@type': 'Claim', ratingValue: 1 } }];
    expect(unknownToSchemaOrg([...wrong, ...reviews, right]).map(({ at }) => at)).toEqual([0, 1, 2, 3]);
  });
});

const require = createRequire(import.meta.url);
const VOCABULARY = require.resolve('schema-dts').replace(/\.js$/, '.d.ts');

/** What the compiler says of these as the vocabulary's own types (schema-dts is made from it), each by its place. */
function unknownToSchemaOrg(reviews: readonly object[]): { at: number; says: string }[] {
  const file = path.resolve(import.meta.dirname, 'checked.ts');
  const text = `import type { ClaimReview, WithContext } from '${VOCABULARY}'; type Right = WithContext<ClaimReview>;\n${reviews.map((review, at) => `export const _${at}: Right = ${JSON.stringify(review)};`).join('\n')}\n`;
  const options: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2024.d.ts'], target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? text : readFile.call(host, name));
  host.getSourceFile = (name, target, ...rest) => (name === file ? ts.createSourceFile(name, text, target) : getSourceFile.call(host, name, target, ...rest));
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map(({ messageText, file: found, start }) => ({ at: found && start !== undefined ? found.getLineAndCharacterOfPosition(start).line - 1 : -1, says: ts.flattenDiagnosticMessageText(messageText, '\n') }));
}
