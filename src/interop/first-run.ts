/** What an empty database gets on the first start: four demo accounts with random passwords, and the Geneva corpus. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service.js';
import type { Config } from '../config.js';
import { keepPrivate } from '../ops/embedded/data-folder.js';
import type { DemoAccount } from '../ops/greeting.js';
import type { Role } from '../shared/roles.js';
import { loadGeneva } from './geneva/load.js';
import { within } from './geneva/one-transaction.js';

/** Any number; two instances that start at once take turns on it. */
const FIRST_RUN_LOCK = 20220124;

const PEOPLE = {
  editor: { email: 'marta@example.org', name: 'Marta Lindqvist', roles: ['editor'] },
  reviewerA: { email: 'tomas@example.org', name: 'Tomás Arrieta', roles: ['reviewer'] },
  reviewerB: { email: 'ines@example.org', name: 'Inès Okoro', roles: ['reviewer'] },
  admin: { email: 'jonas@example.org', name: 'Jonas Vey', roles: ['admin'] },
} as const satisfies Record<string, { email: string; name: string; roles: readonly Role[] }>;

/**
 * Does nothing unless there are neither accounts nor claims. All or nothing: a process killed on the way leaves the database empty.
 * Passwords go to `demo-accounts.json` in DATA_DIR (mode 0600) just before the commit, because nobody could sign in without them.
 * @returns whether it did something
 */
export async function firstRun(source: DataSource, config: Config): Promise<boolean> {
  const file = path.join(config.DATA_DIR, 'demo-accounts.json');
  let written = false;
  try {
    await source.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [FIRST_RUN_LOCK]);
      if (!(await isEmpty(manager))) return;
      const inside = within(manager);
      const accounts = new AccountsService(inside);
      const hired: DemoAccount[] = [];
      const hire = async ({ email, name, roles }: { email: string; name: string; roles: readonly Role[] }): Promise<string> => {
        const { account, password } = await accounts.create({ accountId: null, roles: ['admin'], via: 'cli' }, { email, name, roles: [...roles] });
        hired.push({ email, name, roles: [...roles], password: password! });
        return account.id;
      };
      const editor = await hire(PEOPLE.editor);
      const reviewers = [await hire(PEOPLE.reviewerA), await hire(PEOPLE.reviewerB)] as const;
      await hire(PEOPLE.admin);
      await loadGeneva(inside, { editor, reviewers });
      mkdirSync(config.DATA_DIR, { recursive: true });
      keepPrivate(file, `${JSON.stringify(hired, null, 2)}\n`);
      written = true;
    });
    return written;
  } catch (error) {
    // Passwords of accounts that do not exist would only mislead.
    if (written) rmSync(file, { force: true });
    throw error;
  }
}

async function isEmpty(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<{ empty: boolean }[]>('SELECT NOT EXISTS (SELECT FROM account) AND NOT EXISTS (SELECT FROM claim) AS empty');
  return row!.empty;
}
