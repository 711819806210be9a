/** Speakers, topics, sources, corrections and our method: what they count, what they list, what they keep back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { loadGeneva } from '../src/interop/geneva/load.js';
import { startApp, startInstance, type TestApp } from './support/app.js';
import { axeFindings, TestBrowser } from './support/browser.js';
import { act, buildClaim, buildEvidence, buildOpenClaim, buildRatedClaim, buildSource, buildSpeaker, current, made, propose, ratingOf } from './support/build.js';
import { hireNewsroom, type Newsroom, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;

/** Past the memory, which may lag up to a second behind what a test just did: an outdated session is anonymous, but nobody's kept page. */
const page = (path: string, app = testApp) => reader(app).get(path).set('accept', 'text/html').set('cookie', 'claimline=outdated').redirects(0);
const textOf = (html: string) => html.slice(html.indexOf('<main')).replace(/<\/?bdi>/g, '').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, '’').replace(/&quot;/g, '"').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
async function read(path: string, status = 200): Promise<string> {
  const response = await page(path);
  expect({ path, status: response.status }).toEqual({ path, status });
  return textOf(response.text);
}
/** The titles of the claims that a section of the page lists, in its order. */
const titles = (html: string, section?: string): string[] => {
  const from = section ? html.indexOf(`id="${section}"`) : html.indexOf('<main');
  const part = html.slice(from, section ? html.indexOf('</section>', from) : undefined);
  return [...part.matchAll(/<h[2-4] class="claim-title"[^>]*><a[^>]*>([^<]*)<\/a>/g)].map(([, title]) => title!);
};
const nextOf = (html: string): string | undefined => /href="([^"]*cursor=[^"]*)" rel="next"/.exec(html)?.[1]!.replaceAll('&amp;', '&');

/** All pages of a list, following its own links; at most ten. */
async function walk(path: string, section?: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let at: string | undefined = path; at && pages.length < 10; ) {
    const { text, status } = await page(at);
    expect({ at, status }).toEqual({ at, status: 200 });
    pages.push(titles(text, section));
    at = nextOf(text);
  }
  return pages;
}

interface Who {
  id: string;
  slug: string;
}

/** An open claim made by `speaker` on `day`, published by `outlet` in `source`. */
async function said(speaker: Who, title: string, { day = '2022-01-21', outlet, source, wasSaid, ...overrides }: { day?: string; outlet?: Who; source?: Who; wasSaid?: string } & Record<string, unknown> = {}): Promise<ClaimRecord> {
  const by = outlet ?? (await buildSpeaker(room.editor, { kind: 'organisation', name: `The Herald of ${title}`, roles: [] }));
  const document = source ?? (await buildSource(room.editor));
  const statement = {
    speakerId: speaker.id, day, quote: 'So it is.', ...(wasSaid ? { wasSaid } : {}),
    chain: [{ kind: 'said_by', speakerId: speaker.id, form: 'direct' }, { kind: 'published_by', speakerId: by.id, form: 'direct', sourceId: document.id }],
  };
  return buildOpenClaim(room, { title, statements: [statement], ...overrides } as never);
}

const correct = async (claim: { id: string }, body: object) => made(room.editor.call('patch', `/claims/${claim.id}`, { version: (await current(room.editor, claim)).version, body }), 200);

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
}, 120_000);

afterAll(() => testApp?.close());

