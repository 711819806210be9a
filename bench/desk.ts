/** What editors and reviewers do all day, one act at a time at a large record, each beside the statements that it sends, sent by hand in the same run. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createApp } from '../dist/app.setup.js';
import { loadConfig } from '../dist/config.js';
import { createDataSource } from '../dist/ops/data-source.js';
import { type Desk, lifeAt, liven } from './desk-life.ts';
import { notice, type Statement, statementsOf } from './statements.ts';

export interface Credentials {
  email: string;
  password: string;
}

export interface DeskRow {
  what: string;
  /** Statements of one call, the most of all. */
  queries: number;
  p50: number;
  p95: number;
  /** The median of the same statements without the service. */
  byHand: number;
}

const CALLS = 30;
/** They pay for compiling the code, and for what a connection asks once. */
const UNMEASURED = 5;
const ALL = CALLS + UNMEASURED;
/** What the desk was promised to stay below, in milliseconds of server time. */
const PROMISED = 200;

interface Signed {
  cookie: string;
  csrf: string;
}

interface Call {
  as: Signed;
  path: string;
  form?: Record<string, string | string[]>;
}

/** The desk of this database at work, and every act measured. */
export async function deskActs(url: string, claims: number, desk: Desk, people: { editor: Credentials; a: Credentials; b: Credentials }): Promise<DeskRow[]> {
  await liven(url, desk, lifeAt(claims));
  const source = await createDataSource(url, 10).initialize();
  const stopNoticing = notice(source);
  const app = await createApp(loadConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent' }), source);
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    const [editor, a, b] = [await signIn(app, people.editor), await signIn(app, people.a), await signIn(app, people.b)];
    const rows: DeskRow[] = [];
    const reads = async (what: string, calls: readonly Call[]): Promise<void> => void rows.push(await measured(what, calls, undefined));
    const writes = async (what: string, calls: readonly Call[], twins: readonly Call[]): Promise<void> => void rows.push(await measured(what, calls, twins));
    const some = (as: Signed, path: string): Call[] => Array.from({ length: ALL }, () => ({ as, path }));
    const chosen = async (where: string, count = ALL): Promise<{ id: string; version: number }[]> =>
      (await client.query<{ id: string; version: number }>(`SELECT c.id, c.version FROM claim c WHERE ${where} ORDER BY md5(c.id::text) LIMIT ${count}`)).rows;

    await reads('my work, an editor who has all claims', some(editor, '/desk'));
    await reads('my work, a reviewer', some(a, '/desk'));
    await reads('review queue by age', some(a, '/desk/review'));
    await reads('review queue by due day', some(a, '/desk/review?order=due'));
    await reads('what falls due', some(editor, '/desk/due'));
    const open = await chosen(`c.status = 'open'`);
    await reads('workbench', open.map(({ id }) => ({ as: editor, path: `/desk/claims/${id}` })));
    await reads('workbench of a rated claim', (await chosen(`c.status = 'rated'`)).map(({ id }) => ({ as: editor, path: `/desk/claims/${id}` })));
    const awaiting = await chosen(`c.status = 'awaiting_approval'`);
    await reads('reading a proposed verdict', awaiting.map(({ id }) => ({ as: b, path: `/desk/claims/${id}/review` })));
    await reads('history of a claim', open.map(({ id }) => ({ as: editor, path: `/desk/claims/${id}/history` })));
    await reads('ledger', some(editor, '/desk/ledger'));
    await reads('ledger of a person', some(editor, `/desk/ledger?person=${desk.reviewers[0]}`));
    await reads('ledger of an act', some(editor, '/desk/ledger?act=log'));
    await reads('ledger of a day', some(editor, '/desk/ledger?from=2022-01-22&until=2022-01-22'));
    await reads('corrections that wait', some(a, '/desk/corrections'));
    await reads('readers’ reports', some(editor, '/desk/reports'));
    await reads('speakers by a name', some(editor, '/desk/speakers?q=shevchenko'));
    await reads('sources by a word', some(editor, '/desk/sources?q=grain'));
    await reads('find anything: a word that all have', some(editor, '/desk/find?q=Ukraine'));
    await reads('find anything: two words', some(editor, '/desk/find?q=separatists+aid'));
    await reads('find anything: a name', some(editor, '/desk/find?q=shevchenko'));
    await reads('a name completed', some(editor, '/desk/complete/speakers?q=shev'));
    await reads('claims like a wording', some(editor, `/desk/complete/claims?words=${encodeURIComponent('Russia has no intention of attacking Ukraine this year.')}`));
    await reads('claims like another wording', some(editor, `/desk/complete/claims?words=${encodeURIComponent('The minister will present the report on harvest insurance before the summer.')}`));
    await reads('accounts and settings: scales', some(editor, '/desk/settings/scales'));

    const { rows: [cited] } = await client.query<{ url: string }>(`SELECT url FROM source WHERE url IS NOT NULL AND merged_into_id IS NULL ORDER BY created_at LIMIT 1`);
    const logging = (n: number): Call => ({
      as: editor, path: '/desk/claims/new',
      form: {
        once: randomUUID(), quote: `We will not do it a ${n}th time.`, speaker: 'Sergey Lavrov', saidDay: '21 Jan 2022', place: 'Geneva', hop1Kind: 'published_by', hop1Who: 'Axios', hop1SourceUrl: cited!.url,
        wording: `It will not be done a ${n}th time (${claims}).`, kind: 'promise', wouldConfirm: 'It is not done.', wouldRefute: 'It is done.', dueDay: '31 Dec 2030',
      },
    });
    await writes('log a claim', Array.from({ length: ALL }, (_, n) => logging(n)), Array.from({ length: ALL }, (_, n) => logging(1000 + n)));
    const evidence = ({ id }: { id: string }): Call => ({
      as: editor, path: `/desk/claims/${id}/evidence`,
      form: { once: randomUUID(), sourceUrl: cited!.url, stance: 'context', weight: 'background', eventDay: '1 Mar 2022', evidenceSummary: 'Found while the desk was measured.' },
    });
    const [opens, inReview] = [await chosen(`c.status = 'open'`, 2 * ALL), await chosen(`c.status = 'in_review' AND EXISTS (SELECT FROM evidence e WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL)`, 2 * ALL)];
    await writes('add evidence', opens.slice(0, ALL).map(evidence), opens.slice(ALL).map(evidence));
    const noted = ({ id }: { id: string }): Call => ({ as: editor, path: `/desk/claims/${id}/notes`, form: { once: randomUUID(), noteWords: 'Has anybody called the ministry about this? @a' } });
    await writes('write a note', opens.slice(0, ALL).map(noted), opens.slice(ALL).map(noted));
    const proposals = await Promise.all(inReview.map(({ id, version }) => proposalOf(a, id, version)));
    await writes('propose a verdict', proposals.slice(0, ALL), proposals.slice(ALL));
    const proposed = await chosen(`c.status = 'awaiting_approval' AND EXISTS (SELECT FROM verdict v WHERE v.claim_id = c.id AND v.approved_at IS NULL AND v.returned_at IS NULL AND v.proposed_by_id = '${desk.reviewers[0]}' AND v.summary LIKE 'Measured%')`, 2 * ALL);
    const approval = ({ id, version }: { id: string; version: number }): Call => ({ as: b, path: `/desk/claims/${id}/review/actions/approve`, form: { version: String(version) } });
    await writes('approve a verdict', proposed.slice(0, ALL).map(approval), proposed.slice(ALL).map(approval));
    return rows;

    async function proposalOf(as: Signed, id: string, version: number): Promise<Call> {
      const { rows: [needs] } = await client.query<{ rating: string; evidence: string[] }>(
        `SELECT (SELECT g.id FROM rating g WHERE g.scale_id = c.scale_id AND g.conclusive ORDER BY g.position LIMIT 1) AS rating,
                ARRAY(SELECT e.id FROM evidence e WHERE e.claim_id = c.id AND e.withdrawn_at IS NULL ORDER BY e.event_day, e.id LIMIT 3) AS evidence FROM claim c WHERE c.id = $1`,
        [id],
      );
      return { as, path: `/desk/claims/${id}/review/propose`, form: { version: String(version), ratingId: needs!.rating, summary: 'Measured, and found to be so.', citedEvidenceIds: needs!.evidence, inForceFrom: '2 Mar 2022', earlyReason: 'So that it can be measured.' } };
    }

    /** @param twins the same act on other things, done by the service and taken back, so that its statements can be sent by hand */
    async function measured(what: string, calls: readonly Call[], twins: readonly Call[] | undefined): Promise<DeskRow> {
      if (calls.length < ALL || (twins && twins.length < ALL)) throw new Error(`There are too few things to measure “${what}” on.`);
      const [times, hand] = [[] as number[], [] as number[]];
      let queries = 0;
      for (const [index, call] of calls.entries()) {
        const from = performance.now();
        const done = await statementsOf(() => send(app, call));
        const took = performance.now() - from;
        const statements = twins ? (await statementsOf(() => send(app, twins[index]!), { keep: false })).statements : done.statements;
        const alone = await byHand(client, statements);
        if (index < UNMEASURED) continue;
        queries = Math.max(queries, done.statements.filter(({ text }) => !/^\s*(START TRANSACTION|BEGIN|COMMIT|ROLLBACK)\b/i.test(text)).length);
        times.push(took);
        hand.push(alone);
      }
      return { what, queries, p50: at(times, 0.5), p95: at(times, 0.95), byHand: at(hand, 0.5) };
    }
  } finally {
    stopNoticing();
    await client.end();
    await app.close();
    await source.destroy();
  }
}

