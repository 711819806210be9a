import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newCode } from '../shared/ids.js';
import { answerLetter, type Closing, codeInReference, mayClose, mayWorkOn, OUTCOMES, referenceOf, type ReportFacts, versionSeen, withoutTurns, withScheme, wrongAddress, wrongEmail, wrongKind, wrongPage, wrongWords } from './report.rules.js';

describe('What a reader may send', () => {
  it.each([
    [undefined, 'missing'], ['', 'missing'], ['too short', 'short'], ['ten signs.', undefined], ['🦊'.repeat(9), 'short'], ['🦊'.repeat(10), undefined],
    ['x'.repeat(2000), undefined], ['x'.repeat(2001), 'long'], ['🦊'.repeat(2000), undefined], [`${'❤️'.repeat(1000)}x`, 'long'], [['a list of words'], 'missing'],
  ])('words %#', (words, wrong) => {
    expect(wrongWords(words)).toBe(wrong);
  });

  it.each([['fact', undefined], [undefined, 'missing'], ['FACT', 'unknown'], ['constructor', 'unknown'], [['fact'], 'unknown']])('kind %p: %p', (kind, wrong) => {
    expect(wrongKind(kind)).toBe(wrong);
  });

  it.each([[undefined, undefined], ['Home page', undefined], ['x'.repeat(500), undefined], ['x'.repeat(501), 'long']])('page %#', (page, wrong) => {
    expect(wrongPage(page)).toBe(wrong);
  });

  it.each([
    [undefined, undefined], ['https://example.org/a?b=c#d', undefined], ['HTTP://EXAMPLE.ORG', undefined], ['https://приклад.укр/стаття', undefined],
    ['example.org', 'not_an_address'], ['ftp://example.org', 'not_an_address'], ['javascript:alert(1)', 'not_an_address'], ['data:text/html,x', 'not_an_address'], ['//example.org', 'not_an_address'],
    ['https:example.org', 'not_an_address'], ['https://user:secret@example.org', 'not_an_address'], ['https://user@example.org', 'not_an_address'], ['https://a b.org', 'not_an_address'],
    ['https://example.org/\u202egpj.exe', 'not_an_address'], ['https://exam\u200bple.org', 'not_an_address'], ['https://example.org/\u0000', 'not_an_address'], ['https://', 'not_an_address'], ['https://[', 'not_an_address'],
    [`https://example.org/${'x'.repeat(1980)}`, undefined], [`https://example.org/${'x'.repeat(1981)}`, 'long'],
  ])('address %#', (address, wrong) => {
    expect(wrongAddress(address)).toBe(wrong);
  });

  it.each([
    [undefined, undefined], ['reader@example.org', undefined], ['Jürgen.O’Neil+tag@sub.example.co.uk', undefined], ['читач@приклад.укр', undefined],
    ['reader', 'not_an_email'], ['reader@', 'not_an_email'], ['@example.org', 'not_an_email'], ['reader@localhost', 'not_an_email'], ['a@b@example.org', 'not_an_email'], ['reader@example..org', 'not_an_email'],
    ['a@example.org,b@example.org', 'not_an_email'], ['Reader <reader@example.org>', 'not_an_email'], ['reader@example.org\nBcc: x@example.org', 'not_an_email'], ['rea\u202eder@example.org', 'not_an_email'],
    [`${'x'.repeat(242)}@example.org`, undefined], [`${'x'.repeat(243)}@example.org`, 'long'],
  ])('e-mail %#', (email, wrong) => {
    expect(wrongEmail(email)).toBe(wrong);
  });

  it('is never answered but with nothing or a code, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const rule of [wrongKind, wrongWords, wrongPage, wrongAddress, wrongEmail]) expect(['undefined', 'string']).toContain(typeof rule(value));
      }),
    );
  });

  it('is found right only where the database takes it too', () => {
    const count = (text: string) => [...text].length;
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        if (wrongAddress(text) === undefined) expect(/^https?:\/\//i.test(text) && count(text) <= 2000).toBe(true);
        if (wrongEmail(text) === undefined) expect(/^.+@.+$/.test(text) && count(text) <= 254).toBe(true);
        if (wrongWords(text) === undefined) expect(count(text)).toBeGreaterThanOrEqual(10);
      }),
    );
  });
});

describe('What is mended without asking', () => {
  it('turns of direction go, and marks that writing needs stay', () => {
    expect(withoutTurns('a\u202eb\u2066c\u2069d\u202c')).toBe('abcd');
    expect(withoutTurns('می\u200cخواهم \u200fשלום\u200e')).toBe('می\u200cخواهم \u200fשלום\u200e');
  });

  it.each([['www.example.org/a', 'https://www.example.org/a'], ['WWW.example.org', 'https://WWW.example.org'], ['http://www.example.org', 'http://www.example.org'], ['example.org', 'example.org']])('%s is %s', (typed, address) => {
    expect(withScheme(typed)).toBe(address);
  });
});

