/** The desk at a large record: every statement that its queues, lists and fields send starts from an index and goes through a few rows, as its plan says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { liven } from '../bench/desk-life.js';
import { seed } from '../bench/seed.js';
import { notice, type Statement, statementsOf } from '../bench/statements.js';
import { loadGeneva } from '../src/interop/geneva/load.js';
import { encodeCursor } from '../src/shared/paging.js';
import { startApp, type TestApp } from './support/app.js';
import { hireNewsroom, type Newsroom, type Person } from './support/people.js';

/** Together more than any list may go through; nobody has as many drafts, and no newsroom as many claims in review. */
const LIFE = { draft: 250, open: 300, in_review: 250, awaiting_approval: 250, speakers: 3000, sources: 4000, reports: 900, proposals: 700, notices: 900 };
const CLAIMS = 1800;

let testApp: TestApp;
let room: Newsroom;
let reads: pg.Client;
let stopNoticing: () => void;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  const people = { editor: room.editor.id, reviewers: [room.reviewerA.id, room.reviewerB.id] as const };
  await loadGeneva(testApp.source, people);
  await seed(testApp.databaseUrl, CLAIMS);
  await liven(testApp.databaseUrl, people, LIFE);
  reads = new pg.Client({ connectionString: testApp.databaseUrl, options: '-c TimeZone=UTC' });
  await reads.connect();
  // Speakers and sources may be few beside claims: a whole read of a small table is right, and says nothing of a large one.
  await reads.query('SET enable_seqscan = off');
  stopNoticing = notice(testApp.source);
}, 300_000);

afterAll(async () => {
  stopNoticing?.();
  await reads?.end();
  await testApp?.close();
});

/** Tables that grow with the record or with the years. */
const GROWING = new Set([
  'claim', 'claim_index', 'claim_topic', 'resolution', 'awaited', 'statement', 'attribution_hop', 'evidence', 'verdict', 'cited_evidence', 'dissent', 'correction', 'correction_proposal', 'ledger_entry',
  'speaker', 'speaker_called', 'speaker_role', 'source', 'notice', 'look', 'report', 'note', 'note_wording', 'note_mention', 'presence', 'draft', 'merge', 'merge_move', 'search_word', 'session',
]);
/** Rows that one scan of one of these may go through: a list's page, or all of what one claim, one person or one queue has. */
const FEW = 600;
/**
 * Where another bound is right: of a person's looks the latest thousand, among which are those at claims that changed since; and
 * what is still awaited, which is as much as the desk has before it, however much is on record.
 */
const BOUNDED = new Map([['look', 1000], ['awaited', 1000]]);

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];

