/** The PostgreSQL that a whole test run shares: DATABASE_URL's, or an embedded one; with one migrated template that test files copy. */
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { discardEmbedded, startEmbedded } from '../../src/ops/embedded/embedded-database.js';
import { migrationsFrom } from '../../src/ops/migrations.js';
import { aDayOld, databaseName } from './names.js';

const FOLDER = 'claimline-test-server-';

export interface TestServer {
  /** Of a role that may create databases. */
  adminUrl: string;
  template: string;
  stop(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const given = process.env.DATABASE_URL || undefined;
  const embedded = given ? undefined : await startFast();
  const adminUrl = given ?? embedded!.adminUrl;
  const run = databaseName();
  try {
    if (given) await dropDatabases(adminUrl, (name) => aDayOld(name));
    const template = `${run}_template`;
    await administer(adminUrl, (client) => client.query(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`));
    await migrateTemplate(adminUrl, template);
    // Nobody may connect, or copying it would be refused.
    await administer(adminUrl, (client) => client.query(`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false`));
    return {
      adminUrl,
      template,
      async stop() {
        if (embedded) await embedded.stop();
        else await dropDatabases(adminUrl, (name) => name.startsWith(run));
      },
    };
  } catch (error) {
    if (embedded) await embedded.stop();
    else await dropDatabases(adminUrl, (name) => name.startsWith(run)).catch(() => undefined);
    throw error;
  }
}

async function startFast() {
  for (const left of readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDER))) {
    const folder = path.join(tmpdir(), left);
    // A younger one may be another run's that has not taken hold of it yet.
    if (Date.now() - statSync(folder).mtimeMs > 60_000) await discardEmbedded(folder).catch(() => undefined);
  }
  const dataDir = path.join(tmpdir(), `${FOLDER}${randomBytes(6).toString('hex')}`);
  const server = await startEmbedded({ dataDir, fast: true, connections: 300, log: () => undefined });
  return {
    adminUrl: server.adminUrl,
    async stop() {
      await server.stop();
      await discardEmbedded(dataDir);
    },
  };
}

async function administer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Migrations alone, without entities, because those are held to the migrations by a test of their own. */
async function migrateTemplate(adminUrl: string, template: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${template}`;
  const source = new DataSource({ type: 'postgres', url: url.href, entities: [], migrations: migrationsFrom(), migrationsTableName: 'migration', installExtensions: false });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await source.destroy();
  }
}

async function dropDatabases(adminUrl: string, which: (name: string) => boolean): Promise<void> {
  await administer(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE 'claimline\\_test\\_%'`);
    for (const { datname } of rows.filter((row) => which(row.datname))) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  });
}
