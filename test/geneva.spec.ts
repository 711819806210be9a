/** The Geneva corpus as the service tells it: every rule asked, every day of its history, from a first start that happens whole or not at all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { loadConfig } from '../src/config.js';
import { firstRun } from '../src/interop/first-run.js';
import { type CorpusClaim, readCorpus } from '../src/interop/geneva/corpus.js';
import { loadGeneva } from '../src/interop/geneva/load.js';
import { verifyChains } from '../src/ledger/ledger.js';
import { createDataSource } from '../src/ops/data-source.js';
import type { DemoAccount } from '../src/ops/greeting.js';
import { sayDay } from '../src/shared/day.js';
import { startApp, type TestApp } from './support/app.js';
import { createTestDatabase } from './support/database.js';
import { reader } from './support/people.js';

const corpus = readCorpus();
const folder = mkdtempSync(path.join(os.tmpdir(), 'claimline-geneva-'));
const accountsFile = path.join(folder, 'demo-accounts.json');
let testApp: TestApp;
let slugs: Map<string, string>;

beforeAll(async () => {
  testApp = await startApp({ DATA_DIR: folder });
  await firstRun(testApp.source, testApp.config);
  const list = await reader(testApp).get('/api/v1/claims?limit=50');
  slugs = new Map((list.body.items as ClaimRecord[]).map(({ title, slug }) => [title, slug]));
});
afterAll(async () => {
  await testApp.close();
  rmSync(folder, { recursive: true });
});

const read = (claim: CorpusClaim, asOf?: string) => reader(testApp).get(`/api/v1/claims/${slugs.get(claim.short_title)}${asOf ? `?as_of=${asOf}` : ''}`);
const record = async (claim: CorpusClaim, asOf?: string): Promise<ClaimRecord> => (await read(claim, asOf).expect(200)).body as ClaimRecord;
const rows = <Row>(sql: string): Promise<Row[]> => testApp.source.query(sql);
const count = async (source: DataSource, table: string): Promise<number> => (await source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
const lavrov = corpus.find((claim) => claim.claim_id === 'GVA-01')!;
const LOGGED = '2022-01-21';

describe('The first start', () => {
  it('brings 17 claims with 22 statements, 103 pieces of evidence and 97 sources', async () => {
    expect(slugs.size).toBe(17);
    expect(await Promise.all(['claim', 'statement', 'evidence', 'source', 'speaker', 'account'].map((table) => count(testApp.source, table)))).toEqual([17, 22, 103, 97, 4, 4]);
  });

  it('has every verdict proposed and approved by two people, neither of whom logged the claim', async () => {
    const verdicts = await rows<{ logger: string; proposer: string; approver: string }>(
      'SELECT c.logged_by_id AS logger, v.proposed_by_id AS proposer, v.approved_by_id AS approver FROM verdict v JOIN claim c ON c.id = v.claim_id',
    );
    expect(verdicts.length).toBe(33);
    for (const { logger, proposer, approver } of verdicts) expect(new Set([logger, proposer, approver, null]).size).toBe(4);
  });

  it('marks what it brings as imported, and the accounts as made now', async () => {
    expect(await rows('SELECT DISTINCT stream_kind, imported FROM ledger_entry ORDER BY 1')).toEqual([
      { stream_kind: 'account', imported: false },
      ...['claim', 'source', 'speaker', 'topic'].map((kind) => ({ stream_kind: kind, imported: true })),
    ]);
    expect((await verifyChains(testApp.source)).broken).toEqual([]);
  });

  it('keeps the passwords in a file that its owner alone reads, and they sign in', async () => {
    const accounts = JSON.parse(readFileSync(accountsFile, 'utf8')) as DemoAccount[];
    expect(statSync(accountsFile).mode & 0o777).toBe(0o600);
    expect(accounts.map(({ roles }) => roles)).toEqual([['editor'], ['reviewer'], ['reviewer'], ['admin']]);
    for (const { email, password } of accounts) await reader(testApp).post('/api/v1/session').send({ email, password }).expect((answer) => expect(answer.status).toBeLessThan(300));
  });

  it('happens once', async () => {
    const before = readFileSync(accountsFile, 'utf8');
    const entries = await count(testApp.source, 'ledger_entry');
    await firstRun(testApp.source, testApp.config);
    expect(await count(testApp.source, 'ledger_entry')).toBe(entries);
    expect(readFileSync(accountsFile, 'utf8')).toBe(before);

    const [editor, a, b] = (await rows<{ id: string }>("SELECT id FROM account WHERE NOT roles @> '{admin}'")).map(({ id }) => id);
    await expect(loadGeneva(testApp.source, { editor: editor!, reviewers: [a!, b!] })).rejects.toThrow('already on record');
    expect(await count(testApp.source, 'ledger_entry')).toBe(entries);
  });

  it('leaves nothing when it is cut off, wherever that is', async () => {
    const database = await createTestDatabase();
    const source = await createDataSource(database.url, 2).initialize();
    const empty = mkdtempSync(path.join(os.tmpdir(), 'claimline-geneva-'));
    try {
      const config = loadConfig({ DATABASE_URL: database.url, DATA_DIR: empty });
      for (const failing of [cutOffAfter(30, source), cutOffAfter(900, source), cutOffAtCommit(source)]) {
        await expect(firstRun(failing, config)).rejects.toThrow('The line was cut.');
        for (const table of ['account', 'claim', 'source', 'speaker', 'topic', 'ledger_entry']) expect([table, await count(source, table)]).toEqual([table, 0]);
        expect(readdirSync(empty)).toEqual([]);
      }
    } finally {
      await source.destroy();
      await database.drop();
      rmSync(empty, { recursive: true });
    }
  });
});

/** A data source whose connection fails after so many queries. */
function cutOffAfter(queries: number, source: DataSource): DataSource {
  const failing = (manager: EntityManager): EntityManager => {
    let asked = 0;
    return new Proxy(manager, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== 'query' || typeof value !== 'function') return value;
        return (...question: Parameters<EntityManager['query']>) => {
          if (++asked > queries) throw new Error('The line was cut.');
          return target.query(...question);
        };
      },
    });
  };
  return { transaction: <T>(work: (manager: EntityManager) => Promise<T>) => source.transaction((manager) => work(failing(manager))) } as unknown as DataSource;
}

