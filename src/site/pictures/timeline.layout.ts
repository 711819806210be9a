/** Where everything on a claim's timeline stands: one line of time, divided at the statement, squeezed at its ends where that keeps the middle readable. */
import { utcDay, utcMonday, utcMonth, utcYear } from 'd3-time';
import { STANCES, type Stance } from '../../claims/claim.words.js';
import { bounds } from '../../shared/day.js';
import { linesOf, type Mark, type Piece, RADIUS, stack, type Stacked, type Strength, strengthOf, STRENGTHS, type TickUnit, type Timeline, type VerdictRun, widthOf } from './timeline.rules.js';

/** Everything written on the picture, in the reader's language. */
export interface TimelineTexts {
  divide: (day: string) => string;
  /** Whole, and for where that has no room. */
  earlier: readonly [string, string];
  later: readonly [string, string];
  lane: (stance: Stance, n: number) => string;
  again: (n: number) => string;
  due: (day: string) => string;
  verdict: (run: VerdictRun, inForce: boolean) => string;
  tick: (day: string, unit: TickUnit) => string;
}

export interface PlacedText {
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

export interface PieceMark extends Mark {
  stance: Stance;
  strength: Strength;
  /** Whether only the month or year is known. */
  vague: boolean;
  day: string;
}

export interface Lane extends Stacked<PieceMark> {
  kind: Stance | 'again';
  label: PlacedText;
  /** The line the marks stand on; level 0 is the first above it. */
  y: number;
}

export interface Row {
  kind: 'due' | 'in_force' | 'earlier';
  colour: VerdictRun['colour'] | null;
  y: number;
  from: number;
  to: number;
  /** It goes on beyond the picture. */
  open: boolean;
  /** Where we recorded it, if that is not where it begins. */
  recorded: number | null;
  /** One line, or as many as it needs where even the whole width is too little for one. */
  label: PlacedText[];
}

/** From top to bottom. */
interface Stroke {
  from: number;
  to: number;
}

export interface Drawing {
  width: number;
  height: number;
  /** The statement's day; where only the month or year is known, it reaches to `to`. */
  divide: { x: number; to: number; top: number; bottom: number; strokes: Stroke[]; label: PlacedText; sides: PlacedText[] };
  lanes: Lane[];
  rows: Row[];
  /** Parts of the line where a day takes less room than elsewhere. */
  squeezed: { from: number; to: number; top: number; bottom: number }[];
  axis: { y: number; from: number; to: number; ticks: { x: number; labels: PlacedText[] }[] };
}

export const NARROW = 358;
export const WIDE = 688;

/** Height of one level of marks. */
export const PITCH = 16;
const MOST_LEVELS = 8;
const MARGIN = 12;
/** Free on both sides of the divide, so that no mark stands on it. */
const GUTTER = 10;
export const TEXT = 12.5;
const DIVIDE_TEXT = 16;
/** So near the edge, a side holds no words. */
const CLOSE = 40;
/** Half as tall as a bubble is, with room around it. */
const BUBBLE = 8;
/** Earlier verdicts that are drawn; the list has all. */
const EARLIER_VERDICTS = 3;

const DAY = 86_400_000;
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** [start, end) of what a day, month or year may mean. */
const spanOf = (day: string): [number, number] => [time(bounds(day).first), time(bounds(day).last) + DAY];

// ---- The line of time -------------------------------------------------------

interface Zone {
  from: number;
  to: number;
  left: number;
  right: number;
  far: boolean;
}

interface Line {
  zones: Zone[];
  divide: number;
  /** Place of an instant; what is before the statement's day stays left of the gutter. */
  at: (instant: number) => number;
}

/** How far from the statement the squeezing may begin, in days. */
const BREAKS = [14, 21, 30, 45, 60, 90, 120, 180, 365, 730, 1825, 3650, 7300];
/** Of the width, for a squeezed end. */
const FAR = 0.19;
/** What a break must gain in marks told apart, for a reader has to understand it. */
const WORTH = 1.1;
/** Two days are told apart when their marks stand side by side. */
const APART = 14;

/** Of all lines with none, one or two squeezed ends, the one on which most days can be told apart; a plain line where little is gained. */
function lineOf(width: number, said: number, days: readonly number[]): Line {
  const before = Math.max(0, ...days.map((day) => said - day));
  const after = Math.max(0, ...days.map((day) => day - said));
  const distinct = [...new Set(days)].sort((a, b) => a - b);
  // Enough to choose by, however many there are.
  const asked = distinct.filter((_, place) => place % Math.ceil(distinct.length / 80) === 0);
  const choices = (extent: number): (number | null)[] => [null, ...BREAKS.map((n) => n * DAY).filter((n) => n < extent * 0.75)];
  let best: Line | undefined;
  let most = 0;
  for (const a of choices(before)) {
    for (const b of choices(after)) {
      const line = measured(width, said, before, after, a, b);
      if (!line.zones.every((zone) => !zone.far || isSqueezed(zone, line))) continue;
      const places = asked.map(line.at);
      const apart = places.reduce((sum, x, place) => sum + (place === 0 ? 1 : Math.min(1, (x - places[place - 1]!) / APART)), 0);
      const score = apart / WORTH ** (Number(a !== null) + Number(b !== null));
      if (score > most) [best, most] = [line, score];
    }
  }
  return best!;
}

const perInstant = ({ from, to, left, right }: Zone): number => (right - left) / (to - from);

/** A far end that has more room for a day than the middle would be called faster and be slower. */
function isSqueezed(zone: Zone, { zones }: Line): boolean {
  return zone.from < zone.to && perInstant(zone) * 1.5 < perInstant(zones.find(({ far }) => !far)!);
}

function measured(width: number, said: number, before: number, after: number, breakBefore: number | null, breakAfter: number | null): Line {
  const far = Math.round(width * FAR);
  const right = width - MARGIN;
  const room = right - MARGIN - 2 * GUTTER - (breakBefore === null ? 0 : far) - (breakAfter === null ? 0 : far);
  let a = breakBefore ?? before;
  let b = breakAfter ?? after;
  // A side with little on it still gets room for its words; the empty time is drawn, so that days stay equally wide on both sides.
  const leastBefore = before === 0 ? 2 : 40;
  const leastAfter = 60;
  if (a + b < 14 * DAY) [a, b] = before === 0 ? [0, 14 * DAY] : [Math.max(a, 7 * DAY), Math.max(b, 7 * DAY)];
  if (a * room < leastBefore * (a + b)) a = (leastBefore * b) / (room - leastBefore);
  else if (b * room < leastAfter * (a + b)) b = (leastAfter * a) / (room - leastAfter);
  const left = MARGIN + (breakBefore === null ? 0 : far);
  const divide = left + GUTTER + (room * a) / (a + b);
  const end = divide + GUTTER + (room * b) / (a + b);
  const zones: Zone[] = [
    ...(breakBefore === null ? [] : [{ from: said - before, to: said - a, left: MARGIN, right: left, far: true }]),
    { from: said - a, to: said + b, left, right: end, far: false },
    ...(breakAfter === null ? [] : [{ from: said + b, to: said + after, left: end, right, far: true }]),
  ];
  const early: Knot[] = [...(breakBefore === null ? [] : [[said - before, MARGIN] as const]), [said - a, left], [said, divide - GUTTER]];
  const late: Knot[] = [[said, divide + GUTTER], [said + b, end], ...(breakAfter === null ? [] : [[said + after, right] as const])];
  return { zones, divide, at: (instant) => between(instant < said ? early : late, instant) };
}

type Knot = readonly [instant: number, x: number];

/** Straight from knot to knot, no further than the last. Not d3-scale, because choosing the line asks this some thousand times a picture, and that took longer than all the rest of the page. */
function between(knots: readonly Knot[], instant: number): number {
  let before = knots[0]!;
  if (instant <= before[0]) return before[1];
  for (const knot of knots) {
    if (instant < knot[0]) return before[1] + ((knot[1] - before[1]) * (instant - before[0])) / (knot[0] - before[0]);
    before = knot;
  }
  return before[1];
}

// ---- Ticks ------------------------------------------------------------------

interface Step {
  unit: TickUnit;
  days: number;
  range: (from: Date, to: Date) => Date[];
}

const years = (n: number): Step => ({ unit: 'year', days: 365 * n, range: (from, to) => utcYear.every(n)!.range(from, to) });
const months = (n: number): Step => ({ unit: 'month', days: 30 * n, range: (from, to) => utcMonth.every(n)!.range(from, to) });
const STEPS: readonly Step[] = [
  { unit: 'day', days: 1, range: (from, to) => utcDay.range(from, to) },
  { unit: 'day', days: 7, range: (from, to) => utcMonday.range(from, to) },
  { unit: 'day', days: 14, range: (from, to) => utcDay.range(from, to).filter((day) => [1, 15].includes(day.getUTCDate())) },
  months(1), months(2), months(3), months(6), years(1), years(2), years(5), years(10), years(20), years(50), years(100), years(500),
];

type Tick = Drawing['axis']['ticks'][number];

/** The finest calendar steps whose words have room, the middle first; the year stands below where it is not the words themselves. */
function ticksOf(line: Line, width: number, y: number, say: TimelineTexts['tick']): Tick[] {
  const ticks: (Tick & { year: string; dated: boolean })[] = [];
  const taken: [number, number][] = [];
  const put = (instant: number, unit: TickUnit): boolean => {
    const day = dayAt(instant);
    const text = say(day, unit);
    const year = say(day, 'year');
    const half = Math.max(widthOf(text, TEXT), unit === 'year' ? 0 : widthOf(year, TEXT)) / 2;
    const x = line.at(instant);
    const middle = Math.min(Math.max(x, half), width - half);
    if (taken.some(([from, to]) => middle - half - 5 < to && from < middle + half + 5)) return false;
    taken.push([middle - half, middle + half]);
    ticks.push({ x, year, dated: unit !== 'year', labels: [{ text, x: middle, y: y + 19, anchor: 'middle' }] });
    return true;
  };
  for (const zone of [...line.zones].sort((a, b) => Number(a.far) - Number(b.far))) {
    const { from, to, left, far } = zone;
    const perDay = perInstant(zone) * DAY;
    const step = STEPS.find(({ days, unit }) => days * perDay >= widthOf(say(dayAt(from), unit), TEXT) + (far ? 6 : 12)) ?? STEPS.at(-1)!;
    const placed = step.range(new Date(from), new Date(to + 1)).filter((day) => put(day.getTime(), step.unit));
    // Too short for a calendar step: say when its far end is.
    if (placed.length === 0) put(left === MARGIN ? from : to, to - from > 60 * DAY ? 'month' : 'day');
  }
  ticks.sort((a, b) => a.x - b.x);
  let shown = '';
  return ticks.map(({ x, labels, year, dated }) => {
    const below: PlacedText[] = dated && year !== shown ? [{ text: year, x: labels[0]!.x, y: y + 35, anchor: 'middle' }] : [];
    shown = year;
    return { x, labels: [...labels, ...below] };
  });
}

// ---- The picture ------------------------------------------------------------

/** Between two lines of one text. */
const LEADING = 16;

/** Lines that begin at `x` where they fit, and move back where they would leave the picture; the last stands at `y`. */
const inside = (lines: readonly string[], x: number, y: number, width: number, bold: boolean): PlacedText[] =>
  lines.map((text, place) => ({ text, x: Math.max(0, Math.min(x, width - Math.max(...lines.map((line) => widthOf(line, TEXT, bold))))), y: y - LEADING * (lines.length - 1 - place), anchor: 'start' }));

export function drawTimeline(timeline: Timeline, texts: TimelineTexts, width: number): Drawing {
  const { said, again, pieces, verdicts, inForce, due } = timeline;
  const [saidFrom, saidTo] = spanOf(said);
  const shown = verdicts.slice(0, EARLIER_VERDICTS + Number(inForce));
  const days = [
    saidTo - DAY, ...again.map(({ day }) => spanOf(day)[0]), ...pieces.flatMap(({ day }) => [spanOf(day)[0], spanOf(day)[1] - DAY]), ...(due ? [spanOf(due)[1] - DAY] : []),
    ...shown.flatMap(({ from, recorded, until }) => [from, recorded, until ?? recorded].map(time)),
  ];
  const line = lineOf(width, saidFrom, days);
  const last = width - MARGIN;
  const sides = { earlier: line.divide - GUTTER, later: line.divide + GUTTER };
  // What was said on the very day stands on the line, for it is not later.
  const onLine = { x: line.divide, from: line.divide, to: line.divide, side: 'later' as const, radius: 6, vague: false };
  const markOf = (day: string, side: 'earlier' | 'later', radius: number): Pick<Mark, 'x' | 'from' | 'to' | 'side' | 'radius'> & { vague: boolean } => {
    const vague = day.length < 10;
    const [start, end] = spanOf(day);
    const [from, to] = [line.at(start), line.at(vague ? end - 1 : start)];
    // A year that reaches across the divide counts as later, so its mark stands there.
    const middle = vague ? (side === 'later' ? (Math.max(from, sides.later) + Math.max(to, sides.later)) / 2 : (from + to) / 2) : from;
    return { x: middle, from, to, side, radius, vague };
  };

  // Where next to nothing is earlier, words begin behind the divide rather than break it again and again.
  const beginning = line.divide < CLOSE ? line.divide + 8 : 0;
  let y = 44;
  const lanes: Lane[] = [];
  const lane = (kind: Lane['kind'], text: string, marks: PieceMark[]): void => {
    const stacked = stack(marks, MOST_LEVELS, sides);
    const label: PlacedText = { text, x: beginning + widthOf(text, TEXT, true) <= width ? beginning : 0, y: y + 12, anchor: 'start' };
    y += 18 + Math.max(stacked.levels, marks.length ? 1 : 0) * PITCH + (stacked.more.length ? PITCH : 0) + (marks.length ? 3 : 0);
    lanes.push({ kind, ...stacked, label, y });
    y += 10;
  };
  if (again.length) lane('again', texts.again(again.length), again.map(({ id, day }) => ({ ...(day === said ? onLine : markOf(day, 'later', 6)), id, day, stance: 'context', strength: 'corroborating' })));
  for (const stance of pieces.length ? (['supports', 'refutes', 'context'] satisfies typeof STANCES[number][]) : []) {
    const here = pieces.filter((piece) => piece.stance === stance);
    if (stance === 'context' && here.length === 0) continue;
    const marks = here.map((piece: Piece): PieceMark => {
      const strength = strengthOf(piece);
      return { ...markOf(piece.day, piece.side, RADIUS[strength]), id: piece.id, day: piece.day, stance, strength };
    });
    marks.sort((a, b) => STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength) || a.x - b.x || (a.id < b.id ? -1 : 1));
    lane(stance, texts.lane(stance, here.length), marks);
  }

