/**
 * What the speed promises are measured with: `npm run bench` prints every figure beside its reference of the same run.
 * Figures of different machines, or of different runs, are not to be compared; ratios are.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { AccountsService } from '../dist/accounts/accounts.service.js';
import { TokensService } from '../dist/sign-in/tokens.service.js';
import { createApp } from '../dist/app.setup.js';
import { loadConfig } from '../dist/config.js';
import { loadGeneva } from '../dist/interop/geneva/load.js';
import { createDataSource, migrate } from '../dist/ops/data-source.js';
import { startEmbedded } from '../dist/ops/embedded/embedded-database.js';
import { compareDesks, deskActs, type DeskRow, printDesk } from './desk.ts';
import { measure, type Measure, sent, type Server, start } from './load.ts';
import { paints } from './paint.ts';
import { seed } from './seed.ts';

const FOLDER = path.resolve('.bench');
const given = process.argv.find((argument) => argument.startsWith('--sizes='))?.slice('--sizes='.length);
const SIZES = (given ?? '100,10000,100000').split(',').map(Number);
const SECONDS = Number(process.argv.find((argument) => argument.startsWith('--seconds='))?.slice('--seconds='.length) ?? 4);
const COLD_PAGES = 400;
/** `--only=desk` leaves out what readers wait for. */
const ONLY_DESK = process.argv.includes('--only=desk');
/** Below, a record has too few claims for a desk to be at work on. */
const LEAST_FOR_A_DESK = 1000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const fixed = (value: number, digits = 0): string => value.toFixed(digits);

