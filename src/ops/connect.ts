/** From configuration to a database that is ready: DATABASE_URL's or the embedded one, checked and migrated. */
import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { CannotStart, causeOf } from './cannot-start.js';
import { createDataSource, migrate } from './data-source.js';
import { checkDatabase } from './database-check.js';
import { type EmbeddedDatabase, joinOrStartEmbedded, startEmbedded } from './embedded/embedded-database.js';
import { migrationStatus } from './migration-status.js';

export interface ConnectOptions {
  /** What happens along the way, for whoever watches. */
  log: (sentence: string) => void;
  /** The embedded server ended without being told to. */
  onDeath?: (sentence: string) => void;
  /** For commands: use the embedded server of a Claimline that is already running. */
  join?: boolean;
  /** False leaves the schema as it is, whatever it is. */
  migrate?: boolean;
}

export interface Connection {
  source: DataSource;
  embedded?: EmbeddedDatabase;
  stop(): Promise<void>;
}

/** @throws CannotStart */
export async function connect(config: Config, options: ConnectOptions): Promise<Connection> {
  const { DATABASE_URL: given, DATABASE_POOL: pool, DATA_DIR: dataDir } = config;
  if (given) await checkDatabase(given);
  const start = options.join ? joinOrStartEmbedded : startEmbedded;
  const embedded = given
    ? undefined
    : await start({ dataDir, connections: Math.max(100, pool + 50), log: options.log, ...(options.onDeath ? { onDeath: options.onDeath } : {}) });
  const source = createDataSource(given ?? embedded!.url, pool);
  const stop = async (): Promise<void> => {
    if (source.isInitialized) await source.destroy();
    await embedded?.stop();
  };
  try {
    await source.initialize();
    if (options.migrate !== false) await bringUpToDate(source);
    return { source, ...(embedded ? { embedded } : {}), stop };
  } catch (error) {
    await stop();
    throw error instanceof CannotStart ? error : new CannotStart(`The database cannot be used: ${causeOf(error)}. Mend that, then start again.`);
  }
}

async function bringUpToDate(source: DataSource): Promise<void> {
  const { unknown } = await migrationStatus(source);
  if (unknown.length > 0) {
    throw new CannotStart(`This database was migrated by a newer Claimline (step ${unknown.at(-1)}). Install that one, or restore a copy from before.`);
  }
  try {
    await migrate(source);
  } catch (error) {
    throw new CannotStart(`The database could not be migrated, and is as it was: ${causeOf(error)}. Mend that, then start again.`);
  }
}
