import { describe, expect, it } from '@jest/globals';
import type { CorrectionView } from '../../../record/claim-record.dto.js';
import { language } from '../../../shared/html/language.js';
import { changesOf } from '../../claim/correction.words.js';
import { together } from './corrections.words.js';

const correction = (over: Partial<CorrectionView>): CorrectionView => ({ id: '1', kind: 'factual', explanation: 'It was wrong.', subject: 'source', subjectId: 's', changes: [], publishedAt: '2022-01-01T00:00:00.000Z', ...over });
const told = (over: Partial<CorrectionView>) => changesOf(correction(over), language('en'));

describe('What a correction changed', () => {
  it('in a source is told in its own fields', () => {
    const changes = [
      { field: 'title', before: 'A', after: 'B' }, { field: 'kind', before: 'article', after: 'official_document' }, { field: 'authors', before: [], after: ['X', 'Y'] },
      { field: 'publishedDay', before: '2022-01', after: null }, { field: 'url', before: null, after: 'https://example.org/' },
    ];
    expect(told({ changes })).toEqual([
      { label: 'Title', before: 'A', after: 'B' }, { label: 'Kind', before: 'article', after: 'official document' }, { label: 'Authors', before: null, after: 'X and Y' },
      { label: 'Day of publication', before: 'January 2022', after: null }, { label: 'Address', before: null, after: 'https://example.org/' },
    ]);
  });
  it('in a speaker, too', () => {
    expect(told({ subject: 'speaker', changes: [{ field: 'name', before: 'A', after: 'B' }, { field: 'kind', before: 'person', after: 'organisation' }, { field: 'role', before: null, after: 'Minister' }] })).toEqual([
      { label: 'Name', before: 'A', after: 'B' }, { label: 'Kind', before: 'Speaker', after: 'Organisation' }, { label: 'Role on the day', before: null, after: 'Minister' },
    ]);
  });
  it('in a claim is told as on its page', () => expect(told({ subject: 'claim', changes: [{ field: 'kind', before: 'promise', after: 'assurance' }] })).toEqual([{ label: 'Kind of claim', before: 'Promise', after: 'Assurance' }]));
  it('leaves out what is no word for readers', () => expect(told({ changes: [{ field: 'urlKey', before: 'a', after: 'b' }, { field: 'constructor', before: 1, after: 2 }] })).toEqual([]));
});

describe('Corrections of one act', () => {
  const item = (id: string, over: Partial<CorrectionView> = {}) => ({ correction: correction({ id, ...over }) });
  it('stand together where they say the same', () => {
    const groups = together([item('1'), item('2'), item('3', { explanation: 'Another.' }), item('4', { publishedAt: '2022-01-02T00:00:00.000Z' }), item('5')]);
    expect(groups.map((group) => group.map(({ correction: { id } }) => id))).toEqual([['1', '2'], ['3'], ['4'], ['5']]);
  });
  it('stand apart where a role differs', () => {
    const role = (after: string) => ({ subject: 'speaker' as const, changes: [{ field: 'role', before: null, after }] });
    expect(together([item('1', role('A')), item('2', role('B'))])).toHaveLength(2);
  });
});
