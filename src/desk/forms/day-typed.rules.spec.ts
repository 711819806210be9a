import { describe, expect, it } from '@jest/globals';
import { asksBack, readDay } from './day-typed.rules.js';

const FRIDAY = '2022-01-21';

describe('A day as people write it', () => {
  it.each([
    ['2022-01-21', '2022-01-21'], ['2022-01', '2022-01'], ['2022', '2022'], [' 21 Jan 2022 ', '2022-01-21'], ['21 January 2022', '2022-01-21'], ['21st of January, 2022', '2022-01-21'],
    ['Jan 21, 2022', '2022-01-21'], ['January 21st 2022', '2022-01-21'], ['on 21 Jan 2022', '2022-01-21'], ['Friday, 21 January 2022', '2022-01-21'], ['2022 Jan 21', '2022-01-21'], ['21-Jan-2022', '2022-01-21'],
    ['21.1.2022', '2022-01-21'], ['21.01.2022', '2022-01-21'], ['1.2.2022', '2022-02-01'], ['21. 1. 2022', '2022-01-21'], ['21/1/2022', '2022-01-21'], ['1/21/2022', '2022-01-21'], ['2/2/2022', '2022-02-02'],
    ['2022/01/21', '2022-01-21'], ['2022.1.21', '2022-01-21'], ['January 2022', '2022-01'], ['Jan 2022', '2022-01'], ['Sept. 2022', '2022-09'], ['1/2022', '2022-01'], ['May 2022', '2022-05'],
    ['21 января 2022 года', '2022-01-21'], ['24 лютого 2022 року', '2022-02-24'], ['24. Februar 2022', '2022-02-24'], ['24 février 2022', '2022-02-24'], ['24 de febrero de 2022', '2022-02-24'], ['24 lutego 2022', '2022-02-24'],
    ['today', '2022-01-21'], ['Yesterday', '2022-01-20'], ['tomorrow', '2022-01-22'], ['3 days ago', '2022-01-18'], ['a week ago', '2022-01-14'], ['Monday', '2022-01-17'], ['last Friday', '2022-01-14'], ['29 Feb 2024', '2024-02-29'],
  ])('%j is %s', (typed, day) => expect(readDay(typed, FRIDAY)).toEqual({ day }));

  it.each(['', 'soon', '21 January', '21.1.22', '31 February 2022', '29 Feb 2023', '2022-13-01', '32.1.2022', 'January', '21 Jan Feb 2022', '1 2 Jan 2022', '21 Foo 2022', '0.0.2022', '99999', `21 Jan 2022${' '.repeat(60)}x`, '٢١ يناير', '21\u0000Jan 2022'])(
    '%j is no day that can be read', (typed) => expect(readDay(typed, FRIDAY)).toBeUndefined());

  it.each([['1/2/2022', '1 Feb 2022', '2 Jan 2022'], ['3-4-2022', '3 Apr 2022', '4 Mar 2022']])('%j may mean two, so it is asked back', (typed, one, other) => {
    expect(asksBack(typed, FRIDAY)).toBe(`Do you mean ${one} or ${other}? Write the month as a word.`);
    expect(asksBack('21 Jan 2022', FRIDAY)).toBeUndefined();
  });
});
