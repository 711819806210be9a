import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { awayOf } from '../src/ops/embedded/server-place.js';
import { type Ended, endAll, endProcesses, keptIn, newDataDir, postgresOf, runCommand, runService, type Service, startService } from './support/service.js';

const isRoot = process.getuid?.() === 0;

const ready = async (service: Service) => (await fetch(`${service.address}/health/ready`)).status;

async function inDatabase<T>(dataDir: string, work: (client: pg.Client) => Promise<T>, as: 'owner' | 'admin' = 'owner'): Promise<T> {
  const { port, password, adminPassword } = keptIn(dataDir);
  const client = new pg.Client(
    as === 'owner' ? { host: '127.0.0.1', port, user: 'claimline', password, database: 'claimline' } : { host: '127.0.0.1', port, user: 'postgres', password: adminPassword, database: 'postgres' },
  );
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A start that fails says one line, names the cause, shows no inside, and is over soon. */
function expectSentence(ended: Ended, sentence: RegExp, code = 1): void {
  expect(ended.stderr.trim()).toMatch(sentence);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  expect(ended.stderr + ended.stdout).not.toMatch(/\n\s+at |Error:|node_modules|is ready/);
  expect(ended.code).toBe(code);
  expect(ended.seconds).toBeLessThan(15);
}

describe('The embedded database', () => {
  /** Made once; every test but those of the first start goes on with it. */
  let dataDir: string;
  beforeAll(async () => {
    dataDir = newDataDir();
    await (await startService({ DATA_DIR: dataDir })).stop();
  });
  afterEach(endProcesses);
  afterAll(endAll);

  it('is made on the first start and found again on the second, on the same port and with what it holds', async () => {
    const dataDir = newDataDir();
    const first = await startService({ DATA_DIR: dataDir });
    expect(await ready(first)).toBe(200);
    expect(statSync(path.join(dataDir, 'server.json')).mode & 0o777).toBe(0o600);
    await inDatabase(dataDir, (client) => client.query(`CREATE TABLE remembered AS SELECT 1 AS n`));
    const { port } = keptIn(dataDir);
    expect((await first.stop()).code).toBe(0);

    const second = await startService({ DATA_DIR: dataDir });
    expect(keptIn(dataDir).port).toBe(port);
    expect(await ready(second)).toBe(200);
    expect((await inDatabase(dataDir, (client) => client.query('SELECT n FROM remembered'))).rows).toEqual([{ n: 1 }]);
    expect((await second.stop()).code).toBe(0);
    expect(() => postgresOf(dataDir)).toThrow();
  });

  it('is durable, listens on this machine alone and has no socket for others', async () => {
    await startService({ DATA_DIR: dataDir });
    const { rows } = await inDatabase(dataDir, (client) =>
      client.query(`SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'unix_socket_directories') ORDER BY name`),
      'admin',
    );
    expect(Object.fromEntries(rows.map((row: { name: string; setting: string }) => [row.name, row.setting]))).toEqual({
      fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', listen_addresses: '127.0.0.1', unix_socket_directories: '',
    });
  });

  it('recovers when the service was killed and left it running', async () => {
    const first = await startService({ DATA_DIR: dataDir });
    const orphan = postgresOf(dataDir);
    await inDatabase(dataDir, (client) => client.query(`DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 1 AS n`));
    first.signal('SIGKILL');
    await first.ended;
    expect(postgresOf(dataDir)).toBe(orphan);

    const second = await startService({ DATA_DIR: dataDir });
    expect(await ready(second)).toBe(200);
    expect(postgresOf(dataDir)).not.toBe(orphan);
    expect((await inDatabase(dataDir, (client) => client.query('SELECT n FROM kept'))).rows).toEqual([{ n: 1 }]);
  });

  it('takes the service down with a sentence when it is killed, and recovers on the next start', async () => {
    const first = await startService({ DATA_DIR: dataDir });
    await inDatabase(dataDir, (client) => client.query(`DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 1 AS n`));
    process.kill(postgresOf(dataDir), 'SIGKILL');
    const ended = await first.ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/The embedded PostgreSQL \(process \d+\) has ended unexpectedly/);
    expect(ended.stderr).not.toMatch(/\n\s+at /);

    const second = await startService({ DATA_DIR: dataDir });
    expect(await ready(second)).toBe(200);
    expect((await inDatabase(dataDir, (client) => client.query('SELECT n FROM kept'))).rows).toEqual([{ n: 1 }]);
  });

  it('recovers when the service and it were both killed', async () => {
    const first = await startService({ DATA_DIR: dataDir });
    const pid = postgresOf(dataDir);
    first.signal('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await first.ended;
    expect(await ready(await startService({ DATA_DIR: dataDir }))).toBe(200);
  });

  it('is made anew when the very first start was killed half way', async () => {
    const dataDir = newDataDir();
    mkdirSync(path.join(dataDir, 'initialising-left', 'cluster'), { recursive: true, mode: 0o711 });
    writeFileSync(path.join(dataDir, 'initialising-left', 'cluster', 'PG_VERSION'), '18\n');
    writeFileSync(path.join(dataDir, 'lock.json'), JSON.stringify({ pid: 1, started: 'before', folder: '0:0' }));
    expect(await ready(await startService({ DATA_DIR: dataDir }))).toBe(200);
  });

  it('takes another port when something else has its own by now', async () => {
    const { port } = keptIn(dataDir);
    const other = createServer().listen(port, '127.0.0.1');
    try {
      expect(await ready(await startService({ DATA_DIR: dataDir }))).toBe(200);
      expect(keptIn(dataDir).port).not.toBe(port);
    } finally {
      other.close();
    }
  });

  it('leaves a process alone that only has the number of the last server', async () => {
    const mark = path.join(dataDir, 'postgres-18', 'postmaster.pid');
    writeFileSync(mark, `${process.pid}\n${path.dirname(mark)}\n`);
    expect(await ready(await startService({ DATA_DIR: dataDir }))).toBe(200);
  });

  it('runs beside that of another checkout', async () => {
    const [one, other] = [dataDir, newDataDir()];
    const services = await Promise.all([startService({ DATA_DIR: one }), startService({ DATA_DIR: other })]);
    expect(await Promise.all(services.map(ready))).toEqual([200, 200]);
    expect(keptIn(one).port).not.toBe(keptIn(other).port);
  });

  it('belongs to one service at a time: a second is refused and the first goes on', async () => {
    const first = await startService({ DATA_DIR: dataDir });
    expectSentence(await runService({ DATA_DIR: dataDir }), new RegExp(`^Another Claimline is already running from ${dataDir} \\(process ${first.pid}\\)\\. Stop it, or set DATA_DIR to another folder\\.$`));
    expect(await ready(first)).toBe(200);
  });

  it('lets a request under way end before it stops', async () => {
    const service = await startService({ DATA_DIR: dataDir });
    const answer = await inDatabase(dataDir, async (client) => {
      // The request has to wait for this lock, and so is under way when the signal comes.
      await client.query('BEGIN; LOCK TABLE migration');
      const request = ready(service);
      await pause(300);
      service.signal('SIGTERM');
      await pause(300);
      await client.query('COMMIT');
      return request;
    });
    expect(answer).toBe(200);
    expect((await service.ended).code).toBe(0);
  });
});

if (isRoot) describe('Under a closed home, where PostgreSQL’s own user may not go, the embedded database', () => {
  let home: string;
  let dataDir: string;
  let first: Ended;
  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'claimline-home-'));
    dataDir = newDataDir(home);
    first = await (await startService({ DATA_DIR: dataDir })).stop();
  });
  afterEach(endProcesses);
  afterAll(async () => {
    await endAll();
    expect(existsSync(awayOf(dataDir))).toBe(false);
    rmSync(home, { recursive: true, force: true });
  });

  it('goes to a folder of that user, which the first start names and the data folder remembers', () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(`Making a new database in ${awayOf(dataDir)}, because PostgreSQL does not run as root and its own user may not enter ${dataDir}.\n`);
    expect(keptIn(dataDir).folder).toBe(awayOf(dataDir));
    expect(statSync(awayOf(dataDir)).mode & 0o777).toBe(0o700);
    expect(statSync(awayOf(dataDir)).uid).not.toBe(0);
    expect(['server.json', 'demo-accounts.json', 'postgres.log', 'postgres-18'].map((name) => existsSync(path.join(dataDir, name)))).toEqual([true, true, true, false]);
  });

  it('is found again, also when the home is open by now', async () => {
    const service = await startService({ DATA_DIR: dataDir });
    await inDatabase(dataDir, (client) => client.query('CREATE TABLE remembered AS SELECT 1 AS n'));
    const { port } = keptIn(dataDir);
    expect((await service.stop()).code).toBe(0);
    chmodSync(home, 0o755);
    try {
      const again = await startService({ DATA_DIR: dataDir });
      expect(again.output()).not.toMatch(/Making/);
      expect(keptIn(dataDir)).toMatchObject({ port, folder: awayOf(dataDir) });
      expect((await inDatabase(dataDir, (client) => client.query('SELECT n FROM remembered'))).rows).toEqual([{ n: 1 }]);
      expect((await again.stop()).code).toBe(0);
      expect(() => postgresOf(dataDir)).toThrow();
    } finally {
      chmodSync(home, 0o700);
    }
  });

  it.each([['the service', true, false], ['PostgreSQL', false, true], ['the service and PostgreSQL', true, true]])('recovers after a kill of %s', async (_, service, database) => {
    const before = await startService({ DATA_DIR: dataDir });
    await inDatabase(dataDir, (client) => client.query('DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 1 AS n'));
    const pid = postgresOf(dataDir);
    if (service) before.signal('SIGKILL');
    if (database) process.kill(pid, 'SIGKILL');
    await before.ended;
    expect(await ready(await startService({ DATA_DIR: dataDir }))).toBe(200);
    expect(postgresOf(dataDir)).not.toBe(pid);
    expect((await inDatabase(dataDir, (client) => client.query('SELECT n FROM kept'))).rows).toEqual([{ n: 1 }]);
  });

  it('runs beside that of another checkout, is used by commands, and belongs to one service at a time', async () => {
    const other = newDataDir(home);
    const services = await Promise.all([startService({ DATA_DIR: dataDir }), startService({ DATA_DIR: other })]);
    expect(await Promise.all(services.map(ready))).toEqual([200, 200]);
    expect(keptIn(other).folder).not.toBe(keptIn(dataDir).folder);
    expect(await runCommand({ DATA_DIR: dataDir }, 'verify')).toMatchObject({ code: 0, stderr: '' });
    expectSentence(await runService({ DATA_DIR: dataDir }), /^Another Claimline is already running from /);
  });

  it('goes along when the data folder is moved, and is not taken by a copy', async () => {
    const copy = newDataDir(home);
    cpSync(dataDir, copy, { recursive: true });
    expectSentence(await runService({ DATA_DIR: copy }), new RegExp(`^${copy} is a copy of ${dataDir}, and the database that it names in .* belongs to that one\\. Remove .*server\\.json`));
    const moved = newDataDir(home);
    renameSync(dataDir, moved);
    try {
      const service = await startService({ DATA_DIR: moved });
      expect(service.output()).not.toMatch(/Making/);
      expect((await service.stop()).code).toBe(0);
    } finally {
      renameSync(moved, dataDir);
    }
    await (await startService({ DATA_DIR: dataDir })).stop();
  });

  it('is never overwritten: lost passwords are named, and a data folder that begins anew gets another place', async () => {
    const lost = newDataDir(home);
    await runCommand({ DATA_DIR: lost }, 'migrate');
    rmSync(path.join(lost, 'server.json'));
    expectSentence(await runService({ DATA_DIR: lost }), /^The passwords of the database in .* are gone .*move \/var\/lib\/claimline-\w+\/postgres-18 away/);
    rmSync(lost, { recursive: true });
    expect((await runCommand({ DATA_DIR: lost }, 'migrate')).code).toBe(0);
    expect(keptIn(lost).folder).toMatch(new RegExp(`^${awayOf(lost)}-\\w+$`));
  });
});