describe('A speaker’s page', () => {
  it('tells who it is, with dated roles, other names and Wikidata, and where to follow', async () => {
    const speaker = await buildSpeaker(room.editor, {
      name: 'Mara Velt', description: 'A minister of works.', aliases: ['M. Velt', 'Мара Вельт'], wikidataId: 'Q99887766',
      roles: [{ title: 'Mayor of Elm', from: '2010', until: '2015-03' }, { title: 'Minister of Works', from: '2015-04-02' }],
    });
    await said(speaker, 'Velt on bridges', { day: '2014-06-01' });
    const { text: html } = await page(`/speakers/${speaker.slug}`);
    const text = textOf(html);
    expect(text).toMatch(/Speaker Mara Velt A minister of works\. Mayor of Elm 2010 to March 2015 Minister of Works since 2 Apr 2015 Also written M\. Velt and Мара Вельт/);
    expect(text).toContain('Mara Velt, Mayor of Elm, 1 Jun 2014');
    expect(html).toContain('href="https://www.wikidata.org/wiki/Q99887766" rel="nofollow noopener"');
    for (const feed of ['verdicts', 'corrections']) {
      for (const form of ['atom', 'rss', 'json']) {
        expect(html).toContain(`href="/feeds/speakers/${speaker.slug}/${feed}.${form}"`);
        expect((await reader(testApp).get(`/feeds/speakers/${speaker.slug}/${feed}.${form}`)).status).toBe(200);
      }
    }
  });

  it('counts each claim once, scales apart, with how many are not rated, and never as a share', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Count Ersatz', roles: [] });
    const chain = { chain: [{ kind: 'said_by', speakerId: speaker.id, form: 'direct' }, { kind: 'published_by', speakerId: (await buildSpeaker(room.editor)).id, form: 'direct', sourceId: (await buildSource(room.editor)).id }] };
    const on = (day: string) => ({ speakerId: speaker.id, day, quote: 'So it is.', ...chain });
    const kept = await buildRatedClaim(room, { title: 'The kept one', statements: [on('2021-05-01'), on('2020-05-01')] as never });
    await buildRatedClaim(room, { title: 'The second kept one', statements: [on('2021-06-01')] as never });
    await said(speaker, 'The open one', { day: '2022-02' });
    await said(speaker, 'The fact', { day: '2022', kind: 'factual', resolution: null });
    const { text: html } = await page(`/speakers/${speaker.slug}`);
    const text = textOf(html);
    expect(text).toContain('4 claims on record: 2 with a verdict, 2 without.');
    expect(text).toContain('3 claims on the Commitment scale: 2 rated, 1 not rated.');
    expect(text).toContain('1 claim on the Accuracy scale: 0 rated, 1 not rated.');
    expect(text).toContain('chosen because they can be checked, not sampled');
    expect(text).not.toMatch(/\d\s*%/);
    expect(html).toContain(`href="/claims?speaker=${speaker.slug}&amp;rating=kept"`);
    expect(html).toContain(`href="/claims?speaker=${speaker.slug}&amp;standing=not_yet_rated"`);
    expect(text).toMatch(/Kept 2 Not yet rated 2/);
    // In the order of the day each was first made; a year begins with its first day.
    expect(titles(html, 'claims')).toEqual(['The open one', 'The fact', 'The second kept one', 'The kept one']);
    expect(text).toMatch(/The kept one Count Ersatz, 1 May 2020/);

    await act(room.editor, kept, 'reopen', { reason: 'New facts.' });
    expect(await read(`/speakers/${speaker.slug}`)).toContain('4 claims on record: 2 with a verdict, 2 without.');
    await act(room.admin, kept, 'withdraw', { reason: 'Logged twice.' });
    const after = await page(`/speakers/${speaker.slug}`);
    expect(textOf(after.text)).toContain('3 claims on record: 1 with a verdict, 2 without.');
    expect(textOf(after.text)).toContain('1 withdrawn claim is listed below and not counted.');
    expect(titles(after.text, 'claims')).toContain('The kept one');
  });

  it('holds nobody to what was made up, and says of how many it is not confirmed that they were said', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Ilse Hoax', roles: [] });
    await said(speaker, 'A made-up promise', { wasSaid: 'fabricated' });
    await said(speaker, 'A doubtful promise', { wasSaid: 'disputed' });
    await said(speaker, 'A sure promise', { wasSaid: 'confirmed' });
    const { text: html } = await page(`/speakers/${speaker.slug}`);
    const text = textOf(html);
    expect(text).toContain('2 claims on the Commitment scale: 0 rated, 2 not rated.');
    expect(titles(html, 'claims').sort()).toEqual(['A doubtful promise', 'A sure promise']);
    expect(titles(html, 'made-up')).toEqual(['A made-up promise']);
    expect(text).toContain('1 claim was put into the mouth of Ilse Hoax, who never made it. It is not counted above.');
    expect(text).toContain('For 1 of them, whether it was said is disputed or not yet confirmed.');
  });

  it('pages through all claims once, newest first, the same day’s too, and what has no day last', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Max Verbose', roles: [] });
    const outlet = await buildSpeaker(room.editor, { kind: 'organisation', name: 'The Verbose Times', roles: [] });
    const source = await buildSource(room.editor);
    const expected: string[] = [];
    for (let n = 1; n <= 24; n++) {
      await said(speaker, `Verbose ${n}`, { day: `2020-01-${String(Math.ceil(n / 3)).padStart(2, '0')}`, outlet, source });
      expected.push(`Verbose ${n}`);
    }
    // A draft that is declined need not have a day.
    const undated = await buildClaim(room.editor, { title: 'Verbose undated', statements: [{ speakerId: speaker.id, quote: 'Me too.', chain: [{ kind: 'said_by', speakerId: speaker.id, form: 'direct' }, { kind: 'published_by', speakerId: outlet.id, form: 'direct', sourceId: source.id }] }] as never });
    await act(room.reviewerA, undated, 'decline', { declineCode: 'not_checkable', reason: 'Nobody knows when.' });
    const pages = await walk(`/speakers/${speaker.slug}`, 'claims');
    expect(pages.map((each) => each.length)).toEqual([20, 5]);
    const all = pages.flat();
    expect([...all].sort()).toEqual([...expected, 'Verbose undated'].sort());
    expect(all.at(-1)).toBe('Verbose undated');
    const days = all.slice(0, -1).map((title) => Math.ceil(Number(title.slice(8)) / 3));
    expect(days).toEqual([...days].sort((a, b) => b - a));
    const first = await page(`/speakers/${speaker.slug}`);
    const second = await page(nextOf(first.text)!);
    expect(second.text).toContain('<meta name="robots" content="noindex"/>');
    expect(textOf(second.text)).toContain('The newest claims');

    // The outlet made none of these, and published them all.
    const outletPage = await page(`/speakers/${outlet.slug}`);
    expect(textOf(outletPage.text)).toContain('No claim by The Verbose Times is on record.');
    expect(textOf(outletPage.text)).toContain('Statements of others in 25 claims reach us through The Verbose Times');
    expect(titles(outletPage.text, 'through')).toHaveLength(5);
    const through = await walk(`/speakers/${outlet.slug}?kind=through`);
    expect(through.map((each) => each.length)).toEqual([20, 5]);
    expect(through.flat().sort()).toEqual([...expected, 'Verbose undated'].sort());
  });

  it('names in what reaches us through somebody the one whose statement it is', async () => {
    const [first, relayed, outlet] = [await buildSpeaker(room.editor, { name: 'First Maker' }), await buildSpeaker(room.editor, { name: 'Later Maker' }), await buildSpeaker(room.editor, { kind: 'organisation', name: 'Relay Radio', roles: [] })];
    const claim = await said(first, 'Made twice', { day: '2019-01-01' });
    await made(room.editor.call('post', `/claims/${claim.id}/statements`, {
      version: (await current(room.editor, claim)).version,
      body: { speakerId: relayed.id, day: '2021-03-03', quote: 'I say so, too.', chain: [{ kind: 'said_by', speakerId: relayed.id, form: 'direct' }, { kind: 'published_by', speakerId: outlet.id, form: 'direct', sourceId: (await buildSource(room.editor)).id }] },
    }));
    expect(await read(`/speakers/${outlet.slug}`)).toContain('Made twice Later Maker, 3 Mar 2021');
    expect(await read(`/speakers/${relayed.slug}`)).toMatch(/Made twice Later Maker, Minister, 3 Mar 2021/);
    expect(await read(`/speakers/${first.slug}`)).toMatch(/Made twice First Maker, 1 Jan 2019/);
  });

  it('is not there for whom only drafts name, and is found by outdated words', async () => {
    const hidden = await buildSpeaker(room.editor, { name: 'Secret Speaker' });
    await buildClaim(room.editor, { statements: [{ speakerId: hidden.id, day: '2022-01-21', quote: 'x', chain: [{ kind: 'said_by', speakerId: hidden.id, form: 'direct' }] }] as never });
    expect((await page(`/speakers/${hidden.slug}`)).status).toBe(404);
    expect((await page(`/speakers/${hidden.slug}`)).text).not.toContain('Secret Speaker');
    const speaker = await buildSpeaker(room.editor, { name: 'Renamed Speaker' });
    await said(speaker, 'By the renamed');
    const moved = await page(`/speakers/old-name-${speaker.slug.slice(-8)}?kind=through`);
    expect([moved.status, moved.headers.location]).toEqual([301, `/speakers/${speaker.slug}?kind=through`]);
    expect((await page(`/uk/speakers/${speaker.slug.slice(-8)}`)).headers.location).toBe(`/uk/speakers/${speaker.slug}`);
  });

  it('reads the database a few times at most, all in one transaction', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Quick Speaker' });
    await said(speaker, 'Quickly said');
    const { query } = pg.Client.prototype;
    const statements: string[] = [];
    pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
      const [first] = args as [string | { text: string }];
      statements.push(typeof first === 'string' ? first : first.text);
      return (query as (...all: unknown[]) => unknown).apply(this, args);
    } as typeof query;
    try {
      await read(`/speakers/${speaker.slug}?cursor=`);
    } finally {
      pg.Client.prototype.query = query;
    }
    // The instance's own heartbeat may beat meanwhile.
    const own = statements.filter((sql) => /FROM|BEGIN|COMMIT/.test(sql));
    expect(own[0]).toContain('REPEATABLE READ READ ONLY');
    expect(own.at(-1)).toBe('COMMIT');
    expect(own.length).toBeLessThanOrEqual(8);
  });
});