  const rows: Row[] = [];
  /** Beside what it names, before it or behind it; above it where neither has room. */
  const row = (part: Omit<Row, 'y' | 'label'>, text: string): void => {
    const bold = part.kind === 'in_force';
    const long = widthOf(text, TEXT, bold);
    const beside = part.from - 12 - long >= 0 ? { x: part.from - 12, anchor: 'end' as const } : !part.open && part.to + 12 + long <= width ? { x: part.to + 12, anchor: 'start' as const } : null;
    const lines = linesOf(text, (line) => widthOf(line, TEXT, bold) <= width);
    y += beside ? 24 : 40 + LEADING * (lines.length - 1);
    rows.push({ ...part, y: y - 10, label: beside ? [{ text, ...beside, y: y - 6 }] : inside(lines, part.from, y - 20, width, bold) });
  };
  if (due) row({ kind: 'due', colour: null, from: line.at(spanOf(due)[0]), to: due.length < 10 ? line.at(spanOf(due)[1] - 1) : line.at(spanOf(due)[0]), open: false, recorded: null }, texts.due(due));
  for (const [place, run] of [...shown.entries()].reverse()) {
    const current = inForce && place === 0;
    const from = line.at(time(current ? run.from : run.recorded));
    const to = current ? last : Math.max(from + 4, line.at(time(run.until ?? run.recorded)));
    const recorded = current && run.recorded !== run.from ? line.at(time(run.recorded)) : null;
    row({ kind: current ? 'in_force' : 'earlier', colour: run.colour, from: Math.min(from, last - 10), to, open: current, recorded }, texts.verdict(run, current));
  }
  y += 10;

