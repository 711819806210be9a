/** Draws the social card of a claim: what was said, by whom, and how it stands, as a PNG of 1200 × 630. */
import { renderAsync } from '@resvg/resvg-js';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Tone } from '../../shared/html/badge.js';
import { TooMany } from '../../shared/errors.js';
import { atMost } from './at-most.js';
import { drawable, faceFor, type Weight } from './card.fonts.js';
import { type Box, cleaned, directionOf, type Gauge, type LaidOut, layOut, type Piece, piecesOf, shortened } from './card.rules.js';
import { shaped, widthOf } from './card.shape.js';
import { CARD_HEIGHT, CARD_WIDTH, type CardProps, CardPicture, INK, type LineProps, MARGIN, MUTED, NAME_AT, NAME_MIDDLE, TONE_COLOURS } from './card.view.js';

export interface CardContent {
  siteName: string;
  speaker: string | null;
  /** "Sergey Lavrov, Foreign Minister of Russia · Geneva, 21 Jan 2022" */
  saidLine: string | null;
  wording: string;
  /** "Read the claim at claims.example.org": stands there when the wording cannot be drawn. */
  insteadOfWording: string | null;
  /** Of the wording, BCP 47. */
  language: string;
  /** Of the wording; the whole card is turned by it. */
  dir: 'ltr' | 'rtl';
  standing: {
    label: string;
    /** "since 24 Feb 2022" */
    detail: string | null;
    tone: Tone;
  };
}

/** Each keeps a core busy for some hundredths of a second; the rest of the machine is for pages. */
const inTurn = atMost(2);
/** Who asks for more than these at once is not a reader; about six seconds of work. */
const MOST_WAITING = 200;
const underWay = new Map<string, Promise<Buffer>>();

/**
 * The same card asked for by many at once is drawn once.
 * @throws TooMany when too many different ones are asked for at once
 */
export function drawCard(content: CardContent): Promise<Buffer> {
  const key = JSON.stringify(content);
  let found = underWay.get(key);
  if (!found) {
    if (underWay.size >= MOST_WAITING) return Promise.reject(new TooMany('Too many pictures are asked for at once. Try again in a moment.', 5));
    found = inTurn(() => drawn(content)).finally(() => underWay.delete(key));
    underWay.set(key, found);
  }
  return found;
}

async function drawn(content: CardContent): Promise<Buffer> {
  return (await renderAsync(await cardSvg(content), { font: { loadSystemFonts: false }, logLevel: 'off' })).asPng();
}

/** The picture before it is drawn: outlines only, no text. */
export async function cardSvg(content: CardContent): Promise<string> {
  const { language, standing } = content;
  const [siteName, saidLine, wording, label, detail] = await Promise.all([
    textOf(content.siteName, 'serif', 'medium', language), textOf(content.saidLine, 'sans', 'medium', language),
    textOf(content.wording, 'serif', 'medium', language, content.dir), textOf(standing.label, 'sans', 'bold', language), textOf(standing.detail, 'sans', 'medium', language),
  ]);
  // Without the wording nobody is named: it is the claim that is rated, and a name above “Broken” would say it of the person.
  const said = wording ? (saidLine ?? (await textOf(content.speaker, 'sans', 'medium', language))) : null;
  const main = wording ?? (await textOf(content.insteadOfWording, 'serif', 'medium', language));
  return renderToString(h(CardPicture, compose({ siteName, main, said, label, detail }, wording ? content.dir : ((main ?? label)?.dir ?? 'ltr'), standing.tone)));
}

type Line = ReturnType<typeof shaped>;

/** A text measured, ready to be broken into lines. */
interface Text {
  dir: 'ltr' | 'rtl';
  leading: number;
  gauge: Gauge;
  pieces: Piece[];
  /** All of it on one line. */
  line: Line;
  set(line: string): Line;
}

/** Nothing for a text that would come out as holes: a card that says less beats one that cannot be read. */
async function textOf(raw: string | null, base: 'serif' | 'sans', weight: Weight, language: string, dir?: 'ltr' | 'rtl'): Promise<Text | null> {
  const given = shortened(cleaned(raw ?? ''));
  if (given === '') return null;
  const whole = await faceFor(`${given}…`, base, weight, language);
  const text = whole ? given : cleaned((await drawable(given, base, weight, language)) ?? '');
  if (text === '') return null;
  const face = whole ?? (await faceFor(`${text}…`, base, weight, language));
  if (!face) return null;
  const setting = { face, dir: dir ?? directionOf(text), language };
  const pieces = piecesOf(text, language).map((piece) => ({ ...piece, width: widthOf(piece.text, setting) }));
  return { dir: setting.dir, leading: face.leading, gauge: { space: widthOf(' ', setting), ellipsis: widthOf('…', setting) }, pieces, line: shaped(text, setting), set: (line) => shaped(line, setting) };
}

interface Texts {
  siteName: Text | null;
  main: Text | null;
  said: Text | null;
  label: Text | null;
  detail: Text | null;
}

type Side = 'left' | 'right';

const BOX = CARD_WIDTH - 2 * MARGIN;
const LEFT = MARGIN;
const RIGHT = CARD_WIDTH - MARGIN;
/** Between which the wording stands, with who said it. */
const TOP = 104;
const DIVIDE = 458;
/** Above the hairline, at least. */
const AIR = 30;
const SAID_GAP = 22;
const STANDING_MIDDLE = (DIVIDE + CARD_HEIGHT) / 2;
/** In sizes of the label: the badge's symbol, the space after it and before the detail, and the detail. */
const SYMBOL = 0.94;
const GAP = 0.3;
const DETAIL = 0.5;
/** In font sizes: from the middle of a line down to its base line, for capitals to look centred. */
const BASE = 0.36;

