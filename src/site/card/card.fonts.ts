/** The fonts a card is set in: which of them a text needs, and what is made of letters that none of them has. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Blob, Face as FontFace, Font } from 'harfbuzzjs';

interface Family {
  /** What it is asked for; it may not have all of it. */
  script: RegExp;
  files: Record<Weight, string>;
  /** From line to line, in font sizes: some scripts stack marks above and below. */
  leading: number;
}

export type Weight = 'medium' | 'bold';

const require = createRequire(import.meta.url);

/** Files of a Google font in two weights, as they lie beside its `package.json`. */
function google(packageFile: string, name: string, script: RegExp, leading: number, medium = '500Medium', bold = '700Bold'): Family {
  const file = (weight: string): string => path.join(path.dirname(packageFile), weight, `${name}_${weight}.ttf`);
  return { script, leading, files: { medium: file(medium), bold: file(bold) } };
}

const EUROPEAN = /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]/u;
const SERIF = google(require.resolve('@expo-google-fonts/noto-serif/package.json'), 'NotoSerif', EUROPEAN, 1.26);
const SANS = google(require.resolve('@expo-google-fonts/noto-sans/package.json'), 'NotoSans', EUROPEAN, 1.3);

const chineseFile = (weight: string): string => path.join(path.dirname(require.resolve('@embedpdf/fonts-sc')), `../fonts/NotoSansHans-${weight}.otf`);
const CHINESE: Family = { script: /[\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{S}\p{P}\p{N}]/u, leading: 1.36, files: { medium: chineseFile('Medium'), bold: chineseFile('Bold') } };
const JAPANESE = google(require.resolve('@expo-google-fonts/biz-udpgothic/package.json'), 'BIZUDPGothic', /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u, 1.36, '400Regular');
/** Its regular weight is too thin for a thumbnail. */
const KOREAN = google(require.resolve('@expo-google-fonts/nanum-gothic/package.json'), 'NanumGothic', /[\p{scx=Hangul}\p{sc=Han}]/u, 1.36, '700Bold', '800ExtraBold');

const SCRIPTS: readonly Family[] = [
  google(require.resolve('@expo-google-fonts/noto-sans-arabic/package.json'), 'NotoSansArabic', /\p{scx=Arabic}/u, 1.5),
  google(require.resolve('@expo-google-fonts/noto-sans-hebrew/package.json'), 'NotoSansHebrew', /\p{scx=Hebrew}/u, 1.32),
  google(require.resolve('@expo-google-fonts/noto-sans-devanagari/package.json'), 'NotoSansDevanagari', /\p{scx=Devanagari}/u, 1.42),
  google(require.resolve('@expo-google-fonts/noto-sans-bengali/package.json'), 'NotoSansBengali', /\p{scx=Bengali}/u, 1.42),
  google(require.resolve('@expo-google-fonts/noto-sans-gurmukhi/package.json'), 'NotoSansGurmukhi', /\p{scx=Gurmukhi}/u, 1.42),
  google(require.resolve('@expo-google-fonts/noto-sans-gujarati/package.json'), 'NotoSansGujarati', /\p{scx=Gujarati}/u, 1.42),
  google(require.resolve('@expo-google-fonts/noto-sans-tamil/package.json'), 'NotoSansTamil', /\p{scx=Tamil}/u, 1.42),
  google(require.resolve('@expo-google-fonts/noto-sans-telugu/package.json'), 'NotoSansTelugu', /\p{scx=Telugu}/u, 1.5),
  google(require.resolve('@expo-google-fonts/noto-sans-kannada/package.json'), 'NotoSansKannada', /\p{scx=Kannada}/u, 1.5),
  google(require.resolve('@expo-google-fonts/noto-sans-malayalam/package.json'), 'NotoSansMalayalam', /\p{scx=Malayalam}/u, 1.46),
  google(require.resolve('@expo-google-fonts/noto-sans-sinhala/package.json'), 'NotoSansSinhala', /\p{scx=Sinhala}/u, 1.46),
  google(require.resolve('@expo-google-fonts/noto-sans-thai/package.json'), 'NotoSansThai', /\p{scx=Thai}/u, 1.46),
  google(require.resolve('@expo-google-fonts/noto-sans-lao/package.json'), 'NotoSansLao', /\p{scx=Lao}/u, 1.46),
  google(require.resolve('@expo-google-fonts/noto-sans-khmer/package.json'), 'NotoSansKhmer', /\p{scx=Khmer}/u, 1.6),
  google(require.resolve('@expo-google-fonts/noto-sans-myanmar/package.json'), 'NotoSansMyanmar', /\p{scx=Myanmar}/u, 1.65),
  google(require.resolve('@expo-google-fonts/noto-sans-armenian/package.json'), 'NotoSansArmenian', /\p{scx=Armenian}/u, 1.3),
  google(require.resolve('@expo-google-fonts/noto-sans-georgian/package.json'), 'NotoSansGeorgian', /\p{scx=Georgian}/u, 1.34),
  google(require.resolve('@expo-google-fonts/noto-sans-ethiopic/package.json'), 'NotoSansEthiopic', /\p{scx=Ethiopic}/u, 1.34),
  google(require.resolve('@expo-google-fonts/noto-emoji/package.json'), 'NotoEmoji', /\p{Extended_Pictographic}|\p{Emoji_Component}/u, 1.36),
];

