/** Tells a colleague something, in the act's own commit: in the desk at once, and by e-mail where the desk has a mail server. */
import { newId } from '../shared/ids.js';
import type { Tx } from '../shared/database.js';

export type NoticeKind = 'mentioned' | 'given' | 'returned' | 'approved' | 'due' | 'overdue' | 'unattended' | 'correction' | 'dissent';

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

/** Whoever is suspended, and whoever did it, is told nothing. */
export async function tell(tx: Tx, told: Told): Promise<void> {
  if (told.to === tx.act.accountId) return;
  await tx.query(
    `WITH told AS (
       INSERT INTO notice (id, account_id, kind, claim_id, by_id, words, path, once, made_at)
       SELECT $1, a.id, $3, $4, $5, $6, $7, $8, $9 FROM account a WHERE a.id = $2 AND a.suspended_at IS NULL
       ON CONFLICT (account_id, once) DO NOTHING RETURNING account_id
     ) SELECT pg_notify('claimline_desk', 'notices:' || account_id) FROM told`,
    [newId(), told.to, told.kind, told.claimId, tx.act.accountId, told.words.slice(0, 1000), told.path, told.once ?? null, tx.at],
  );
}
