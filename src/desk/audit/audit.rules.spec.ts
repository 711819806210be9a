import { describe, expect, it } from '@jest/globals';
import { idsIn, readableChanges, type Snapshot } from './audit.rules.js';
import { actWords, KNOWN_ACTS } from './audit.words.js';

const ID = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';
const nameOf = (id: string) => ({ [ID]: 'Sergey Lavrov', [OTHER]: 'Axios' })[id];
const change = (before: Snapshot | null, after: Snapshot) => readableChanges(before, after, nameOf);

describe('What an act changed', () => {
  it.each<[string, Snapshot | null, Snapshot, ReturnType<typeof change>]>([
    ['says a status in words', { status: 'in_review' }, { status: 'awaiting_approval' }, [{ label: 'Status', before: 'In review', after: 'Awaiting approval' }]],
    ['says a day with its precision', { said_day: '2022-01-01', said_precision: 'month' }, { said_day: '2022-01-21', said_precision: 'day' }, [{ label: 'Day it was said', before: 'January 2022', after: '21 Jan 2022' }]],
    ['tells a change of precision alone', { due_day: '2022-01-01', due_precision: 'year' }, { due_day: '2022-01-01', due_precision: 'month' }, [{ label: 'Due day', before: '2022', after: 'January 2022' }]],
    ['calls people and sources by name', { speaker_id: null }, { speaker_id: ID }, [{ label: 'Speaker', before: null, after: 'Sergey Lavrov' }]],
    ['admits an id that nobody knows', { speaker_id: ID }, { speaker_id: '01890000-0000-7000-8000-00000000000f' }, [{ label: 'Speaker', before: 'Sergey Lavrov', after: 'something that is no longer known by name' }]],
    ['says nothing of counters and of what stayed', { version: 1, title: 'A', shown_at: '2022-01-01T00:00:00Z' }, { version: 2, title: 'A', shown_at: '2022-01-02T00:00:00Z' }, []],
    ['tells a resolution field by field', { resolution: null }, { resolution: { would_confirm: 'Peace', due_day: '2022-02-24', due_precision: 'day' } }, [{ label: 'What would confirm it', before: null, after: 'Peace' }, { label: 'Due day', before: null, after: '24 Feb 2022' }]],
    ['tells what was taken away', { note: 'Old' }, { note: null }, [{ label: 'Note', before: 'Old', after: null }]],
    ['puts a list on lines', { caveats: [] }, { caveats: ['One', 'Two'] }, [{ label: 'What it does not say', before: null, after: 'One\nTwo' }]],
    ['tells the hops of a chain', { hops: [] }, { hops: [{ id: ID, position: 1, kind: 'published_by', speaker_id: OTHER, hop_day: '2022-01-21', hop_precision: 'day', form: 'direct', source_id: null, occasion: null, note: null }] }, [{ label: 'How we know', before: null, after: 'Published by Axios (21 Jan 2022, word for word)' }]],
    ['tells the roles of a speaker and those of an account', { roles: [] }, { roles: [{ id: ID, title: 'Foreign Minister', from_day: '2004-01-01', from_precision: 'year', until_day: null, until_precision: null }] }, [{ label: 'Roles', before: null, after: 'Foreign Minister, 2004–' }]],
    ['has a label even for a field without words', { something_new: 'a' }, { something_new: 'b' }, [{ label: 'Something new', before: 'a', after: 'b' }]],
  ])('%s', (_case, before, after, expected) => expect(change(before, after)).toEqual(expected));

  it('tells all of what is new', () => {
    expect(change(null, { id: ID, stance: 'refutes', weight: 'decisive', excerpt: null })).toEqual([
      { label: 'Stance', before: null, after: 'Speaks against the claim' },
      { label: 'Weight', before: null, after: 'Decisive' },
    ]);
  });

  it.each(['add_passkey', 'remove_passkey', 'add_totp', 'remove_totp', 'make_recovery_codes', 'use_recovery_code', 'reset_second_factor', 'link_identity', 'unlink_identity'])('has words for what is done to a second factor: %s', (act) => {
    expect(actWords(act)).not.toMatch(/^did: /);
    expect(KNOWN_ACTS).toContain(act);
  });

  it('finds every id, however deep', () => expect(idsIn({ a: ID, b: [{ c: OTHER }], d: 'no id' })).toEqual([ID, OTHER]));
});
