import { describe, expect, it } from '@jest/globals';
import { roleOn } from './role.rules.js';

const roles = [
  { title: 'Diplomat', from: null, until: null },
  { title: 'Deputy', from: '2015', until: '2021-01-19' },
  { title: 'Secretary', from: '2021-01-26', until: '2025-01-20' },
  { title: 'Chair', from: '2022-05', until: '2022-06' },
];

describe('The role held on a day', () => {
  it.each([
    ['2022-01-21', 'Secretary'],
    ['2022-05-15', 'Chair'],
    ['2022-07', 'Secretary'],
    ['2021-01-22', 'Diplomat'],
    ['2015-06-01', 'Deputy'],
    ['2025-01-20', 'Secretary'],
    ['2025-01-21', 'Diplomat'],
  ])('on %s is %s', (day, title) => expect(roleOn(roles, day)).toBe(title));
  it('is none where none is known', () => expect(roleOn([], '2022')).toBeNull());
});
