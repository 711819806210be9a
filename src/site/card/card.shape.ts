/** Text into outlines, as a browser would set it: direction by the Unicode bidirectional algorithm, letters joined and stacked by HarfBuzz. */
import makeBidi, { type Bidi } from 'bidi-js';
import { Buffer as ShapingBuffer, Direction, type Font, shape } from 'harfbuzzjs';
import { type Face, INVISIBLE, type LoadedFont } from './card.fonts.js';

/** In font sizes, from the left end of the base line; y grows upward. */
export interface Glyph {
  /** SVG path in units of the font. */
  outline: string;
  x: number;
  y: number;
  unitsPerEm: number;
}

interface Placed extends Omit<Glyph, 'outline'> {
  font: Font;
  glyph: number;
}

interface Run {
  font: LoadedFont;
  /** Of the bidirectional algorithm: odd is right to left. */
  level: number;
  start: number;
  end: number;
}

/** Its types tell of a module with a default; what Node gets is the function itself. */
const bidi = (makeBidi as unknown as () => Bidi)();

/** What one line of text is set in, and how. */
export interface Setting {
  face: Face;
  /** Of the text as a whole. */
  dir: 'ltr' | 'rtl';
  /** BCP 47 */
  language: string;
}

/** In font sizes. */
export function widthOf(text: string, setting: Setting): number {
  return place(text, setting).width;
}

/** The outlines of one line, and its width in font sizes. */
export function shaped(text: string, setting: Setting): { width: number; glyphs: Glyph[] } {
  const { width, placed } = place(text, setting);
  return { width, glyphs: placed.map(({ font, glyph, ...rest }) => ({ ...rest, outline: font.glyphToPath(glyph) })).filter(({ outline }) => outline !== '') };
}

/** Used again and again, because its memory is the library's own. */
const buffer = new ShapingBuffer();

function place(text: string, { face, dir, language }: Setting): { width: number; placed: Placed[] } {
  const placed: Placed[] = [];
  let width = 0;
  for (const run of inVisualOrder(runsOf(text, face, dir))) {
    const { font, unitsPerEm } = run.font;
    buffer.reset();
    // With what stands around it, because Arabic letters join over the seam.
    buffer.addText(text, run.start, run.end - run.start);
    buffer.guessSegmentProperties();
    buffer.setDirection(run.level % 2 === 1 ? Direction.RTL : Direction.LTR);
    if (/^[A-Za-z0-9-]{2,35}$/.test(language)) buffer.setLanguage(language);
    shape(font, buffer);
    const positions = buffer.getGlyphPositions();
    for (const [index, { codepoint: glyph }] of buffer.getGlyphInfos().entries()) {
      const { xAdvance, xOffset, yOffset } = positions[index]!;
      placed.push({ font, glyph, x: width + xOffset / unitsPerEm, y: yOffset / unitsPerEm, unitsPerEm });
      width += xAdvance / unitsPerEm;
    }
  }
  return { width, placed };
}

/** Stretches of one font and one direction, as written. */
function runsOf(text: string, face: Face, dir: 'ltr' | 'rtl'): Run[] {
  const { levels } = bidi.getEmbeddingLevels(text, dir);
  const runs: Run[] = [];
  let at = 0;
  for (const letter of text) {
    const end = at + letter.length;
    const level = levels[at]!;
    const last = runs.at(-1);
    const font = fontOf(letter, face, last?.font);
    if (last && last.font === font && last.level === level) last.end = end;
    else runs.push({ font, level, start: at, end });
    at = end;
  }
  return runs;
}

/** Marks, digits and punctuation stay with the letter before them, at the beginning with what most letters are of. */
function fontOf(letter: string, { fonts }: Face, before: LoadedFont | undefined): LoadedFont {
  if (letter === ' ') return fonts[0]!;
  const bound = /[\p{sc=Common}\p{sc=Inherited}\p{M}]/u.test(letter);
  const neighbour = before ?? fonts[0]!;
  if (INVISIBLE.test(letter) || (bound && neighbour.has(letter))) return neighbour;
  const own = fonts.filter((font) => font.has(letter));
  return own.find(({ script }) => script.test(letter)) ?? own[0] ?? neighbour;
}

/** Rule L2: from the highest level down, whatever is at least so high is turned round. */
function inVisualOrder(runs: readonly Run[]): Run[] {
  const ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start;
      while (end < ordered.length && ordered[end]!.level >= level) end++;
      if (end === start) continue;
      ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = end;
    }
  }
  return ordered;
}