/** A database of the bench's own, on the given server or on an embedded one with the settings of a real desk. */
async function database(): Promise<{ url: string; stop: () => Promise<void> }> {
  const embedded = process.env.DATABASE_URL ? undefined : await startEmbedded({ dataDir: path.join(FOLDER, 'data'), log: () => undefined });
  const admin = new pg.Client({ connectionString: process.env.DATABASE_URL ?? embedded!.adminUrl });
  await admin.connect();
  const name = `claimline_bench_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  const url = new URL(process.env.DATABASE_URL ?? embedded!.adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    stop: async () => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
      await embedded?.stop();
    },
  };
}

interface Row {
  what: string;
  ours: Measure;
  bare: Measure;
}

function table(title: string, rows: readonly Row[]): void {
  say(`\n${title}`);
  say('                              a second    p50 ms    p97 ms   cpu µs   bare a second   bare cpu µs   ratio   cpu ratio');
  for (const { what, ours, bare } of rows) {
    say(
      [what.padEnd(28), fixed(ours.perSecond).padStart(10), fixed(ours.p50, 1).padStart(9), fixed(ours.p95, 1).padStart(9), fixed(ours.cpu).padStart(8), fixed(bare.perSecond).padStart(15), fixed(bare.cpu).padStart(13), fixed(ours.perSecond / bare.perSecond, 3).padStart(7), fixed(ours.cpu / bare.cpu, 1).padStart(11)].join(' '),
    );
  }
}

const db = await database();
const servers: Server[] = [];
try {
  mkdirSync(FOLDER, { recursive: true });
  say(`Claimline bench: ${os.availableParallelism()} cores, ${os.cpus()[0]!.model}, Node ${process.version}, ${SECONDS} s a figure, 10 connections.`);
  const source = await createDataSource(db.url, 10).initialize();
  await migrate(source);

  const accounts = new AccountsService(source);
  const PASSWORD = 'a password for the bench';
  const credentials = (name: string) => ({ email: `${name}@example.org`, password: PASSWORD });
  const hire = async (name: string, roles: ('editor' | 'reviewer' | 'admin')[]): Promise<string> => (await accounts.create({ accountId: null, roles: ['admin'], via: 'cli' }, { email: `${name}@example.org`, name, roles, password: PASSWORD })).account.id;
  const editor = await hire('editor', ['editor']);
  const reviewers = [await hire('a', ['reviewer']), await hire('b', ['reviewer'])] as const;
  await loadGeneva(source, { editor, reviewers });
  const site = ONLY_DESK ? undefined : await startSite();
  const cold: { what: string; size: number; median: number; p95: number; queries: number }[] = [];
  const atDesk: { claims: number; rows: DeskRow[] }[] = [];
  for (const size of SIZES) {
    const began = Date.now();
    await seed(db.url, size);
    const [counted] = await source.query<{ claims: number; bytes: string }[]>('SELECT (SELECT count(*)::int FROM claim) AS claims, pg_size_pretty(pg_database_size(current_database())) AS bytes');
    const { claims, bytes } = counted!;
    say(`\n${claims} claims (${bytes}), seeded in ${fixed((Date.now() - began) / 1000)} s`);
    if (site) await readersAt(site, claims);
    if (claims < LEAST_FOR_A_DESK) continue;
    const rows = await deskActs(db.url, claims, { editor, reviewers }, { editor: credentials('editor'), a: credentials('a'), b: credentials('b') });
    printDesk(claims, rows, say);
    atDesk.push({ claims, rows });
  }
  compareDesks(atDesk, say);

  if (site) {
    say('\nCold pages: one at a time, made anew, nothing of them in the service’s memory');
    say('what                           claims   queries   median ms    p95 ms   against the fewest claims');
    for (const { what, size, queries, median, p95 } of cold) {
      const first = cold.find((row) => row.what === what)!;
      say([what.padEnd(24), String(size).padStart(12), String(queries).padStart(9), fixed(median, 2).padStart(11), fixed(p95, 2).padStart(9), fixed(median / first.median, 2).padStart(19)].join(' '));
    }
    await paints(site.ours.address, [['claim page', `/claims/${site.slug}`], ['home page', '/'], ['a search', '/claims?text=Ukraine']], say);
    await writes(site);
  }
  await source.destroy();

  /** The service as readers meet it, and the bare one that sends the same bytes. */
  async function startSite() {
    const token = (await new TokensService(source).create({ accountId: editor, roles: ['editor'], via: 'site' }, { name: 'bench', roles: ['editor'], expiresAt: new Date(Date.now() + 86_400_000).toISOString() })).secret!;

    const ours = await start(['--enable-source-maps', 'dist/main.js'], { DATABASE_URL: db.url, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' });
    servers.push(ours);
    const list = (await (await fetch(`${ours.address}/api/v1/claims?text="no intention of attacking"&limit=1`)).json()) as { items: { slug: string }[] };
    const slug = list.items[0]!.slug;
    const speaker = ((await (await fetch(`${ours.address}/api/v1/claims/${slug}`)).json()) as { statements: { speaker: { slug: string } }[] }).statements[0]!.speaker.slug;
    const HTML = 'text/html; charset=utf-8';
    const JSON_TYPE = 'application/json; charset=utf-8';
    const kinds: { what: string; path: string; type: string; encoding?: 'br' }[] = [
      { what: 'claim page, brotli', path: `/claims/${slug}`, type: HTML, encoding: 'br' },
      { what: 'claim page, plain', path: `/claims/${slug}`, type: HTML },
      { what: 'home page, brotli', path: '/', type: HTML, encoding: 'br' },
      { what: 'a search, brotli', path: '/claims?text=Ukraine', type: HTML, encoding: 'br' },
      { what: 'speaker page, brotli', path: `/speakers/${speaker}`, type: HTML, encoding: 'br' },
      { what: 'claim as JSON', path: `/api/v1/claims/${slug}`, type: JSON_TYPE },
      { what: 'list as JSON', path: '/api/v1/claims?limit=20', type: JSON_TYPE },
    ];
    const headersOf = (kind: (typeof kinds)[number]): Record<string, string> => (kind.encoding ? { 'accept-encoding': kind.encoding } : {});
    const routes = [];
    for (const [index, kind] of kinds.entries()) {
      const file = path.join(FOLDER, `bytes-${index}`);
      writeFileSync(file, await sent(ours.address + kind.path, headersOf(kind)));
      routes.push({ path: `/bytes/${index}`, type: kind.type, file, encoding: kind.encoding });
    }
    writeFileSync(path.join(FOLDER, 'routes.json'), JSON.stringify(routes));
    const bare = await start(['bench/bare.ts', path.join(FOLDER, 'routes.json'), db.url]);
    servers.push(bare);
    return { ours, bare, slug, speaker, kinds, headersOf, token };
  }

  async function readersAt({ ours, bare, speaker, kinds, headersOf }: Awaited<ReturnType<typeof startSite>>, claims: number): Promise<void> {
    const rows: Row[] = [];
    for (const [index, kind] of kinds.entries()) {
      const bareFirst = await measure(bare, { paths: [`/bytes/${index}`], seconds: SECONDS });
      rows.push({ what: kind.what, ours: await measure(ours, { paths: [kind.path], seconds: SECONDS, headers: headersOf(kind) }), bare: bareFirst });
    }
    const others = await source.query<{ slug: string }[]>(`SELECT 'x-' || code AS slug FROM claim WHERE public_at IS NOT NULL ORDER BY md5(id::text) LIMIT ${COLD_PAGES}`);
    const canonical: string[] = [];
    for (const { slug: outdated } of others) canonical.push(new URL((await fetch(`${ours.address}/claims/${outdated}`, { redirect: 'manual' })).headers.get('location') ?? `/claims/${outdated}`, ours.address).pathname);
    rows.push({ what: 'claim page, any of many', ours: await measure(ours, { paths: canonical, seconds: SECONDS }), bare: rows[1]!.bare });
    table(`At ${claims} claims, against a bare Fastify route that sends the same bytes`, rows);
    cold.push({ what: 'claim page', size: claims, ...(await coldPages(canonical)) });
    for (const [what, path] of [['home page', '/'], ['a search', '/claims?text=Ukraine'], ['a search with a typo', '/claims?text=Ukrane+atack'], ['speaker page', `/speakers/${speaker}`]] as const) {
      cold.push({ what, size: claims, ...(await coldPages(Array.from({ length: 40 }, () => path), 10)) });
    }
  }

  /** Through an application in this process, where every statement that goes to the database can be counted. */
  async function coldPages(paths: readonly string[], unmeasured = 60): Promise<{ median: number; p95: number; queries: number }> {
    let queries = 0;
    const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
    pg.Client.prototype.query = function counting(this: unknown, ...args: unknown[]) {
      const text = typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string }).text ?? '');
      if (!/^\s*(START TRANSACTION|BEGIN|COMMIT|ROLLBACK|SET)\b/i.test(text)) queries++;
      return original.apply(this, args);
    } as typeof pg.Client.prototype.query;
    const own = await createDataSource(db.url, 2).initialize();
    const app = await createApp(loadConfig({ DATABASE_URL: db.url, LOG_LEVEL: 'silent' }), own);
    try {
      // The first pages pay for compiling the code, not for the claim.
      for (const path of paths.slice(0, unmeasured)) await app.inject({ url: path });
      const times: number[] = [];
      let most = 0;
      for (const path of paths.slice(unmeasured)) {
        queries = 0;
        const from = performance.now();
        const answer = await app.inject({ url: path });
        times.push(performance.now() - from);
        most = Math.max(most, queries);
        if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} for ${path}`);
      }
      times.sort((a, b) => a - b);
      return { median: times[Math.floor(times.length / 2)]!, p95: times[Math.floor(times.length * 0.95)]!, queries: most };
    } finally {
      pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
      await app.close();
      await own.destroy();
    }
  }

  async function writes({ ours, bare, slug, token }: Awaited<ReturnType<typeof startSite>>): Promise<void> {
    const [row] = await source.query<{ source: string }[]>('SELECT id AS source FROM source LIMIT 1');
    const claims = await source.query<{ id: string }[]>(`SELECT id FROM claim WHERE status NOT IN ('withdrawn', 'draft') ORDER BY md5(id::text) LIMIT 300`);
    const evidence = (n: number) => JSON.stringify({ sourceId: row!.source, stance: 'context', weight: 'background', day: '2022-03-01', summary: `Found in the bench, number ${n}.` });
    const post = { headers: { authorization: `Bearer ${token}` }, bodyOf: evidence };
    const bareRow = await measure(bare, { paths: ['/row'], seconds: SECONDS, connections: 8, post: { headers: {}, bodyOf: evidence } });
    table('Writes, eight at once, each committed to disk, against a bare route that commits one row', [
      { what: 'evidence, on one claim', ours: await measure(ours, { paths: [`/api/v1/claims/${slug}/evidence`], seconds: SECONDS, connections: 8, post }), bare: bareRow },
      { what: 'evidence, on many claims', ours: await measure(ours, { paths: claims.map(({ id }) => `/api/v1/claims/${id}/evidence`), seconds: SECONDS, connections: 8, post }), bare: bareRow },
      { what: 'new claims', ours: await measure(ours, { paths: ['/api/v1/claims'], seconds: SECONDS, connections: 8, post: { ...post, bodyOf: (n) => JSON.stringify({ wording: `Bench claim ${n}.`, kind: 'factual', statements: [{ paraphrase: `Said ${n}.` }] }) } }), bare: bareRow },
    ]);
  }
} finally {
  for (const server of servers) await server.stop();
  await db.stop();
}
