/** A migrated database for one test file alone: a copy of the template that `global-setup.ts` made. */
import pg from 'pg';
import { databaseName } from './names.js';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Close what is connected to it, then `drop()` it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { CLAIMLINE_TEST_ADMIN_URL: adminUrl, CLAIMLINE_TEST_TEMPLATE: template } = process.env;
  if (!adminUrl || !template) throw new Error('There is no test server: run this file in the Jest project e2e (npm run test:e2e).');
  const name = databaseName();
  await administer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

const IN_USE = '55006';

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        // PostgreSQL's own housekeeping may look into the template for a moment.
        if (!(error instanceof pg.DatabaseError) || error.code !== IN_USE || attempt === 10) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  } finally {
    await client.end();
  }
}
