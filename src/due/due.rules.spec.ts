import { describe, expect, it } from '@jest/globals';
import { DUE_LISTS, daysBetween, daysLater, isDated, reminder, sayDistance, spanOf, unattendedWords } from './due.rules.js';

const TODAY = '2022-02-24';

describe('Due days', () => {
  it('counts whole calendar days, over leap days and the ends of years', () => {
    expect([daysBetween('2022-02-24', '2022-02-24'), daysBetween('2024-02-28', '2024-03-01'), daysBetween('2022-01-01', '2021-12-31'), daysBetween('2021-03-27', '2021-03-29')]).toEqual([0, 2, -1, 2]);
    expect([daysLater('2024-02-28', 1), daysLater('2022-12-31', 1), daysLater('2022-03-01', -1)]).toEqual(['2024-02-29', '2023-01-01', '2022-02-28']);
  });

  it('gives every day to one list, and leaves none between two', () => {
    for (let away = -400; away <= 400; away++) {
      const day = daysLater(TODAY, away);
      const lists = DUE_LISTS.filter(isDated).filter((list) => {
        const { from, to } = spanOf(list, TODAY);
        return (from === null || from <= day) && (to === null || day <= to);
      });
      expect([day, lists]).toEqual([day, [away < 0 ? 'overdue' : away <= 1 ? 'soon' : away <= 6 ? 'week' : 'later']]);
    }
  });

  it.each([['2022-02-24', 'today'], ['2022-02-25', 'tomorrow'], ['2022-02-23', 'yesterday'], ['2022-03-01', 'in 5 days'], ['2022-01-31', '24 days ago']])('says of %s that it is %s', (day, words) => {
    expect(sayDistance(day, TODAY)).toBe(words);
  });
});

describe('Reminders', () => {
  const awaited = { title: 'Russia has no intention of attacking Ukraine', status: 'in review' };

  it.each([
    [{ due: '2022-02-25', lastDue: '2022-02-25' }, '“Russia has no intention of attacking Ukraine” is due tomorrow, 25 Feb 2022. It is in review.'],
    [{ due: '2022-02-24', lastDue: '2022-02-24' }, '“Russia has no intention of attacking Ukraine” is due today, 24 Feb 2022. It is in review.'],
    [{ due: '2022-02-23', lastDue: '2022-02-23' }, '“Russia has no intention of attacking Ukraine” was due on 23 Feb 2022, yesterday, and is still in review.'],
    [{ due: '2022-02', lastDue: '2022-02-24' }, '“Russia has no intention of attacking Ukraine” is due in February 2022, whose last day is today. It is in review.'],
    [{ due: '2021', lastDue: '2021-12-31' }, '“Russia has no intention of attacking Ukraine” was due in 2021, which ended 55 days ago, and is still in review.'],
  ])('are plain sentences: %j', (day, words) => {
    expect(reminder({ ...awaited, ...day }, TODAY)).toBe(words);
  });

  it('tell admins who is in charge of what nobody looks at', () => {
    expect(unattendedWords({ title: 'The gas will flow', lastDue: '2022-01-10' }, TODAY, 'Edith Editor')).toBe('Nobody looks at “The gas will flow”: it has been overdue for 45 days, and for 30 days nobody opened it or did anything. Edith Editor is in charge of it.');
  });
});