const at = (times: readonly number[], share: number): number => times.toSorted((x, y) => x - y)[Math.min(times.length - 1, Math.floor(times.length * share))]!;

/** In the order in which the service sent them, over one connection; a transaction that it took back is committed here. */
async function byHand(client: pg.Client, statements: readonly Statement[]): Promise<number> {
  const from = performance.now();
  for (const { name, text, values } of statements) await client.query({ ...(name === undefined ? {} : { name }), text, values });
  return performance.now() - from;
}

async function signIn(app: NestFastifyApplication, { email, password }: Credentials): Promise<Signed> {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password } });
  const cookie = answer.cookies[0];
  if (answer.statusCode !== 201 || !cookie) throw new Error(`${answer.statusCode} for signing in: ${answer.body}`);
  return { cookie: `${cookie.name}=${cookie.value}`, csrf: answer.json<{ csrfToken: string }>().csrfToken };
}

/** @throws Error when it was refused, for such a measure is of something else */
async function send(app: NestFastifyApplication, { as, path, form }: Call): Promise<void> {
  const body = form && new URLSearchParams([['_csrf', as.csrf], ...Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))]).toString();
  const answer = await app.inject({
    method: form ? 'POST' : 'GET', url: path, headers: { cookie: as.cookie, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }, ...(body === undefined ? {} : { payload: body }),
  });
  if (answer.statusCode !== (form ? 303 : 200)) {
    const said = /class="error-summary.*?<\/(?:div|section)>/s.exec(answer.body)?.[0] ?? answer.body;
    throw new Error(`${answer.statusCode} for ${path}: ${said.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)}`);
  }
}

