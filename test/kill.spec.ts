/** The process or the database dies under a stream of writes: what was acknowledged is there, and nothing was done twice or half. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { endAll, newDataDir, postgresOf, type Service, startService } from './support/service.js';

afterAll(endAll);

interface SignedIn {
  cookie: string;
  csrf: string;
}

async function signIn(address: string, dataDir: string): Promise<SignedIn> {
  const accounts = JSON.parse(readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8')) as { email: string; password: string; roles: string[] }[];
  const { email, password } = accounts.find((account) => account.roles.includes('editor'))!;
  const response = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  return { cookie: response.headers.get('set-cookie')!.split(';')[0]!, csrf: ((await response.json()) as { csrfToken: string }).csrfToken };
}

/** One claim with a statement: six rows and a ledger entry or two, or nothing. */
async function log(address: string, who: SignedIn, key: string): Promise<{ id: string; wording: string }> {
  const response = await fetch(`${address}/api/v1/claims`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: who.cookie, 'x-csrf-token': who.csrf, 'idempotency-key': key },
    body: JSON.stringify({ wording: `Claim ${key}.`, kind: 'factual', statements: [{ paraphrase: `Said ${key}.` }] }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string; wording: string };
}

/** Eight writers, until the line breaks. Answers what was acknowledged, and the keys whose answer never came. */
async function stream(service: Service, who: SignedIn, name: string, kill: () => void): Promise<{ acknowledged: Map<string, string>; unanswered: string[] }> {
  const acknowledged = new Map<string, string>();
  const unanswered: string[] = [];
  let count = 0;
  let killed = false;
  const writer = async (): Promise<void> => {
    for (;;) {
      const key = `${name}-${++count}`;
      try {
        acknowledged.set(key, (await log(service.address, who, key)).id);
      } catch {
        unanswered.push(key);
        return;
      }
      if (acknowledged.size >= 120 && !killed) {
        killed = true;
        kill();
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  return { acknowledged, unanswered };
}

async function holdToIt(address: string, who: SignedIn, acknowledged: Map<string, string>, unanswered: readonly string[]): Promise<void> {
  const headers = { cookie: who.cookie };
  for (const [key, id] of acknowledged) {
    const response = await fetch(`${address}/api/v1/claims/${id}`, { headers });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ wording: `Claim ${key}.`, version: 1, statements: [{ paraphrase: `Said ${key}.` }] });
  }
  // Whether or not these were kept before the end, sending them again leaves one of each.
  for (const key of unanswered) {
    const { id } = await log(address, who, key);
    expect((await log(address, who, key)).id).toBe(id);
  }
  const wanted = new Set([...acknowledged.keys(), ...unanswered].map((key) => `Claim ${key}.`));
  const found: string[] = [];
  for (let next: string | undefined = '/api/v1/claims?status=draft&limit=100'; next; ) {
    const page: Response = await fetch(`${address}${next}`, { headers });
    const { items } = (await page.json()) as { items: { wording: string }[] };
    found.push(...items.map((item) => item.wording).filter((wording) => wanted.has(wording)));
    next = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1];
  }
  expect(found.length).toBe(wanted.size);
  expect(new Set(found)).toEqual(wanted);
}

describe('Under a stream of writes', () => {
  it('the process, then the database, is killed, and everything acknowledged is there, once', async () => {
    const DATA_DIR = newDataDir();
    const first = await startService({ DATA_DIR });
    const who = await signIn(first.address, DATA_DIR);
    const before = await stream(first, who, 'node', () => first.signal('SIGKILL'));
    expect(before.acknowledged.size).toBeGreaterThanOrEqual(120);
    await first.ended;

    const second = await startService({ DATA_DIR });
    await holdToIt(second.address, who, before.acknowledged, before.unanswered);
    const during = await stream(second, who, 'postgres', () => process.kill(postgresOf(DATA_DIR), 'SIGKILL'));
    expect(during.acknowledged.size).toBeGreaterThanOrEqual(120);
    await Promise.race([second.ended, new Promise((resolve) => setTimeout(resolve, 5000))]);
    second.signal('SIGKILL');
    await second.ended;

    const third = await startService({ DATA_DIR });
    await holdToIt(third.address, who, new Map([...before.acknowledged, ...during.acknowledged]), during.unanswered);
    await third.stop();
  }, 180_000);
});
