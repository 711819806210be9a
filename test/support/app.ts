/** The application as `main.ts` makes it, over a database of the test's own, listening on a free port. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { createApp } from '../../src/app.setup.js';
import { type Config, loadConfig } from '../../src/config.js';
import { createDataSource } from '../../src/ops/data-source.js';
import { createTestDatabase } from './database.js';

export interface TestApp {
  app: NestFastifyApplication;
  source: DataSource;
  config: Config;
  /** `http://127.0.0.1:port`, for Supertest and browsers. */
  url: string;
  databaseUrl: string;
  close(): Promise<void>;
}

export async function startApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const instance = await startInstance(database.url, env);
  return {
    ...instance,
    async close() {
      await instance.close();
      await database.drop();
    },
  };
}

/** One more instance over a database that is there already. */
export async function startInstance(databaseUrl: string, env: Record<string, string> = {}): Promise<TestApp> {
  const config = loadConfig({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', PORT: '0', ...env });
  const source = await createDataSource(databaseUrl, 8).initialize();
  const app = await createApp(config, source);
  // A free one, but for tests that have to know their address beforehand.
  await app.listen(config.PORT, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app, source, config, url, databaseUrl,
    async close() {
      await app.close();
      await source.destroy();
    },
  };
}
