import { afterAll, beforeAll, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { act, buildClaim, buildEvidence, buildOpenClaim, buildProposal, buildRatedClaim, buildSource, buildSpeaker, current, made } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { TestBrowser } from './support/browser.js';
import { hireNewsroom, type Newsroom } from './support/people.js';
let testApp: TestApp; let room: Newsroom; let browser: TestBrowser;
beforeAll(async () => { testApp = await startApp(); room = await hireNewsroom(testApp); browser = await TestBrowser.launch(); mkdirSync('/tmp/shots-desk', { recursive: true }); });
afterAll(async () => { await browser.close(); await testApp.close(); });
it('shots', async () => {
  const lavrov = await buildSpeaker(room.editor, { name: 'Sergey Lavrov', roles: [{ title: 'Foreign Minister of Russia', from: '2004' }] });
  const blinken = await buildSpeaker(room.editor, { name: 'Antony Blinken', roles: [{ title: 'Secretary of State' , from: '2021'}] });
  const axios = await buildSpeaker(room.editor, { kind: 'organisation', name: 'Axios', roles: [] });
  const src = await buildSource(room.editor, { title: 'Blinken: Russia says it has no intention of invading Ukraine', publisher: 'Axios' });
  const overrides = { wording: 'Russia has no intention of attacking Ukraine.', title: 'Russia has no intention of attacking Ukraine', kind: 'assurance' as const,
    resolution: { wouldConfirm: 'No attack on Ukraine by Russian forces by the end of 2022.', wouldRefute: 'Russian forces cross into Ukraine or strike it.', due: { kind: 'day' as const, day: '2022-12-31' } },
    statements: [{ speakerId: lavrov.id, day: '2022-01-21', place: 'Geneva', occasion: 'Talks with Antony Blinken', quote: 'У России нет намерения нападать на Украину.', language: 'ru', wasSaid: 'confirmed' as const, chain: [
      { kind: 'said_by' as const, speakerId: lavrov.id, form: 'direct' as const, day: '2022-01-21' }, { kind: 'relayed_by' as const, speakerId: blinken.id, form: 'paraphrase' as const, day: '2022-01-21', occasion: 'News conference' },
      { kind: 'published_by' as const, speakerId: axios.id, form: 'direct' as const, day: '2022-01-21', sourceId: src.id }] }] };
  const draft = await buildClaim(room.editor, { ...overrides, title: 'Russia will withdraw its troops after the exercises' });
  const open = await buildOpenClaim(room, { ...overrides, title: 'Nord Stream 2 will not begin operation if Russia invades' });
  const review = await buildOpenClaim(room, overrides);
  await buildEvidence(room.editor, review, { stance: 'context', weight: 'repeats_claim', day: '2022-01-10', summary: 'The deputy minister had said the same in Geneva eleven days before.' });
  await buildEvidence(room.editor, review, { stance: 'refutes', weight: 'decisive', day: '2022-02-24', summary: 'The President announced a “special military operation”; missiles struck Kyiv, Kharkiv and Odesa within the hour.', excerpt: 'I have taken the decision to conduct a special military operation.', independence: 'The accused party itself' });
  await act(room.editor, review, 'submit'); await act(room.reviewerA, review, 'claim_review');
  const rev2 = await current(room.editor, review);
  const evid = rev2.evidence.map((e) => e.id);
  const proposal = await buildProposal(room); void proposal; await buildRatedClaim(room);
  for (const width of [390, 1280]) for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.context({ width, height: 900, colorScheme });
    const page = await context.newPage();
    const shot = async (name: string) => { await page.screenshot({ path: `/tmp/shots-desk/${name}-${width}-${colorScheme}.png`, fullPage: true }); };
    await page.goto(`${testApp.url}/desk`);
    await shot('signin');
    await page.fill('#sign-in-email', room.reviewerA.email); await page.fill('#sign-in-password', 'wrong'); await page.click('#sign-in button'); await shot('signin-wrong');
    await page.fill('#sign-in-password', room.reviewerA.password); await page.click('#sign-in button'); await shot('desk-reviewer');
    await page.goto(`${testApp.url}/desk/claims/${review.id}`); await shot('bench-review');
    await page.click('#propose_verdict button'); await shot('bench-refused');
    await page.click('text=Sign out'); await page.fill('#sign-in-email', room.editor.email); await page.fill('#sign-in-password', room.editor.password); await page.click('#sign-in button'); await shot('desk-editor');
    await page.goto(`${testApp.url}/desk/claims/new`); await shot('new');
    await page.goto(`${testApp.url}/desk/claims/${draft.id}?done=logged`); await shot('bench-draft');
    await page.goto(`${testApp.url}/desk/claims/${open.id}`); await page.click('text=Add evidence'); await page.click('text=Not possible now'); await shot('bench-open');
    await context.close();
  }
  const version = (await current(room.reviewerA, review)).version;
  await made(room.reviewerA.call('post', `/claims/${review.id}/verdicts`, { version, body: { ratingId: review.scale.ratings.find((r) => r.key === 'broken')!.id, summary: 'Russia attacked Ukraine on 24 February 2022, thirty-four days after the assurance.', caveats: ['Not whether the minister knew of the plan.'], inForceFrom: '2022-02-24', citedEvidenceIds: evid } }));
  for (const width of [390, 1280]) {
    const context = await browser.context({ width, height: 900 });
    const page = await context.newPage();
    await page.goto(`${testApp.url}/desk/claims/${review.id}`);
    await page.fill('#sign-in-email', room.reviewerA.email); await page.fill('#sign-in-password', room.reviewerA.password); await page.click('#sign-in button');
    await page.screenshot({ path: `/tmp/shots-desk/bench-proposed-${width}.png`, fullPage: true });
    await context.close();
  }
}, 120_000);
