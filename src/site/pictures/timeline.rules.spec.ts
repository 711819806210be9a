/** What the timeline shows, and that nothing on it covers anything else, leaves the picture or changes sides. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sideOf } from '../../evidence/evidence.rules.js';
import { STANCES, WEIGHTS } from '../../claims/claim.words.js';
import { bounds } from '../../shared/day.js';
import { drawTimeline, type Drawing, levelAt, NARROW, PITCH, type PlacedText, TEXT, type TimelineTexts, WIDE } from './timeline.layout.js';
import { COUNT_WIDTH, happenings, linesOf, type Piece, RADIUS, stack, strengthOf, tickText, type Timeline, timelineOf, widthOf } from './timeline.rules.js';

const texts: TimelineTexts = {
  divide: (day) => `${day}: the statement`,
  earlier: ['before it was said', 'before'],
  later: ['from that day on', 'since'],
  lane: (stance, n) => `${stance}: ${n}`,
  again: (n) => `Said again: ${n}`,
  due: (day) => `Due ${day}`,
  verdict: ({ label, from, recorded }, inForce) => (inForce ? `${label}, from ${from} (after long deliberation recorded on ${recorded})` : `Before: ${label}, recorded on ${recorded}`),
  tick: (day, unit) => tickText(day, unit, 'en-GB'),
};

const calendarDay = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(Date.UTC(1985, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const anyDay = fc.oneof({ weight: 4, arbitrary: calendarDay }, calendarDay.map((day) => day.slice(0, 7)), calendarDay.map((day) => day.slice(0, 4)));
/** Close together as often as years apart. */
const near = (said: string) =>
  fc.oneof(anyDay, fc.integer({ min: -20, max: 40 }).map((n) => new Date(Date.parse(bounds(said).first) + n * 86_400_000).toISOString().slice(0, 10)), fc.constant(said));

const timelines: fc.Arbitrary<Timeline> = anyDay.chain((said) =>
  fc.record({
    said: fc.constant(said),
    again: fc.array(near(said), { maxLength: 4 }).map((days) => days.filter((day) => bounds(day).first >= bounds(said).first).map((day, place) => ({ id: `s${place}`, day }))),
    pieces: fc
      .array(fc.record({ day: near(said), stance: fc.constantFrom(...STANCES), weight: fc.constantFrom(...WEIGHTS), withdrawn: fc.boolean() }), { maxLength: 120 })
      .map((pieces) => pieces.map((piece, place): Piece => ({ ...piece, id: `e${place}`, side: sideOf(piece.day, said) }))),
    verdicts: fc.array(fc.record({ colour: fc.constantFrom('true', 'mixed', 'false', 'grey'), label: fc.constantFrom('Broken', 'In progress', 'Overtaken by events'), from: calendarDay, recorded: calendarDay, until: fc.constant(null) }), { maxLength: 5 }),
    inForce: fc.boolean(),
    due: fc.option(near(said), { nil: null }),
  }).map((timeline) => ({ ...timeline, inForce: timeline.inForce && timeline.verdicts.length > 0 })),
);

const drawn = (holds: (drawing: Drawing, timeline: Timeline) => void): void =>
  fc.assert(fc.property(timelines, fc.constantFrom(NARROW, WIDE), (timeline, width) => holds(drawTimeline(timeline, texts, width), timeline)), { numRuns: 150 });

