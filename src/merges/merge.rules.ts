/** When two entries may become one, and when that may be undone. Pure. */
import type { RuleAnswer } from '../shared/errors.js';

/** Each claim takes a step of its own, in one transaction that others wait for. */
const MOST_CLAIMS = 300;
export const UNDO_HOURS = 24;

export interface Entry {
  id: string;
  name: string;
  /** Person or organisation; kinds of documents are a matter of opinion, and do not count. */
  sort: 'person' | 'organisation' | null;
  wikidataId: string | null;
  merged: boolean;
}

export interface MergeFacts {
  from: Entry;
  into: Entry;
  /** Claims in which something moves. */
  claims: number;
  /** Public ones among them that would say something else. */
  shown: number;
  explained: boolean;
}

const no = (code: string, message: string, field?: string): RuleAnswer => ({ code, message, ...(field ? { field } : {}) });

/** Whether the two can be one at all: what the preview says before anybody explains anything. */
export function mayBeOne({ from, into, claims }: Omit<MergeFacts, 'shown' | 'explained'>): RuleAnswer {
  if (from.id === into.id) return no('merged_into_itself', 'These are the same entry. Choose another one.', 'into');
  if (from.merged) return no('already_merged', `“${from.name}” is merged into another entry already.`);
  if (into.merged) return no('merged_away', `“${into.name}” is merged into another entry. Choose that one.`, 'into');
  if (from.sort !== into.sort) return no('other_sort', 'One is a person and the other an organisation. Where one of the two is wrong, mend it first.', 'into');
  if (from.wikidataId !== null && into.wikidataId !== null && from.wikidataId !== into.wikidataId) {
    return no('other_wikidata', `Wikidata knows them as two (${from.wikidataId} and ${into.wikidataId}). Where one of the two is wrong, mend it first.`, 'into');
  }
  if (claims > MOST_CLAIMS) return no('too_many_claims', `${claims} claims would move, and more than ${MOST_CLAIMS} cannot at once. Merge the entry with fewer claims into the other one.`);
  return true;
}

export function mayMerge(facts: MergeFacts): RuleAnswer {
  const one = mayBeOne(facts);
  if (one !== true) return one;
  return facts.shown === 0 || facts.explained || no('explanation_missing', 'Readers will see another name or document on public claims. Explain it to them.', 'explanation');
}

export interface UndoFacts {
  mergedAt: Date;
  now: Date;
  undone: boolean;
  /** The kept entry was itself merged into another one since. */
  mergedOn: boolean;
  /** Another entry has taken the address or the Wikidata id since. */
  shown: number;
  explained: boolean;
}

export function mayUndo({ mergedAt, now, undone, mergedOn, shown, explained }: UndoFacts): RuleAnswer {
  if (undone) return no('undone_already', 'This was undone already.');
  if (now.getTime() - mergedAt.getTime() > UNDO_HOURS * 3_600_000) return no('too_late', 'A merge can be undone for a day. Make a new entry, and give the claims to it one by one.');
  if (mergedOn) return no('merged_on', 'The entry that was kept has been merged into another one since. Undo that first.');
  return shown === 0 || explained || no('explanation_missing', 'Readers will see another name or document on public claims. Explain it to them.', 'explanation');
}
