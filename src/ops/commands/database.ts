/** What every command that needs the database begins and ends with. */
import type { DataSource } from 'typeorm';
import { type Config, loadConfig } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { connect } from '../connect.js';

/** Whoever runs the machine acts for nobody in particular. */
export const CLI_ACT: Act = Object.freeze({ accountId: null, roles: [], via: 'cli' });

/**
 * The database that the service uses, embedded or not, running or not; migrated unless told otherwise.
 * @throws ConfigError, CannotStart
 */
export async function withDatabase<T>(work: (source: DataSource, config: Config) => Promise<T>, { migrate = true } = {}): Promise<T> {
  const config = loadConfig();
  const died = (sentence: string) => {
    console.error(sentence);
    process.exit(1);
  };
  // Progress goes beside the answer, which may be piped on.
  const connection = await connect(config, { join: true, migrate, log: (sentence) => console.error(sentence), onDeath: died });
  try {
    return await work(connection.source, config);
  } finally {
    await connection.stop();
  }
}
