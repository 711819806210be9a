import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { isPostgresOf, readStat, startOf } from './processes.js';

describe('Other processes', () => {
  it('are told apart by their start even when their names hold spaces and brackets', () => {
    const after = Array.from({ length: 30 }, (_, n) => (n === 0 ? 'S' : String(n)));
    expect(readStat(`42 (node (v 24) S) ${after.join(' ')}`)).toEqual({ state: 'S', started: '19' });
  });

  it('that live have a start that stays the same', () => {
    expect(startOf(process.pid)).toBeTruthy();
    expect(startOf(process.pid)).toBe(startOf(process.pid));
  });

  it.each([0, -1, Number.NaN, 2 ** 30])('that cannot be (%s) have none', (pid) => {
    expect(startOf(pid)).toBeUndefined();
  });

  it('are not taken for PostgreSQL because of a number alone', () => {
    expect(isPostgresOf(process.pid, tmpdir())).toBe(false);
  });
});
