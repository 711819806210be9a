/** Puts a job into the queue in the act's own commit: a rolled back act causes no work, and a committed one loses none. */
import type { Tx } from '../shared/database.js';

/** The queues, made in migration 0024, and what their jobs carry. */
export interface JobData {
  /** A letter to send. */
  mail: object;
  /** Somebody has notices that may have to go out by e-mail. */
  notices: { accountId: string };
  /** A round of reminders. */
  reminders: object;
}
export type Queue = keyof JobData;

/** Where jobs come to lie that failed for good. */
export const FAILED = 'failed';

/**
 * What the library's own `send` runs, with the queue's settings carried into the job; written out because `send` needs a started
 * instance, with timers and a memory of queues, and whoever writes in a transaction has none.
 */
const ENQUEUE = `
  INSERT INTO pgboss.job (name, data, start_after, keep_until, expire_seconds, deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds)
  SELECT q.name, $2::jsonb, s.at, s.at + q.retention_seconds * interval '1 second', q.expire_seconds, q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
         q.policy, q.dead_letter, q.heartbeat_seconds
    FROM pgboss.queue q, (SELECT pgboss.job_now() + $3 * interval '1 second' AS at) s
   WHERE q.name = $1
  RETURNING id`;

/** @param after seconds from now before which it is not begun */
export async function enqueue<Name extends Queue>(tx: Tx, queue: Name, data: JobData[Name], after = 0): Promise<void> {
  const made = await tx.query(ENQUEUE, [queue, JSON.stringify(data), after]);
  if (made.length === 0) throw new Error(`There is no queue "${queue}".`);
}
