/** `migrate`: brings the schema up to date, takes steps back, or tells how it stands. */
import { type Command, InvalidArgumentError } from 'commander';
import type { DataSource } from 'typeorm';
import { CannotStart, causeOf } from '../cannot-start.js';
import { migrate } from '../data-source.js';
import { migrationStatus } from '../migration-status.js';
import { withDatabase } from './database.js';

interface Options {
  down?: number;
  status?: boolean;
}

function steps(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return count;
}

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the schema up to date (the service does so at every start)')
    .option('--down <steps>', 'take back that many steps; what they had made is gone', steps)
    .option('--status', 'tell which steps are done and which are not')
    .action((options: Options, command: Command) => {
      if (options.down !== undefined && options.status) command.error('error: --down and --status do not go together.');
      return withDatabase((source) => (options.status ? status(source) : options.down ? down(source, options.down) : up(source)), { migrate: false });
    });
}

async function up(source: DataSource): Promise<void> {
  await refuseNewer(source);
  const ran = await migrate(source).catch(fail);
  for (const name of ran) console.log(`done ${name}`);
  console.log(ran.length === 0 ? 'The schema is up to date.' : `${ran.length} ${ran.length === 1 ? 'step' : 'steps'} done.`);
}

async function down(source: DataSource, count: number): Promise<void> {
  await refuseNewer(source);
  for (let left = count; left > 0; left--) {
    const last = (await migrationStatus(source)).done.at(-1);
    if (!last) break;
    await source.undoLastMigration({ transaction: 'all' }).catch(fail);
    console.log(`undone ${last}`);
  }
}

async function status(source: DataSource): Promise<void> {
  const { done, pending, unknown } = await migrationStatus(source);
  for (const name of done) console.log(`done    ${name}`);
  for (const name of pending) console.log(`pending ${name}`);
  for (const name of unknown) console.log(`unknown ${name} (of a newer Claimline)`);
}

async function refuseNewer(source: DataSource): Promise<void> {
  const { unknown } = await migrationStatus(source);
  if (unknown.length > 0) throw new CannotStart(`This database was migrated by a newer Claimline (step ${unknown.at(-1)}). Use that one's command.`);
}

function fail(error: unknown): never {
  throw new CannotStart(`The step failed, and the database is as it was before it: ${causeOf(error)}.`);
}
