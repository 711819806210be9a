import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Box, cleaned, directionOf, layOut, MOST_GRAPHEMES, type Piece, piecesOf, shortened } from './card.rules.js';

const GAUGE = { space: 0.25, ellipsis: 0.8 };
const BOX: Box = { width: 1000, height: 300, sizes: [80, 60, 40], leading: 1.25, maxLines: 6 };
/** As if every character were half as wide as high. */
const pieces = (text: string, language = 'en'): Piece[] => piecesOf(text, language).map((piece) => ({ ...piece, width: piece.text.length * 0.5 }));
const widthOf = (line: string, size: number): number => {
  const ends = line.endsWith('…');
  const words = (ends ? line.slice(0, -1) : line).split(' ');
  return size * (words.reduce((sum, word) => sum + word.length * 0.5, 0) + (words.length - 1) * GAUGE.space + (ends ? GAUGE.ellipsis : 0));
};

describe('Where lines may break', () => {
  const broken = (text: string, language: string) => piecesOf(text, language).map((piece) => piece.text + (piece.spaced ? ' ' : ''));
  it.each([
    ['en', 'A well-known fact, -5 in 2022-24', ['A ', 'well-', 'known ', 'fact, ', '-5 ', 'in ', '2022-24']],
    ['zh', '俄罗斯无意攻击乌克兰，外长说。', ['俄罗斯', '无意', '攻击', '乌克兰，', '外长', '说。']],
    ['ja', '「攻撃する」と述べた。', ['「攻撃', 'する」', 'と', '述', 'べた。']],
    ['ko', '러시아는 공격할 의도가 없다.', ['러시아는 ', '공격할 ', '의도가 ', '없다.']],
    ['th', 'รัสเซียไม่มีเจตนา', ['รัสเซีย', 'ไม่มี', 'เจตนา']],
    ['ar', 'ليس لدى روسيا', ['ليس ', 'لدى ', 'روسيا']],
    ['en', '100\u00a0% of it', ['100\u00a0% ', 'of ', 'it']],
    ['no language', '日本 x', ['日本 ', 'x']],
  ])('%s: %s', (language, text, expected) => expect(broken(text, language)).toEqual(expected));

  it('breaks a word that no line could hold, between letters only', () => {
    const parts = broken(`https://example.org/${'क्ष'.repeat(40)}`, 'en');
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.slice(2).every((part) => part.startsWith('क्ष'))).toBe(true);
  });

  it('loses nothing but the spaces around', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
      const text = cleaned(raw);
      expect(broken(text, 'zh').join('')).toBe(text);
    }));
  });
});

describe('The layout', () => {
  it('sets a short claim large and a long one small', () => {
    expect(layOut(pieces('It is so.'), GAUGE, BOX)).toEqual({ size: 80, lines: ['It is so.'], cut: false });
    expect(layOut(pieces('word '.repeat(15).trim()), GAUGE, BOX).size).toBe(80);
    expect(layOut(pieces('word '.repeat(28).trim()), GAUGE, BOX).size).toBe(60);
  });

  it('leaves no word alone on the last line', () => {
    const { lines } = layOut(pieces('one two three four five six seven eight nine ten'), GAUGE, BOX);
    expect(lines).toHaveLength(2);
    expect(Math.abs(lines[0]!.length - lines[1]!.length)).toBeLessThan(8);
  });

  it('ends with an ellipsis what is too long, without a comma before it', () => {
    const { lines, cut, size } = layOut(pieces('many, '.repeat(200).trim()), GAUGE, BOX);
    expect([size, lines.length, cut]).toEqual([40, 6, true]);
    expect(lines.at(-1)).toMatch(/many…$/);
  });

  it('is never wider than the box, nor loses a word but by the ellipsis at the end', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '漢', '字', 'é'), minLength: 1, maxLength: 120 });
    const box = fc.record({ width: fc.integer({ min: 60, max: 1200 }), height: fc.integer({ min: 40, max: 600 }), maxLines: fc.integer({ min: 1, max: 8 }) });
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), box, (words, size) => {
      const text = words.join(' ');
      const laid = layOut(pieces(text), GAUGE, { ...BOX, ...size });
      expect(laid.lines.length).toBeLessThanOrEqual(size.maxLines);
      for (const line of laid.lines) expect(widthOf(line, laid.size)).toBeLessThanOrEqual(size.width + 1e-6);
      const drawn = laid.lines.join('').replaceAll(' ', '');
      const whole = text.replaceAll(' ', '');
      if (laid.cut) expect(drawn.endsWith('…') && whole.startsWith(drawn.slice(0, -1))).toBe(true);
      else expect(drawn).toBe(whole);
    }));
  });
});

describe('Text from strangers', () => {
  it.each([
    ['a\u0000b\u0007\nc\u2028d', 'a b c d'],
    ['x \ud800 y', 'x y'],
    ['\u202eevil\u202c \u2067x\u2069 \uffff', 'evil x'],
    ['e\u0301', 'é'],
    ['می\u200cخواهد', 'می\u200cخواهد'],
  ])('%j becomes %j', (raw, clean) => expect(cleaned(raw)).toBe(clean));

  it('is cut between graphemes, with an ellipsis, before it costs much', () => {
    expect(shortened('short')).toBe('short');
    const family = '👩‍👩‍👧';
    expect(shortened(family.repeat(MOST_GRAPHEMES + 1))).toBe(`${family.repeat(MOST_GRAPHEMES)}…`);
    expect(shortened(`e${'\u0300'.repeat(100_000)}`).length).toBeLessThan(10_000);
  });

  it.each([['Axios', 'ltr'], ['2022 — “لا”', 'rtl'], ['שלום Axios', 'rtl'], ['क्ष', 'ltr'], ['100 %', 'ltr']])('%s runs %s', (text, dir) => expect(directionOf(text)).toBe(dir));
});
