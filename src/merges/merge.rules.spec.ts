import { describe, expect, it } from '@jest/globals';
import { mayMerge, mayUndo, type MergeFacts, type UndoFacts } from './merge.rules.js';

const entry = (id: string, more: object = {}) => ({ id, name: id, sort: 'person' as const, wikidataId: null, merged: false, ...more });
const facts = (more: Partial<MergeFacts> = {}): MergeFacts => ({ from: entry('Sergei Lavrov'), into: entry('Sergey Lavrov'), claims: 3, shown: 0, explained: false, ...more });
const code = (answer: ReturnType<typeof mayMerge>) => (answer === true ? true : answer.code);

describe('Two entries', () => {
  it.each<[string, Partial<MergeFacts>, string | true]>([
    ['may become one', {}, true],
    ['may, explained, where readers see another name', { shown: 2, explained: true }, true],
    ['may not, unexplained, where readers see another name', { shown: 2 }, 'explanation_missing'],
    ['may where one has a Wikidata id', { from: entry('a', { wikidataId: 'Q1' }) }, true],
    ['may where both have the same', { from: entry('a', { wikidataId: 'Q1' }), into: entry('b', { wikidataId: 'Q1' }) }, true],
    ['may not where Wikidata knows two', { from: entry('a', { wikidataId: 'Q1' }), into: entry('b', { wikidataId: 'Q2' }) }, 'other_wikidata'],
    ['may not be the same entry', { into: entry('Sergei Lavrov') }, 'merged_into_itself'],
    ['may not be a person and an organisation', { into: entry('b', { sort: 'organisation' }) }, 'other_sort'],
    ['may not where the first is merged already', { from: entry('a', { merged: true }) }, 'already_merged'],
    ['may not where the second is', { into: entry('b', { merged: true }) }, 'merged_away'],
    ['may with three hundred claims', { claims: 300 }, true],
    ['may not with more', { claims: 301 }, 'too_many_claims'],
  ])('%s', (_case, more, expected) => expect(code(mayMerge(facts(more)))).toBe(expected));
});

describe('A merge', () => {
  const at = new Date('2026-11-24T12:00:00Z');
  const undo = (more: Partial<UndoFacts> = {}): UndoFacts => ({ mergedAt: at, now: at, undone: false, mergedOn: false, shown: 0, explained: false, ...more });
  it.each<[string, Partial<UndoFacts>, string | true]>([
    ['may be undone at once', {}, true],
    ['may be undone for a day, to the last second', { now: new Date('2026-11-25T12:00:00Z') }, true],
    ['may not be undone after it', { now: new Date('2026-11-25T12:00:00.001Z') }, 'too_late'],
    ['is undone once', { undone: true }, 'undone_already'],
    ['may not be undone below another', { mergedOn: true }, 'merged_on'],
    ['is explained to readers who see another name again', { shown: 1 }, 'explanation_missing'],
  ])('%s', (_case, more, expected) => expect(code(mayUndo(undo(more)))).toBe(expected));
});
