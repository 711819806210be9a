import { describe, expect, it } from '@jest/globals';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { language } from '../../shared/html/language.js';
import { cardContent } from './card.content.js';

const statement = { speaker: { name: 'Sergey Lavrov', role: 'Foreign Minister of Russia' }, day: '2022-01-21', place: 'Geneva', occasion: 'news conference' };
const broken = { code: 'being_reassessed', label: 'Broken', since: '2022-02-24', due: null, text: '' };
const record = (overrides: object = {}): ClaimRecord =>
  ({ wording: 'Russia has no intention of attacking Ukraine.', language: 'en', standing: { ...broken, code: 'rated' }, verdict: { rating: { colour: 'false' } }, statements: [statement], ...overrides }) as ClaimRecord;
const english = (overrides: object = {}) => cardContent(record(overrides), 'Claimline', language('en'));

describe('What a card says', () => {
  it('is the claim, who said it in which office, where and when, and how it stands since when', () => {
    expect(english()).toEqual({
      siteName: 'Claimline', speaker: 'Sergey Lavrov', saidLine: 'Sergey Lavrov, Foreign Minister of Russia · Geneva, 21\u00a0Jan\u00a02022',
      wording: 'Russia has no intention of attacking Ukraine.', insteadOfWording: 'Read the claim at Claimline', language: 'en', dir: 'ltr', standing: { label: 'Broken', detail: 'since 24\u00a0Feb\u00a02022', tone: 'false' },
    });
  });

  it.each([
    [broken, 'Broken', 'since 24\u00a0Feb\u00a02022, being reassessed', 'false'],
    [{ code: 'too_early', label: 'Too early to rate', since: null, due: '2022-01-31' }, 'Too early to rate', 'due 31\u00a0Jan\u00a02022', 'waiting'],
    [{ code: 'not_yet_rated', label: 'Not yet rated', since: null, due: '2022-01-31' }, 'Not yet rated', null, 'unrated'],
    [{ code: 'not_rated', label: 'Not rated: out of scope', since: null, due: null }, 'Not rated: out of scope', null, 'declined'],
    [{ code: 'withdrawn', label: 'Withdrawn: a long reason', since: null, due: null }, 'Withdrawn', null, 'withdrawn'],
  ])('of %j: %s', (standing, label, detail, tone) => expect(english({ standing }).standing).toEqual({ label, detail, tone }));

  it('names the page’s host where it has one, for a wording that cannot be drawn', () => {
    expect(cardContent(record(), 'Claimline', language('es'), 'claims.example.org').insteadOfWording).toBe('Lea la afirmación en claims.example.org');
  });

  it('is turned for languages written from the right', () => expect(english({ language: 'ar' }).dir).toBe('rtl'));

  it.each([
    [[{ ...statement, speaker: { name: 'NATO', role: null } }], 'NATO · Geneva, 21\u00a0Jan\u00a02022'],
    [[{ ...statement, place: null }], 'Sergey Lavrov, Foreign Minister of Russia · news conference, 21\u00a0Jan\u00a02022'],
    [[{ ...statement, speaker: null, day: '2022-01', place: null, occasion: null }], 'January\u00a02022'],
    [[{ ...statement, speaker: null, day: null }, statement], 'Sergey Lavrov, Foreign Minister of Russia · Geneva, 21\u00a0Jan\u00a02022'],
    [[], null],
  ])('leaves out what is not known: %#', (statements, saidLine) => expect(english({ statements }).saidLine).toBe(saidLine));
});
