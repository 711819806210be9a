/** Whoever does the jobs of the queue: begun by `main.ts` alone, ended before the database closes. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Job, type Db, PgBoss } from 'pg-boss';
import type { ClientBase } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { RuleBroken } from '../shared/errors.js';
import { LOGGER } from '../shared/problem.filter.js';
import { FAILED, type JobData, type Queue } from './enqueue.js';

/** How long work under way may take once the service is asked to stop; less than main's own patience. */
const PATIENCE = 10_000;

/** Thrown by work that no repetition would mend: the job goes to the failed ones at once. */
export class Hopeless extends Error {}

/** @param signal tells that the service is about to stop, or that somebody else has taken the job over */
export type Work<Name extends Queue> = (data: JobData[Name], signal: AbortSignal, jobId: string) => Promise<void>;

interface Duty {
  queue: Queue;
  /** How many at once, in each instance. */
  hands: number;
  work: Work<Queue>;
}

@Injectable()
export class Workers implements OnModuleDestroy {
  private readonly duties: Duty[] = [];
  private readonly schedules: { queue: Queue; cron: string }[] = [];
  private boss: PgBoss | undefined;

  constructor(
    private readonly source: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Says who does the jobs of a queue; told when the application is put together, done once `start()` is called. */
  does<Name extends Queue>(queue: Name, work: Work<Name>, hands = 1): void {
    this.duties.push({ queue, work: work as Work<Queue>, hands });
  }

  /** @param cron in UTC; however many instances run, each occurrence is one job */
  every(cron: string, queue: Queue): void {
    this.schedules.push({ queue, cron });
  }

  /** Uses the data source's own connections, so that the pool stays as large as it was configured. */
  async start(): Promise<void> {
    if (this.boss) return;
    const boss = new PgBoss({
      db: overSource(this.source), migrate: false, persistQueueStats: false, persistWarnings: false, reindex: false, registerInstance: false, openTelemetry: { enabled: false },
      superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, maintenanceIntervalSeconds: 600,
    });
    boss.on('error', (error) => this.log.error({ err: error }, 'the jobs queue had a fault'));
    boss.on('warning', (warning) => this.log.warn({ warning }, 'the jobs queue warns'));
    this.boss = boss;
    await boss.start();
    for (const { queue, cron } of this.schedules) await boss.schedule(queue, cron, {}, { tz: 'UTC' });
    for (const { queue, work, hands } of this.duties) {
      await boss.work<object>(queue, { pollingIntervalSeconds: 1, perJobResults: true, localConcurrency: hands }, (jobs) => Promise.all(jobs.map((job) => this.done(queue, job, work))));
    }
  }

  private async done(queue: Queue, job: Job, work: Work<Queue>): Promise<{ id: string; status: 'completed' | 'failed' | 'deadletter'; output?: object }> {
    try {
      await work(job.data, job.signal, job.id);
      return { id: job.id, status: 'completed' };
    } catch (error) {
      // What went wrong is kept with the job; what the job carries is private and stays out of the log.
      const message = error instanceof Error ? error.message : String(error);
      this.log.warn({ queue, job: job.id, cause: message }, 'a job failed');
      return { id: job.id, status: error instanceof Hopeless ? 'deadletter' : 'failed', output: { message: message.slice(0, 500) } };
    }
  }

  /** Work under way is finished first; nothing new is begun. */
  async stop(): Promise<void> {
    const { boss } = this;
    this.boss = undefined;
    await boss?.stop({ close: false, graceful: true, timeout: PATIENCE });
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  /**
   * Puts failed jobs back into the queues that they came from; answers how many.
   * @throws RuleBroken where no workers are
   */
  async redrive(): Promise<number> {
    if (!this.boss) throw new RuleBroken('no_workers', 'This instance of the service does no jobs now, because it is starting or about to stop. Try again in a minute.');
    return this.boss.redrive(FAILED);
  }
}

function overSource(source: DataSource): Db {
  return {
    async executeSql(text, values) {
      const runner = source.createQueryRunner();
      try {
        const client = (await runner.connect()) as ClientBase;
        return await client.query(text, values);
      } finally {
        await runner.release();
      }
    },
  };
}