/** Chinese and Japanese write some characters differently that share a number; the language of the text decides which are drawn. */
function inOrder(language: string, text: string): readonly Family[] {
  if (/^ko\b/i.test(language)) return [...SCRIPTS, KOREAN, CHINESE, JAPANESE];
  const japanese = /^ja\b/i.test(language) || /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text);
  return japanese ? [...SCRIPTS, JAPANESE, CHINESE, KOREAN] : [...SCRIPTS, CHINESE, KOREAN, JAPANESE];
}

/** One weight of a family, ready to shape with. */
export interface LoadedFont {
  script: RegExp;
  font: Font;
  /** Units of the font in one font size. */
  unitsPerEm: number;
  has(letter: string): boolean;
}

/** The files are read once, when first needed: all of them together are 40 MB. */
const loaded = new Map<string, Promise<LoadedFont>>();

function load({ files, script }: Family, weight: Weight): Promise<LoadedFont> {
  const file = files[weight];
  let found = loaded.get(file);
  if (!found) {
    found = readFile(file).then((bytes) => {
      const face = new FontFace(new Blob(bytes));
      const font = new Font(face);
      return { script, font, unitsPerEm: face.upem, has: (letter) => Boolean(font.nominalGlyph(letter.codePointAt(0)!)) };
    });
    found.catch(() => loaded.delete(file));
    loaded.set(file, found);
  }
  return found;
}

/** What one text is set in. */
export interface Face {
  leading: number;
  /** The one that most of the letters are of, then those of further letters. */
  fonts: readonly LoadedFont[];
}

/** Has no picture of its own. */
export const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\s]/u;

/** Nothing where a letter would come out as an empty box (`drawable` leaves those out). @param language of the text, BCP 47; it decides only between ways of writing the same character */
export async function faceFor(text: string, base: 'serif' | 'sans', weight: Weight, language: string): Promise<Face | undefined> {
  const order = inOrder(language, text);
  const bases = base === 'serif' ? [SERIF, SANS] : [SANS];
  /** How many letters each has to draw. */
  const uses = new Map<Family, number>();
  const found = new Map<string, Family | undefined>();
  let letters = 0;
  for (const letter of text) {
    if (INVISIBLE.test(letter)) continue;
    if (!found.has(letter)) found.set(letter, await firstWith([...bases, ...uses.keys(), ...order], letter, weight));
    const family = found.get(letter);
    if (!family) return undefined;
    const counts = /[\p{L}\p{M}]/u.test(letter) ? 1 : 0;
    letters += counts;
    uses.set(family, (uses.get(family) ?? 0) + counts);
  }
  const main = [...uses.keys()].find((family) => uses.get(family)! * 2 > letters) ?? bases[0]!;
  // Latin names among letters of a script that has no serifs have none either.
  const families = new Set([main, ...(bases.includes(main) ? bases : [SANS]), ...uses.keys()]);
  return {
    leading: Math.max(main.leading, ...[...uses.keys()].map(({ leading }) => leading)),
    fonts: await Promise.all([...families].map((family) => load(family, weight))),
  };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Stands for what was left out, as in any quotation. */
const LEFT_OUT = '[…]';

/**
 * The text without what no font here has: letters in fancy dress become plain ones, marks that nobody has are taken off, and what remains becomes "[…]".
 * Nothing when more than a third of its letters would be missing: that is no quotation any more.
 */
export async function drawable(text: string, base: 'serif' | 'sans', weight: Weight, language: string): Promise<string | undefined> {
  const families = [...(base === 'serif' ? [SERIF, SANS] : [SANS]), ...inOrder(language, text)];
  const known = new Map<string, boolean>();
  const has = async (letter: string): Promise<boolean> => {
    if (INVISIBLE.test(letter)) return true;
    if (!known.has(letter)) known.set(letter, (await firstWith(families, letter, weight)) !== undefined);
    return known.get(letter)!;
  };
  const withoutMarks = async (grapheme: string): Promise<string> => {
    let kept = '';
    for (const letter of grapheme) if (!/\p{M}/u.test(letter) || (await has(letter))) kept += letter;
    return kept;
  };
  const drawn = async (grapheme: string): Promise<string | undefined> => {
    const plain = grapheme.normalize('NFKC');
    for (const tried of [grapheme, plain, await withoutMarks(plain.normalize('NFKD'))]) {
      if (tried !== '' && (await Promise.all([...tried].map(has))).every(Boolean)) return tried;
    }
    return undefined;
  };
  let kept = '';
  let [letters, lost] = [0, 0];
  for (const { segment } of graphemes.segment(text)) {
    const found = (await drawn(segment)) ?? '\0';
    const counts = /[\p{L}\p{N}]/u.test(segment);
    if (counts) letters++;
    if (counts && found === '\0') lost++;
    kept += found;
  }
  if (letters === 0 || lost * 3 > letters) return undefined;
  return kept.replace(/\0(?:\s*\0)*/g, LEFT_OUT);
}

async function firstWith(families: readonly Family[], letter: string, weight: Weight): Promise<Family | undefined> {
  for (const family of families) if (family.script.test(letter) && (await load(family, weight)).has(letter)) return family;
  return undefined;
}
