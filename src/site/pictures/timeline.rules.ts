/** What is drawn on a claim's timeline, and how marks that would cover each other are stacked, or counted where even that is too much. */
import type { Stance, Weight } from '../../claims/claim.words.js';
import type { ClaimRecord, VerdictView } from '../../record/claim-record.dto.js';
import type { RatingColour } from '../../scales/scale.entity.js';
import { bounds } from '../../shared/day.js';

export interface Piece {
  id: string;
  day: string;
  side: 'earlier' | 'later';
  stance: Stance;
  weight: Weight;
  withdrawn: boolean;
}

/** What the page said without a break, though several verdicts in a row may have said it. */
export interface VerdictRun {
  colour: RatingColour;
  label: string;
  /** In force from this day in the world, as the last of the run has it. */
  from: string;
  /** Days: recorded by us, and replaced by another rating. */
  recorded: string;
  until: string | null;
}

export interface Timeline {
  /** Day of the first statement: the divide. */
  said: string;
  /** The statements after the first, with their days. */
  again: { id: string; day: string }[];
  pieces: Piece[];
  /** The run in force first, if there is one; then back in time. */
  verdicts: VerdictRun[];
  inForce: boolean;
  due: string | null;
}

const dayOfInstant = (at: string): string => at.slice(0, 10);

/** @returns nothing where a picture would show nothing: no statement with a day, or one statement and no more */
export function timelineOf(record: Pick<ClaimRecord, 'statements' | 'evidence' | 'verdict' | 'earlierVerdicts' | 'resolution'>): Timeline | null {
  const dated = record.statements.flatMap(({ id, day }) => (day === null ? [] : [{ id, day }]));
  const [first, ...again] = dated;
  if (!first) return null;
  const verdicts = runs([...(record.verdict ? [record.verdict] : []), ...record.earlierVerdicts]);
  const due = record.resolution?.due.day ?? null;
  if (again.length === 0 && record.evidence.length === 0 && verdicts.length === 0 && due === null) return null;
  const pieces = record.evidence.map(({ id, day, side, stance, weight, withdrawn }) => ({ id, day, side, stance, weight, withdrawn: withdrawn !== null }));
  return { said: first.day, again, pieces, verdicts, inForce: record.verdict !== null, due };
}

/** @param verdicts newest first */
function runs(verdicts: readonly VerdictView[]): VerdictRun[] {
  const found: VerdictRun[] = [];
  for (const { rating, inForceFrom, approvedAt, proposedAt, supersededAt } of verdicts) {
    const recorded = dayOfInstant(approvedAt ?? proposedAt);
    const later = found.at(-1);
    // The same rating and the same day in the world, said again with more behind it, is no change of mind.
    if (later?.label === rating.label && later.colour === rating.colour) later.recorded = recorded;
    else found.push({ colour: rating.colour, label: rating.label, from: inForceFrom, recorded, until: supersededAt && dayOfInstant(supersededAt) });
  }
  return found;
}

/** How much a mark shows: what only repeats the claim, is the party's own account or sets the scene must not look like a vote. */
export type Strength = 'decisive' | 'corroborating' | 'weak' | 'withdrawn';
export const STRENGTHS: readonly Strength[] = ['decisive', 'corroborating', 'weak', 'withdrawn'];

export function strengthOf({ weight, withdrawn }: Pick<Piece, 'weight' | 'withdrawn'>): Strength {
  if (withdrawn) return 'withdrawn';
  return weight === 'decisive' || weight === 'corroborating' ? weight : 'weak';
}

export const RADIUS: Record<Strength, number> = { decisive: 7, corroborating: 5.5, weak: 4, withdrawn: 4 };

/** One mark on a line of time, in the picture's own units; a month or year reaches from `from` to `to`. */
export interface Mark {
  id: string;
  x: number;
  radius: number;
  from: number;
  to: number;
  side: 'earlier' | 'later';
}

interface Count {
  x: number;
  n: number;
  /** Id of the first that is counted. */
  first: string;
  side: Mark['side'];
}

export interface Stacked<M extends Mark> {
  placed: (M & { level: number })[];
  /** What found no place, counted where it belongs. */
  more: Count[];
  levels: number;
}

/** Free space between two marks on the same level. */
const GAP = 1.5;
/** Room for "+999". */
export const COUNT_WIDTH = 34;

/**
 * Each mark on the lowest level where it covers no other, in the order given (first come, nearest to the line); what finds no
 * place below `most` levels is counted in columns of `COUNT_WIDTH` from the divide outward, so that no count mixes the sides.
 */