/** Everything is done by then, the file with the passwords too. */
function cutOffAtCommit(source: DataSource): DataSource {
  const transaction = (work: (manager: EntityManager) => Promise<unknown>) =>
    source.transaction(async (manager) => {
      await work(manager);
      throw new Error('The line was cut.');
    });
  return { transaction } as unknown as DataSource;
}

describe('The Lavrov claim', () => {
  it('is not there the day before it was made', async () => {
    await read(lavrov, '2022-01-20').expect(404);
  });

  it('was too early to rate on 1 February, with the evidence of those days alone', async () => {
    const then = await record(lavrov, '2022-02-01');
    expect(then.standing.text).toBe('Too early to rate, due 24 Feb 2022');
    expect(then.verdict).toBeNull();
    const known = lavrov.evidence.filter(({ publication_date: published }) => published! <= '2022-02-01').map(({ summary }) => summary);
    expect(known).toHaveLength(9);
    expect(then.evidence.map(({ summary }) => summary).sort()).toEqual([...known].sort());
  });

  it('was in progress on 16 February, because NATO saw no withdrawal', async () => {
    const then = await record(lavrov, '2022-02-16');
    expect(then.standing.text).toBe('In progress, since 16 Feb 2022');
    expect(then.verdict).toMatchObject({ summary: 'In doubt: NATO sees no withdrawal.', imported: true });
    expect(then.verdict!.earlyReason).toMatch(/^Interim, before the due day/);
    expect(then.evidence.filter(({ id }) => then.verdict!.cited.includes(id)).map(({ source }) => source.publisher)).toEqual(['NATO']);
  });

  it('was broken on 25 February, since the day before', async () => {
    const then = await record(lavrov, '2022-02-25');
    expect(then.standing.text).toBe('Broken, since 24 Feb 2022');
    expect(then.verdict!.summary).toBe('Putin announces the operation and Russian forces attack.');
    expect(then.earlierVerdicts.map(({ rating }) => rating.key)).toEqual(['in_progress', 'in_progress', 'in_progress']);
  });

  it('was broken on 3 March too, since the same day, for the final reasons', async () => {
    const then = await record(lavrov, '2022-03-03');
    expect(then.standing.text).toBe('Broken, since 24 Feb 2022');
    expect(then.verdict!.summary).toBe(lavrov.verdict.reason);
    expect(then.verdict!.caveats).toEqual(expect.arrayContaining(lavrov.verdict.caveats));
    const cited = then.verdict!.cited.map((id) => then.evidence.find((evidence) => evidence.id === id)!.summary);
    expect(cited).toEqual(lavrov.verdict.decisive_evidence.map((id) => lavrov.evidence.find(({ evidence_id }) => evidence_id === id)!.summary));
  });

  it('is known from Lavrov through Blinken to Axios, with the offices they held that day', async () => {
    const { statements } = await record(lavrov);
    expect(statements.map(({ speaker, wasSaid }) => [speaker!.name, wasSaid])).toEqual([['Sergey Lavrov', 'confirmed'], ['Sergey Lavrov', 'confirmed'], ['Sergey Lavrov', 'unconfirmed']]);
    expect(statements[0]!.chain.map(({ kind, speaker, occasion, source }) => [kind, speaker.name, speaker.role, occasion, source?.publisher ?? null])).toEqual([
      ['said_by', 'Sergey Lavrov', 'Foreign Minister of Russia', 'closed meeting, Geneva', null],
      ['relayed_by', 'Antony Blinken', 'US Secretary of State', 'news conference after the talks, to reporters', 'US Department of State, republished by theglobaleye.it'],
      ['published_by', 'Axios', null, null, 'Axios'],
    ]);
  });
});

