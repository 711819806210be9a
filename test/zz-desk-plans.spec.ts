import { afterAll, beforeAll, it } from '@jest/globals';
import { LIST_KEYS, queue } from '../src/desk/queue/queue.query.js';
import { buildRatedClaim } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { hireNewsroom, type Newsroom } from './support/people.js';
let testApp: TestApp; let room: Newsroom;
beforeAll(async () => { testApp = await startApp(); room = await hireNewsroom(testApp); });
afterAll(async () => { await testApp.close(); });
it('plans', async () => {
  const c = await buildRatedClaim(room);
  const q = (sql: string, p: unknown[] = []) => testApp.source.query(sql, p);
  await q(`INSERT INTO claim SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'code', 'c' || n, 'logged_by_id', $2::uuid, 'editor_in_charge_id', $2::uuid, 'reviewer_id', null, 'logged_at', now() - n * interval '1 minute', 'status', (ARRAY['rated','rated','rated','rated','rated','rated','rated','rated','open','in_review'])[1 + n % 10]))).* FROM claim c, generate_series(1, 100000) n WHERE c.id = $1`, [c.id, room.editor.id]);
  await q(`INSERT INTO resolution SELECT id, 'a', 'b', null, 'day', '2022-01-01'::date + (random() * 2000)::int, 'day', null, null FROM claim WHERE id <> $1`, [c.id]);
  await q('ANALYZE');
  const asking = { accountId: room.editor.id, roles: ['editor', 'reviewer'] as const, policy: 'two_person' as const, now: new Date() };
  for (const who of [room.editor.id, room.reviewerB.id]) for (const key of LIST_KEYS) {
    await queue(testApp.source.manager, key, { ...asking, accountId: who });
    const t = performance.now();
    const page = await queue(testApp.source.manager, key, { ...asking, accountId: who });
    process.stdout.write(`${key} ${page.items.length} ${(performance.now() - t).toFixed(1)} ms\n`);
  }
}, 120000);
