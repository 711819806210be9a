/** Tells a colleague something, in the act's own commit: in the desk at once, and by e-mail where the desk has a mail server. */
import { enqueue } from '../jobs/enqueue.js';
import type { Tx } from '../shared/database.js';
import { newId } from '../shared/ids.js';
import type { NoticeKind } from './notice.words.js';

export type { NoticeKind } from './notice.words.js';

/** Seconds in which more may come that goes into the same letter. */
const GATHERED = 120;

export interface Told {
  /** Account of whom it concerns. Nobody is told of what they did themselves. */
  to: string;
  kind: NoticeKind;
  claimId: string | null;
  /** One plain sentence: "Ada Reviewer returned “Russia has no intention…”: cite the order itself." */
  words: string;
  /** Where it is dealt with, a path of the desk. */
  path: string;
  /** A key under which the same person is told once only, such as "due 2022-02-24 <claim>". */
  once?: string;
}

/**
 * Whoever is suspended, and whoever did it, is told nothing. Answers whether anything was told: not a second time under the same `once`.
 * One job a notice, because one that waits already may be done before this act has committed; a job that finds nothing left does nothing.
 */
export async function tell(tx: Tx, told: Told): Promise<boolean> {
  if (told.to === tx.act.accountId) return false;
  const made = await tx.query(
    `WITH told AS (
       INSERT INTO notice (id, account_id, kind, claim_id, by_id, words, path, once, made_at)
       SELECT $1, a.id, $3, $4, $5, $6, $7, $8, $9 FROM account a WHERE a.id = $2 AND a.suspended_at IS NULL
       ON CONFLICT (account_id, once) DO NOTHING RETURNING account_id
     ) SELECT pg_notify('claimline_desk', 'notices:' || account_id) FROM told`,
    [newId(), told.to, told.kind, told.claimId, tx.act.accountId, told.words.slice(0, 1000), told.path, told.once ?? null, tx.at],
  );
  if (made.length === 0) return false;
  await enqueue(tx, 'notices', { accountId: told.to }, GATHERED);
  return true;
}
