/** How high a claim's card comes out in other people's pages, which have to be told before it is drawn. */

/** What the card says, as far as its height hangs on it. */
export interface Said {
  wording: string;
  /** Set smaller. */
  long: boolean;
  /** What stands around it in small letters: who said it, that it was withdrawn. */
  small: readonly string[];
  why: string;
}

/** Up to this width the card is set closer (assets/embed.css). */
const CLOSE = 320;
/** Padding and border, left and right. */
const SIDES = 40;
const SIDES_CLOSE = 27;
/** Padding, the badge in one line and the link in one line, with what stands between all; and for a second line of each, which narrow cards need. */
const AROUND = 166;
const AROUND_NARROW = 190;
const NARROW = 460;

/** A frame that is somewhat high looks better than one that scrolls: letters are reckoned as in the widest fonts that the card is likely to be set in. */
export function heightFor({ wording, long, small, why }: Said, width: number): number {
  const close = width <= CLOSE;
  const room = Math.max(60, width - (close ? SIDES_CLOSE : SIDES));
  const [size, line] = long ? [17, 22.95] : close ? [18, 22.5] : [20.8, 26];
  const told = small.reduce((sum, text) => sum + 8 + linesOf(text, 14 * SANS, room) * 20.3, 0);
  return Math.ceil((width < NARROW ? AROUND_NARROW : AROUND) + linesOf(wording, size, room) * line + told + linesOf(why, 15 * SANS, room) * 21.75);
}

/** In font sizes of a bold serif; a plain sans is so much narrower. */
const SANS = 0.9;
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u, 0],
  [/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Extended_Pictographic}\u3000-\u303f\uff00-\uff60]/u, 1],
  [/[iljtfrI.,;:!|'’‘()[\]-]/u, 0.42],
  [/[mwMWшщжюмыфШЩЖЮМЫФ@%—…]/u, 1],
  [/[\p{Lu}\p{N}“”?&]/u, 0.8],
  [/\p{sc=Cyrillic}/u, 0.68],
  [/\p{sc=Arabic}/u, 0.58],
];
const OTHER = 0.65;
const SPACE = 0.35;
/** Letters that a line may break between without a space, and whatever stands together otherwise. */
const PARTS = /\s+|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu;

function emsOf(part: string): number {
  let ems = 0;
  for (const letter of part) ems += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER;
  return ems;
}

/** Filled word by word, as a browser does it. */
function linesOf(text: string, size: number, room: number): number {
  const most = room / size;
  let lines = 1;
  let used = 0;
  for (const [part] of text.trim().matchAll(PARTS)) {
    const space = /^\s/.test(part);
    const ems = space ? SPACE : emsOf(part);
    if (space || used + ems <= most) {
      used += ems;
      continue;
    }
    if (used > 0) lines++;
    // A word that no line holds is broken anywhere.
    const more = Math.ceil(ems / (most * 0.95)) - 1;
    lines += more;
    used = more > 0 ? most : ems;
  }
  return lines;
}