// What the corpus's words mean in ours, said once more here: the loader's own tables are what is under test.
const LABELS: [RegExp, string][] = [
  [/^refuted/, 'Broken'], [/^(kept|held)$/, 'Kept'], [/^mostly kept$/, 'Mostly kept'], [/^(partly kept|partly carried out|meeting cancelled)$/, 'Partly kept'],
  [/^(not realised|closed)$/, 'Overtaken by events'], [/^supported$/, 'True'], [/^(mostly supported|supported in substance)$/, 'Mostly true'],
  [/^(claimed by one side|disputed)$/, 'Unverifiable'], [/^(open, apparent support|in (serious )?doubt|holding.*|being tested|likely, on condition)$/, 'In progress'],
];

function standingAfter(claim: CorpusClaim, day: string): string {
  if (claim.kind === 'opinion') return 'Not rated: opinion';
  let line: string | undefined;
  claim.verdict_history.forEach((entry, index) => {
    if (entry.from > day) return;
    const label = LABELS.find(([status]) => status.test(entry.status))?.[1];
    if (label) line = `${label}, since ${sayDay(index === claim.verdict_history.length - 1 ? claim.verdict.settled_on! : entry.from)}`;
    else if (entry.status === 'challenged') line += ', being reassessed';
  });
  const due = claim.test.judgeable_by;
  return line ?? (due !== null && day < due ? `Too early to rate, due ${sayDay(due)}` : 'Not yet rated');
}

describe('The history', () => {
  it('says at the end of each of the 43 days of the corpus what the corpus says', async () => {
    const entries = corpus.flatMap((claim) => claim.verdict_history.map(({ from }) => ({ claim, day: from })));
    expect(entries).toHaveLength(43);
    const told: [string, string, string][] = [];
    const expected: typeof told = [];
    for (const { claim, day } of entries) {
      const answer = await read(claim, day);
      told.push([claim.claim_id, day, answer.status === 404 ? 'not yet made' : (answer.body as ClaimRecord).standing.text]);
      expected.push([claim.claim_id, day, day < LOGGED ? 'not yet made' : standingAfter(claim, day)]);
    }
    expect(told).toEqual(expected);
    expect(told.filter(([, , text]) => text === 'not yet made').map(([id]) => id)).toEqual(['GVA-06', 'GVA-13']);
  });

  it('ends, for each claim, in the corpus’s own rating, day, reason and caveats', async () => {
    for (const claim of corpus) {
      const now = await record(claim);
      expect([claim.claim_id, now.standing.text]).toEqual([claim.claim_id, standingAfter(claim, '2099-12-31')]);
      const { reason, caveats } = claim.verdict;
      if (claim.kind === 'opinion') {
        expect(now).toMatchObject({ status: 'declined', declineCode: 'opinion' });
        expect(now.statusReason).toContain(reason);
        expect(now.evidence.map(({ note }) => note)).toContain(caveats[0]);
      } else {
        expect(now.verdict!.summary).toContain(reason);
        expect(now.verdict!.caveats.slice(0, caveats.length)).toEqual(caveats);
      }
      expect(now.evidence).toHaveLength(claim.evidence.length);
      expect(now.statements).toHaveLength(claim.statements.length);
    }
  });

  it('is, as of now, the record that readers see', async () => {
    const now = new Date().toISOString();
    for (const claim of corpus) {
      const { asOf: _now, ...present } = await record(claim);
      const { asOf, ...past } = await record(claim, now);
      expect(asOf).toBe(now);
      expect(past).toEqual(present);
    }
  });
});