/** What is wrong with how this statement is answered. */
async function faultsOf({ text, values }: Statement): Promise<string[]> {
  if (!/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(text)) return [];
  await reads.query('BEGIN');
  try {
    const { rows } = await reads.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF, COSTS OFF) ${text}`, values);
    const nodes = flat(rows[0]!['QUERY PLAN'][0].Plan).filter((node) => GROWING.has(node['Relation Name'] ?? ''));
    const through = (node: Node): number => Math.round(node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0));
    const shortened = text.replace(/\s+/g, ' ').slice(0, 200);
    return [
      ...nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => `reads all of ${node['Relation Name']}: ${shortened}`),
      ...nodes.filter((node) => node['Actual Loops'] > 0 && through(node) > (BOUNDED.get(node['Relation Name']!) ?? FEW)).map((node) => `goes through ${through(node)} rows of ${node['Relation Name']}: ${shortened}`),
    ];
  } finally {
    await reads.query('ROLLBACK');
  }
}

/** Opens a page of the desk as this person, and reads the plan of everything that it sent. */
async function faultsOn(person: Person, path: string): Promise<string[]> {
  const { statements, answer } = await statementsOf(() => testApp.app.inject({ url: path, headers: { authorization: `Bearer ${person.token}` } }));
  expect([path, answer.statusCode]).toEqual([path, 200]);
  expect(statements.length).toBeGreaterThan(1);
  const faults: string[] = [];
  for (const statement of statements) faults.push(...(await faultsOf(statement)));
  return faults;
}

const LATER = encodeCursor(['2026-01-01T00:00:00.000000Z', '00000000-0000-4000-8000-000000000000']);
const PAGES: [string, (keyof Newsroom)[], string[]][] = [
  ['my work', ['editor', 'reviewerA', 'admin'], ['/desk', '/desk/work', '/desk/bar']],
  ['each list of my work alone', ['editor', 'reviewerA'], ['mine', 'due', 'notices', 'returned', 'changed'].map((list) => `/desk?list=${list}`)],
  ['the lists of reviewers', ['reviewerA'], ['/desk?list=approve', '/desk?list=review']],
  ['the lists of editors', ['editor'], ['/desk?list=drafts', '/desk?list=submit']],
  ['a later page of a list', ['editor'], ['submit', 'mine', 'notices', 'changed', 'returned'].map((list) => `/desk?list=${list}&after=${LATER}`)],
  ['the review queue', ['reviewerA', 'editor'], ['age', 'due'].flatMap((order) => ['all', 'nobody', 'mine', 'approve', 'returned'].map((who) => `/desk/review?order=${order}&who=${who}`))],
  ['what falls due', ['editor', 'reviewerA'], ['/desk/due', '/desk/due/lists']],
  ['corrections that wait', ['reviewerA'], ['/desk/corrections', '/desk/corrections/queue']],
  ['readers’ reports', ['editor'], ['/desk/reports', '/desk/reports?list=closed', '/desk/reports?list=mine']],
  ['the ledger', ['editor', 'admin'], ['/desk/ledger', '/desk/ledger?act=log', '/desk/ledger?kind=speaker', '/desk/ledger?from=2022-01-01&until=2022-02-01', `/desk/ledger?after=${LATER}`]],
  ['speakers', ['editor'], ['/desk/speakers', '/desk/speakers?q=anna+c+shevchenko', '/desk/speakers?q=a']],
  ['sources', ['editor'], ['/desk/sources', '/desk/sources?q=grain', '/desk/sources?q=zelenko+halts']],
  ['find anything', ['editor'], ['ukraine', 'lavrov attack', 'grain', 'anna k', 'Ada Reviewer', 'zzzz', 'https://paper7.example/unknown'].map((q) => `/desk/find?q=${encodeURIComponent(q)}`)],
  ['find as one types', ['editor'], ['/desk/find/quick?q=ukr', '/desk/find/quick?q=she']],
  ['names completed', ['editor'], ['/desk/complete/speakers?q=an', '/desk/complete/speakers?q=Shevch', '/desk/complete/speakers?q=Anna+B.+Novak', `/desk/complete/speakers?q=${encodeURIComponent('Лавр')}`]],
  ['addresses recognised', ['editor'], [`/desk/complete/sources?url=${encodeURIComponent('https://paper9.example/story/9')}`, `/desk/complete/sources?url=${encodeURIComponent('https://paper9.example/new')}`]],
  ['claims like a wording', ['editor'], [`/desk/complete/claims?words=${encodeURIComponent('Russia provides additional military help to separatists backed by it.')}`]],
  ['accounts', ['admin'], ['/desk/settings/accounts', '/desk/settings/accounts?q=ada', '/desk/settings/jobs']],
  ['settings and one’s own page', ['admin'], ['/desk/settings', '/desk/me/notices', '/desk/drafts']],
  ['logging a claim', ['editor'], ['/desk/claims/new']],
];

describe('Answered from indexes, a few rows at a time:', () => {
  it.each(PAGES)('%s', async (_, people, paths) => {
    const faults = new Set<string>();
    for (const person of people) for (const path of paths) for (const fault of await faultsOn(room[person], path)) faults.add(`${path} ${fault}`);
    expect([...faults]).toEqual([]);
  }, 60_000);
});
