/** A newsroom at work: an editor and two reviewers at once, on a desktop, on a phone and without script, from a pasted quote to a verdict and on to its correction; and the same by keyboard alone. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import request from 'supertest';
import { act, buildClaimInReview, buildProposal, buildSource, buildSpeaker, current } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, type Looking, signInAs, TestBrowser } from './support/browser.js';
import { hire, hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';

interface CorpusClaim {
  claim: string;
  statements: { text: string; said_by: string; said_by_role: string; said_to: string; place: string; relayed_by: { name: string; role: string }[]; published_by: string; published_url: string }[];
  seed_article: { title: string };
  test: { would_confirm: string; would_refute: string; judgeable_by: string };
  evidence: { evidence_id: string; event_date: string; publisher: string; title: string; url: string; stance: string; summary: string }[];
  verdict: { reason: string; caveats: string[] };
}
const [geneva] = JSON.parse(readFileSync(new URL('../corpus/geneva-2022.json', import.meta.url), 'utf8')) as [CorpusClaim];
const [assurance] = geneva.statements as [CorpusClaim['statements'][number]];
const [blinken] = assurance.relayed_by as [{ name: string; role: string }];
const fromCorpus = (id: string) => geneva.evidence.find(({ evidence_id }) => evidence_id === id)!;
const [address, invasion, assembly] = [fromCorpus('GVA-01-E21'), fromCorpus('GVA-01-E20'), fromCorpus('GVA-01-E23')];

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  browser = await TestBrowser.launch();
});
afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

/** What browsers complained of anywhere in this file, but for answers that refuse, which the tests look at themselves. */
const complaints: string[] = [];
const looked = new Set<string>();

interface Desk {
  context: BrowserContext;
  page: Page;
  looking: Looking;
}

async function deskOf(person: Person, looking: Looking, path = '/desk'): Promise<Desk> {
  const context = await browser.context(looking);
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  return { context, page: await signInAs(context, testApp.url, person, path), looking };
}

/** No page is wider than its window; and axe, which is a script itself, finds nothing on each kind of page, once for each width. */
async function look({ page, looking }: Desk, kind: string): Promise<void> {
  const key = `${kind} ${looking.width}`;
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  const isFirst = looking.javaScriptEnabled !== false && !looked.has(key);
  looked.add(key);
  expect([key, overflow, isFirst ? await axeFindings(page) : []]).toEqual([key, 0, []]);
}

const form = (page: Page, id: string): Locator => page.locator(`form[id="${id}"]`);
const notice = (page: Page): Promise<string> => page.locator('.notice-success').innerText();
const refusal = (page: Page): Promise<string> => page.locator('.error-summary').innerText();

async function unfold(page: Page, id: string): Promise<void> {
  const folded = page.locator('details:not([open])', { has: form(page, id) }).first();
  if (await folded.count()) await folded.locator('> summary').click();
}