describe('A topic’s page', () => {
  it('counts where the claims stand and who spoke, and lists every claim', async () => {
    const topic = await made<Who>(room.editor.call('post', '/topics', { body: { name: 'Lighthouses', description: 'Lamps at sea.' } }));
    const [often, once] = [await buildSpeaker(room.editor, { name: 'Often Speaker' }), await buildSpeaker(room.editor, { name: 'Once Speaker' })];
    await said(often, 'Lamp one', { topicIds: [topic.id] });
    await said(often, 'Lamp two', { topicIds: [topic.id] });
    await said(once, 'Lamp three', { topicIds: [topic.id], kind: 'factual', resolution: null });
    await act(room.admin, await said(once, 'Lamp four', { topicIds: [topic.id] }), 'withdraw', { reason: 'A mistake.' });
    await buildClaim(room.editor, { title: 'Secret lamp', topicIds: [topic.id] });
    const { text: html } = await page(`/topics/${topic.slug}`);
    const text = textOf(html);
    expect(text).toMatch(/Topic Lighthouses Lamps at sea\./);
    expect(text).toContain('3 claims on this topic: 0 with a verdict, 3 without.');
    expect(text).toContain('1 withdrawn claim is listed below and not counted.');
    expect(titles(html)).toEqual(['Lamp four', 'Lamp three', 'Lamp two', 'Lamp one']);
    expect(text).toMatch(/Who spoke on it Often Speaker 2 claims.*Once Speaker 1 claim/);
    expect(html).toContain(`href="/claims?topic=${topic.slug}&amp;speaker=${often.slug}"`);
    expect(html).not.toContain('Secret lamp');
    expect(html).toContain(`href="/feeds/topics/${topic.slug}/verdicts.atom"`);
    expect(await read(`/speakers/${often.slug}`)).toMatch(/On which topics Lighthouses 2 claims/);
  });

  it('is not there while only drafts are about it', async () => {
    const topic = await made<Who>(room.editor.call('post', '/topics', { body: { name: 'Secret harbours' } }));
    const draft = await buildClaim(room.editor, { topicIds: [topic.id] });
    const response = await page(`/topics/${topic.slug}`);
    expect(response.status).toBe(404);
    expect(response.text).not.toContain('Secret harbours');
    const listed = async (who: 'reader' | 'desk') => (await made<{ items: { name: string }[] }>(who === 'desk' ? room.editor.call('get', '/topics?q=harbours') : reader(testApp).get('/api/v1/topics?q=harbours'), 200)).items.map(({ name }) => name);
    expect([await listed('reader'), await listed('desk'), (await reader(testApp).get(`/api/v1/topics/${topic.slug}`)).status]).toEqual([[], ['Secret harbours'], 404]);
    await act(room.editor, draft, 'open');
    expect(await listed('reader')).toEqual(['Secret harbours']);
    expect(await read(`/topics/${topic.slug}`)).toContain('Secret harbours');
    const moved = await page(`/topics/old-${topic.slug.slice(-8)}`);
    expect([moved.status, moved.headers.location]).toEqual([301, `/topics/${topic.slug}`]);
  });
});

