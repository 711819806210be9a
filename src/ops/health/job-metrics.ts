/** What Prometheus may read of the jobs queue, which all instances share: what waits, and what failed for good. */
import { Gauge } from 'prom-client';
import type { EntityManager } from 'typeorm';
import { metrics } from './metrics.js';

type Reader = Pick<EntityManager, 'query'>;

const waiting = new Gauge({ name: 'jobs_waiting', help: 'Jobs that are to be done, those tried in vain so far among them, by queue.', labelNames: ['queue'], registers: [metrics] });
const failed = new Gauge({ name: 'jobs_failed', help: 'Jobs that failed for good within the last ninety days, letters that a mail server refused among them.', registers: [metrics] });

/** Counted when somebody asks; a database that is away takes no other figure with it. */
export async function countJobs(reader: Reader): Promise<void> {
  try {
    const rows = await reader.query<{ name: string; n: number }[]>(
      `SELECT q.name, (SELECT count(*)::int FROM pgboss.job j WHERE j.name = q.name AND j.state < 'active') AS n FROM pgboss.queue q WHERE q.name IN ('mail', 'notices', 'reminders', 'failed')`,
    );
    for (const { name, n } of rows) if (name === 'failed') failed.set(n); else waiting.set({ queue: name }, n);
  } catch {
    waiting.reset();
    failed.set(Number.NaN);
  }
}
