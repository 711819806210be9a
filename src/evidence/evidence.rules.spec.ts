import { describe, expect, it } from '@jest/globals';
import { sideOf } from './evidence.rules.js';

describe('Evidence, seen from the day of the statement,', () => {
  it.each([
    ['2022-01-20', '2022-01-21', 'earlier'],
    ['2022-01-21', '2022-01-21', 'later'],
    ['2022-02-24', '2022-01-21', 'later'],
    ['2021-10', '2022-01-21', 'earlier'],
    ['2022-01', '2022-01-21', 'later'],
    ['2021', '2022-01', 'earlier'],
    ['2022', '2022-01', 'later'],
    ['1999', null, 'later'],
  ] as const)('of %s against %s is %s', (event, said, side) => expect(sideOf(event, said)).toBe(side));
});