describe('A source’s page', () => {
  it('tells what the document is, what it is evidence for, and what we know through it', async () => {
    const source = await buildSource(room.editor, { title: 'Звіт про мости', language: 'uk', publisher: 'Bridge Office', authors: ['A. One', 'B. Two'], kind: 'official_document', publishedDay: '2022-02', archivedUrl: 'https://archive.example.org/bridges', note: 'Read in the original.' });
    const speaker = await buildSpeaker(room.editor, { name: 'Bridge Speaker' });
    const outlet = await buildSpeaker(room.editor, { kind: 'organisation', name: 'Bridge Weekly', roles: [] });
    const claim = await said(speaker, 'Bridges will stand', { outlet, source });
    const standing = await buildEvidence(room.editor, claim, { sourceId: source.id, stance: 'refutes', weight: 'decisive', day: '2022-02-03', summary: 'One fell.', excerpt: 'Міст упав.' });
    const gone = await buildEvidence(room.editor, claim, { sourceId: source.id, stance: 'context', weight: 'background', day: '2022-02-01', summary: 'It had rained.' });
    await made(room.editor.call('post', `/evidence/${gone.id}/withdraw`, { version: gone.version, body: { reason: 'It rained elsewhere.' } }), 200);
    const { text: html } = await page(`/sources/${source.slug}`);
    const text = textOf(html);
    expect(html).toMatch(/<h1[^>]* lang="uk"[^>]*>Звіт про мости/);
    expect(text).toContain('2 pieces of evidence, for 1 claim.');
    expect(text).toMatch(/3 Feb 2022 Against the claim decides it Bridges will stand.*One fell\. “Міст упав\.”/);
    expect(text).toMatch(/It had rained\..*Withdrawn on .*: It rained elsewhere\./);
    expect(html).toContain(`href="/claims/${claim.slug}#evidence-${standing.id}"`);
    expect(html).toContain(`href="/claims/${claim.slug}#statement-${claim.statements[0]!.id}"`);
    expect(text).toMatch(/21 Jan 2022 Said by Bridge Speaker ?, published by Bridge Weekly quoting the words Bridges will stand/);
    expect(text).toMatch(/Publisher Bridge Office Authors A\. One and B\. Two Kind official document Published February 2022 Language Ukrainian Address example\.org\/report\/\d+ Archived copy archive\.example\.org\/bridges How we read it Read in the original\./);
    expect(textOf((await page(`/es/sources/${source.slug}`)).text)).toContain('ucraniano');
    const { text: claimPage } = await page(`/claims/${claim.slug}`);
    for (const id of [`evidence-${standing.id}`, `statement-${claim.statements[0]!.id}`]) expect(claimPage).toContain(`id="${id}"`);
    const moved = await page(`/sources/old-${source.slug.slice(-8)}`);
    expect([moved.status, moved.headers.location]).toEqual([301, `/sources/${source.slug}`]);
  });

  it('pages through its evidence and its statements', async () => {
    const source = await buildSource(room.editor, { title: 'The long report' });
    const speaker = await buildSpeaker(room.editor, { name: 'Long Speaker', roles: [] });
    const claim = await said(speaker, 'Long claim', { source });
    for (let n = 1; n <= 23; n++) await buildEvidence(room.editor, claim, { sourceId: source.id, summary: `Finding ${n}.`, day: '2022-01-30' });
    const findings = (html: string) => [...html.matchAll(/Finding (\d+)\./g)].map(([, n]) => Number(n));
    const first = await page(`/sources/${source.slug}`);
    const second = await page(nextOf(first.text)!);
    expect([findings(first.text).length, findings(second.text).length]).toEqual([20, 3]);
    expect(new Set([...findings(first.text), ...findings(second.text)]).size).toBe(23);
    expect(titles((await page(`/sources/${source.slug}?kind=statements`)).text)).toEqual(['Long claim']);
  });

  it('is not there while only drafts use it', async () => {
    const source = await buildSource(room.editor, { title: 'Secret report' });
    const draft = await buildClaim(room.editor);
    await buildEvidence(room.editor, draft, { sourceId: source.id });
    const response = await page(`/sources/${source.slug}`);
    expect(response.status).toBe(404);
    expect(response.text).not.toContain('Secret report');
  });
});

