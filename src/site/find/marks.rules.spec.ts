import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excerpt, markedIn, pieces } from './marks.rules.js';

const shown = (text: string, ...marks: string[]): string => pieces(text, new Set(marks)).map(({ text: part, marked }) => (marked ? `[${part}]` : part)).join('');

describe('What was searched for', () => {
  it.each([
    ['No intention of attacking Ukraine.', ['attacking', 'ukraine'], 'No intention of [attacking] [Ukraine].'],
    ['Blinken-Lavrov talks', ['lavrov'], 'Blinken-[Lavrov] talks'],
    ['l’éclairage', ['éclairage'], 'l’[éclairage]'],
    ['warfare', ['war'], 'warfare'],
    ['边境将于春天开放', ['春', '天'], '边境将于[春天]开放'],
    ['सीमा वसंत में', ['वसंत'], 'सीमा [वसंत] में'],
    ['2022-01-21', ['2022'], '[2022]-01-21'],
    ['', ['x'], ''],
  ])('is marked in %p for %p', (text, marks, result) => expect(shown(text, ...marks)).toBe(result));

  it('is all there, in its order, whatever is marked', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })), (text, marks) => pieces(text, new Set(marks)).map((piece) => piece.text).join('') === text));
  });

  it('is shown with what stands around it, cut between words', () => {
    const text = `${'before '.repeat(60)}needle ${'after '.repeat(60)}`;
    const cut = excerpt(text, new Set(['needle']));
    const whole = cut.map((piece) => piece.text).join('');
    expect(whole).toMatch(/^… before .*before needle after .*after …$/);
    expect(whole.length).toBeLessThan(220);
    expect([...markedIn(whole, new Set(['needle']))]).toEqual(['needle']);
    expect(excerpt('a short needle', new Set(['needle'])).map((piece) => piece.text)).toEqual(['a short ', 'needle']);
    expect(excerpt('x'.repeat(500), new Set(['needle']))).toHaveLength(1);
  });
});
