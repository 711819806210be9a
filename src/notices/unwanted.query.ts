/** Which kinds of notices somebody does not want by e-mail; all are wanted until the person says otherwise. */
import type { EntityManager } from 'typeorm';
import type { Tx } from '../shared/database.js';
import { NOTICE_KINDS, type NoticeKind } from './notice.words.js';

type Reader = Pick<EntityManager, 'query'>;

export async function wantedBy(reader: Reader, accountId: string): Promise<NoticeKind[]> {
  const rows = await reader.query<{ kind: NoticeKind }[]>(`SELECT kind FROM notice_unwanted WHERE account_id = $1`, [accountId]);
  const unwanted = new Set(rows.map(({ kind }) => kind));
  return NOTICE_KINDS.filter((kind) => !unwanted.has(kind));
}

/** From now on these kinds go out by e-mail, and no others. */
export async function want(tx: Tx, accountId: string, kinds: readonly NoticeKind[]): Promise<void> {
  const unwanted = NOTICE_KINDS.filter((kind) => !kinds.includes(kind));
  await tx.query(`DELETE FROM notice_unwanted WHERE account_id = $1 AND NOT kind = ANY ($2::text[])`, [accountId, unwanted]);
  await tx.query(`INSERT INTO notice_unwanted (account_id, kind) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`, [accountId, unwanted]);
}