describe('The corrections', () => {
  it('are all listed with what stood there before, by kind, one act on several claims as one', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Wrong Name', roles: [] });
    const one = await said(speaker, 'Teh first', { wording: 'The first thing will be done.' });
    const two = await said(speaker, 'The second');
    await correct(one, { title: 'The first', correction: { kind: 'typo', explanation: 'Two letters were swapped.' } });
    await made(room.editor.call('patch', `/speakers/${speaker.id}`, { version: 1, body: { name: 'Right Name', correction: { kind: 'clarification', explanation: 'It was somebody of another name.' } } }), 200);
    await act(room.admin, two, 'withdraw', { reason: 'Twice.' });

    const { text: html } = await page('/corrections');
    const text = textOf(html);
    expect(text).toMatch(/About the claim Typing error corrected Two letters were swapped\. Title Before Teh first After The first The first Right Name, 21 Jan 2022/);
    expect(text).toMatch(/About a speaker Clarification It was somebody of another name\. Name Before Wrong Name After Right Name On 2 claims/);
    expect(text).toMatch(/The second Right Name, 21 Jan 2022 ?, Withdrawn/);
    const anchor = new RegExp(`href="(/claims/${(await current(room.editor, one)).slug}#correction-[^"]+)"`).exec(html)![1]!;
    expect((await page(anchor)).text).toContain(`id="${anchor.split('#')[1]}"`);

    const typos = await read('/corrections?kind=typo');
    expect(typos).toContain('Two letters were swapped.');
    expect(typos).not.toContain('It was somebody of another name.');
    expect(text).toMatch(/Typing error corrected 1 .*Clarification 2/);
    expect(html).toContain('href="/method#corrections"');
    expect((await page('/method')).text).toContain('id="corrections"');
  });

  it('tell of a corrected rating, and apart from it of verdicts that changed with events', async () => {
    const claim = await buildRatedClaim(room, { title: 'Judged thrice' });
    const again = async (key: string, correction?: string) => {
      await act(room.editor, claim, 'reopen', { reason: 'There is news.' });
      await act(room.editor, claim, 'submit');
      await propose(room.reviewerA, claim, { ratingId: ratingOf(claim, key), summary: `Now it is ${key}.` });
      await act(room.reviewerB, claim, 'approve', correction ? { correction } : {});
    };
    await again('mostly_kept');
    expect(await read('/corrections')).not.toContain('Judged thrice');
    await again('broken', 'We had misread the report.');
    await again('broken');
    const list = await read('/corrections?kind=rating');
    expect(list).toMatch(/About the verdict Rating corrected We had misread the report\. Rating Before Mostly kept After Broken Judged thrice/);
    const changed = await read('/corrections?kind=verdict');
    expect(changed.match(/Judged thrice/g)).toHaveLength(2);
    expect(changed).toMatch(/From Mostly kept to Broken Judged thrice .* Now it is broken\..*From Kept to Mostly kept Judged thrice/);
  });

  it('are paged, and none is left out or told twice', async () => {
    const claim = await buildOpenClaim(room, { title: 'Often corrected' });
    for (let n = 1; n <= 22; n++) await correct(claim, { background: `Version ${n}`, correction: { kind: 'clarification', explanation: `Clarified for the ${n}. time.` } });
    const first = await page('/corrections?kind=clarification');
    const second = await page(nextOf(first.text)!);
    const told = (html: string) => [...html.matchAll(/Clarified for the (\d+)\. time/g)].map(([, n]) => Number(n));
    expect([...told(first.text), ...told(second.text)]).toEqual(Array.from({ length: 22 }, (_, index) => 22 - index));
  });

  it('say so where there is none', async () => {
    const empty = await startApp();
    try {
      expect(textOf((await page('/corrections', empty)).text)).toContain('No correction has been published yet.');
      expect(textOf((await page('/corrections?kind=factual', empty)).text)).toContain('No correction of this kind has been published yet.');
      expect(textOf((await page('/corrections?kind=verdict', empty)).text)).toContain('No verdict has given way to another rating yet.');
    } finally {
      await empty.close();
    }
  });
});

