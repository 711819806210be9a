import { describe, expect, it } from '@jest/globals';
import { parseAsOf } from './as-of.js';

const now = new Date('2022-03-03T12:00:00Z');

describe('A past day', () => {
  it('means all of that day', () => expect(parseAsOf('2022-02-01', now)?.toISOString()).toBe('2022-02-01T23:59:59.999Z'));
  it('may be an instant', () => expect(parseAsOf('2022-02-01T10:00:00Z', now)?.toISOString()).toBe('2022-02-01T10:00:00.000Z'));
  it('that is today is the present', () => expect(parseAsOf('2022-03-03', now)).toBeUndefined());
  it.each(['2022-03-04', '2022-03-03T12:00:01Z', '2022-02-30', '2022-02', 'yesterday', '1e3', '2022-02-01T25:00:00Z', '2021-02-31T00:00:00Z', '0999-01-01T00:00:00Z', '2022-02-01T10:00:00+01:00'])('cannot be %s', (text) => expect(() => parseAsOf(text, now)).toThrow());
});