describe('A reference', () => {
  it('leads back to its code, for every code', () => {
    for (let round = 0; round < 500; round++) {
      const code = newCode();
      expect(referenceOf(code)).toMatch(/^R-[0-9B-Z]{4}-[0-9B-Z]{4}$/);
      for (const written of [referenceOf(code), code, ` ${referenceOf(code).toLowerCase()} `, referenceOf(code).replaceAll('-', ' '), referenceOf(code).replaceAll('-', '–'), referenceOf(code).replaceAll('-', '')]) {
        expect(codeInReference(written)).toBe(code);
      }
    }
  });

  it.each(['', 'R-', 'R-7KX2-9PB', 'R-7KX2-9PBCD', 'R-7KX2-9PBA', 'Q-7KX2-9PBC', '../../etc', 'r'.repeat(9999)])('%# is none', (text) => {
    expect(codeInReference(text)).toBeUndefined();
  });
});

describe('The version that a reader says to have seen', () => {
  it.each([['3', 3], ['7', 7], ['8', 7], ['0', 7], ['-1', 7], ['3.5', 7], ['1e3', 7], ['', 7], [undefined, 7], ['9999999999', 7], ['3 OR 1=1', 7]])('%p is taken for %p where 7 is shown', (typed, seen) => {
    expect(versionSeen(typed, 7)).toBe(seen);
  });
});

describe('Closing', () => {
  const OPEN: ReportFacts = { status: 'open', closedBy: null, hasEmail: false, mails: true };

  it('is done once, and whoever comes late is told by whom', () => {
    for (const status of OUTCOMES) {
      const closed = { ...OPEN, status, closedBy: 'Bo Reviewer' };
      const answer = { code: 'already_closed', message: 'Bo Reviewer has closed this report already. Nothing of yours was saved.' };
      expect(mayClose(closed, { outcome: 'answered', answer: 'x' })).toEqual(answer);
      expect(mayWorkOn(closed)).toEqual(answer);
    }
    expect(mayWorkOn(OPEN)).toBe(true);
  });

  it.each<[string, Partial<ReportFacts>, Closing, string | true]>([
    ['answered with an answer', {}, { outcome: 'answered', answer: 'So.' }, true],
    ['answered with a note alone, where nobody waits', {}, { outcome: 'answered', closingNote: 'Looked at.' }, true],
    ['answered with nothing', {}, { outcome: 'answered' }, 'answer_missing'],
    ['answered with a note alone, where somebody waits', { hasEmail: true }, { outcome: 'answered', closingNote: 'Looked at.' }, 'answer_missing'],
    ['answered by hand, where the desk has no mail', { hasEmail: true, mails: false }, { outcome: 'answered', closingNote: 'Written to.' }, true],
    ['corrected by a correction', {}, { outcome: 'corrected', correctionId: 'k', closingNote: 'Mended.' }, true],
    ['corrected by nothing', {}, { outcome: 'corrected', closingNote: 'Mended.' }, 'correction_unnamed'],
    ['corrected and told to nobody', { hasEmail: true }, { outcome: 'corrected', correctionId: 'k', closingNote: 'Mended.' }, 'answer_missing'],
    ['answered beside a correction', {}, { outcome: 'answered', answer: 'So.', correctionId: 'k' }, 'correction_named'],
    ['dismissed with a reason', { hasEmail: true }, { outcome: 'dismissed', closingNote: 'Spam.' }, true],
    ['dismissed without', {}, { outcome: 'dismissed' }, 'reason_missing'],
    ['dismissed and answered', { hasEmail: true }, { outcome: 'dismissed', closingNote: 'x', answer: 'y' }, 'dismissed_unanswered'],
  ])('%s', (_, facts, closing, answer) => {
    const given = mayClose({ ...OPEN, ...facts }, closing);
    expect(given === true ? true : given.code).toBe(answer);
  });

  it('writes a letter with the answer, the page and the reference, and says that the address is gone', () => {
    const { to, subject, text } = answerLetter('reader@example.org', { code: '7kx29pbc', answer: 'It was the 24th.', site: 'Claimline', about: 'https://example.org/claims/x' });
    expect({ to, subject }).toEqual({ to: 'reader@example.org', subject: 'Your report R-7KX2-9PBC' });
    expect(text).toBe('It was the 24th.\n\nThe page: https://example.org/claims/x\n\nYour reference: R-7KX2-9PBC. We have deleted your e-mail address with this answer.\n\nClaimline\n');
  });
});