describe('Our method', () => {
  it('shows the scales with meanings and why some ratings have no number, and earlier versions while claims are judged on them', async () => {
    const text = await read('/method');
    expect(text).toContain('Unverifiable The evidence that exists cannot settle it either way. no number');
    expect(text).toContain('“Unverifiable”, “In progress” and “Overtaken by events” have none');
    const { items } = await made<{ items: { key: string; name: string; current: boolean; ratings: Record<string, unknown>[] }[] }>(reader(testApp).get('/api/v1/scales'), 200);
    const accuracy = items.find((scale) => scale.key === 'accuracy' && scale.current)!;
    await buildOpenClaim(room, { kind: 'factual', resolution: null });
    const ratings = accuracy.ratings.map(({ id: _, ...rating }) => (rating.key === 'true' ? { ...rating, label: 'Right' } : rating));
    await made(room.admin.call('post', '/scales', { body: { key: 'accuracy', name: accuracy.name, ratings } }));
    const { text: html } = await page('/method');
    expect(textOf(html)).toMatch(/Accuracy Version 2 .*Right .*Accuracy Version 1 An earlier version, on which claims are still judged True/);
    for (const id of ['scale-accuracy', 'scale-accuracy-1', 'scale-commitment', 'feeds', 'corrections', 'steps', 'report']) expect(html).toContain(`id="${id}"`);
  });

  it('says who may do what, from the tables that decide it, and where programs and readers go on', async () => {
    const { text: html } = await page('/method');
    const text = textOf(html);
    expect(text).toMatch(/Approve from awaiting approval to rated a reviewer another reviewer, who neither logged the claim nor proposed/);
    expect(text).toMatch(/Give to a reviewer stays in review the editor in charge or an admin/);
    expect(text).toMatch(/make a new version of a scale an admin/);
    expect(text).toMatch(/add evidence an editor or a reviewer/);
    expect(text).toContain('A verdict needs two reviewers');
    for (const href of ['/report', '/corrections', '/feeds/verdicts.atom', '/feeds/corrections.json', '/api/docs', '/api/v1/openapi.json', '/sitemap.xml']) {
      expect(html).toContain(`href="${href}"`);
      expect({ href, status: (await page(href)).status }).toEqual({ href, status: 200 });
    }
  });

  it('says so when one reviewer judges alone', async () => {
    const alone = await startInstance(testApp.databaseUrl, { REVIEW_POLICY: 'single' });
    try {
      const text = textOf((await page('/method', alone)).text);
      expect(text).toContain('This desk works with a single reviewer: no second person checks a verdict, and every verdict says so.');
      expect(text).not.toContain('another reviewer');
    } finally {
      await alone.close();
    }
  });
});

