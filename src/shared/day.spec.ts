import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bounds, fromColumns, isDay, sayDay, toColumns } from './day.js';

describe('A day', () => {
  it.each(['2022-01-21', '2022-01', '2022', '2024-02-29', '1000'])('%s exists', (text) => expect(isDay(text)).toBe(true));
  it.each(['2022-02-30', '2023-02-29', '2022-13', '2022-00', '2022-1-1', '22', '0999', '-0001-11-30', '2022-01-21T00:00:00Z', '21 Jan 2022', '', null, 2022])('%s does not', (text) => expect(isDay(text)).toBe(false));

  it('goes to its columns and back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), fc.constantFrom(4, 7, 10), (date, length) => {
        const text = date.toISOString().slice(0, length);
        const { day, precision } = toColumns(text);
        expect(fromColumns(day, precision)).toBe(text);
        const { first, last } = bounds(text);
        expect(first <= last && first.startsWith(text) && last.startsWith(text)).toBe(true);
      }),
    );
  });

  it.each([['2022-02', '2022-02-28'], ['2024-02', '2024-02-29'], ['2022-12', '2022-12-31'], ['2022', '2022-12-31'], ['2022-01-21', '2022-01-21']])('%s ends on %s', (text, last) => expect(bounds(text).last).toBe(last));
  it.each([['2022-01-21', '21 Jan 2022'], ['2022-01', 'January 2022'], ['2022', '2022']])('%s reads “%s”', (text, words) => expect(sayDay(text)).toBe(words));
});