export function stack<M extends Mark>(marks: readonly M[], most: number, divide: { earlier: number; later: number }): Stacked<M> {
  const placed: (M & { level: number })[] = [];
  const taken: [number, number][][] = [];
  const counted = new Map<string, Count & { sum: number; start: number; end: number }>();
  for (const mark of marks) {
    const from = Math.min(mark.x - mark.radius, mark.from) - GAP / 2;
    const to = Math.max(mark.x + mark.radius, mark.to) + GAP / 2;
    let level = 0;
    while (level < most && taken[level]?.some(([a, b]) => from < b && a < to)) level += 1;
    if (level < most) {
      (taken[level] ??= []).push([from, to]);
      placed.push({ ...mark, level });
      continue;
    }
    const outward = mark.side === 'earlier' ? -1 : 1;
    const column = Math.max(0, Math.floor((outward * (mark.x - divide[mark.side])) / COUNT_WIDTH));
    const start = divide[mark.side] + outward * column * COUNT_WIDTH - (outward < 0 ? COUNT_WIDTH : 0);
    const key = `${mark.side} ${column}`;
    let count = counted.get(key);
    if (!count) counted.set(key, (count = { x: 0, n: 0, first: mark.id, side: mark.side, sum: 0, start, end: start + COUNT_WIDTH }));
    count.n += 1;
    count.sum += mark.x;
  }
  // Above what it counts, and clear of its neighbours.
  const more = [...counted.values()].map(({ n, first, side, sum, start, end }) => ({ x: Math.min(Math.max(sum / n, start + COUNT_WIDTH * 0.4), end - COUNT_WIDTH * 0.4), n, first, side }));
  return { placed, more: more.sort((a, b) => a.x - b.x), levels: taken.length };
}

export type Happening =
  | { what: 'said' | 'again'; day: string; id?: string }
  | { what: 'piece'; day: string; piece: Piece }
  | { what: 'due'; day: string }
  | { what: 'in_force' | 'recorded'; day: string; verdict: VerdictRun };

/** Everything the picture shows, by its day: what is read where the picture is not seen. */
export function happenings({ said, again, pieces, verdicts, inForce, due }: Timeline): Happening[] {
  const all: Happening[] = [
    { what: 'said', day: said },
    ...again.map(({ id, day }) => ({ what: 'again' as const, day, id })),
    ...pieces.map((piece) => ({ what: 'piece' as const, day: piece.day, piece })),
    ...(due ? [{ what: 'due' as const, day: due }] : []),
    ...verdicts.map((verdict) => ({ what: 'recorded' as const, day: verdict.recorded, verdict })),
    ...verdicts.slice(0, inForce ? 1 : 0).map((verdict) => ({ what: 'in_force' as const, day: verdict.from, verdict })),
  ];
  // What is earlier by the record's own reckoning stays before the statement, and the rest behind it.
  const after = (one: Happening): number => (one.what === 'said' ? 1 : one.what === 'piece' ? (one.piece.side === 'earlier' ? 0 : 2) : bounds(one.day).last < bounds(said).first ? 0 : 2);
  return all
    .map((one, place) => ({ one, place, after: after(one), first: bounds(one.day).first }))
    .sort((a, b) => a.after - b.after || (a.first < b.first ? -1 : a.first > b.first ? 1 : a.place - b.place))
    .map(({ one }) => one);
}

/** Widths in ems, of one of the widest fonts in use; the first that fits a letter counts. */
const EMS: readonly [RegExp, number][] = [
  [/[\p{M}\u200e\u200f\u2066-\u2069]/u, 0],
  [/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/, 1],
  [/[ .,:;|iljI·’'()]/, 0.36],
  [/[mwMWшщжюфмыШЩЖЮФМЫ]/, 0.93],
  [/[\p{Lu}]/u, 0.75],
  [/[rtfг]/, 0.45],
  [/[єзсктв]/, 0.57],
];
const EM = 0.63;

/** A generous guess at how wide a text is drawn, for nobody measures letters on a server. */
export function widthOf(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const letter of text) ems += EMS.find(([letters]) => letters.test(letter))?.[1] ?? EM;
  return ems * size * (bold ? 1.13 : 1.02);
}

/** Lines that each fit, as long as possible from the first on; before a bracket rather than within it, and never within a part set apart for its direction of writing. */
export function linesOf(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let rest = text;
  while (!fits(rest)) {
    const spaces = [...rest.matchAll(/ (?![^\u2066-\u2069]*\u2069)/g)].map(({ index }) => index).filter((index) => fits(rest.slice(0, index)));
    const at = spaces.findLast((index) => rest[index + 1] === '(') ?? spaces.at(-1);
    if (at === undefined) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}

export type TickUnit = 'day' | 'month' | 'year';

const TICKS: Record<TickUnit, Intl.DateTimeFormatOptions> = { day: { day: 'numeric', month: 'short' }, month: { month: 'short' }, year: { year: 'numeric' } };
const formatters = new Map<string, Intl.DateTimeFormat>();

/** "21 Jan", "Jan" or "2022". */
export function tickText(day: string, unit: TickUnit, locale: string): string {
  const key = `${locale} ${unit}`;
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(locale, { ...TICKS[unit], timeZone: 'UTC' })));
  return found.format(new Date(`${day}T00:00:00Z`));
}