describe('A page kept in memory', () => {
  /** What anonymous readers get, from memory where it is kept. */
  const kept = async (path: string) => (await reader(testApp).get(path).set('accept', 'text/html').redirects(1)).text;

  it('gives way within a second to every act that it shows', async () => {
    const topic = await made<Who>(room.editor.call('post', '/topics', { body: { name: 'Kept things' } }));
    const [speaker, outlet] = [await buildSpeaker(room.editor, { name: 'Kept Speaker' }), await buildSpeaker(room.editor, { kind: 'organisation', name: 'Kept Courier', roles: [] })];
    const source = await buildSource(room.editor, { title: 'Kept report' });
    const claim = await said(speaker, 'Kept claim', { outlet, source, topicIds: [topic.id] });
    const evidence = await buildEvidence(room.editor, claim, { sourceId: source.id, summary: 'Kept finding.' });
    const paths = { speaker: `/speakers/${speaker.slug}`, outlet: `/speakers/${outlet.slug}`, through: `/speakers/${outlet.slug}?kind=through`, topic: `/topics/${topic.slug}`, source: `/sources/${source.slug}`, corrections: '/corrections', changed: '/corrections?kind=verdict', method: '/method' };
    const revise = async (what: string, { id }: Who, body: object) => {
      const { version } = await made<{ version: number }>(room.editor.call('get', `/${what}/${id}`), 200);
      await made(room.editor.call('patch', `/${what}/${id}`, { version, body: { ...body, correction: { kind: 'clarification', explanation: 'It was another.' } } }), 200);
    };
    const rate = async (key: string) => {
      await act(room.editor, claim, 'submit');
      await propose(room.reviewerA, claim, { ratingId: ratingOf(claim, key) });
      await act(room.reviewerB, claim, 'approve');
    };
    const acts: [name: string, deed: () => Promise<unknown>, shown: (keyof typeof paths)[]][] = [
      ['a verdict', () => rate('kept'), ['speaker', 'outlet', 'through', 'topic', 'source']],
      ['a verdict that changed', async () => { await act(room.editor, claim, 'reopen', { reason: 'News.' }); await rate('broken'); }, ['speaker', 'outlet', 'through', 'topic', 'source', 'changed']],
      ['another name of who said it', async () => { await act(room.editor, claim, 'reopen', { reason: 'News.' }); await revise('speakers', speaker, { name: 'Kept Speaker Renamed' }); }, ['speaker', 'outlet', 'through', 'topic', 'source', 'corrections', 'changed']],
      ['another title', () => correct(claim, { title: 'Kept claim retitled', correction: { kind: 'typo', explanation: 'A slip.' } }), ['speaker', 'outlet', 'through', 'topic', 'source', 'corrections', 'changed']],
      ['a document revised', () => revise('sources', source, { publisher: 'Another Daily' }), ['source', 'corrections']],
      ['evidence withdrawn', async () => { const { version } = (await current(room.editor, claim)).evidence.find(({ id }) => id === evidence.id)!; await made(room.editor.call('post', `/evidence/${evidence.id}/withdraw`, { version, body: { reason: 'Wrong.' } }), 200); }, ['source']],
      ['one more claim', () => said(speaker, 'Kept second', { outlet, source, topicIds: [topic.id] }), ['speaker', 'outlet', 'through', 'topic', 'source']],
      ['a withdrawal', () => act(room.admin, claim, 'withdraw', { reason: 'Gone.' }), ['speaker', 'outlet', 'through', 'topic', 'source', 'corrections', 'changed']],
      ['a new scale', () => made(room.admin.call('post', '/scales', { body: { key: 'kept_scale', name: 'Kept scale', ratings: [{ key: 'yes', label: 'Yes', meaning: 'So.', colour: 'true', conclusive: true, number: 2 }, { key: 'no', label: 'No', meaning: 'Not so.', colour: 'false', conclusive: true, number: 1 }] } })), ['method']],
    ];
    for (const [name, deed, shown] of acts) {
      const before = Object.fromEntries(await Promise.all(shown.map(async (key) => [key, await kept(paths[key])] as const)));
      await deed();
      const answered = performance.now();
      for (const key of shown) {
        let now = await kept(paths[key]);
        while (now === before[key] && performance.now() - answered < 1000) now = await kept(paths[key]);
        const { text } = await page(paths[key]).redirects(1);
        expect({ name, key, changed: now !== before[key] }).toEqual({ name, key, changed: true });
        expect(textOf(now)).toBe(textOf(text));
      }
    }
  });
});