/** Prints what was measured at one size, and names what takes longer than promised. */
export function printDesk(claims: number, rows: readonly DeskRow[], say: (line: string) => void): void {
  say(`\nThe desk at ${claims} claims: one act at a time, server time, against the same statements sent by hand`);
  say('                                           queries    p50 ms    p95 ms   by hand ms   ratio');
  for (const { what, queries, p50, p95, byHand: alone } of rows) {
    say([what.padEnd(42), String(queries).padStart(7), p50.toFixed(1).padStart(9), p95.toFixed(1).padStart(9), alone.toFixed(1).padStart(12), (p50 / alone).toFixed(2).padStart(7)].join(' '));
  }
  const slow = rows.filter(({ p95 }) => p95 > PROMISED);
  say(slow.length === 0 ? `No act of the desk takes more than ${PROMISED} ms.` : `Over ${PROMISED} ms: ${slow.map(({ what, p95 }) => `${what} (${p95.toFixed(0)})`).join(', ')}.`);
}

/** How the acts keep up with the record, the median at each size. */
export function compareDesks(sizes: readonly { claims: number; rows: readonly DeskRow[] }[], say: (line: string) => void): void {
  const [fewest] = sizes;
  if (!fewest || sizes.length < 2) return;
  say('\nThe desk by the size of the record, p50 ms');
  say(['claims'.padEnd(42), ...sizes.map(({ claims }) => String(claims).padStart(9))].join(' '));
  for (const { what } of fewest.rows) say([what.padEnd(42), ...sizes.map(({ rows }) => rows.find((row) => row.what === what)!.p50.toFixed(1).padStart(9))].join(' '));
}
