/** Jobs that failed for good, kept for ninety days, so that an admin learns of a letter that never arrived. */
import type { EntityManager } from 'typeorm';
import { FAILED } from './enqueue.js';

type Reader = Pick<EntityManager, 'query'>;

export interface FailedJob {
  id: string;
  queue: string;
  failedAt: Date;
  /** What went wrong, in the words of whoever refused it. */
  why: string;
  /** Of a letter: to whom and about what; never its text, which may hold an invitation's secret. */
  to: string | null;
  subject: string | null;
}

/** The latest first. */
export async function failedJobs(reader: Reader, limit = 50): Promise<FailedJob[]> {
  return reader.query(
    `SELECT id, coalesce(source_name, name) AS queue, created_on AS "failedAt", coalesce(source_output ->> 'message', 'no reason is known') AS why, data ->> 'to' AS to, data ->> 'subject' AS subject
       FROM pgboss.job WHERE name = $1 AND state = 'created' ORDER BY created_on DESC, id LIMIT $2`,
    [FAILED, limit],
  );
}

/** A hundred stands for more. */
export async function countFailedJobs(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM (SELECT 1 FROM pgboss.job WHERE name = $1 AND state = 'created' LIMIT 100) one`, [FAILED]);
  return row!.n;
}
