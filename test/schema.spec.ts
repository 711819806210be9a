/** The hand-written migrations and the entities say the same, and every step can be undone and done again. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource, migrate } from '../src/ops/data-source.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource(database.url, 4).initialize();
});

afterAll(async () => {
  await source.destroy();
  await database.drop();
});

describe('The schema', () => {
  it('is just what the entities describe', async () => {
    const drift = await source.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('goes down step by step to nothing, and up again', async () => {
    const steps = source.migrations.length;
    for (let step = 0; step < steps; step++) await source.undoLastMigration({ transaction: 'all' });
    const left = await source.query<{ name: string }[]>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v') AND c.relname <> 'migration'
       UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'`,
    );
    expect(left).toEqual([]);
    expect(await migrate(source)).toHaveLength(steps);
    expect((await source.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
  });
});