describe('The drawing', () => {
  it('shows every piece, as a mark or within a count', () =>
    drawn(({ lanes }, { pieces, again }) => {
      const shown = lanes.reduce((sum, { placed, more }) => sum + placed.length + more.reduce((all, { n }) => all + n, 0), 0);
      expect(shown).toBe(pieces.length + again.length);
    }));

  it('lets no mark cover another', () =>
    drawn(({ lanes }) => {
      for (const { placed, more } of lanes) {
        for (const [place, a] of placed.entries()) {
          for (const b of placed.slice(place + 1)) if (a.level === b.level) expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(a.radius + b.radius);
        }
        for (const [place, { x }] of more.entries()) if (place > 0) expect(x - more[place - 1]!.x).toBeGreaterThanOrEqual(COUNT_WIDTH * 0.5);
      }
    }));

  it('keeps everything within the picture', () =>
    drawn(({ width, height, lanes, rows, axis, divide }) => {
      for (const { placed, levels, more, y } of lanes) {
        expect(y - (levels + (more.length ? 1 : 0)) * PITCH).toBeGreaterThan(0);
        for (const { x, radius } of placed) expect(x - radius >= 0 && x + radius <= width).toBe(true);
        for (const { x } of more) expect(x >= 0 && x <= width).toBe(true);
      }
      for (const { from, to, y } of rows) expect(from >= 0 && from <= to && to <= width && y < height).toBe(true);
      const words = [...rows.flatMap(({ label }) => label), ...axis.ticks.flatMap(({ labels }) => labels), ...divide.sides];
      for (const { text, x, anchor, y } of words) {
        const long = widthOf(text, TEXT);
        const from = anchor === 'start' ? x : anchor === 'end' ? x - long : x - long / 2;
        expect({ text, inside: from >= -0.01 && from + long <= width + 0.01 && y <= height }).toEqual({ text, inside: true });
      }
    }));

  it('divides at the statement exactly as the record does', () =>
    drawn(({ lanes, divide }) => {
      for (const { placed, more } of lanes) {
        for (const { x, side, radius } of placed.filter((mark) => mark.x !== divide.x)) expect(side === 'earlier' ? x + radius < divide.x : x - radius > divide.x).toBe(true);
        for (const { x, side } of more) expect(side === 'earlier' ? x < divide.x : x > divide.x).toBe(true);
      }
    }));

  const boxOf = ({ text, x, anchor, y }: PlacedText, bold = false) => {
    const long = widthOf(text, TEXT, bold);
    const from = anchor === 'start' ? x : anchor === 'end' ? x - long : x - long / 2;
    return { from, to: from + long, top: y - TEXT, bottom: y + TEXT * 0.3 };
  };

  it('strikes through no words with the divide', () =>
    drawn(({ lanes, rows, axis, divide }) => {
      const words = [
        ...lanes.map(({ label }) => [label, true] as const), ...lanes.flatMap((lane) => lane.more.map(({ x, n }) => [{ text: `+${n}`, x, y: levelAt(lane, lane.levels) + 4, anchor: 'middle' }, true] as const)),
        ...rows.flatMap(({ kind, label }) => label.map((text) => [text, kind === 'in_force'] as const)), ...axis.ticks.flatMap(({ labels }) => labels.map((label) => [label, false] as const)), ...divide.sides.map((label) => [label, false] as const),
      ];
      for (const [label, bold] of words) {
        const box = boxOf(label, bold);
        const struck = box.from < divide.x + 1 && box.to > divide.x - 1 && divide.strokes.some(({ from, to }) => from < box.bottom && to > box.top);
        expect({ text: label.text, struck }).toEqual({ text: label.text, struck: false });
      }
    }));

  it('breaks the divide only for what stands on it', () =>
    drawn(({ lanes, rows, divide }) => {
      const ends = divide.strokes.flatMap(({ from, to }) => [from, to]);
      expect(ends).toEqual([...ends].sort((a, b) => a - b));
      expect([ends[0], ends.at(-1)]).toEqual([divide.top, divide.bottom + 6]);
      const near = (label: PlacedText) => { const { from, to } = boxOf(label, true); return from < divide.x + 6 && to > divide.x - 6; };
      const standing = [...lanes.map(({ label }) => label), ...rows.flatMap(({ label }) => label)].filter(near).length + lanes.flatMap(({ placed }) => placed).filter(({ x }) => x === divide.x).length;
      expect(divide.strokes.length).toBeLessThanOrEqual(standing + 1);
    }));

  it('names both sides wherever there is something earlier, and the later one always', () =>
    drawn(({ divide }, { pieces }) => {
      expect(divide.sides.some(({ anchor }) => anchor === 'start')).toBe(true);
      if (pieces.some(({ side }) => side === 'earlier')) expect(divide.sides.some(({ anchor }) => anchor === 'end')).toBe(true);
    }));

  it('puts on the line what was said again on the very day, and nothing else', () =>
    drawn(({ lanes, divide }, { said }) => {
      for (const { kind, placed } of lanes) for (const { x, day } of placed) expect(x === divide.x).toBe(kind === 'again' && day === said);
    }));

  it('keeps the order of days', () =>
    drawn(({ lanes }, { pieces }) => {
      const places = new Map(lanes.flatMap(({ placed }) => placed.map(({ id, x }) => [id, x] as const)));
      const days = pieces.filter(({ day, id }) => day.length === 10 && places.has(id)).sort((a, b) => (a.day < b.day ? -1 : 1));
      for (const [place, { id }] of days.entries()) if (place > 0) expect(places.get(id)!).toBeGreaterThanOrEqual(places.get(days[place - 1]!.id)! - 1e-6);
    }));

  it('has dated ticks that do not run into each other', () =>
    drawn(({ axis }) => {
      expect(axis.ticks.length).toBeGreaterThan(0);
      const firsts = axis.ticks.map(({ labels }) => labels[0]!).sort((a, b) => a.x - b.x);
      for (const [place, { x, text }] of firsts.entries()) if (place > 0) expect(x - firsts[place - 1]!.x).toBeGreaterThan((widthOf(text, TEXT) + widthOf(firsts[place - 1]!.text, TEXT)) / 2);
    }));

  it('is the same whatever order the evidence comes in', () =>
    drawn((drawing, timeline) => expect(drawTimeline({ ...timeline, pieces: [...timeline.pieces].reverse() }, texts, drawing.width)).toEqual(drawing)));

  it('squeezes far years, and says where', () => {
    const piece = (id: string, day: string): Piece => ({ id, day, side: sideOf(day, '2022-01-21'), stance: 'refutes', weight: 'corroborating', withdrawn: false });
    const pieces = [piece('a', '2014-03-01'), ...['2022-02-10', '2022-02-16', '2022-02-20', '2022-02-24'].map((day, place) => piece(`b${place}`, day))];
    const { squeezed, axis } = drawTimeline({ said: '2022-01-21', again: [], pieces, verdicts: [], inForce: false, due: null }, texts, NARROW);
    expect(squeezed).toHaveLength(1);
    expect(axis.ticks.some(({ x, labels }) => x < squeezed[0]!.to && /^20(14|15|20)$/.test(labels[0]!.text))).toBe(true);
    expect(drawTimeline({ said: '2022-01-21', again: [], pieces: pieces.slice(1), verdicts: [], inForce: false, due: null }, texts, NARROW).squeezed).toEqual([]);
  });

  it('draws a month as long as it is', () => {
    const pieces: Piece[] = [{ id: 'a', day: '2022-03', side: 'later', stance: 'context', weight: 'background', withdrawn: false }];
    const mark = drawTimeline({ said: '2022-01-21', again: [], pieces, verdicts: [], inForce: false, due: null }, texts, WIDE).lanes.at(-1)!.placed[0]!;
    expect(mark.vague && mark.to - mark.from > 40 && mark.from < mark.x && mark.x < mark.to).toBe(true);
  });
});