  const top = 40;
  const beside = [
    { says: texts.earlier, x: line.divide - 8, y: 37, anchor: 'end' as const, room: line.divide - 8 },
    { says: texts.later, x: line.divide + 8, y: 37, anchor: 'start' as const, room: width - line.divide - 8 },
  ];
  const written = [...lanes.map(({ label }) => [label, true] as const), ...rows.flatMap(({ kind, label }) => label.map((text) => [text, kind === 'in_force'] as const))];
  const gaps = [
    ...written.filter(([label, bold]) => liesAcross(label, bold, line.divide)).map(([label]) => ({ from: label.y - ASCENT, to: label.y + DESCENT })),
    ...lanes.flatMap((one) => one.placed.filter(({ x, radius }) => Math.abs(x - line.divide) < radius).map(({ level }) => ({ from: levelAt(one, level) - BUBBLE, to: levelAt(one, level) + BUBBLE }))),
  ];
  return {
    width,
    height: y + 42,
    divide: {
      x: line.divide,
      to: said.length < 10 ? line.at(saidTo - 1) : line.divide,
      top: 22,
      bottom: y,
      strokes: strokesBetween(gaps, 22, y + 6),
      label: middled(texts.divide(said), line.divide, 16, width),
      sides: beside.flatMap(({ says, room, ...place }) => says.filter((text) => widthOf(text, TEXT) <= room).slice(0, 1).map((text) => ({ text, ...place }))),
    },
    lanes,
    rows,
    squeezed: line.zones.filter(({ far }) => far).map(({ left, right }) => ({ from: left === MARGIN ? 0 : left, to: right === last ? width : right, top, bottom: y })),
    axis: { y, from: 0, to: width, ticks: ticksOf(line, width, y, texts.tick) },
  };
}