function compose({ siteName, main, said, label, detail }: Texts, dir: 'ltr' | 'rtl', tone: Tone): CardProps {
  const side: Side = dir === 'rtl' ? 'right' : 'left';
  const edge = side === 'right' ? RIGHT : LEFT;
  const saidFit = said && fit(said, { width: BOX, height: 90, sizes: [32, 30], maxLines: 2 });
  const saidHeight = saidFit ? saidFit.height + SAID_GAP : 0;
  const mainFit = main && fit(main, { width: BOX, height: DIVIDE - TOP - AIR - saidHeight, sizes: [84, 76, 68, 61, 55, 50, 45, 40], maxLines: 6 });
  const mainTop = TOP + (DIVIDE - TOP - AIR - (mainFit?.height ?? 0) - saidHeight) / 2;
  const nameFit = siteName && fit(siteName, { width: BOX - (NAME_AT - MARGIN), height: 60, sizes: [33, 28, 24], maxLines: 1 });
  const { badge, lines } = standingOf(label, detail, side, TONE_COLOURS[tone]);
  return {
    dir,
    tone,
    badge,
    divide: DIVIDE,
    lines: [
      ...(nameFit ? linesOf(nameFit, NAME_MIDDLE - nameFit.height / 2, side === 'right' ? CARD_WIDTH - NAME_AT : NAME_AT, side, BOX, INK) : []),
      ...(mainFit ? linesOf(mainFit, mainTop, edge, side, BOX, INK) : []),
      ...(saidFit ? linesOf(saidFit, mainTop + (mainFit?.height ?? 0) + SAID_GAP, edge, side, BOX, MUTED) : []),
      ...lines,
    ],
  };
}

interface Fitted extends LaidOut {
  text: Text;
  /** From line to line. */
  step: number;
  height: number;
}

function fit(text: Text, box: Omit<Box, 'leading'>): Fitted {
  const laidOut = layOut(text.pieces, text.gauge, { ...box, leading: text.leading });
  const step = laidOut.size * text.leading;
  return { ...laidOut, text, step, height: laidOut.lines.length * step };
}

/** @param edge where the lines begin, or end on the right side */
function linesOf({ text, size, step, lines }: Fitted, top: number, edge: number, side: Side, most: number, fill: string): LineProps[] {
  return lines.map((line, row) => {
    const { glyphs, width } = text.set(line);
    // Kerning between pieces may add a hair to what they measure one by one.
    const drawnSize = Math.min(size, most / width);
    return { glyphs, fill, size: drawnSize, x: side === 'right' ? edge - width * drawnSize : edge, y: top + (row + 0.5) * step + BASE * size };
  });
}

/** The badge, its word and the day: in one row as large as it goes, or the day below. It runs in the direction of its own words, at the card's side. */
function standingOf(label: Text | null, detail: Text | null, side: Side, fill: string): { badge: CardProps['badge']; lines: LineProps[] } {
  if (!label) return { badge: { x: side === 'right' ? RIGHT - 92 : LEFT, y: STANDING_MIDDLE - 46, size: 92 }, lines: [] };
  const own: Side = label.dir === 'rtl' ? 'right' : 'left';
  const detailWidth = detail ? GAP + DETAIL * detail.line.width : 0;
  const rowWidth = SYMBOL + GAP + label.line.width + detailWidth;
  const size = [92, 84, 76, 68].find((tried) => rowWidth * tried <= BOX);
  if (size !== undefined) {
    const left = side === 'right' ? RIGHT - rowWidth * size : LEFT;
    const right = left + rowWidth * size;
    // Distances from the row's own beginning, on whichever side that is.
    const along = (distance: number, width: number): number => (own === 'right' ? right - (distance + width) * size : left + distance * size);
    const y = STANDING_MIDDLE + BASE * size;
    const lines = [{ glyphs: label.line.glyphs, x: along(SYMBOL + GAP, label.line.width), y, size, fill }];
    if (detail) lines.push({ glyphs: detail.line.glyphs, x: along(SYMBOL + GAP + label.line.width + GAP, DETAIL * detail.line.width), y, size: size * DETAIL, fill: INK });
    return { badge: { x: along(0, SYMBOL), y: STANDING_MIDDLE - (SYMBOL * size) / 2, size: SYMBOL * size }, lines };
  }
  const most = BOX - 88;
  const labelFit = fit(label, { width: most, height: detail ? 100 : 140, sizes: [68, 60, 52, 44, 40], maxLines: detail ? 1 : 2 });
  const detailFit = detail && fit(detail, { width: most, height: 56, sizes: [36, 32, 28], maxLines: 1 });
  const symbol = labelFit.size * SYMBOL;
  const top = STANDING_MIDDLE - (labelFit.height + (detailFit?.height ?? 0)) / 2;
  const edge = own === 'right' ? RIGHT - symbol - GAP * labelFit.size : LEFT + symbol + GAP * labelFit.size;
  return {
    badge: { x: own === 'right' ? RIGHT - symbol : LEFT, y: top + (labelFit.step - symbol) / 2, size: symbol },
    lines: [...linesOf(labelFit, top, edge, own, most, fill), ...(detailFit ? linesOf(detailFit, top + labelFit.height, edge, own, most, INK) : [])],
  };
}
