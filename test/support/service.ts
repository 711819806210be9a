/** The built service as its own process, as `npm start` runs it; every process started here is ended here, by its number. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { discardEmbedded } from '../../src/ops/embedded/embedded-database.js';
import { isPostgresOf } from '../../src/ops/embedded/processes.js';

const MAIN = path.resolve('dist/main.js');
const CLI = path.resolve('dist/cli.js');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  seconds: number;
}

export interface Service {
  address: string;
  pid: number;
  /** Resolves when the process has ended, however it did. */
  ended: Promise<Ended>;
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, and what came of it. */
  stop(): Promise<Ended>;
}

const running = new Set<ChildProcess>();
const folders = new Set<string>();

/** Not made yet: the service makes it, with the rights that it wants. */
export function newDataDir(inside = tmpdir()): string {
  const folder = path.join(inside, `claimline-boot-${randomBytes(6).toString('hex')}`);
  folders.add(folder);
  return folder;
}

type Variables = Record<string, string>;

function launch(script: string, args: string[], variables: Variables): { child: ChildProcess; ended: Promise<Ended>; output: () => string } {
  const began = Date.now();
  const child = spawn(process.execPath, ['--enable-source-maps', script, ...args], {
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, stdout, stderr, seconds: (Date.now() - began) / 1000 });
    });
  });
  return { child, ended, output: () => stdout + stderr };
}

/** Answers when the terminal says that the service is ready; fails, with what it said, when it ends before. */
export async function startService(variables: Variables): Promise<Service> {
  const { child, ended, output } = launch(MAIN, [], variables);
  let over = false;
  void ended.then(() => (over = true));
  for (;;) {
    const address = /ready: (http:\S+)/.exec(output())?.[1];
    if (address) {
      const signal = (name: NodeJS.Signals) => void child.kill(name);
      return { address, pid: child.pid!, ended, output, signal, stop: () => (signal('SIGTERM'), ended) };
    }
    if (over) throw new Error(`The service ended before it was ready:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** For starts that should fail, which end by themselves. */
export const runService = (variables: Variables): Promise<Ended> => launch(MAIN, [], variables).ended;
export const runCommand = (variables: Variables, ...args: string[]): Promise<Ended> => launch(CLI, args, variables).ended;

const cluster = (dataDir: string) => path.join(keptIn(dataDir).folder ?? dataDir, 'postgres-18');

/** The PostgreSQL of this folder, which must be running. */
export function postgresOf(dataDir: string): number {
  const pid = Number.parseInt(readFileSync(path.join(cluster(dataDir), 'postmaster.pid'), 'utf8'), 10);
  if (!isPostgresOf(pid, cluster(dataDir))) throw new Error(`Process ${pid} is not the PostgreSQL of ${dataDir}.`);
  return pid;
}

export interface Kept {
  port: number;
  password: string;
  adminPassword: string;
  /** Where the files of PostgreSQL lie when that is not the data folder. */
  folder?: string;
}

export const keptIn = (dataDir: string): Kept => JSON.parse(readFileSync(path.join(dataDir, 'server.json'), 'utf8')) as Kept;

/** After a test: what it started ends, by request or, when that takes too long, by force. */
export async function endProcesses(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(force);
    }),
  );
}

/** After a file: no process and no folder of it stays. */
export async function endAll(): Promise<void> {
  await endProcesses();
  for (const folder of folders) await discardEmbedded(folder);
  folders.clear();
}