describe('A service that cannot start says why, and how to mend it', () => {
  let taken: Server;
  let closed: string;
  let spare: string;
  beforeAll(async () => {
    spare = newDataDir();
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    closed = mkdtempSync(path.join(tmpdir(), 'claimline-closed-'));
  });
  afterAll(async () => {
    await endAll();
    taken.close();
    chmodSync(closed, 0o700);
    rmSync(closed, { recursive: true, force: true });
  });
  const takenPort = () => (taken.address() as AddressInfo).port;

  it('for a taken port', async () => {
    expectSentence(await runService({ DATA_DIR: spare, PORT: String(takenPort()) }), /^Port \d+ is taken by another program\. Stop that one, or set PORT/);
  });

  it('for a host that is not this machine', async () => {
    expectSentence(await runService({ DATA_DIR: spare, HOST: '192.0.2.1' }), /^HOST \(192\.0\.2\.1\) is no address of this machine/);
  });

  it('for a data folder below a file', async () => {
    writeFileSync(path.join(closed, 'file'), '');
    expectSentence(await runService({ DATA_DIR: path.join(closed, 'file', 'data') }), /^Cannot write to the data folder .*a file, not a folder/);
  });

  it('for a data folder where nothing can be made', async () => {
    expectSentence(await runService({ DATA_DIR: '/proc/claimline/data' }), /^Cannot write to the data folder \/proc\/claimline\/data: .*Set DATA_DIR/);
  });

  it('for a data folder that this user may not write to, or that PostgreSQL may not enter and for which no other can be made', async () => {
    const dataDir = path.join(closed, 'data');
    if (isRoot) writeFileSync(awayOf(dataDir), '');
    else chmodSync(closed, 0o500);
    try {
      const sentence = isRoot ? /^PostgreSQL does not run as root, and the user it runs as instead may not enter .*Set DATA_DIR/ : /^Cannot write to the data folder .*not allowed/;
      expectSentence(await runService({ DATA_DIR: dataDir }), sentence);
    } finally {
      if (isRoot) rmSync(awayOf(dataDir));
    }
  });

  if (isRoot) it('for a database that PostgreSQL’s user may no longer reach', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'claimline-home-'));
    const dataDir = newDataDir(home);
    chmodSync(home, 0o755);
    expect((await runCommand({ DATA_DIR: dataDir }, 'migrate')).code).toBe(0);
    chmodSync(home, 0o700);
    expectSentence(await runService({ DATA_DIR: dataDir }), /^The database in .* is there, but the user that PostgreSQL runs as may not enter that folder\. Let others pass/);
    expect(existsSync(awayOf(dataDir))).toBe(false);
    rmSync(home, { recursive: true });
  });

  it('for a data folder that is not whole', async () => {
    const dataDir = newDataDir();
    await runCommand({ DATA_DIR: dataDir }, 'migrate');
    const inside = path.join(dataDir, 'postgres-18', 'global', 'pg_control');
    renameSync(inside, `${inside}.gone`);
    expectSentence(await runService({ DATA_DIR: dataDir }), /^PostgreSQL cannot start in .*postgres\.log\.$/);
    rmSync(path.join(dataDir, 'server.json'));
    expectSentence(await runService({ DATA_DIR: dataDir }), /^The passwords of the database in .* are gone/);
  });

  it.each([
    [{ PORT: 'eighty' }, /PORT must be a whole number from 0 to 65535/],
    [{ REVIEW_POLICY: 'trust_me' }, /REVIEW_POLICY must be two_person or single/],
    [{ DATABASE_URL: 'localhost/claims' }, /DATABASE_URL must start with postgres:/],
  ])('for %j', async (variables, sentence) => {
    expectSentence(await runService(variables), sentence, 78);
  });

  it('for a DATABASE_URL that no one can read', async () => {
    expectSentence(await runService({ DATABASE_URL: 'postgres://desk:pa#ss@db:x/claims' }), /^DATABASE_URL cannot be read as an address/);
  });

  it('for a DATABASE_URL where nothing answers', async () => {
    expectSentence(await runService({ DATABASE_URL: 'postgres://desk:hunter2@127.0.0.1:1/claims' }), /^Nothing answers at 127\.0\.0\.1:1, .*Start PostgreSQL there/);
  });

  it('for a DATABASE_URL where something else answers', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      expectSentence(await runService({ DATABASE_URL: `postgres://desk:hunter2@127.0.0.1:${(other.address() as AddressInfo).port}/claims` }), /does not speak PostgreSQL's language/);
    } finally {
      other.close();
    }
  });
});

