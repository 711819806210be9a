/** Who has a claim before them: written by the streams of open pages and by visits, read by the pages of colleagues. */
import type { EntityManager } from 'typeorm';

type Reader = Pick<EntityManager, 'query'>;

export interface Present {
  name: string;
  since: string;
  /** All their pages with the claim are behind others. */
  away: boolean;
}

/** One open page of one person with one claim. */
export interface OpenTab {
  claimId: string;
  accountId: string;
  tab: string;
}

/** What a row lives on without its stream's word: an open page, one behind another, one just left (it may be a reload). */
const LIVES = { open: 45, away: 180, left: 4 } as const;
/** How long after leaving a page is swept. */
export const SWEEP_AFTER = LIVES.left * 1000 + 300;

const TELL = (rows: string) => `SELECT pg_notify('claimline_desk', 'presence:' || claim_id) FROM (SELECT DISTINCT claim_id FROM ${rows}) told`;

export async function present(reader: Reader, claimId: string, exceptAccountId: string): Promise<Present[]> {
  const rows: { name: string; since: Date; away: boolean }[] = await reader.query(
    `SELECT a.name, min(p.since) AS since, bool_and(p.away) AS away FROM presence p JOIN account a ON a.id = p.account_id
      WHERE p.claim_id = $1 AND p.account_id <> $2 AND p.until > now() AND a.suspended_at IS NULL
      GROUP BY a.id, a.name ORDER BY min(p.since), a.id LIMIT 20`,
    [claimId, exceptAccountId],
  );
  return rows.map(({ name, since, away }) => ({ name, away, since: since.toISOString() }));
}

/** Takes the place of the visit by which the page came; whoever only loads it again has had it open since before. */
export async function openTab(reader: Reader, { claimId, accountId, tab }: OpenTab): Promise<void> {
  await reader.query(
    `WITH visit AS (DELETE FROM presence WHERE claim_id = $1 AND account_id = $2 AND tab = 'visit'),
     opened AS (
       INSERT INTO presence (claim_id, account_id, tab, since, until, away)
       SELECT c.id, $2, $3, coalesce((SELECT min(since) FROM presence p WHERE p.claim_id = c.id AND p.account_id = $2 AND p.until > now()), now()), now() + interval '${LIVES.open} seconds', false
         FROM claim c WHERE c.id = $1
       ON CONFLICT (claim_id, account_id, tab) DO UPDATE SET until = excluded.until, away = false RETURNING claim_id
     ) ${TELL('opened')}`,
    [claimId, accountId, tab],
  );
}

/** Behind another page for now, which closes its stream but not what is typed in it. */
export async function putAway(reader: Reader, { claimId, accountId, tab }: OpenTab): Promise<void> {
  await reader.query(
    `WITH put AS (UPDATE presence SET away = true, until = now() + interval '${LIVES.away} seconds' WHERE claim_id = $1 AND account_id = $2 AND tab = $3 RETURNING claim_id) ${TELL('put')}`,
    [claimId, accountId, tab],
  );
}

export async function leaveTab(reader: Reader, { claimId, accountId, tab }: OpenTab): Promise<void> {
  await reader.query(`UPDATE presence SET until = now() + interval '${LIVES.left} seconds' WHERE claim_id = $1 AND account_id = $2 AND tab = $3 AND NOT away`, [claimId, accountId, tab]);
}

/** The pages that are open here live on. */
export async function keepTabs(reader: Reader, tabs: readonly OpenTab[]): Promise<void> {
  await reader.query(
    `UPDATE presence p SET until = now() + interval '${LIVES.open} seconds'
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) t (claim_id, account_id, tab) WHERE (p.claim_id, p.account_id, p.tab) = (t.claim_id, t.account_id, t.tab) AND NOT p.away`,
    [tabs.map(({ claimId }) => claimId), tabs.map(({ accountId }) => accountId), tabs.map(({ tab }) => tab)],
  );
}

/** Takes away who is gone, and tells who still shows them; any instance does it for all. */
export async function sweep(reader: Reader): Promise<void> {
  await reader.query(`WITH gone AS (DELETE FROM presence WHERE until < now() RETURNING claim_id) ${TELL('gone')}`);
}
