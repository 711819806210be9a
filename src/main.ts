/** Starts the service: configuration, database, site; and ends it in the opposite order. */
import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createApp } from './app.setup.js';
import { type Config, ConfigError, loadConfig } from './config.js';
import { firstRun } from './interop/first-run.js';
import { Workers } from './jobs/workers.js';
import { CannotStart } from './ops/cannot-start.js';
import { connect, type Connection } from './ops/connect.js';
import { type DemoAccount, greeting } from './ops/greeting.js';
import { listen, refuseTakenPort } from './ops/listen.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long requests under way may take after the signal to stop. */
const PATIENCE = 15_000;

let app: NestFastifyApplication | undefined;
let connection: Connection | undefined;
let leaving = false;
let debug = false;

function say(error: unknown): void {
  const known = error instanceof CannotStart || error instanceof ConfigError;
  console.error(known ? error.message : 'Claimline stopped because of an error of its own. Start it with LOG_LEVEL=debug to see which, and report it.');
  if (debug && error instanceof Error) console.error(error.stack);
}

/** Jobs and HTTP first, so that work and requests under way still have their database. */
async function leave(code: number): Promise<never> {
  if (leaving) process.exit(code || 1);
  leaving = true;
  const late = setTimeout(() => {
    console.error(`Some requests did not end within ${PATIENCE / 1000} seconds and were cut off.`);
    app?.getHttpServer().closeAllConnections();
  }, PATIENCE);
  late.unref();
  // A browser keeps its line open after the answer; without this, the server would wait for it to hang up.
  const hangUp = setInterval(() => app?.getHttpServer().closeIdleConnections(), 100);
  hangUp.unref();
  await app?.close().catch(() => undefined);
  clearTimeout(late);
  clearInterval(hangUp);
  await connection?.stop().catch(() => undefined);
  process.exit(code);
}

function demoAccounts(file: string): DemoAccount[] | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]) : undefined;
}

async function start(config: Config): Promise<void> {
  connection = await connect(config, {
    log: (sentence) => console.log(sentence),
    onDeath: (sentence) => {
      if (leaving) return;
      console.error(sentence);
      process.exit(1);
    },
  });
  const { source, embedded } = connection;
  app = await createApp(config, source);
  await refuseTakenPort(config);
  const accountsFile = path.join(config.DATA_DIR, 'demo-accounts.json');
  const firstTime = embedded !== undefined && (await firstRun(source, config));
  const port = await listen(app, config);
  await app.get(Workers).start();
  const accounts = embedded ? demoAccounts(accountsFile) : undefined;
  console.log(greeting({ address: config.PUBLIC_URL ? config.publicUrl : `http://localhost:${port}`, embedded: embedded !== undefined, accounts, accountsFile, firstTime }));
}

try {
  const config = loadConfig();
  debug = config.LOG_LEVEL === 'debug' || config.LOG_LEVEL === 'trace';
  let started = false;
  let asked = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // A start is not torn apart half way; a second signal is.
      if (!started && !asked) asked = true;
      else void leave(0);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      say(error);
      void leave(1);
    });
  }
  await start(config);
  started = true;
  if (asked) await leave(0);
} catch (error) {
  say(error);
  await leave(error instanceof ConfigError ? 78 : 1);
}