describe('On a PostgreSQL of one’s own', () => {
  let dataDir: string;
  let address: string;
  beforeAll(async () => {
    dataDir = newDataDir();
    await startService({ DATA_DIR: dataDir });
    address = `127.0.0.1:${keptIn(dataDir).port}`;
    await inDatabase(
      dataDir,
      async (client) => {
        await client.query(`CREATE ROLE reader LOGIN PASSWORD 'hunter2'`);
        await client.query(`CREATE ROLE owner LOGIN PASSWORD 'hunter2'`);
        await client.query(`CREATE DATABASE western TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' OWNER owner`);
        await client.query(`CREATE DATABASE empty OWNER owner`);
      },
      'admin',
    );
  });
  afterAll(endAll);

  it('a wrong password is named and not shown', async () => {
    const ended = await runService({ DATABASE_URL: `postgres://claimline:hunter2@${address}/claimline` });
    expectSentence(ended, /refuses the password of user claimline\. Mend user and password in DATABASE_URL/);
    expect(ended.stderr).not.toContain('hunter2');
  });

  it('a missing password is named', async () => {
    expectSentence(await runService({ DATABASE_URL: `postgres://claimline@${address}/claimline` }), /asks for a password of user claimline/);
  });

  it('a database that does not exist is named', async () => {
    expectSentence(await runService({ DATABASE_URL: `postgres://owner:hunter2@${address}/claims` }), /has no database claims\. Create it/);
  });

  it('a database in another encoding is refused', async () => {
    expectSentence(await runService({ DATABASE_URL: `postgres://owner:hunter2@${address}/western` }), /has the encoding LATIN1, and Claimline needs UTF8/);
  });

  it('missing rights are named', async () => {
    expectSentence(await runService({ DATABASE_URL: `postgres://reader:hunter2@${address}/empty` }), /User reader may not create tables in empty .*GRANT CREATE ON SCHEMA public TO "reader"/);
    await inDatabase(dataDir, (client) => client.query('SELECT 1'));
  });

  it('the service runs without demo accounts, and the command makes the first admin', async () => {
    const variables = { DATABASE_URL: `postgres://owner:hunter2@${address}/empty` };
    const made = await runCommand(variables, 'account', 'create', '--email', 'ada@example.org', '--name', 'Ada', '--role', 'admin');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toMatch(/Made the account ada@example\.org \(admin\)\.\nPassword, shown this once: \S+\n$/);
    const service = await startService(variables);
    expect(await ready(service)).toBe(200);
    expect(service.output()).not.toMatch(/Demo accounts/);
    expect((await runCommand(variables, 'account', 'list')).stdout).toBe('ada@example.org\tadmin\tAda\n');
    expect((await service.stop()).code).toBe(0);
  });

  it('a database of a newer Claimline is refused', async () => {
    const url = `postgres://owner:hunter2@${address}/empty`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`INSERT INTO migration (timestamp, name) VALUES (1999999999999, 'hologram1999999999999')`);
    try {
      expectSentence(await runService({ DATABASE_URL: url }), /migrated by a newer Claimline \(step hologram1999999999999\)/);
    } finally {
      await client.query(`DELETE FROM migration WHERE name LIKE 'hologram%'`);
      await client.end();
    }
  });
});