/** Fills fields by name in the form with this id, whatever is folded around them. */
async function fill(page: Page, id: string, fields: Record<string, string | string[]>): Promise<void> {
  const of = form(page, id);
  await unfold(page, id);
  for (const [name, value] of Object.entries(fields)) {
    const field = of.locator(`[name="${name}"]:not([type="hidden"])`);
    for (;;) {
      const folded = of.locator('details:not([open])', { has: page.locator(`[name="${name}"]`) }).first();
      if (!(await folded.count())) break;
      await folded.locator('> summary').click();
    }
    const kind = await field.first().evaluate((element) => `${element.tagName} ${element.getAttribute('type')}`);
    if (/checkbox|radio/.test(kind)) for (const one of [value].flat()) await of.getByLabel(new RegExp(`^${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)).check();
    else if (kind.startsWith('SELECT')) await field.selectOption(value);
    else await field.fill(String(value));
  }
}

/** Presses a button of the form, and answers the status of what came back. */
async function press(page: Page, id: string, button: string | RegExp): Promise<number> {
  await unfold(page, id);
  const of = form(page, id);
  return (await arrive(page, () => of.getByRole('button', { name: button }).click())).status();
}

async function send(page: Page, id: string, fields: Record<string, string | string[]>, button: string | RegExp): Promise<number> {
  await fill(page, id, fields);
  return press(page, id, button);
}

/** Evidence from a pasted address, which the page reads before the rest is filled in. */
async function addEvidence(page: Page, piece: CorpusClaim['evidence'][number], fields: Record<string, string>): Promise<void> {
  await fill(page, 'evidence', { cite: piece.url });
  await page.locator('#evidence-sourceUrl').and(page.locator(`[value="${piece.url}"]`)).waitFor();
  const done = await send(page, 'evidence', { sourceTitle: piece.title, sourcePublisher: piece.publisher, stance: piece.stance, weight: 'decisive', evidenceSummary: piece.summary, ...fields }, 'Add the evidence');
  expect([done, await notice(page)]).toEqual([200, 'The evidence is added.']);
}

async function go(desk: Desk, path: string): Promise<Page> {
  await desk.page.goto(`${testApp.url}${path}`);
  return desk.page;
}

const readersPage = async (slug: string): Promise<string> => (await reader(testApp).get(`/claims/${slug}`).set('accept', 'text/html')).text;

const verdict = {
  ratingId: 'Broken', summary: geneva.verdict.reason, caveats: geneva.verdict.caveats.join('\n'), citedEvidenceIds: [address.summary], inForceFrom: '24 Feb 2022',
};

describe('The assurance of Geneva', () => {
  let edith: Desk;
  let ada: Desk;
  let bo: Desk;
  let claim: { id: string; slug: string };
  const bench = () => `/desk/claims/${claim.id}`;
  const review = () => `${bench()}/review`;

  /** One chapter goes on from the other; after one that went wrong nothing later can be true. */
  let wrong: string | undefined;
  const chapter = (name: string, tell: () => Promise<void>) => it(name, async () => {
    if (wrong) throw new Error(`Not told, because of this chapter: it ${wrong}.`);
    wrong = name;
    await tell();
    wrong = undefined;
  }, 120_000);

  beforeAll(async () => {
    edith = await deskOf(room.editor, { width: 1280 });
    ada = await deskOf(room.reviewerA, { width: 390 });
    bo = await deskOf(room.reviewerB, { width: 1280, javaScriptEnabled: false });
  });

  chapter('is logged from the pasted quote, with who relayed it and who published it made in place, and opened', async () => {
    const { page } = edith;
    await look(edith, 'my work');
    await arrive(page, () => page.getByRole('link', { name: 'Log a claim' }).first().click());
    await look(edith, 'new claim');
    const newcomer = async (field: string, name: string, kind: 'person' | 'organisation', role?: string) => {
      await page.locator(`#new-${field}`).pressSequentially(name);
      await page.getByRole('option', { name: new RegExp(`^A new ${kind}: ${name}`) }).click();
      if (role) await page.fill(`#new-${field}Role`, role);
    };
    await page.fill('#new-quote', assurance.text);
    await newcomer('speaker', assurance.said_by, 'person', assurance.said_by_role);
    await fill(page, 'new', { saidDay: '21 Jan 2022', place: assurance.place, occasion: 'News conference', audience: 'Antony Blinken' });
    await page.getByRole('button', { name: 'Add who relayed it' }).click();
    await page.locator('#new-hop2SourceTitle').waitFor();
    await newcomer('hop1Who', blinken.name, 'person', blinken.role);
    await fill(page, 'new', { hop1Day: '21 Jan 2022', hop1Occasion: 'News conference after the talks', hop2SourceUrl: assurance.published_url, hop2SourceTitle: geneva.seed_article.title, hop2SourceDay: '21 Jan 2022' });
    await newcomer('hop2Who', assurance.published_by, 'organisation');
    await fill(page, 'new', { wording: geneva.claim, kind: 'assurance', wouldConfirm: geneva.test.would_confirm, wouldRefute: geneva.test.would_refute, dueDay: '24 Feb 2022' });
    expect(await press(page, 'new', 'Log the claim')).toBe(200);
    expect(await notice(page)).toContain('logged as a draft');
    const id = /claims\/([0-9a-f-]{36})/.exec(page.url())![1]!;
    const logged = await current(room.editor, { id });
    claim = { id, slug: logged.slug };
    expect(logged).toMatchObject({
      kind: 'assurance', resolution: { due: { day: '2022-02-24' } },
      statements: [{ speaker: { name: 'Sergey Lavrov', role: assurance.said_by_role }, day: '2022-01-21', chain: [{ kind: 'said_by' }, { kind: 'relayed_by', speaker: { name: 'Antony Blinken' } }, { kind: 'published_by', speaker: { name: 'Axios' }, source: { url: assurance.published_url } }] }],
    });
    expect((await reader(testApp).get(`/claims/${claim.slug}`)).status).toBe(404);
    expect(await press(page, 'open', 'Open the claim')).toBe(200);
    expect(await notice(page)).toContain('readers can see it');
    expect(await readersPage(claim.slug)).toContain(geneva.claim);
    await look(edith, 'workbench');
  });

  chapter('gets evidence from a pasted address, and a colleague who is mentioned hears of it on the open page', async () => {
    const { page } = edith;
    await look(ada, 'my work');
    const drawn = await ada.page.evaluate(() => performance.timeOrigin);
    await page.keyboard.press('e');
    expect(await page.locator('#evidence-cite:focus').count()).toBe(1);
    await addEvidence(page, address, { sourceKind: 'transcript', eventDay: '24 Feb 2022' });
    expect(await page.locator('#board').innerText()).toMatch(/The statement: 21 Jan 2022[\s\S]*With it or later 1[\s\S]*24 Feb 2022/);
    await page.locator('#note-noteWords').pressSequentially('The Kremlin’s own words, @ada');
    await page.locator('#note-noteWords-people').getByText('Ada Reviewer').waitFor();
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#note-noteWords')).toContain('@Ada Reviewer');
    expect(await press(page, 'note', 'Write the note')).toBe(200);
    expect(await notice(page)).toContain('whoever it mentions is told');

    await ada.page.locator('#notices').getByRole('link', { name: `Edith Editor mentioned you in a note on “${geneva.claim}”` }).waitFor();
    expect(await ada.page.evaluate(() => performance.timeOrigin)).toBe(drawn);
    expect(await ada.page.locator('#review').innerText()).not.toContain(geneva.claim);
    expect(await press(page, 'submit', 'Submit for review')).toBe(200);
    await ada.page.locator('#review').getByText(geneva.claim).waitFor();
    expect(await readersPage(claim.slug)).not.toContain('The Kremlin’s own words');
  });

  chapter('is taken from the queue on a phone; who else has it open stands on both pages', async () => {
    await arrive(ada.page, () => ada.page.locator('#notices').getByRole('link', { name: 'mentioned you' }).click());
    expect(await ada.page.locator('#notes').innerText()).toContain('The Kremlin’s own words, @Ada Reviewer');
    await look(ada, 'workbench');
    await go(ada, '/desk/review');
    await look(ada, 'queue');
    const row = ada.page.locator('.desk-queue-item', { hasText: geneva.claim });
    expect(await row.innerText()).toMatch(/Sergey Lavrov[\s\S]*Overdue: was due 24 Feb 2022[\s\S]*Nobody has it[\s\S]*1 piece of evidence/);
    await arrive(ada.page, () => row.getByRole('button', { name: /^Take it/ }).click());
    expect(await notice(ada.page)).toContain('The review is yours.');
    await look(ada, 'review');
    await edith.page.locator('#presence').getByText('Ada Reviewer has this open too').waitFor();
    await ada.page.locator('#presence').getByText('Edith Editor has this open too').waitFor();
    // Also for whoever has no script.
    await go(bo, bench());
    expect(await bo.page.locator('#presence').innerText()).toMatch(/Ada Reviewer has this open too[\s\S]*Edith Editor has this open too|Edith Editor has this open too[\s\S]*Ada Reviewer has this open too/);
    await look(bo, 'workbench');
  });

  chapter('changes while the verdict is written: the page says so before it is sent, sending is refused in words, and no word is lost', async () => {
    await fill(ada.page, 'propose_verdict', verdict);
    await edith.page.locator('#changes').getByText('Ada Reviewer took the review').first().waitFor();
    await arrive(edith.page, () => edith.page.getByRole('link', { name: 'Show it as it is now' }).click());
    await addEvidence(edith.page, invasion, { eventDay: '24 Feb 2022' });

    await ada.page.locator('#review-changes').getByText('This claim changed since you opened it').waitFor();
    expect(await ada.page.locator('#review-changes').innerText()).toContain('Edith Editor added evidence');
    await look(ada, 'review that changed');
    const kept = async () => {
      const of = form(ada.page, 'propose_verdict');
      expect([await of.locator('[name=summary]').inputValue(), await of.locator('[name=caveats]').inputValue(), await of.locator('[name=inForceFrom]').inputValue(), await of.locator('[name=ratingId]:checked').count(), await of.locator('[name=citedEvidenceIds]:checked').count()])
        .toEqual([verdict.summary, verdict.caveats, verdict.inForceFrom, 1, 1]);
    };
    await kept();
    expect(await press(ada.page, 'propose_verdict', 'Propose this verdict')).toBe(412);
    expect(await refusal(ada.page)).toContain('The claim changed while you were working on it');
    expect(await ada.page.locator('#changed-meanwhile').innerText()).toMatch(/Edith Editor added evidence[\s\S]*Below is the claim as it is now, and your form with what you typed/);
    await kept();
    await look(ada, 'review refused');
    expect((await current(room.reviewerA, claim)).desk!.proposal).toBeNull();
  });

  chapter('gets its verdict proposed, which neither who proposed it nor an editor can approve', async () => {
    const { page } = ada;
    expect(await send(page, 'propose_verdict', { citedEvidenceIds: [invasion.summary] }, 'Preview as readers will see it')).toBe(200);
    expect(await page.locator('.desk-reading .standing').innerText()).toMatch(/Broken\s*since 24 Feb 2022/);
    await look(ada, 'preview');
    expect(await press(page, 'propose_verdict', 'Propose this verdict')).toBe(200);
    expect(await current(room.reviewerA, claim)).toMatchObject({ status: 'awaiting_approval', desk: { proposal: { rating: { label: 'Broken' }, inForceFrom: '2022-02-24', cited: [expect.any(String), expect.any(String)] } } });
    expect(await page.locator('#approve-why').innerText()).toBe('You proposed this verdict; another reviewer must approve it.');
    expect(await page.locator('#approve button').isDisabled()).toBe(true);
    await look(ada, 'proposed');

    await go(edith, review());
    expect(await edith.page.locator('#approve-why').innerText()).toBe('Only a reviewer may approve a verdict.');
    expect(await edith.page.locator('#approve button').isDisabled()).toBe(true);
    await look(edith, 'proposed');
    expect(await readersPage(claim.slug)).not.toContain('Broken');
  });

  chapter('cannot be approved once evidence is withdrawn under the second reviewer’s eyes; it is returned, told at once, and proposed again', async () => {
    await go(bo, '/desk/review?who=approve');
    await look(bo, 'queue');
    await arrive(bo.page, () => bo.page.getByRole('link', { name: geneva.claim }).first().click());
    expect(await bo.page.locator('#proposal').innerText()).toMatch(/Ada Reviewer proposed\s*Broken[\s\S]*Nothing was done since\./);
    expect(await bo.page.locator('#approve button').isEnabled()).toBe(true);
    await look(bo, 'to approve');

    await go(edith, bench());
    const piece = edith.page.locator('#board .timeline-item', { hasText: invasion.summary });
    await piece.getByText('Withdraw').first().click();
    await piece.locator('textarea').fill('The address carries a day earlier than the events; a clearer report is to be cited.');
    await arrive(edith.page, () => piece.getByRole('button', { name: 'Withdraw the evidence' }).click());
    expect(await notice(edith.page)).toContain('The evidence is withdrawn');

    expect(await press(bo.page, 'approve', 'Approve the verdict')).toBe(412);
    expect(await bo.page.locator('#changed-meanwhile').innerText()).toContain('Edith Editor withdrew evidence');
    expect(await bo.page.locator('#approve button').isDisabled()).toBe(true);
    expect(await bo.page.locator('#approve-why').innerText()).toContain('changed after this verdict was proposed');
    expect((await current(room.reviewerB, claim)).status).toBe('awaiting_approval');
    const reason = 'It cites a piece that is withdrawn. Cite the Kremlin’s own transcript alone.';
    expect(await send(bo.page, 'return', { reason }, 'Return with this reason')).toBe(200);
    expect(await notice(bo.page)).toContain('returned with your reason');

    await ada.page.locator('#review-changes').getByText('Bo Reviewer returned').first().waitFor();
    await go(ada, '/desk');
    expect(await ada.page.locator('#returned').innerText()).toMatch(/Your verdict was returned by Bo Reviewer[\s\S]*It cites a piece that is withdrawn\./);
    await arrive(ada.page, () => ada.page.locator('#returned').getByText(geneva.claim).click());
    expect(await ada.page.locator('#judging').innerText()).toMatch(/Bo Reviewer returned “Broken”\s*It cites a piece that is withdrawn\.[\s\S]*filled in with it/);
    expect([await ada.page.inputValue('#propose_verdict-summary'), await form(ada.page, 'propose_verdict').locator('[name=citedEvidenceIds]:checked').count()]).toEqual([verdict.summary, 1]);
    await look(ada, 'returned');
    expect(await press(ada.page, 'propose_verdict', 'Propose this verdict')).toBe(200);
  });

  chapter('is approved without script, and readers see it with the answer to the press', async () => {
    await go(bo, review());
    expect(await bo.page.locator('.desk-will-read').innerText()).toMatch(/Readers will read\s*Broken\s*since 24 Feb 2022/);
    expect(await press(bo.page, 'approve', 'Approve the verdict')).toBe(200);
    const { page, complaints: heard, close } = await browser.open(`${testApp.url}/claims/${claim.slug}`);
    expect(await page.locator('.standing').first().innerText()).toMatch(/Broken\s*since 24 Feb 2022/);
    expect(await page.locator('#verdict').innerText()).toMatch(/Ada Reviewer[\s\S]*Bo Reviewer/);
    await look({ context: page.context(), page, looking: { width: 390 } }, 'reader');
    expect(heard).toEqual([]);
    await close();
    expect(await notice(bo.page)).toContain('readers can see it');
  });

  chapter('is reported by a reader, corrected by two people from that report, reopened by it, and rated anew', async () => {
    const { page: at, close } = await browser.open(`${testApp.url}/claims/${claim.slug}`);
    await at.locator('#report summary').click();
    await at.fill('#report-words', 'He said it in the closed meeting, not at a news conference.');
    await arrive(at, () => at.locator('#report button[type="submit"]').click());
    const reference = await at.locator('.report-reference').innerText();
    await close();

    // The bar of the open page counts it without being loaded again.
    await edith.page.locator('#desk-menu').getByRole('link', { name: /report/i }).locator('.desk-waiting').waitFor();
    await go(edith, '/desk/reports');
    await look(edith, 'reports');
    await arrive(edith.page, () => edith.page.getByRole('link', { name: reference }).click());
    await look(edith, 'report');
    await arrive(edith.page, () => edith.page.getByRole('link', { name: 'Start a correction from this report' }).click());
    await edith.page.getByText('Correct something else of this claim').click();
    await arrive(edith.page, () => edith.page.locator('a[href*="of=statement"]').first().click());
    expect(await edith.page.locator('main').innerText()).toContain(reference);
    await look(edith, 'correct');
    expect(await edith.page.inputValue('#correct-occasion')).toBe('News conference');
    expect(await send(edith.page, 'correct', { occasion: 'Closed meeting with Antony Blinken', correctionKind: 'A factual error', explanation: 'The assurance was given in the closed meeting; Mr Blinken relayed it afterwards.' }, 'Preview it')).toBe(200);
    expect(await edith.page.locator('main').innerText()).toMatch(/News conference[\s\S]*Closed meeting with Antony Blinken[\s\S]*The claim will be open again/);
    await look(edith, 'preview of a correction');
    expect(await press(edith.page, 'preview', 'Propose the correction')).toBe(200);
    expect(await edith.page.locator('#approve button').isDisabled()).toBe(true);
    await look(edith, 'proposed correction');
    expect(await readersPage(claim.slug)).not.toContain('Closed meeting');

    await go(bo, '/desk/corrections');
    await look(bo, 'corrections');
    await arrive(bo.page, () => bo.page.getByRole('link', { name: geneva.claim }).click());
    expect(await press(bo.page, 'approve', 'Approve, publish and reopen')).toBe(200);
    expect(await notice(bo.page)).toContain('approved and published');
    const reassessed = await readersPage(claim.slug);
    expect(reassessed).toMatch(/being reassessed/i);
    expect(reassessed).toContain('Closed meeting with Antony Blinken');
    expect(await current(room.editor, claim)).toMatchObject({ status: 'open', verdict: { rating: { label: 'Broken' } }, statements: [{ chain: [{}, { kind: 'relayed_by' }, { kind: 'published_by' }] }] });

    await go(edith, bench());
    await addEvidence(edith.page, assembly, { sourceKind: 'official_document', eventDay: '2 Mar 2022' });
    expect(await press(edith.page, 'submit', 'Submit for review')).toBe(200);
    await go(ada, review());
    expect(await send(ada.page, 'propose_verdict', { ...verdict, citedEvidenceIds: [address.summary, assembly.summary] }, 'Propose this verdict')).toBe(200);
    await go(bo, review());
    expect(await press(bo.page, 'approve', 'Approve the verdict')).toBe(200);
    const rated = await readersPage(claim.slug);
    expect(rated).not.toMatch(/being reassessed/i);
    expect(rated).toContain('Broken');

    await go(edith, `/desk/reports?ref=${reference}`);
    expect(await edith.page.locator('main').innerText()).toContain('A correction came of it');
    expect(await send(edith.page, 'close', { answer: 'You were right. It is corrected.' }, 'Close the report')).toBe(200);
    expect(await notice(edith.page)).toContain('closed with its correction');
  });

  chapter('is told whole by its history, in which every act has its person', async () => {
    await go(edith, `${bench()}/history`);
    await look(edith, 'history');
    const { items } = (await room.editor.call('get', `/claims/${claim.id}/history`)).body as { items: { act: string; by: { name: string } }[] };
    expect(items.map((entry) => `${entry.act} ${entry.by.name.split(' ')[0]}`).reverse()).toEqual([
      'log Edith', 'open Edith', 'add_evidence Edith', 'submit Edith', 'claim_review Ada', 'add_evidence Edith', 'propose_verdict Ada', 'withdraw_evidence Edith', 'return Bo', 'propose_verdict Ada', 'approve Bo',
      'propose_correction Edith', 'approve_correction Bo', 'add_evidence Edith', 'submit Edith', 'propose_verdict Ada', 'approve Bo',
    ]);
  });

  it('is read to the end without a complaint of any browser', () => expect(complaints).toEqual([]));
});