describe('What nobody can mean', () => {
  it('is answered in words, with what there is, and never with a 500', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Sturdy Speaker' });
    const topic = await made<Who>(room.editor.call('post', '/topics', { body: { name: 'Sturdiness' } }));
    const source = await buildSource(room.editor);
    await said(speaker, 'Sturdily said', { topicIds: [topic.id], source });
    const homes = [`/speakers/${speaker.slug}`, `/topics/${topic.slug}`, `/sources/${source.slug}`, '/corrections'];
    const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const wrong = ['x', '%00', cursor(1, 2), cursor('2022-02-30', speaker.id), cursor('2022-01-21', 'x'), cursor("2022-01-21'; DROP TABLE claim", speaker.id), cursor(), cursor('9999-99-99T99:99:99Z', speaker.id), 'x'.repeat(5000)];
    for (const home of homes) {
      for (const each of wrong) {
        const response = await page(`${home}?cursor=${each}`);
        expect({ home, each, status: response.status }).toEqual({ home, each, status: 400 });
        expect(textOf(response.text)).toContain('That page of the list is not there any more. This is its beginning.');
      }
      expect((await page(`${home}?cursor=&utm_source=x&fbclid=y`)).status).toBe(200);
    }
    expect(await read(`/speakers/${speaker.slug}?cursor=x`, 400)).toContain('Sturdily said');
    expect(await read('/corrections?kind=nonsense', 400)).toContain('Choose one of the kinds in the list.');
    for (const odd of ['/speakers/%00', '/sources/%ff', '/topics/x', '/speakers/nobody-22222222', `/sources/${'x'.repeat(299)}`, `/topics/${'x'.repeat(3000)}`, '/speakers/constructor', '/corrections?kind=typo&kind=rating', '/corrections?kind[]=x', '/corrections?kind=%00', '/corrections?kind=__proto__', `/speakers/${speaker.slug}?kind=whatever`]) {
      const { status } = await page(odd);
      expect({ odd, fine: status < 500 }).toEqual({ odd, fine: true });
    }
    for (const [what, status] of [['/speakers/nobody-22222222', 404], ['/topics/none-22222222', 404], ['/sources/none-22222222', 404]] as const) expect((await page(what)).status).toBe(status);
  });

  it('shows markup as text', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Eve <script>alert(1)</script>', description: '<img src=x onerror=alert(1)>', aliases: ['"><b>'], roles: [{ title: '<i>Boss</i>' }] });
    const source = await buildSource(room.editor, { title: '<script>alert(2)</script>', note: '<b>note</b>' });
    const claim = await said(speaker, '<u>title</u>', { source });
    await correct(claim, { title: '<s>other</s>', correction: { kind: 'typo', explanation: '<script>alert(3)</script>' } });
    for (const path of [`/speakers/${speaker.slug}`, `/sources/${source.slug}`, '/corrections']) {
      const { text: html } = await page(path);
      expect(html.replace(/<script src="\/assets\/[^"]+" defer><\/script>/g, '')).not.toMatch(/<script|<img|<[ibsu]>/);
    }
  });
});

describe('In a browser', () => {
  let geneva: TestApp;
  let browser: TestBrowser;
  const paths: string[] = [];

  beforeAll(async () => {
    geneva = await startApp();
    const people = await hireNewsroom(geneva);
    await loadGeneva(geneva.source, { editor: people.editor.id, reviewers: [people.reviewerA.id, people.reviewerB.id] });
    const slug = async (what: string, q: string) => (await made<{ items: { slug: string }[] }>(reader(geneva).get(`/api/v1/${what}?q=${encodeURIComponent(q)}`), 200)).items[0]!.slug;
    paths.push(`/speakers/${await slug('speakers', 'Lavrov')}`, `/speakers/${await slug('speakers', 'Axios')}?kind=through`, `/topics/${await slug('topics', 'Diplomacy')}`, `/sources/${await slug('sources', 'written response')}`, '/corrections', '/corrections?kind=verdict', '/method');
    browser = await TestBrowser.launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await geneva?.close();
  });

  it.each([[320, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const)('axe finds nothing at %d pixels, %s, and nothing runs out of the page', async (width, colorScheme) => {
    for (const path of [...paths, `/ar${paths[0]}`, '/ar/method']) {
      const open = await browser.open(geneva.url + path, { width, colorScheme });
      const wide = await open.page.evaluate(() => document.documentElement.scrollWidth);
      expect({ path, wide: wide > width, findings: await axeFindings(open.page), complaints: open.complaints }).toEqual({ path, wide: false, findings: [], complaints: [] });
      await open.close();
    }
  }, 180_000);

  it('asks nobody else for anything, and stays in the reader’s language', async () => {
    const open = await browser.open(`${geneva.url}/uk${paths[0]}`);
    expect(open.requests.filter((url) => !url.startsWith(geneva.url))).toEqual([]);
    const inward = await open.page.$$eval('main a[href^="/"]', (links) => links.map((link) => link.getAttribute('href')!));
    expect(inward.length).toBeGreaterThan(5);
    expect(inward.filter((href) => !href.startsWith('/uk/') && !href.startsWith('/feeds/'))).toEqual([]);
    await open.close();
  });
});
