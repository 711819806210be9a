/** A record's columns: every claim counted once, no empty year left out, and nothing that could be read as a share. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ChartRating, columnWords, drawBars, drawRecord, MOST_COLUMNS, periodText, recordChart, type RecordCount } from './record-chart.rules.js';

const RATINGS: ChartRating[] = [{ key: 'kept', label: 'Kept', colour: 'true' }, { key: 'broken', label: 'Broken', colour: 'false' }];
const chartOf = (...counts: [string | null, string | null, number?][]) => recordChart({ ratings: RATINGS, counts: counts.map(([when, rating, n = 1]): RecordCount => ({ when, rating, n })) });
const spans = (chart: ReturnType<typeof chartOf>, locale = 'en-GB') => chart.columns.map((column) => periodText(column, chart.months, locale));

describe('The columns of a record', () => {
  it.each([
    ['months', [['2022-01-21', 'kept'], ['2022-03-02', null]], ['Jan 2022', 'Feb 2022', 'Mar 2022']],
    ['years as soon as one claim has only its year', [['2022', 'kept'], ['2023-03-02', null]], ['2022', '2023']],
    ['quarters', [['2021-11-01', 'kept'], ['2023-01-02', null]], ['Oct–Dec 2021', 'Jan–Mar 2022', 'Apr–Jun 2022', 'Jul–Sept 2022', 'Oct–Dec 2022', 'Jan–Mar 2023']],
    ['years, with the empty ones', [['2015-11-01', 'kept'], ['2019', null]], ['2015', '2016', '2017', '2018', '2019']],
    ['several years', [['1990-11-01', 'kept'], ['2026', null]], ['1990–1994', '1995–1999', '2000–2004', '2005–2009', '2010–2014', '2015–2019', '2020–2024', '2025–2029']],
    ['a column for what has no day', [['2022-01-21', 'kept'], [null, 'broken']], ['Jan 2022', null]],
    ['nothing', [], []],
  ] as [string, [string | null, string | null][], (string | null)[]][])('are %s', (_, counts, wanted) => {
    expect(spans(chartOf(...counts)).map((text) => text?.replace(/[\s\u2009]*–[\s\u2009]*/g, '–') ?? null)).toEqual(wanted);
  });

  it('count a rating of another version of the scale as not rated rather than lose it', () => expect(chartOf(['2022', 'gone', 3])).toMatchObject({ total: 3, rated: 0, unrated: 3 }));

  const day = fc.integer({ min: 0, max: 40_000 }).map((n) => new Date(Date.UTC(1930, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const counts = fc.array(fc.tuple(fc.option(fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length)), { nil: null }), fc.constantFrom('kept', 'broken', null), fc.integer({ min: 1, max: 50 })), { maxLength: 40 });

  it('hold every claim once, on a picture that holds every column', () =>
    fc.assert(
      fc.property(counts, fc.constantFrom(358, 688), (given, width) => {
        const chart = chartOf(...given);
        const all = given.reduce((sum, [, , n]) => sum + n, 0);
        expect(chart.total).toBe(all);
        expect(chart.rated + chart.unrated).toBe(all);
        expect(chart.unrated).toBe(given.filter(([, rating]) => rating === null).reduce((sum, [, , n]) => sum + n, 0));
        expect(chart.columns.filter(({ first }) => first !== null).length).toBeLessThanOrEqual(MOST_COLUMNS);
        const { columns, base, height } = drawRecord(chart, RATINGS, width);
        for (const [place, { x, width: wide, blocks, top, total }] of columns.entries()) {
          expect(x >= 0 && x + wide <= width + 0.01 && top >= 0 && base < height).toBe(true);
          if (place > 0) expect(x).toBeGreaterThanOrEqual(columns[place - 1]!.x + columns[place - 1]!.width);
          expect(blocks.reduce((sum, { n }) => sum + n, 0)).toBe(total);
          // Heights are to scale with the counts, on every column alike.
          for (const { n, height: high } of blocks) expect(high / n).toBeCloseTo((base - 20) / Math.max(...columns.map((column) => column.total)), 0);
        }
      }),
    ));

  it('are bars to one measure where they are few, in the scale’s order', () =>
    fc.assert(
      fc.property(counts, fc.constantFrom(358, 688), (given, width) => {
        const chart = chartOf(...given);
        const { bars, height } = drawBars(chart, RATINGS, width);
        const measures = bars.flatMap(({ blocks }) => blocks.map((block) => block.width / block.n));
        if (measures.length > 0) expect(Math.max(...measures) - Math.min(...measures)).toBeLessThan(1e-6);
        for (const [place, { blocks, total, end }] of bars.entries()) {
          expect(total).toBe(chart.columns[place]!.total);
          expect(blocks.reduce((sum, { n }) => sum + n, 0)).toBe(total);
          expect(end + 7 + 8 * String(total).length).toBeLessThanOrEqual(width);
          for (const [at, block] of blocks.entries()) {
            expect(block.x).toBeCloseTo(at === 0 ? 1 : blocks[at - 1]!.x + blocks[at - 1]!.width, 5);
            expect(block.y + block.height).toBeLessThanOrEqual(height);
          }
        }
      }),
    ));

  it('are built in the scale’s order, with what is not rated on top', () => {
    const { columns } = drawRecord(chartOf(['2022', null], ['2022', 'broken'], ['2022', 'kept', 2]), RATINGS, 358);
    expect(columns[0]!.blocks.map(({ rating, n }) => [rating?.key ?? null, n])).toEqual([['kept', 2], ['broken', 1], [null, 1]]);
    expect(columns[0]!.blocks.map(({ y }) => y)).toEqual([...columns[0]!.blocks.map(({ y }) => y)].sort((a, b) => b - a));
  });

  it('are named as far as there is room, the year once', () => {
    expect(columnWords(chartOf(['2021-12-01', 'kept'], ['2022-02-01', 'kept']), { width: 358 }, 'en-GB')).toEqual([['Dec', '2021'], ['Jan', '2022'], ['Feb', '']]);
    const named = columnWords(chartOf(['2012', 'kept'], ['2023', 'kept']), { width: 358 }, 'en-GB').map(([text]) => text);
    expect(named).toEqual(['2012', '', '2014', '', '2016', '', '2018', '', '2020', '', '2022', '']);
  });
});