describe('Two reviewers at the same moment', () => {
  it.each(['Cleo', 'Dee', 'Flo'])('who approve and return one verdict come to one outcome, and the other is told in words (proposed by %s)', async (name) => {
    const third = await hire(testApp, `${name} Third`, 'reviewer');
    const claim = await buildProposal({ ...room, reviewerA: third });
    const path = `/desk/claims/${claim.id}/review`;
    const [ada, bo] = await Promise.all([deskOf(room.reviewerA, { width: 390 }, path), deskOf(room.reviewerB, { width: 1280, javaScriptEnabled: false }, path)]);
    const reason = 'Say on which day it was published.';
    await fill(ada.page, 'return', { reason });
    const [returned, approved] = await Promise.all([press(ada.page, 'return', 'Return with this reason'), press(bo.page, 'approve', 'Approve the verdict')]);
    expect([returned, approved].sort()).toEqual([200, 412]);
    const { status } = await current(room.editor, claim);
    expect(status).toBe(approved === 200 ? 'rated' : 'in_review');
    const [late, words] = approved === 200 ? [ada, 'Bo Reviewer approved the verdict'] : [bo, 'Ada Reviewer returned'];
    expect(await refusal(late.page)).toContain('The claim changed while you were working on it');
    expect(await late.page.locator('#changed-meanwhile').innerText()).toContain(words);
    if (approved === 200) expect(await ada.page.inputValue('#return-reason')).toBe(reason);
    await look(late, 'a colleague was faster');
    expect(complaints).toEqual([]);
    await Promise.all([ada.context.close(), bo.context.close()]);
  }, 120_000);
});

