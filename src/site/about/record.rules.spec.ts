import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScaleView } from '../../scales/scale.dto.js';
import { type RecordCount, recordOf, waiting } from './record.rules.js';

const rating = (id: string) => ({ id, key: id.replace(/^.*-/, ''), label: id, meaning: '', colour: 'grey' as const, conclusive: false, number: null });
const SCALES: ScaleView[] = [
  { id: 'acc', key: 'accuracy', version: 1, name: 'Accuracy', current: true, ratings: [rating('acc-true'), rating('acc-false')] },
  { id: 'com2', key: 'commitment', version: 2, name: 'Commitment', current: true, ratings: [rating('com2-kept'), rating('com2-broken')] },
  { id: 'com1', key: 'commitment', version: 1, name: 'Commitment', current: false, ratings: [rating('com1-kept')] },
];
const row = (over: Partial<RecordCount>): RecordCount => ({ when: '2022-01', scaleId: 'acc', ratingId: null, standing: 'not_yet_rated', confirmed: true, count: 1, ...over });

describe('A record in counts', () => {
  it('keeps scales and their versions apart, ratings in their order, and says how many are not rated', () => {
    const record = recordOf([
      row({ ratingId: 'acc-false', standing: 'rated', count: 3 }),
      row({ ratingId: 'acc-true', standing: 'being_reassessed', when: '2021' }),
      row({ standing: 'not_rated', when: null }),
      row({ scaleId: 'com1', ratingId: 'com1-kept', standing: 'rated', count: 2 }),
      row({ scaleId: 'com2', standing: 'too_early', count: 4, confirmed: false }),
    ], SCALES);
    expect(record).toMatchObject({ total: 11, rated: 6, unconfirmed: 4, withdrawn: 0 });
    expect(record.scales.map(({ scale, total, rated }) => [scale.id, total, rated])).toEqual([['acc', 5, 4], ['com2', 4, 0], ['com1', 2, 2]]);
    expect(record.scales[0]!.ratings.map(({ rating: { key }, count }) => [key, count])).toEqual([['true', 1], ['false', 3]]);
    expect(record.scales[0]!.inTime).toEqual([{ when: '2022-01', rating: 'false', n: 3 }, { when: '2021', rating: 'true', n: 1 }, { when: null, rating: null, n: 1 }]);
    expect(waiting(record)).toEqual([{ standing: 'too_early', count: 4 }, { standing: 'not_rated', count: 1 }]);
  });

  it('counts no withdrawn claim, but tells of it', () => {
    expect(recordOf([row({ standing: 'withdrawn', ratingId: 'acc-true', count: 2 }), row({})], SCALES)).toMatchObject({ total: 1, rated: 0, withdrawn: 2 });
  });

  it('is empty for nothing', () => expect(recordOf([], SCALES)).toEqual({ total: 0, rated: 0, unconfirmed: 0, withdrawn: 0, scales: [] }));

  it('loses none and counts none twice, whatever comes', () => {
    const any = fc.array(fc.record({
      when: fc.constantFrom(null, '2020', '2022-03'), confirmed: fc.boolean(), count: fc.integer({ min: 1, max: 1000 }),
      judged: fc.constantFrom(...SCALES.flatMap((scale) => [...scale.ratings.map(({ id }) => [scale.id, id, 'rated'] as const), [scale.id, null, 'in_review'] as const, [scale.id, null, 'withdrawn'] as const])),
    }));
    fc.assert(fc.property(any, (rows) => {
      const counts = rows.map(({ judged: [scaleId, ratingId, standing], ...rest }): RecordCount => ({ ...rest, scaleId, ratingId, standing }));
      const record = recordOf(counts, SCALES);
      const sum = (of: readonly { n: number }[]) => of.reduce((all, { n }) => all + n, 0);
      expect(record.total + record.withdrawn).toBe(counts.reduce((all, { count }) => all + count, 0));
      expect(record.scales.reduce((all, scale) => all + scale.total, 0)).toBe(record.total);
      for (const scale of record.scales) {
        expect(sum(scale.inTime)).toBe(scale.total);
        expect(sum(scale.inTime.filter(({ rating: key }) => key !== null))).toBe(scale.rated);
        expect(scale.ratings.reduce((all, { count }) => all + count, 0)).toBe(scale.rated);
        expect(scale.unrated.reduce((all, { count }) => all + count, 0)).toBe(scale.total - scale.rated);
      }
    }));
  });
});
