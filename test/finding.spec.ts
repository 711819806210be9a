/** Finding claims: by words as people type them, by filters with their counts, page by page, as one types, and in step with the record. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadGeneva } from '../src/interop/geneva/load.js';
import { startApp, type TestApp } from './support/app.js';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { act, buildClaim, buildEvidence, buildOpenClaim, buildProposal, buildRatedClaim, buildSource, buildSpeaker, current, made } from './support/build.js';
import { hireNewsroom, type Newsroom, reader } from './support/people.js';

let testApp: TestApp;
let room: Newsroom;
let browser: TestBrowser;

const ATTACK = 'Russia has no intention of attacking Ukraine';

const page = (path: string) => reader(testApp).get(path).set('accept', 'text/html');
const textOf = (html: string) => html.replace(/<head.*?<\/head>/s, '').replace(/<[^>]+>/g, ' ').replace(/&quot;/g, '"').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
const list = async (query: Record<string, string>, status = 200): Promise<string> => {
  const response = await page(`/claims?${new URLSearchParams(query)}`);
  expect({ query, status: response.status }).toEqual({ query, status });
  return response.text;
};
const titles = (html: string): string[] => [...html.matchAll(/<h3[^>]*class="claim-title"[^>]*>(.*?)<\/h3>/g)].map(([, title]) => title!.replace(/<[^>]+>/g, ''));
const found = async (text: string, more: Record<string, string> = {}): Promise<string[]> => titles(await list({ text, ...more }));
/** “Rated 12” → { Rated: 12 } of one filter. */
const counts = (html: string, facet: string): Record<string, number> => {
  const part = new RegExp(`id="${facet}"[^>]*role="group".*?</ul>`, 's').exec(html)?.[0] ?? '';
  return Object.fromEntries([...part.matchAll(/facet-value">(.*?)<\/span>(?:<\/span>)?<span class="facet-count">(\d+)/gs)].map(([, label, n]) => [label!.replace(/<svg.*?<\/svg>|<[^>]+>/gs, '').trim(), Number(n)]));
};

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  await loadGeneva(testApp.source, { editor: room.editor.id, reviewers: [room.reviewerA.id, room.reviewerB.id] });
  browser = await TestBrowser.launch();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await testApp?.close();
});

describe('Words', () => {
  it.each([
    ['attacking Ukraine', 'the claim’s own'],
    ['attack ukraine', 'another ending'],
    ['ÁTTACKING   ukräine', 'accents and capitals'],
    ['lavrov ukraine', 'the speaker’s name among them'],
    ['Łavrov attacking', 'an accented name'],
    ['Sergei Lavrov attacking', 'an alias'],
    ['Лавро́в attacking', 'an alias in Cyrillic with its stress'],
    ['"no intention"', 'a phrase'],
    ['pizza OR attacking', 'one of two'],
    ['attacking -pizza', 'without one'],
    ['Lavrow attacking', 'a wrong letter'],
    ['atacking Ukrane', 'two letters missing'],
    ['attakcing Ukraine', 'letters that changed places'],
    ['attac', 'a beginning'],
    ['lavrov geneva attacking', 'the place'],
    ['foreign minister attacking', 'the speaker’s role'],
    ['attacking kremlin', 'what evidence shows or who published it'],
    ['attacking "special military operation"', 'a phrase of the evidence'],
    ['lavrov said russia would not attack ukraine', 'most words of a sentence'],
  ])('finds the claim by %p: %s', async (text) => {
    expect(await found(text)).toContain(ATTACK);
  });

  it.each([
    ['kremlin', /In the evidence:|In a source:/],
    ['urdupoint', /In a source:/],
    ['secretary of state', /Who said it:/],
    ['special military operation', /In the evidence:/],
  ])('find by %p, and tell where that stands', async (text, where) => {
    const html = await list({ text });
    expect(titles(html)).not.toEqual([]);
    expect(textOf(html)).toMatch(where);
  });

  it('tell nothing beside a title and a speaker that tell it all, and mark no word that says nothing', async () => {
    const html = await list({ text: 'sergey lavrov' });
    const mine = /<li class="claim-item">(?:(?!<\/li>).)*no intention of.*?<\/li>/s.exec(html)![0];
    expect(mine).not.toContain('claim-passage');
    expect(await list({ text: 'attacking kremlin' })).toMatch(/<mark>attacking<\/mark> Ukraine.*?claim-beside.*?<mark>Kremlin<\/mark>/s);
    expect(await list({ text: 'intention of attacking' })).toContain('<mark>intention</mark> of <mark>attacking</mark>');
  });

  it('of most of a sentence say that not all were found, best first, and none of a search that asks for all', async () => {
    await buildOpenClaim(room, { wording: 'The ferry brings bread, salt and apples.' });
    await buildOpenClaim(room, { wording: 'The ferry brings bread.' });
    const html = await list({ text: 'ferry brings bread, salt, apples and pizzas' });
    expect(titles(html)).toEqual(['The ferry brings bread, salt and apples', 'The ferry brings bread'].map((title) => expect.stringContaining(title)));
    expect(textOf(html)).toContain('No claim has all of these words.');
    expect(await found('ferry brings bread salt apples -ferry pizzas')).toEqual([]);
  });

  it('with dots between their letters are the same word', async () => {
    await buildOpenClaim(room, { wording: 'QXTO will grow.' });
    await buildOpenClaim(room, { wording: 'The Q.X.T.O. will shrink.' });
    expect(await found('q.x.t.o.')).toHaveLength(2);
    expect(await found('qxto')).toHaveLength(2);
  });

  it('that are a claim’s address or code find the claim', async () => {
    const { slug, title } = await buildOpenClaim(room);
    for (const text of [`https://claimline.example/uk/claims/${slug}?as_of=2022#evidence`, `/claims/${slug}/history`, slug, slug.slice(-8)]) expect(await found(text)).toEqual([title]);
    const draft = await buildClaim(room.editor);
    expect(await found(`/claims/${draft.slug}`)).not.toContain(draft.title);
  });

  it('that name the speaker put his claims before others that speak of him', async () => {
    const someone = await buildSpeaker(room.editor, { name: 'Zora Quibble' });
    const source = await buildSource(room.editor);
    const day = '2020-01-21';
    const chain = [{ kind: 'said_by' as const, speakerId: someone.id, form: 'direct' as const, day }, { kind: 'published_by' as const, speakerId: someone.id, form: 'direct' as const, day, sourceId: source.id }];
    const own = await buildOpenClaim(room, { wording: 'Nothing will happen.', statements: [{ speakerId: someone.id, day, quote: 'Nothing.', chain }] });
    const about = await buildOpenClaim(room, { title: 'Quibble told Quibble', wording: 'Quibble, Quibble and again Quibble.' });
    expect(await found('quibble')).toEqual([own.title, about.title]);
  });

  it.each(['"attacking no intention"', 'attacking -ukraine', 'pizza', 'xqzzv', 'attacking pizza'])('does not find it by %p', async (text) => {
    expect(await found(text)).not.toContain(ATTACK);
  });

  it('says what it took a misspelt word for, and shows that', async () => {
    const html = await list({ text: 'Lavrow Ukrane' });
    expect(html).toContain('href="/claims?text=lavrov+ukraine"');
    expect(textOf(html)).toContain('No claim has the words “Lavrow Ukrane”. These are the results for lavrov ukraine');
  });

  it('puts the phrase before the words, and those before other endings', async () => {
    await buildOpenClaim(room, { title: 'Harbour tunnel opens', wording: 'Harbour tunnel opens.' });
    await buildOpenClaim(room, { title: 'Tunnel under the harbour', wording: 'Tunnel under the harbour.' });
    await buildOpenClaim(room, { title: 'Harbours and tunnels', wording: 'Harbours and tunnels.' });
    expect(await found('harbour tunnel')).toEqual(['Harbour tunnel opens', 'Tunnel under the harbour', 'Harbours and tunnels']);
  });

  it('are marked where they stand, in the title or in what was said', async () => {
    expect(await list({ text: 'attack' })).toContain('no intention of <mark>attacking</mark> Ukraine');
    const speaker = await buildSpeaker(room.editor);
    const source = await buildSource(room.editor);
    const chain = [{ kind: 'said_by' as const, speakerId: speaker.id, form: 'direct' as const, day: '2022-01-21' }, { kind: 'published_by' as const, speakerId: speaker.id, form: 'direct' as const, day: '2022-01-21', sourceId: source.id }];
    await buildOpenClaim(room, { wording: 'A vow about lamps.', statements: [{ speakerId: speaker.id, day: '2022-01-21', language: 'fr', quote: 'Nous rétablirons l’éclairage <b>public</b> partout.', chain }] });
    const html = await list({ text: 'retablir eclairage' });
    expect(html).toContain('lang="fr"');
    expect(html).toContain('Nous <mark>rétablirons</mark> l’<mark>éclairage</mark> &lt;b>public');
  });

  it.each([
    ['uk', 'Україна отримає допомогу весною', 'допомога весною'],
    ['ar', 'سَتُفتَحُ الحدود في الربيع', 'ستفتح الحدود'],
    ['he', 'הגבול ייפתח באביב', 'הגבול באביב'],
    ['hi', 'सीमा वसंत में खुलेगी', 'सीमा वसंत'],
    ['zh', '边境将于春天开放', '春天'],
    ['es', 'Las pensiones subirán en otoño', 'pension subiran'],
  ])('in %s are found', async (language, wording, text) => {
    const claim = await buildOpenClaim(room, { language, wording, title: wording });
    expect(await found(text)).toContain(claim.title);
  });

  it('of a draft are found at the desk alone, and suggested to nobody', async () => {
    const draft = await buildClaim(room.editor, { wording: 'Zanzibarians will vote.' });
    expect(await found('Zanzibarians')).toEqual([]);
    expect(await list({ text: 'Zanzibarian' })).not.toMatch(/zanzibarians/i);
    const atTheDesk = await made<{ items: { id: string }[] }>(room.editor.call('get', '/claims?text=zanzibarians'), 200);
    expect(atTheDesk.items.map(({ id }) => id)).toEqual([draft.id]);
    await act(room.editor, draft, 'open');
    expect(await found('Zanzibariens')).toHaveLength(1);
  });
});

describe('In step with the record', () => {
  it('finds by a new name, alias, topic or quote as soon as it is committed, and no more by the old one', async () => {
    const speaker = await buildSpeaker(room.editor, { name: 'Vroni Altname' });
    const claim = await buildOpenClaim(room);
    const { statements: [statement], version } = await current(room.editor, claim);
    const day = '2022-01-21';
    const correction = { kind: 'clarification', explanation: 'It was somebody else.' };
    await made(room.editor.call('patch', `/statements/${statement!.id}`, { version: statement!.version, body: { speakerId: speaker.id, quote: 'Kumquats for everybody.', chain: [{ kind: 'said_by', speakerId: speaker.id, form: 'direct', day }, { kind: 'published_by', speakerId: speaker.id, form: 'direct', day, sourceId: (await buildSource(room.editor)).id }], correction } }), 200);
    expect(version).toBeLessThan((await current(room.editor, claim)).version);
    expect(await found('altname kumquats')).toEqual([claim.title]);
    const shown = await made<{ version: number }>(room.editor.call('get', `/speakers/${speaker.id}`), 200);
    const renamed = await made<{ version: number }>(room.editor.call('patch', `/speakers/${speaker.id}`, { version: shown.version, body: { name: 'Vroni Neuname', correction } }), 200);
    expect(await found('neuname kumquats')).toEqual([claim.title]);
    expect((await made<{ items: object[] }>(reader(testApp).get('/api/v1/claims?text=altname'), 200)).items).toEqual([]);
    await made(room.editor.call('patch', `/speakers/${speaker.id}`, { version: renamed.version, body: { aliases: ['Fräulein Quitte'] } }), 200);
    expect(await found('quitte')).toEqual([claim.title]);
    const topic = await made<{ id: string }>(room.editor.call('post', '/topics', { body: { name: 'Orchards' } }));
    const now = await current(room.editor, claim);
    await made(room.editor.call('patch', `/claims/${claim.id}`, { version: now.version, body: { topicIds: [topic.id], correction } }), 200);
    expect(await found('orchards kumquats')).toEqual([claim.title]);
  });

  it('finds by evidence, its source and the speaker’s role as they are now', async () => {
    const correction = { kind: 'clarification', explanation: 'It was wrong.' };
    const source = await buildSource(room.editor, { publisher: 'gazette.example', title: 'Medlar almanac' });
    const claim = await buildOpenClaim(room);
    const evidence = await buildEvidence(room.editor, claim, { sourceId: source.id, summary: 'Sorbus was counted.' });
    for (const text of ['sorbus', 'gazette', 'medlar']) expect(await found(text)).toEqual([claim.title]);
    await made(room.editor.call('patch', `/evidence/${evidence.id}`, { version: 1, body: { summary: 'Amelanchier was counted.', correction } }), 200);
    expect([await found('amelanchier'), await found('"sorbus"')]).toEqual([[claim.title], []]);
    await made(room.editor.call('patch', `/sources/${source.id}`, { version: 1, body: { title: 'Cornel almanac', correction } }), 200);
    expect([await found('cornel'), await found('"medlar"')]).toEqual([[claim.title], []]);
    await made(room.editor.call('post', `/evidence/${evidence.id}/withdraw`, { version: 2, body: { reason: 'Of another year.' } }), 200);
    expect([await found('"amelanchier"'), await found('"cornel"')]).toEqual([[], []]);
    const { id } = (await current(room.editor, claim)).statements[0]!.speaker!;
    await made(room.editor.call('patch', `/speakers/${id}`, { version: 1, body: { roles: [{ title: 'Minister', from: '2020' }, { title: 'Beekeeper', from: '2023' }] } }), 200);
    expect(await found('beekeeper')).toEqual([claim.title]);
  });

  it('misses no claim that is logged while its speaker is renamed', async () => {
    for (let round = 0; round < 5; round++) {
      const speaker = await buildSpeaker(room.editor, { name: `Before${round} Person` });
      const log = () => made(room.editor.call('post', '/claims', { body: { wording: `Said in the rush ${round}.`, kind: 'factual', statements: [{ speakerId: speaker.id, day: '2022-01-21', quote: 'So.', chain: [] }] } }));
      await Promise.all([log(), log(), made(room.editor.call('patch', `/speakers/${speaker.id}`, { version: 1, body: { name: `After${round} Person` } }), 200), log(), log()]);
      const { items } = await made<{ items: object[] }>(room.editor.call('get', `/claims?text=after${round}`), 200);
      expect(items).toHaveLength(4);
    }
  });

  it('is just what the record says, after all of this', async () => {
    const kept = () => testApp.source.query<object[]>('SELECT to_jsonb(x) - ARRAY[$1, $2] AS row FROM claim_index x ORDER BY claim_id', ['made_in', 'claim_version']);
    await buildRatedClaim(room);
    await act(room.editor, await buildRatedClaim(room), 'reopen', { reason: 'New papers.' });
    await act(room.admin, await buildOpenClaim(room), 'withdraw', { reason: 'Twice.' });
    const before = await kept();
    // With other plans than for one claim at a time, which must make no difference.
    await testApp.source.query('ANALYZE');
    await testApp.source.query('SELECT index_claims(ARRAY(SELECT id FROM claim))');
    expect(before).toEqual(await kept());
    const [row] = await testApp.source.query<{ n: number }[]>('SELECT count(*)::int AS n FROM claim');
    expect(before).toHaveLength(row!.n);
  });

  it('keeps nothing of an act that failed', async () => {
    const claim = await buildClaim(room.editor, { wording: 'Persimmons are free.', statements: [] });
    await made(room.editor.call('post', `/claims/${claim.id}/actions/open`, { version: claim.version, body: {} }), 409);
    expect(await found('persimmons')).toEqual([]);
  });
});

describe('Filters', () => {
  it('tell how many claims each value would leave, as if it were not in use itself', async () => {
    const all = counts(await list({}), 'rating');
    const html = await list({ rating: 'broken' });
    expect(counts(html, 'rating')).toEqual(all);
    expect(titles(html)).toHaveLength(all.Broken!);
    const kinds = counts(html, 'kind');
    expect(Object.values(kinds).reduce((sum, n) => sum + n, 0)).toBe(all.Broken);
    expect(titles(await list({ rating: 'broken', kind: 'assurance' }))).toHaveLength(kinds.Assurance!);
    expect(counts(await list({ text: 'lavrov', rating: 'broken' }), 'speaker-values')['Sergey Lavrov']).toBeGreaterThan(0);
  });

  it('count a proposed verdict as in review and a draft as nothing', async () => {
    const before = counts(await list({ text: 'oystercatcher' }), 'standing');
    expect(before).toEqual({});
    await buildProposal(room, { wording: 'The oystercatcher will be protected.' });
    await buildClaim(room.editor, { wording: 'An oystercatcher in a drawer.' });
    const html = await list({ text: 'oystercatcher' });
    expect(counts(html, 'standing')).toEqual({ 'In review': 1 });
    expect(counts(html, 'rating')).toEqual({});
    expect(textOf(html)).toContain('1 claim ');
  });

  it('can be taken away one by one, with what that would give when nothing is left', async () => {
    const html = await list({ text: '"intention of attacking"', rating: 'kept', saidFrom: '2022-01-21' });
    expect(titles(html)).toEqual([]);
    expect(textOf(html)).toMatch(/No claim on record matches this\. .*With any rating \(1\)/);
    expect(html).toContain('href="/claims?text=%22intention+of+attacking%22&amp;saidFrom=2022-01-21"');
    expect(textOf(await list({ text: 'attacking xqzzv' }))).toMatch(/Claims with some of these words .*no intention of attacking/);
  });

  it('lead on from an empty list to speakers and topics with such a name, also misspelt', async () => {
    const html = await list({ text: 'Lavrow xqzzv' });
    expect(titles(html.replace(/id="near-title".*/s, ''))).toEqual([]);
    expect(html).toMatch(/id="names-title".*?href="\/speakers\/sergey-lavrov-[^"]+"/s);
  });

  it('by a misspelt speaker offer whom it may be meant for', async () => {
    expect(await list({ speaker: 'Lavrow' }, 400)).toMatch(/Did you mean:.*?href="\/claims\?speaker=sergey-lavrov-[^"]+"/s);
  });

  it('from a day after the day until are answered beside the field, with both kept', async () => {
    const html = await list({ saidFrom: '2022-03-01', saidUntil: '2022-02-01' }, 400);
    expect(html).toMatch(/id="saidUntil-error".*?“Said until” must not be before “Said from”\./s);
    for (const day of ['2022-03-01', '2022-02-01']) expect(html).toContain(`value="${day}"`);
    expect(titles(await list({ saidFrom: '2022-01-31', saidUntil: '2022-01' }))).toEqual(expect.any(Array));
  });

  it('stay unfolded where one was chosen', async () => {
    expect(await list({ rating: 'broken' })).toMatch(/<details class="filters-more" open/);
    expect(await list({ text: 'lavrov', sort: 'said' })).not.toMatch(/<details class="filters-more" open/);
  });

  it('ask for claims said within the days, not on two sides of them', async () => {
    const speaker = await buildSpeaker(room.editor);
    const said = (day: string) => ({ speakerId: speaker.id, day, quote: 'So.', chain: [] });
    await act(room.reviewerA, await buildClaim(room.editor, { wording: 'Twice told about walruses.', kind: 'opinion', statements: [said('2019-05-01'), said('2021-05-01')] }), 'decline', { declineCode: 'opinion', reason: 'Taste.' });
    expect(await found('walruses', { saidFrom: '2019', saidUntil: '2019' })).toHaveLength(1);
    expect(await found('walruses', { saidFrom: '2020', saidUntil: '2020' })).toEqual([]);
  });
});

describe('Pages of the list', () => {
  it.each(['relevance', 'said', 'logged', 'rated'])('by %s show every claim once, also when claims come in between', async (sort) => {
    for (let n = 0; n < 25; n++) await buildOpenClaim(room, { wording: `Paging lapwing ${sort} number ${n}.` });
    const seen: string[] = [];
    for (let next: string | undefined = `/claims?text=lapwing+${sort}${sort === 'relevance' ? '' : `&sort=${sort}`}`; next; ) {
      const { text: html, status }: { text: string; status: number } = await page(next);
      expect(status).toBe(200);
      seen.push(...[...html.matchAll(/<h3[^>]*><a href="(\/claims\/[^"]+)"/g)].map(([, href]) => href!));
      expect(html.includes('Back to the beginning of the list')).toBe(seen.length > 20);
      expect(/id="found-count"[^>]*>[^<]*, further page</.test(html)).toBe(seen.length > 20);
      next = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      if (seen.length === 20) await buildRatedClaim(room, { wording: `Paging lapwing ${sort} of late.` });
    }
    expect(seen.filter((href) => !href.includes('of-late'))).toHaveLength(25);
    expect(new Set(seen).size).toBe(seen.length);
  }, 120_000);

  it('by day said and day rated begin with the newest', async () => {
    const api = async (sort: string) => (await made<{ items: { saidOn: string | null; ratedAt: string | null; title: string }[] }>(reader(testApp).get(`/api/v1/claims?sort=${sort}&limit=100`), 200)).items;
    const rated = (await api('rated')).map(({ ratedAt }) => ratedAt ?? '');
    expect(rated).toEqual([...rated].sort().reverse());
    expect(rated[0]).not.toBe('');
    expect((await api('relevance')).map(({ title }) => title)).toEqual((await api('logged')).map(({ title }) => title));
  });

  it('refuse a cursor of a list sorted otherwise', async () => {
    const { nextCursor } = await made<{ nextCursor: string }>(reader(testApp).get('/api/v1/claims?limit=1'), 200);
    await made(reader(testApp).get(`/api/v1/claims?limit=1&cursor=${nextCursor}&sort=said`), 400);
    expect(await list({ cursor: nextCursor, text: 'lapwing' }, 400)).toContain('These are the newest claims.');
  });
});

describe('Bad input', () => {
  it.each(['"unbalanced quotes -', '-', '- - OR', 'OR', '()|&!:*<->\\', "';--", '%', '"" -""', 'a:b:*', '\\', '-ukraine', 'ﷺ', '\u200b', 'x'.repeat(300), 'war '.repeat(70), '中', '🙂', 'é'.repeat(150), 'or or or', '—', '-'.repeat(300), '—'.repeat(60), '－'.repeat(60), '-+'.repeat(120), '- '.repeat(150), '-"" '.repeat(70), '-"'.repeat(120), '-a '.repeat(90), '-a-'.repeat(90), '("-'.repeat(90), '<script>alert(1)</script>'])('%p is a search like any other', async (text) => {
    const html = await list({ text });
    expect(html).not.toContain('<script>alert');
    await made(reader(testApp).get('/api/v1/claims').query({ text, sort: 'relevance' }), 200);
  });

  it.each([
    ['sort', 'nonsense'],
    ['text', 'x'.repeat(301)],
    ['text', 'a\u0000b'],
    ['speaker', 'nobody of that name'],
    ['topic', 'nonsense-bcdfghjk'],
    ['standing', 'draft'],
  ])('%s=%p is answered with what was wrong, and what else was typed is kept', async (name, value) => {
    const html = await list({ [name]: value, saidFrom: '2022-01-21' }, 400);
    expect(html).toMatch(/error-summary/);
    expect(html).toContain('value="2022-01-21"');
  });

  it('that is no text at all never ends in an error of ours', async () => {
    for (const query of ['text=%E0%A4%A', 'text=%ED%A0%80', 'text[]=a', 'text=a&text=b', 'rating=%00', 'cursor=W10', 'saidFrom[x]=1', 'text=%F0%9F']) expect((await page(`/claims?${query}`)).status).toBeLessThan(500);
  });
});

describe('In a browser', () => {
  it('answers as one types, keeps the focus, tells the number, and Back leads away', async () => {
    const { page: open, complaints, close } = await browser.open(`${testApp.url}/method`, { width: 1280 });
    await open.goto(`${testApp.url}/claims?rating=broken`);
    const documents: string[] = [];
    open.on('request', (request) => request.isNavigationRequest() && documents.push(request.url()));
    await open.getByRole('searchbox').click();
    await open.keyboard.type('lavrov', { delay: 30 });
    await open.waitForURL('**/claims?text=lavrov&rating=broken');
    await open.locator('#results mark, #results .claim-item').first().waitFor();
    expect(await open.locator('#results .claim-title').allTextContents()).toEqual([ATTACK]);
    expect(await open.getByRole('status').textContent()).toBe('1 claim');
    expect(await open.locator(':focus').getAttribute('id')).toBe('text');
    expect(await open.locator('#text').inputValue()).toBe('lavrov');
    expect(await open.locator('#facets').count()).toBe(1);
    expect(await open.locator('#languages a[lang=uk]').getAttribute('href')).toMatch(/^\/uk\/claims\?.*text=lavrov/);
    await open.keyboard.type('x', { delay: 30 });
    await open.waitForURL('**/claims?text=lavrovx&rating=broken');
    expect(documents).toEqual([]);
    expect(complaints).toEqual([]);
    await arrive(open, () => open.locator('#results a').first().click());
    await arrive(open, () => open.goBack());
    expect(await open.locator('#text').inputValue()).toBe('lavrovx');
    await arrive(open, () => open.goBack());
    expect(new URL(open.url()).pathname).toBe('/method');
    await close();
  });

  it('shows the answer to what was typed last, however late an earlier one comes', async () => {
    const { page: open, close } = await browser.open(`${testApp.url}/claims`, { width: 1280 });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await open.route(/text=troops(&|$)/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    const asked = open.waitForRequest(/text=troops(&|$)/);
    await open.getByRole('searchbox').fill('troops');
    await asked;
    await open.getByRole('searchbox').fill('attacking');
    await open.waitForURL('**/claims?text=attacking');
    release();
    await open.waitForLoadState('networkidle');
    expect((await open.locator('#results .claim-title').allTextContents())[0]).toBe(ATTACK);
    expect(new URL(open.url()).search).toBe('?text=attacking');
    await close();
  });

  it('says when no answer comes, and takes that back with the next', async () => {
    const { page: open, close } = await browser.open(`${testApp.url}/claims?text=lavrov`, { width: 1280 });
    await open.route(/text=troops(&|$)/, (route) => route.abort());
    await open.route(/text=treaty(&|$)/, (route) => route.fulfill({ status: 503, contentType: 'text/html', body: '<p>Closed.</p>' }));
    for (const text of ['troops', 'treaty']) {
      await open.getByRole('searchbox').fill(text);
      await open.getByText('The search could not be reached.').waitFor();
      expect(await open.locator('#results.results-stale .claim-title').count()).toBeGreaterThan(0);
      await open.getByRole('searchbox').fill('attacking');
      await open.waitForURL('**/claims?text=attacking');
      await open.locator('#results:not(.results-stale) .claim-title').first().waitFor();
      expect(await open.getByRole('status').textContent()).toMatch(/^\d+ claims?$/);
      await open.getByRole('searchbox').fill('lavrov');
      await open.waitForURL('**/claims?text=lavrov');
    }
    await close();
  });

  it('gives the same without script, at the same address', async () => {
    const { page: open, close } = await browser.open(`${testApp.url}/claims?rating=broken`, { javaScriptEnabled: false });
    await open.getByRole('searchbox').fill('lavrov');
    await arrive(open, () => open.getByRole('button', { name: 'Search', exact: true }).click());
    expect(new URL(open.url()).searchParams.get('text')).toBe('lavrov');
    expect(await open.locator('#results .claim-title').allTextContents()).toEqual([ATTACK]);
    await arrive(open, () => open.locator('#kind').getByRole('link', { name: /Assurance/ }).click());
    expect(new URL(open.url()).search).toBe('?text=lavrov&rating=broken&kind=assurance');
    await arrive(open, () => open.locator('.chips').getByRole('link', { name: /Broken/ }).click());
    expect(new URL(open.url()).search).toBe('?text=lavrov&kind=assurance');
    await close();
  });

  it.each([[320, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']] as const)('at %d pixels, %s, axe finds nothing and nothing sticks out', async (width, colorScheme) => {
    for (const query of ['text=attack&rating=broken', 'text=Lavrow', 'text=attacking+xqzzv&kind=promise', 'speaker=nobody&standing=nonsense&saidFrom=never']) {
      const { page: open, close } = await browser.open(`${testApp.url}/claims?${query}`, { width, colorScheme });
      if (width < 1000) await open.locator('.filters-more').evaluate((details) => details.setAttribute('open', ''));
      expect({ query, findings: await axeFindings(open) }).toEqual({ query, findings: [] });
      expect(await open.locator('html').evaluate((root) => root.scrollWidth)).toBe(width);
      await close();
    }
  });
});