describe('By keyboard alone', () => {
  /** Counts what a person presses; what is pasted is one. */
  class Keys {
    pressed = 0;
    constructor(readonly page: Page) {}
    async press(...keys: string[]): Promise<void> {
      for (const key of keys) {
        this.pressed++;
        await this.page.keyboard.press(key);
      }
    }
    async type(text: string): Promise<void> {
      this.pressed += [...text].length;
      await this.page.keyboard.type(text);
    }
    async paste(text: string): Promise<void> {
      this.pressed++;
      await this.page.keyboard.insertText(text);
    }
    async tabTo(element: Locator): Promise<void> {
      for (let count = 0; count < 30; count++) {
        if (await element.evaluate((one) => one === document.activeElement)) return;
        await this.press('Tab');
      }
      throw new Error(`Tab does not lead to ${String(element)}.`);
    }
    field(id: string): Promise<void> {
      return this.tabTo(this.page.locator(`[id="${id}"]`));
    }
  }

  /** Somebody whose hands stay on the keys: whatever a mouse or a finger does to the page is noted. */
  async function keysOf(person: Person, path: string): Promise<{ keys: Keys; page: Page; touched: string[]; close(): Promise<void> }> {
    const touched: string[] = [];
    const { context, page } = await deskOf(person, { width: 1280 }, path);
    await context.exposeFunction('tellTouch', (kind: string) => void touched.push(kind));
    await context.addInitScript(() => {
      for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) addEventListener(kind, () => (globalThis as unknown as { tellTouch(kind: string): void }).tellTouch(kind), true);
    });
    // Signing in was by mouse; what counts begins here.
    await page.goto(`${testApp.url}${path}`);
    return { keys: new Keys(page), page, touched, close: () => context.close() };
  }

  it('a claim is logged from a pasted quote, told by one and published by another', async () => {
    await buildSpeaker(room.editor, { name: 'Dmitri Keyboardov', aliases: ['Дмитрий Клавишин'], roles: [{ title: 'Deputy Minister' }] });
    await buildSpeaker(room.editor, { name: 'Anthony Relayer', roles: [{ title: 'Envoy' }] });
    await buildSpeaker(room.editor, { kind: 'organisation', name: 'Newswire Daily', roles: [] });
    const source = await buildSource(room.editor, { url: 'https://newswire.example/geneva', title: 'What was said in Geneva', publisher: 'Newswire Daily' });
    const { keys, page, touched, close } = await keysOf(room.editor, '/desk');
    await arrive(page, () => keys.press('g', 'n'));
    await keys.paste(assurance.text);
    await keys.field('new-speaker');
    await keys.type('keyb');
    await page.getByRole('option', { name: /^Dmitri Keyboardov/ }).waitFor();
    await keys.press('Enter');
    await keys.field('new-saidDay');
    await keys.type('21 jan 2022');
    await keys.tabTo(page.getByRole('button', { name: 'Add who relayed it' }));
    await keys.press('Enter');
    await page.locator('#new-hop1Who:focus').waitFor();
    await keys.type('relay');
    await page.getByRole('option', { name: /^Anthony Relayer/ }).waitFor();
    await keys.press('Enter');
    await keys.field('new-hop2SourceUrl');
    await keys.paste('https://www.newswire.example/geneva?utm_source=x');
    await page.getByText('On record: “What was said in Geneva”').waitFor();
    await keys.field('new-hop2Who');
    if ((await page.inputValue('#new-hop2Who')) === '') {
      await keys.type('newsw');
      await page.getByRole('option', { name: /^Newswire Daily/ }).waitFor();
      await keys.press('Enter');
    }
    await keys.field('new-wording');
    await keys.paste(geneva.claim);
    await keys.field('new-kind');
    await keys.type('An a');
    await keys.field('new-wouldConfirm');
    await keys.paste(geneva.test.would_confirm);
    await keys.press('Tab');
    await keys.paste(geneva.test.would_refute);
    await keys.press('Tab');
    await keys.type('24 feb 2022');
    await arrive(page, () => keys.press('Enter'));
    expect(await notice(page)).toContain('logged as a draft');
    const claim = await current(room.editor, { id: /claims\/([0-9a-f-]{36})/.exec(page.url())![1]! });
    expect(claim).toMatchObject({ kind: 'assurance', statements: [{ speaker: { name: 'Dmitri Keyboardov' }, chain: [{}, { speaker: { name: 'Anthony Relayer' } }, { speaker: { name: 'Newswire Daily' }, source: { id: source.id } }] }] });
    expect(touched).toEqual([]);
    // Measured at 111: the name, the days and the kind are typed, and Tab leads from field to field.
    expect(keys.pressed).toBeLessThan(166);
    await close();
  }, 120_000);

  it('a claim goes from the queue to an approved verdict, proposed by one and approved by another', async () => {
    for (const { id } of await testApp.source.query<{ id: string }[]>(`SELECT id FROM claim WHERE status = 'in_review' AND reviewer_id IS NULL`)) await act(room.reviewerB, { id }, 'claim_review');
    const [ann, ben] = [await hire(testApp, 'Ann Keys', 'reviewer'), await hire(testApp, 'Ben Keys', 'reviewer')];
    const claim = await buildClaimInReview(room, { wording: 'The treaty will be signed by the end of January.' });
    const first = await keysOf(ann, '/desk');
    await arrive(first.page, () => first.keys.press('g', 'r'));
    await first.keys.press('t');
    await arrive(first.page, () => first.keys.press('Enter'));
    expect(await notice(first.page)).toContain('The review is yours.');
    await first.keys.press('a');
    await first.keys.field('propose_verdict-ratingId');
    await first.keys.press('Space');
    await first.keys.field('propose_verdict-summary');
    await first.keys.paste('The report came out on the day.');
    await first.keys.field('propose_verdict-citedEvidenceIds');
    await first.keys.press('Space');
    await first.keys.field('propose_verdict-inForceFrom');
    await first.keys.type('30 jan 2022');
    await first.keys.tabTo(first.page.getByRole('button', { name: 'Propose this verdict' }));
    await arrive(first.page, () => first.keys.press('Enter'));
    expect(await notice(first.page)).toContain('The verdict is proposed.');

    const second = await keysOf(ben, '/desk');
    await arrive(second.page, () => second.keys.press('g', 'r'));
    do await second.keys.press('j');
    while (!(await second.page.locator('a.desk-item-title:focus', { hasText: claim.title }).count()));
    await arrive(second.page, () => second.keys.press('Enter'));
    await second.keys.press('a');
    await second.keys.tabTo(second.page.getByRole('button', { name: 'Approve the verdict' }));
    await arrive(second.page, () => second.keys.press('Enter'));
    expect(await notice(second.page)).toContain('readers can see it');
    expect((await request(testApp.url).get(`/api/v1/claims/${claim.slug}`)).body).toMatchObject({ status: 'rated', verdict: { proposedBy: { name: 'Ann Keys' }, approvedBy: { name: 'Ben Keys' } } });
    expect([...first.touched, ...second.touched]).toEqual([]);
    // Measured at 26 and 6.
    expect([first.keys.pressed < 39, second.keys.pressed < 10]).toEqual([true, true]);
    await Promise.all([first.close(), second.close()]);
    expect(complaints).toEqual([]);
  }, 120_000);
});