describe('A command', () => {
  afterEach(endAll);

  it('uses the database of a service that is running', async () => {
    const dataDir = newDataDir();
    const service = await startService({ DATA_DIR: dataDir });
    const verified = await runCommand({ DATA_DIR: dataDir }, 'verify');
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toMatch(/^The ledger holds: \d+ entries checked, none broken, and the record is as they say\.\n$/);
    expect(await ready(service)).toBe(200);
  });

  it('starts the database for itself when no service is running, and two at once share it', async () => {
    const dataDir = newDataDir();
    const both = await Promise.all([runCommand({ DATA_DIR: dataDir }, 'account', 'list'), runCommand({ DATA_DIR: dataDir }, 'migrate')]);
    expect(both.map((each) => each.code)).toEqual([0, 0]);
    expect(() => postgresOf(dataDir)).toThrow();
    const status = await runCommand({ DATA_DIR: dataDir }, 'migrate', '--status');
    expect(status.stdout.trim().split('\n').every((line) => /^done {4}\S+$/.test(line))).toBe(true);
  });

  it('takes steps of the schema back and forth', async () => {
    const dataDir = newDataDir();
    expect((await runCommand({ DATA_DIR: dataDir }, 'migrate')).code).toBe(0);
    const down = await runCommand({ DATA_DIR: dataDir }, 'migrate', '--down', '2');
    expect(down.stdout.match(/^undone /gm)).toHaveLength(2);
    expect((await runCommand({ DATA_DIR: dataDir }, 'migrate', '--status')).stdout.match(/^pending /gm)).toHaveLength(2);
    expect((await runCommand({ DATA_DIR: dataDir }, 'migrate')).stdout).toMatch(/2 steps done\.\n$/);
  });

  it.each([[['no-such']], [['account', 'create']], [['migrate', '--down', 'x']], [['account', 'create', '--email', 'a@b', '--name', 'A', '--role', 'boss']]])('ends with 2 when it is wrongly called: %j', async (args) => {
    const ended = await runCommand({ DATA_DIR: newDataDir() }, ...args);
    expect(ended.code).toBe(2);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  it('ends with 78 under a wrong configuration', async () => {
    expect(await runCommand({ PORT: 'x' }, 'verify')).toMatchObject({ code: 78 });
  });

  it('explains itself', async () => {
    for (const args of [['--help'], ['migrate', '--help'], ['verify', '--help'], ['account', 'create', '--help']]) {
      const ended = await runCommand({}, ...args);
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.stdout).toContain('Usage:');
    }
  });
});