/** Middle of a mark on a level of its lane. */
export const levelAt = (lane: Pick<Lane, 'y'>, level: number): number => lane.y - PITCH * (level + 0.5) - 1;

/** How far letters reach above and below the line they are written on, with room around them. */
const ASCENT = 17;
const DESCENT = 6;
/** Free between the divide and a text beside it, because widths are guessed. */
const CLEAR = 5;

/** Whether a text lies across the line of the statement, which must not run through its letters. */
function liesAcross({ text, x, anchor }: PlacedText, bold: boolean, line: number): boolean {
  const long = widthOf(text, TEXT, bold);
  const from = anchor === 'start' ? x : anchor === 'end' ? x - long : x - long / 2;
  return from - CLEAR < line && line < from + long + CLEAR;
}

/** A shorter rest between two gaps would be a speck. */
const SHORTEST = 9;

function strokesBetween(gaps: readonly Stroke[], top: number, bottom: number): Stroke[] {
  const strokes: Stroke[] = [];
  let from = top;
  for (const gap of [...gaps].sort((a, b) => a.from - b.from)) {
    if (gap.from - from >= SHORTEST) strokes.push({ from, to: gap.from });
    from = Math.max(from, gap.to);
  }
  return [...strokes, { from, to: bottom }];
}

function middled(text: string, x: number, y: number, width: number): PlacedText {
  const half = widthOf(text, DIVIDE_TEXT, true) / 2;
  return { text, x: Math.min(Math.max(x, half), Math.max(half, width - half)), y, anchor: 'middle' };
}
