import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atLeastOf, corrected, guessable, type KnownWord, nearest, slips } from './spelling.rules.js';

const known = (...words: string[]): KnownWord[] => words.map((word, n) => ({ word, shown: word, similarity: 1 - n / 100 }));

describe('A misspelt word', () => {
  it.each([
    ['lavrow', 'lavrov', 1],
    ['atacking', 'attacking', 1],
    ['ukrane', 'ukraine', 1],
    ['urkaine', 'ukraine', 1],
    ['kiyv', 'kyiv', 1],
    ['kyiv', 'kyiv', 0],
    ['', 'abc', 3],
    ['україну', 'україна', 1],
  ])('%s is %s with %d slips', (typed, meant, count) => expect(slips(typed, meant, 3)).toBe(count));

  it('is as far from one as the other from it, and no nearer by a third', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(fc.property(word, word, (a, b) => slips(a, b, 20) === slips(b, a, 20) && slips(a, a, 3) === 0 && (a === b || slips(a, b, 20) > 0)));
    fc.assert(fc.property(word, word, fc.nat(6), (a, b, most) => slips(a, b, most) === Math.min(slips(a, b, 20), most + 1)));
  });

  it('means the nearest words, not those that are merely near', () => {
    expect(nearest('lavrow', known('lavrov', 'lavrova', 'larov')).map(({ word }) => word)).toEqual(['lavrov']);
    expect(nearest('nato', known('nat', 'note', 'senate'))).toEqual(known('nat'));
    expect(nearest('war', known('was', 'far'))).toEqual([]);
    expect(nearest('peace', known('xylophone'))).toEqual([]);
  });
});

describe('What was typed', () => {
  it.each([
    ['lavrow ukrane', ['lavrow', 'ukrane']],
    ['  Лавро́в,  «war»', []],
    ['Лавро́в: війна!', ['Лавро́в', 'війна']],
    ['"no intention" attack', []],
    ['ukraine -nato', []],
    ['nato or kyiv', []],
    ['a-b', ['a', 'b']],
    ['', []],
  ])('%p is guessed at in %p', (text, words) => expect(guessable(text)).toEqual(words));

  it('is put right where it was wrong, and stays otherwise', () => {
    expect(corrected('Lavrow, in  ukrane!', new Map([[0, 'lavrov'], [2, 'ukraine']]))).toBe('lavrov, in  ukraine!');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => corrected(text, new Map()) === text));
  });
});

describe('At least so many', () => {
  it.each([
    [1, 'a | b | c'],
    [2, 'a & b | a & c | b & c'],
    [3, 'a & b & c'],
    [4, ''],
  ])('%d of three', (least, query) => expect(atLeastOf(['a', 'b', 'c'], least).replace(/[()]/g, '')).toBe(query));
});
