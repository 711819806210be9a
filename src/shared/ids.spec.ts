import { describe, expect, it } from '@jest/globals';
import { codeIn, newCode, newId, slugOf } from './ids.js';

describe('A slug', () => {
  it('ends in its code, from which it is found again', () => {
    for (let index = 0; index < 200; index++) {
      const code = newCode();
      expect(codeIn(slugOf('Russia has no intention of attacking Ukraine', code))).toBe(code);
      expect(codeIn(slugOf('未知', code))).toBe(code);
      expect(codeIn(code)).toBe(code);
    }
  });

  it.each([
    ['Russia has no intention of attacking Ukraine', 'russia-has-no-intention-of-attacking-ukraine-x7k2p9bc'],
    ['Україна не здасться', 'ukrayina-ne-zdastsya-x7k2p9bc'],
    ['  “Quoted” & <b>bold</b>  ', 'quoted-and-b-bold-b-x7k2p9bc'],
    ['…', 'x7k2p9bc'],
  ])('of %s is %s', (words, slug) => expect(slugOf(words, 'x7k2p9bc')).toBe(slug));

  it('is cut between words', () => {
    const slug = slugOf('word '.repeat(60), 'x7k2p9bc');
    expect(slug.length).toBeLessThan(90);
    expect(slug).toMatch(/^(word-)+x7k2p9bc$/);
  });

  it('is never cut inside a character', () => expect(slugOf(`${'…'.repeat(399)}🦄`, 'x7k2p9bc')).toBe('unicorn-x7k2p9bc'));

  it.each(['', 'no-code', 'x7k2p9b', '../../etc/passwd', 'x7k2p9bcd', 'a'.repeat(3000)])('is not read from %s', (text) => expect(codeIn(text)).toBeUndefined());
});

describe('An id', () => {
  it('sorts by the time of its making', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect([...ids].sort()).toEqual(ids);
  });
});
