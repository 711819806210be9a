/** A speaker's record as counts over time: which columns, how high, and never a share of anything. */
import type { RatingColour } from '../../scales/scale.entity.js';
import { bounds } from '../../shared/day.js';
import { widthOf } from './timeline.rules.js';

export interface ChartRating {
  key: string;
  label: string;
  colour: RatingColour;
}

/** So many claims with this rating (nothing: not rated) whose first statement fell on this day, month or year (nothing: not known). */
export interface RecordCount {
  when: string | null;
  rating: string | null;
  n: number;
}

/** The record on one scale; scales are never mixed, because "Kept" and "True" answer different questions. */
export interface ScaleRecord {
  scale: string;
  /** In the scale's order. */
  ratings: readonly ChartRating[];
  counts: readonly RecordCount[];
}

/** Days from `first` to `last`; both null for what has no known day. */
export interface Column {
  first: string | null;
  last: string | null;
  /** By rating key. */
  rated: Record<string, number>;
  unrated: number;
  total: number;
}

export interface RecordChart {
  columns: Column[];
  /** How many months one column stands for. */
  months: number;
  total: number;
  rated: number;
  unrated: number;
}

/** As many columns as a phone has room for. */
export const MOST_COLUMNS = 12;
/** Months, quarters, years, then more years. */
const STEPS = [1, 3, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000] as const;

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstDay = (month: number): string => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** The finest columns that have room; empty ones between are kept, for a year without claims is a year. */
export function recordChart({ ratings, counts }: Pick<ScaleRecord, 'ratings' | 'counts'>): RecordChart {
  const dated = counts.filter((count): count is RecordCount & { when: string } => count.when !== null && count.n > 0);
  const firsts = dated.map(({ when }) => monthOf(bounds(when).first));
  const lasts = dated.map(({ when }) => monthOf(bounds(when).last));
  const [from, to] = [Math.min(...firsts), Math.max(...lasts)];
  // A year cannot be shared out among its months.
  const least = dated.some(({ when }) => when.length === 4) ? 12 : 1;
  const months = STEPS.find((step) => step >= least && Math.floor(to / step) - Math.floor(from / step) < MOST_COLUMNS) ?? STEPS.at(-1)!;
  const known = new Set(ratings.map(({ key }) => key));
  const columnOf = (first: string | null, last: string | null, here: readonly RecordCount[]): Column => {
    const rated = Object.fromEntries(ratings.map(({ key }) => [key, here.filter((count) => count.rating === key).reduce((sum, { n }) => sum + n, 0)]));
    const total = here.reduce((sum, { n }) => sum + n, 0);
    const unrated = here.filter(({ rating }) => rating === null || !known.has(rating)).reduce((sum, { n }) => sum + n, 0);
    return { first, last, rated, unrated, total };
  };
  const columns: Column[] = [];
  if (dated.length > 0) {
    for (let place = Math.floor(from / months); place <= Math.floor(to / months); place += 1) {
      const here = dated.filter(({ when }) => Math.floor(monthOf(bounds(when).first) / months) === place);
      const last = new Date(Date.parse(`${firstDay((place + 1) * months)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
      columns.push(columnOf(firstDay(place * months), last, here));
    }
  }
  const undated = counts.filter(({ when, n }) => when === null && n > 0);
  if (undated.length > 0) columns.push(columnOf(null, null, undated));
  const total = columns.reduce((sum, column) => sum + column.total, 0);
  const unrated = columns.reduce((sum, column) => sum + column.unrated, 0);
  return { columns, months, total, rated: total - unrated, unrated };
}

export interface Block {
  /** Nothing: not rated. */
  rating: ChartRating | null;
  n: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Room for its number. */
  numbered: boolean;
}

interface ChartColumn {
  x: number;
  width: number;
  /** From the bottom up, in the scale's order; what is not rated on top. */
  blocks: Block[];
  total: number;
  top: number;
}

export interface ChartDrawing {
  width: number;
  height: number;
  base: number;
  columns: ChartColumn[];
}

const ROOM = 150;
/** Few claims shall not look like many: one claim is never higher than this. */
const HIGHEST_CLAIM = 22;
const NUMBERED = 14;
const WIDEST_COLUMN = 56;
const TOP = 20;
/** The words under the outermost columns reach a little beyond them. */
const EDGE = 5;

const pitchOf = (columns: number, width: number): number => Math.min((width - 2 * EDGE) / Math.max(1, columns), WIDEST_COLUMN * 1.5);

interface Bar {
  blocks: Block[];
  total: number;
  /** Where the words above it are written, and where it ends. */
  words: number;
  end: number;
}

export interface BarsDrawing {
  width: number;
  height: number;
  bars: Bar[];
}

/** So few columns would stand alone at the side of an empty line: they lie down, and the words above them are written out. */
export const FEWEST_COLUMNS = 3;
const BAR = 26;
const BAR_PITCH = 58;
/** At the end of a bar, for its total. */
const TOTAL = 44;
/** As above: one claim is no wide bar. */
const WIDEST_CLAIM = 44;
/** Of a digit in bold, with a little around the number. */
const roomFor = (n: number): number => 6 + 8 * String(n).length;

const partsOf = (column: Column, ratings: readonly ChartRating[]): Pick<Block, 'rating' | 'n'>[] =>
  [...ratings.map((rating) => ({ rating, n: column.rated[rating.key] ?? 0 })), { rating: null, n: column.unrated }].filter(({ n }) => n > 0);

/** Bars to the same measure, one below the other. */
export function drawBars(chart: RecordChart, ratings: readonly ChartRating[], width: number): BarsDrawing {
  const unit = Math.min(WIDEST_CLAIM, (width - TOTAL) / Math.max(1, ...chart.columns.map(({ total }) => total)));
  const bars = chart.columns.map((column, place): Bar => {
    const y = place * BAR_PITCH + 22;
    let x = 1;
    const blocks = partsOf(column, ratings).map((part): Block => {
      const block = { ...part, x, y, width: part.n * unit, height: BAR, numbered: part.n * unit >= roomFor(part.n) };
      x += block.width;
      return block;
    });
    return { blocks, total: column.total, words: y - 8, end: x };
  });
  return { width, height: bars.length * BAR_PITCH - 8, bars };
}

/** Where the columns stand; the highest fills the room unless claims are few. */
export function drawRecord(chart: RecordChart, ratings: readonly ChartRating[], width: number): ChartDrawing {
  const most = Math.max(1, ...chart.columns.map(({ total }) => total));
  const unit = Math.min(HIGHEST_CLAIM, ROOM / most);
  const base = TOP + Math.round(unit * most);
  const pitch = pitchOf(chart.columns.length, width);
  const columnWidth = Math.min(WIDEST_COLUMN, pitch - 6);
  const columns = chart.columns.map((column, place): ChartColumn => {
    let y = base;
    const x = EDGE + place * pitch + (pitch - columnWidth) / 2;
    const blocks = partsOf(column, ratings).map((part): Block => {
      const height = part.n * unit;
      y -= height;
      return { ...part, x, y, width: columnWidth, height, numbered: height >= NUMBERED };
    });
    return { x, width: columnWidth, blocks, total: column.total, top: y };
  });
  return { width, height: base + 40, base, columns };
}

const periods = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${kind}`;
  let found = periods.get(key);
  if (!found) periods.set(key, (found = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })));
  return found;
}

/** "Jan 2022", "Jan – Mar 2022", "2022", "2020 – 2024"; nothing for a column without a day. */
export function periodText({ first, last }: Pick<Column, 'first' | 'last'>, months: number, locale: string): string | null {
  if (first === null || last === null) return null;
  const [from, to] = [new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)];
  return months < 12 ? formatter(locale, 'month', { month: 'short', year: 'numeric' }).formatRange(from, to) : formatter(locale, 'year', { year: 'numeric' }).formatRange(from, to);
}

/** Under a column without a day. */
export const UNKNOWN = '?';

/**
 * The words under each column on two lines, "Jan" over "2022" or "2020" over "–2024". A year is said once for its months, and where
 * columns are narrow only every second or third column is named.
 */
export function columnWords({ columns, months }: RecordChart, { width }: Pick<ChartDrawing, 'width'>, locale: string): [string, string][] {
  const say = (day: string, kind: 'month' | 'year') => formatter(locale, `only ${kind}`, kind === 'month' ? { month: 'short' } : { year: 'numeric' }).format(new Date(`${day}T00:00:00Z`));
  const words = columns.map(({ first, last }): [string, string] => {
    if (first === null || last === null) return [UNKNOWN, ''];
    if (months === 12) return [say(first, 'year'), ''];
    return months < 12 ? [say(first, 'month'), say(first, 'year')] : [say(first, 'year'), `–${say(last, 'year')}`];
  });
  const widest = Math.max(0, ...words.flat().map((text) => widthOf(text, 12.5)));
  const every = Math.max(1, Math.ceil((widest + 4) / pitchOf(columns.length, width)));
  let year = '';
  return words.map(([over, under], place) => {
    if (place % every !== 0 && over !== UNKNOWN) return ['', ''];
    const repeated = months < 12 && under === year;
    year = under;
    return [over, repeated ? '' : under];
  });
}