describe('A text too long for one line', () => {
  it.each([
    ['one two', 7, ['one two']],
    ['one two', 6, ['one', 'two']],
    ['Kept, from 1 May (recorded 2 May)', 20, ['Kept, from 1 May', '(recorded 2 May)']],
    ['one two three four', 9, ['one two', 'three', 'four']],
    ['\u2068one two\u2069 three', 9, ['\u2068one two\u2069', 'three']],
    ['indivisible', 5, ['indivisible']],
  ])('%s (%d) is broken between words', (text, most, lines) => expect(linesOf(text, (line) => line.replace(/[\u2066-\u2069]/g, '').length <= most)).toEqual(lines));
});

describe('Marks in a stack', () => {
  const sides = { earlier: 90, later: 110 };
  const at = (id: string, x: number) => ({ id, x, radius: 5, from: x, to: x, side: x < 100 ? ('earlier' as const) : ('later' as const) });

  it.each([
    ['side by side', [at('a', 120), at('b', 140)], [0, 0], []],
    ['on top of each other', [at('a', 120), at('b', 122), at('c', 121)], [0, 1, 2], []],
    ['counted beyond the third', [at('a', 120), at('b', 120), at('c', 120), at('d', 120), at('e', 120)], [0, 1, 2], [2]],
    ['counted apart on each side', [...'abcd'].map((id) => at(id, 89)).concat([...'efgh'].map((id) => at(id, 111))), [0, 1, 2, 0, 1, 2], [1, 1]],
  ])('stand %s', (_, marks, levels, counts) => {
    const stacked = stack(marks, 3, sides);
    expect(stacked.placed.map(({ level }) => level)).toEqual(levels);
    expect(stacked.more.map(({ n }) => n)).toEqual(counts);
  });
});

describe('What a mark shows', () => {
  it.each([
    ['decisive', false, 'decisive'],
    ['corroborating', false, 'corroborating'],
    ['background', false, 'weak'],
    ['self_reported', false, 'weak'],
    ['repeats_claim', false, 'weak'],
    ['decisive', true, 'withdrawn'],
  ] as const)('%s, withdrawn: %s → %s', (weight, withdrawn, strength) => expect(strengthOf({ weight, withdrawn })).toBe(strength));

  it('is larger the more it tells', () => expect(RADIUS.decisive > RADIUS.corroborating && RADIUS.corroborating > RADIUS.weak).toBe(true));
});

describe('A claim’s timeline', () => {
  const verdict = (label: string, approvedAt: string, supersededAt: string | null, inForceFrom = approvedAt.slice(0, 10)) =>
    ({ rating: { label, colour: 'false' }, inForceFrom, proposedAt: approvedAt, approvedAt, supersededAt }) as never;
  const record = (over: Record<string, unknown>) => timelineOf({ statements: [{ id: 's', day: '2022-01-21' }], evidence: [], verdict: null, earlierVerdicts: [], resolution: null, ...over } as never);

  it('is not drawn without a day, or where there is one statement and no more', () => {
    expect(record({})).toBeNull();
    expect(record({ statements: [{ id: 's', day: null }], resolution: { due: { day: '2022-02-01' } } })).toBeNull();
    expect(record({ resolution: { due: { day: '2022-02-01' } } })).toMatchObject({ said: '2022-01-21', due: '2022-02-01' });
  });

  it('tells the same rating given twice as one', () => {
    const timeline = record({
      verdict: verdict('Broken', '2022-03-02T10:00:00Z', null, '2022-02-24'),
      earlierVerdicts: [verdict('Broken', '2022-02-24T10:00:00Z', '2022-03-02T10:00:00Z'), verdict('In progress', '2022-02-15T10:00:00Z', '2022-02-24T10:00:00Z')],
    })!;
    expect(timeline.verdicts.map(({ label, from, recorded, until }) => [label, from, recorded, until])).toEqual([
      ['Broken', '2022-02-24', '2022-02-24', null],
      ['In progress', '2022-02-15', '2022-02-15', '2022-02-24'],
    ]);
  });

  it('is told in order, earlier and later as the record has it', () =>
    fc.assert(
      fc.property(timelines, (timeline) => {
        const told = happenings(timeline);
        const said = told.findIndex(({ what }) => what === 'said');
        expect(told.filter(({ what }) => what === 'piece')).toHaveLength(timeline.pieces.length);
        for (const [place, one] of told.entries()) if (one.what === 'piece') expect(one.piece.side === 'earlier').toBe(place < said);
      }),
    ));
});
