/** What machines read: ClaimReview, feeds, sitemaps, robots.txt and oEmbed, by the rules of each; and the card in other people's pages. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadGeneva } from '../src/interop/geneva/load.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { LANGUAGES } from '../src/shared/language/language.js';
import { Config } from '../src/config.js';
import { Sitemaps } from '../src/site/machines/sitemaps.js';
import { startApp, type TestApp } from './support/app.js';
import { axeFindings, TestBrowser } from './support/browser.js';
import { act, buildClaim, buildOpenClaim, buildProposal, buildRatedClaim, correctFacts, current, made, propose, ratingOf } from './support/build.js';
import { atomFaults, claimReviewFaults, jsonFeedFaults, rssFaults, sitemapIndexFaults, textsIn, urlsetFaults } from './support/machine-checks.js';
import { hireNewsroom, type Newsroom, reader } from './support/people.js';

const HOME = 'https://claims.example.org';

let testApp: TestApp;
let room: Newsroom;
let lavrov: ClaimRecord;

const get = (path: string) => reader(testApp).get(path).redirects(0);
const ok = async (path: string): Promise<string> => {
  const response = await get(path).buffer(true).parse((stream, done) => {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts).toString()));
  });
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return response.body as string;
};
/** Pages kept in memory are dropped within a second of the commit, so what follows a change holds soon, not at once. */
async function soon<T>(holds: () => Promise<T>): Promise<T> {
  for (const from = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    try {
      return await holds();
    } catch (error) {
      if (performance.now() - from > 5000) throw error;
    }
  }
}
const stands = async (claim: { id: string }, body: object = {}) => act(room.reviewerB, await propose(room.reviewerA, claim, body), 'approve');
const mended = async (claim: { id: string }, body: object) => made<ClaimRecord>(room.editor.call('patch', `/claims/${claim.id}`, { version: (await current(room.editor, claim)).version, body }), 200);
const entriesOf = async (path: string) => (JSON.parse(await ok(path)) as { items: { id: string; title: string; url: string; summary: string; content_html: string; date_published: string; date_modified: string; tags?: string[] }[] }).items;

beforeAll(async () => {
  testApp = await startApp({ PUBLIC_URL: HOME });
  room = await hireNewsroom(testApp);
  await loadGeneva(testApp.source, { editor: room.editor.id, reviewers: [room.reviewerA.id, room.reviewerB.id] });
  const found = await made<{ items: { slug: string }[] }>(reader(testApp).get('/api/v1/claims?text=Russia+intention+attacking+Ukraine'), 200);
  lavrov = await made(reader(testApp).get(`/api/v1/claims/${found.items[0]!.slug}`), 200);
}, 120_000);

afterAll(async () => {
  await testApp?.close();
});

describe('ClaimReview', () => {
  it('is right by Google’s rules for every rated claim of the corpus, and not there for the others', async () => {
    const { items } = await made<{ items: { slug: string; rating: object | null }[] }>(reader(testApp).get('/api/v1/claims?limit=100'), 200);
    expect(items.length).toBeGreaterThan(15);
    for (const { slug, rating } of items) {
      const response = await get(`/claims/${slug}.jsonld`).buffer(true);
      expect({ slug, status: response.status }).toEqual({ slug, status: rating ? 200 : 404 });
      if (!rating) continue;
      expect(response.headers['content-type']).toMatch(/^application\/ld\+json/);
      expect({ slug, faults: claimReviewFaults(JSON.parse((response.text ?? (response.body as Buffer).toString()))) }).toEqual({ slug, faults: [] });
    }
  });

  it('is of the page, with the speaker of that day as author and Axios as appearance', async () => {
    const review = JSON.parse(await ok(`/claims/${lavrov.slug}.jsonld`)) as Record<string, never>;
    expect(review).toMatchObject({
      url: `${HOME}/claims/${lavrov.slug}`, reviewRating: { alternateName: 'Broken', ratingValue: 1, worstRating: 1, bestRating: 5 },
      itemReviewed: { author: { '@type': 'Person', name: 'Sergey Lavrov', jobTitle: 'Foreign Minister of Russia' }, datePublished: '2022-01-21' },
    });
    expect(JSON.stringify(review)).toContain('Axios');
  });

  it('keeps the numbers of the verdict in force when the reopened claim moves to another scale', async () => {
    const claim = await buildRatedClaim(room);
    const ratingNow = async () => (JSON.parse(await ok(`/claims/${claim.slug}.jsonld`)) as { reviewRating: object }).reviewRating;
    const before = await ratingNow();
    expect(before).toMatchObject({ ratingValue: 5, worstRating: 1, bestRating: 5 });
    await act(room.editor, claim, 'reopen', { reason: 'It was of the wrong scale.' });
    const scales = await made<{ items: { id: string }[] }>(room.editor.call('get', '/scales'), 200);
    await correctFacts(room, claim, { claim: { scaleId: scales.items.find(({ id }) => id !== claim.scale.id)!.id } }, 'It was of the wrong scale.');
    const moved = await current(room.editor, claim);
    expect(moved.scale.id).not.toBe(claim.scale.id);
    expect(moved.verdict!.numbers).toEqual({ worst: 1, best: 5 });
    expect(await ratingNow()).toEqual(before);
  });

  it('is found under an old address, and not for a draft', async () => {
    expect((await get(`/claims/old-words-${lavrov.slug.slice(-8)}.jsonld`)).headers.location).toBe(`/claims/${lavrov.slug}.jsonld`);
    expect((await get(`/claims/${(await buildClaim(room.editor)).slug}.jsonld`)).status).toBe(404);
    expect((await get('/claims/nothing-b2c3d4f5.jsonld')).status).toBe(404);
  });
});

describe('Feeds', () => {
  const FORMS = [['atom', 'application/atom+xml', atomFaults], ['rss', 'application/rss+xml', rssFaults], ['json', 'application/feed+json', jsonFeedFaults]] as const;

  const folders = () => ['', `/speakers/${lavrov.statements[0]!.speaker!.slug}`, `/topics/${lavrov.topics[0]!.slug}`];

  it.each(['verdicts', 'corrections'])('of %s are valid in every form: whole, of a speaker, of a topic', async (kind) => {
    const claim = await buildRatedClaim(room, { wording: 'The minister\u2019s "report" <b>&amp;</b> ]]> will come.' });
    await mended(claim, { wording: 'The report <i>&</i> will come.', correction: { kind: 'typo', explanation: 'A <b>letter</b> & more.' } });
    for (const folder of folders()) {
      for (const [form, type, faults] of FORMS) {
        const path = `/feeds${folder}/${kind}.${form}`;
        const response = await get(path);
        expect({ path, status: response.status, type: response.headers['content-type'] }).toEqual({ path, status: 200, type: `${type}; charset=utf-8` });
        expect({ path, faults: faults(await ok(path)) }).toEqual({ path, faults: [] });
        expect(await ok(path)).toContain(`${HOME}${path}`);
      }
    }
  });

  it('are valid when they are empty', async () => {
    const claim = await buildOpenClaim(room);
    const { speaker } = claim.statements[0]!;
    for (const [form, , faults] of FORMS) for (const kind of ['verdicts', 'corrections']) expect(faults(await ok(`/feeds/speakers/${speaker!.slug}/${kind}.${form}`))).toEqual([]);
    expect(await entriesOf(`/feeds/speakers/${speaker!.slug}/verdicts.json`)).toEqual([]);
  });

  it('tell each verdict as an event of its own, and that it was replaced', async () => {
    const claim = await buildRatedClaim(room);
    const { speaker } = claim.statements[0]!;
    const path = `/feeds/speakers/${speaker!.slug}/verdicts.json`;
    const [first] = await entriesOf(path);
    expect(first).toMatchObject({ title: `Kept: ${claim.title}`, id: `urn:uuid:${claim.verdict!.id}`, url: `${HOME}/claims/${claim.slug}`, date_published: claim.verdict!.approvedAt, date_modified: claim.verdict!.approvedAt });
    await act(room.editor, claim, 'reopen', { reason: 'It was taken back.' });
    await act(room.editor, claim, 'submit');
    const again = await stands(claim, { ratingId: ratingOf(claim, 'broken'), summary: 'It was taken back.' });
    const [now, before, ...more] = await soon(async () => {
      const entries = await entriesOf(path);
      expect(entries).toHaveLength(2);
      return entries;
    });
    expect(more).toEqual([]);
    expect(now!.title).toBe(`Broken: ${claim.title}`);
    expect(before).toMatchObject({ id: first!.id, title: first!.title, date_published: first!.date_published, date_modified: again.verdict!.approvedAt });
    expect(before!.content_html).toMatch(/This verdict was replaced on .*Now: Broken/);
  });

  it('do not let a withdrawn claim’s verdict stand, and lead to the claim that it was merged into', async () => {
    const kept = await buildRatedClaim(room);
    const claim = await buildRatedClaim(room);
    await act(room.admin, claim, 'withdraw', { reason: 'The same claim twice.', mergeInto: kept.id });
    const [entry] = await entriesOf(`/feeds/speakers/${claim.statements[0]!.speaker!.slug}/verdicts.json`);
    expect(entry!.title).toBe(`Withdrawn: ${claim.title}`);
    expect(entry!.content_html).toContain(`${HOME}/claims/${kept.slug}`);
    expect(entry!.content_html).not.toContain(claim.verdict!.summary);
    expect(entry!.summary).toContain('The same claim twice.');
    expect(entry!.date_modified > entry!.date_published).toBe(true);
  });

  it('tell a correction with its reason, and before and after', async () => {
    const claim = await buildRatedClaim(room);
    await mended(claim, { wording: 'Report number nine will be published.', correction: { kind: 'clarification', explanation: 'It was number nine.' } });
    const entry = await soon(async () => {
      const [newest] = await entriesOf('/feeds/corrections.json');
      expect(newest!.url).toBe(`${HOME}/claims/${(await current(room.editor, claim)).slug}`);
      return newest;
    });
    expect(entry!.title).toMatch(/^Clarification: /);
    expect(entry!.summary).toBe('It was number nine.');
    expect(entry!.content_html).toContain(`<del>${claim.wording}</del>`);
    expect(entry!.content_html).toContain('Report number nine will be published.');
  });

  it('keep back proposals and drafts', async () => {
    const proposed = await buildProposal(room);
    expect(await entriesOf(`/feeds/speakers/${proposed.statements[0]!.speaker!.slug}/verdicts.json`)).toEqual([]);
    expect((await get(`/feeds/speakers/${(await buildClaim(room.editor)).statements[0]!.speaker!.slug}/verdicts.json`)).status).toBe(404);
  });

  it('are not sent again while nothing changed', async () => {
    for (const path of ['/feeds/verdicts.atom', '/feeds/corrections.rss', `/feeds/topics/${lavrov.topics[0]!.slug}/verdicts.json`]) {
      const { headers } = await get(path);
      expect(headers.etag).toMatch(/^"/);
      expect(headers['last-modified']).toMatch(/ GMT$/);
      expect((await get(path).set('if-none-match', headers.etag!)).status).toBe(304);
      // Something happened within the last minute: the date alone is no proof yet that nothing came after it.
      expect((await get(path).set('if-modified-since', headers['last-modified']!)).status).toBe(200);
      expect((await get(path).set('if-none-match', '"another"')).status).toBe(200);
    }
  });

  it('of a speaker whose claim was merged follow what the other claim is called', async () => {
    const [gone, kept] = [await buildRatedClaim(room, { wording: 'The old quay will be mended.' }), await buildRatedClaim(room, { wording: 'The quay will be mended.', title: 'The quay' })];
    await act(room.admin, gone, 'withdraw', { reason: 'Logged twice.', mergeInto: kept.id });
    const path = `/feeds/speakers/${gone.statements[0]!.speaker!.slug}/verdicts.atom`;
    await soon(async () => expect((await get(path)).text).toContain('The quay'));
    const { version } = await current(room.editor, kept);
    await made(room.editor.call('patch', `/claims/${kept.id}`, { version, body: { title: 'The quay and the crane', correction: { kind: 'clarification', explanation: 'Both were meant.' } } }), 200);
    await soon(async () => expect((await get(path)).text).toContain('The quay and the crane'));
  });

  it('are new with the next verdict', async () => {
    const { headers } = await get('/feeds/verdicts.atom');
    await buildRatedClaim(room);
    await soon(async () => expect((await get('/feeds/verdicts.atom').set('if-none-match', headers.etag!)).status).toBe(200));
  });

  it('move with a changed name, keeping their ids', async () => {
    const claim = await buildRatedClaim(room);
    const { speaker } = claim.statements[0]!;
    const before = await ok(`/feeds/speakers/${speaker!.slug}/verdicts.atom`);
    const { version } = await made<{ version: number }>(room.editor.call('get', `/speakers/${speaker!.id}`), 200);
    await made(room.editor.call('patch', `/speakers/${speaker!.id}`, { version, body: { name: 'Another Name', correction: { kind: 'typo', explanation: 'The name.' } } }), 200);
    const moved = await soon(async () => {
      const response = await get(`/feeds/speakers/${speaker!.slug}/verdicts.atom`);
      expect([response.status, response.headers.location]).toEqual([301, `/feeds/speakers/another-name-${speaker!.slug.slice(-8)}/verdicts.atom`]);
      return response;
    });
    expect(textsIn(await ok(moved.headers.location!), '/a:feed/a:id | //a:entry/a:id')).toEqual(textsIn(before, '/a:feed/a:id | //a:entry/a:id'));
  });

  it.each(['/feeds/verdicts.xml', '/feeds/verdicts', '/feeds/drafts.atom', '/feeds/verdicts.atom.atom', '/feeds/verdicts.toString', '/feeds/speakers/nobody/verdicts.atom', '/feeds/speakers/nobody-b2c3d4f5/verdicts.atom', '/feeds/topics/nothing-b2c3d4f5/corrections.json'])('there is no %s', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

describe('Sitemaps', () => {
  it('name every page for readers once, in every language, and are valid', async () => {
    const index = await ok('/sitemap.xml');
    expect(sitemapIndexFaults(index)).toEqual([]);
    const parts = textsIn(index, '//s:loc');
    expect(parts).toEqual(['pages', 'claims', 'speakers', 'topics', 'sources'].map((kind) => `${HOME}/sitemap-${kind}-1.xml`));
    const listed: string[] = [];
    for (const part of parts) {
      const xml = await ok(part.slice(HOME.length));
      expect({ part, faults: urlsetFaults(xml) }).toEqual({ part, faults: [] });
      listed.push(...textsIn(xml, '//s:loc'));
      if (part.includes('sitemap-claims')) expect(textsIn(xml, '//s:lastmod')).toHaveLength(textsIn(xml, '//s:loc').length);
    }
    expect(new Set(listed).size).toBe(listed.length);
    for (const path of ['/', '/claims', '/method', '/corrections', `/claims/${lavrov.slug}`, `/speakers/${lavrov.statements[0]!.speaker!.slug}`, `/topics/${lavrov.topics[0]!.slug}`, `/sources/${lavrov.evidence[0]!.source.slug}`]) expect(listed).toContain(HOME + path);
    const shown = (kind: string) => listed.filter((address) => address.startsWith(`${HOME}/${kind}/`)).sort();
    const answers = await Promise.all(['claims', 'speakers', 'topics', 'sources'].map(async (kind) => ({ kind, status: (await get(shown(kind)[0]!.slice(HOME.length))).status })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(textsIn(await ok('/sitemap-pages-1.xml'), '//s:url[1]/x:link/@href')).toEqual([`${HOME}/`, ...LANGUAGES.slice(1).map((code) => `${HOME}/${code}`), `${HOME}/`]);
  });

  it('name no draft, no withdrawn claim, and nobody whom only drafts name', async () => {
    const draft = await buildClaim(room.editor);
    const withdrawn = await buildOpenClaim(room);
    await act(room.admin, withdrawn, 'withdraw', { reason: 'Void.' });
    const claims = await ok('/sitemap-claims-1.xml');
    for (const { slug } of [draft, withdrawn]) expect(claims).not.toContain(slug);
    expect(await ok('/sitemap-speakers-1.xml')).not.toContain(draft.statements[0]!.speaker!.slug);
    expect(await ok('/sitemap-sources-1.xml')).not.toContain(draft.statements[0]!.chain[1]!.source!.slug);
  });

  it('split where they are full, and what was in a part stays in it', async () => {
    const sitemaps = new Sitemaps(testApp.source, testApp.app.get(Config), 3);
    const partsOf = async (kind: string) => {
      const { body } = (await sitemaps.index()) as { body: string };
      expect(sitemapIndexFaults(body)).toEqual([]);
      const names = textsIn(body, '//s:loc').filter((loc) => loc.includes(`sitemap-${kind}-`)).map((loc) => loc.split('/sitemap-')[1]!);
      return new Map(await Promise.all(names.map(async (name) => [name, (await sitemaps.part(name)).map(({ path }) => path)] as const)));
    };
    for (const kind of ['claims', 'speakers', 'topics', 'sources']) {
      const parts = await partsOf(kind);
      expect(parts.size).toBeGreaterThan(1);
      for (const [name, pages] of parts) expect({ name, fits: pages.length >= 1 && pages.length <= 3 }).toEqual({ name, fits: true });
      const whole = textsIn(await ok(`/sitemap-${kind}-1.xml`), '//s:loc').map((loc) => loc.slice(HOME.length));
      expect([...parts.values()].flat().sort()).toEqual(whole.sort());
    }
    const before = await partsOf('claims');
    const [, gone] = [...before.values()].flat();
    await act(room.admin, await made<ClaimRecord>(room.editor.call('get', gone!), 200), 'withdraw', { reason: 'Void.' });
    const added = await buildOpenClaim(room);
    const after = await partsOf('claims');
    for (const [name, pages] of before) expect(after.get(name)?.filter((path) => !path.endsWith(added.slug))).toEqual(pages.filter((path) => path !== gone));
    expect([...after.values()].at(-1)).toContain(`/claims/${added.slug}`);
  });

  it('are not sent again while nothing changed, and come packed', async () => {
    for (const path of ['/sitemap.xml', '/sitemap-claims-1.xml', '/sitemap-pages-1.xml']) {
      const { headers } = await get(path).set('accept-encoding', 'gzip');
      if (path === '/sitemap-claims-1.xml') expect(headers['content-encoding']).toBe('gzip');
      expect((await get(path).set('accept-encoding', 'gzip').set('if-none-match', headers.etag!)).status).toBe(304);
    }
    const { headers } = await get('/sitemap-claims-1.xml');
    await buildOpenClaim(room);
    expect((await get('/sitemap-claims-1.xml').set('if-none-match', headers.etag!)).status).toBe(200);
  });

  it.each(['/sitemap-claims-2.xml', '/sitemap-claims-0.xml', '/sitemap-drafts-1.xml', '/sitemap-pages-2.xml', '/sitemap-claims-1', '/sitemap-claims-999999999.xml'])('there is no %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('robots.txt', () => {
  /** As RFC 9309 has it: the longest rule that fits decides, and of equals the one that allows. */
  const allowed = (robots: string, path: string): boolean => {
    const rules = robots.split('\n').flatMap((line) => { const [, verb, pattern] = /^(Allow|Disallow): (\S+)$/.exec(line) ?? []; return verb ? [{ allow: verb === 'Allow', pattern: pattern! }] : []; });
    const fits = rules.filter(({ pattern }) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}`).test(path));
    fits.sort((a, b) => b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow));
    return fits[0]?.allow ?? true;
  };

  it('lets crawlers to every page of the sitemaps, in every language, and not into endless lists', async () => {
    const robots = await ok('/robots.txt');
    const listed: string[] = [];
    for (const part of textsIn(await ok('/sitemap.xml'), '//s:loc')) listed.push(...textsIn(await ok(part.slice(HOME.length)), '//x:link/@href'));
    expect(listed.length).toBeGreaterThan(200);
    expect(listed.filter((address) => !allowed(robots, address.slice(HOME.length) || '/'))).toEqual([]);
    for (const path of ['/api/docs', '/api/v1/openapi.json', '/feeds/verdicts.atom', '/sitemap.xml', `/claims/${lavrov.slug}?as_of=2022-02-01`, `/claims/${lavrov.slug}/card.png`, '/assets/site-1.css', '/sources/report-on-x-b2c3d4f5']) expect({ path, allowed: allowed(robots, path) }).toEqual({ path, allowed: true });
    for (const path of ['/api/v1/claims', '/desk', '/desk/sign-in', '/claims?text=x', '/uk/claims?rating=broken', '/en/claims?text=x', '/en/report?claim=x', '/speakers/x?cursor=abc', '/report?claim=x']) expect({ path, allowed: allowed(robots, path) }).toEqual({ path, allowed: false });
    expect(robots).toContain(`Sitemap: ${HOME}/sitemap.xml`);
  });
});

describe('oEmbed', () => {
  const page = () => encodeURIComponent(`${HOME}/claims/${lavrov.slug}`);

  it('answers with a frame that may do little, in JSON', async () => {
    const response = await get(`/oembed?url=${page()}`);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.body).toMatchObject({ version: '1.0', type: 'rich', title: `Broken, since 24 Feb 2022: ${lavrov.title}`, author_name: 'Claimline', provider_name: 'Claimline', provider_url: HOME, cache_age: 300 });
    const { html, width, height } = response.body as { html: string; width: number; height: number };
    expect(html).toContain(`<iframe src="${HOME}/claims/${lavrov.slug}/embed" title="Broken, since 24 Feb 2022: ${lavrov.title}" width="${width}" height="${height}" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"`);
    expect(html).toMatch(/><\/iframe>$/);
  });

  it('answers in XML with the same', async () => {
    const json = (await get(`/oembed?url=${page()}&format=json`)).body as Record<string, string | number>;
    const response = await get(`/oembed?url=${page()}&format=xml`);
    expect(response.headers['content-type']).toBe('text/xml; charset=utf-8');
    for (const [name, value] of Object.entries(json)) expect(textsIn(response.text, `/oembed/${name}`)).toEqual([String(value)]);
  });

  it.each([[300, 200], [1, 1], [2000, 90]])('keeps within %s × %s', async (maxwidth, maxheight) => {
    const { width, height, html, thumbnail_url: thumbnail } = (await get(`/oembed?url=${page()}&maxwidth=${maxwidth}&maxheight=${maxheight}`)).body as Record<string, string & number>;
    expect(width).toBeLessThanOrEqual(maxwidth);
    expect(height).toBeLessThanOrEqual(maxheight);
    expect(html).toContain(`width="${width}" height="${height}"`);
    expect(thumbnail).toBeUndefined();
  });

  it('speaks the language of the address, and takes old, merged and careless addresses', async () => {
    expect(((await get(`/oembed?url=${encodeURIComponent(`${HOME}/uk/claims/${lavrov.slug}?utm_source=x#verdict`)}`)).body as { html: string }).html).toContain(`${HOME}/uk/claims/${lavrov.slug}/embed`);
    for (const address of [`http://claims.example.org/claims/${lavrov.slug}`, `${HOME}/claims/old-words-${lavrov.slug.slice(-8)}/`, `${HOME}/claims/${lavrov.slug}?as_of=2022-02-01`]) {
      expect(((await get(`/oembed?url=${encodeURIComponent(address)}`)).body as { html: string }).html).toContain(`${HOME}/claims/${lavrov.slug}/embed`);
    }
    const kept = await buildRatedClaim(room);
    const merged = await buildOpenClaim(room);
    await act(room.admin, merged, 'withdraw', { reason: 'Twice.', mergeInto: kept.id });
    expect(((await get(`/oembed?url=${encodeURIComponent(`${HOME}/claims/${merged.slug}`)}`)).body as { html: string }).html).toContain(kept.slug);
  });

  it('escapes what a title holds', async () => {
    const claim = await buildOpenClaim(room, { title: '"><script>alert(1)</script>' });
    const { html } = (await get(`/oembed?url=${encodeURIComponent(`${HOME}/claims/${claim.slug}`)}`)).body as { html: string };
    expect(html).not.toContain('<script');
    expect(html).toContain('&quot;&gt;&lt;script&gt;');
  });

  it.each([
    ['', 400], ['?url=', 400], ['?url=a&url=b', 400], [`?url=${HOME}/claims/x-b2c3d4f5`, 404], ['?url=x', 404], ['?url=https://elsewhere.example.org/claims/x-b2c3d4f5', 404], [`?url=${HOME}/method`, 404],
    ['?url=https://claims.example.org.evil.example/claims/{slug}', 404], ['?url=https://claims.example.org@evil.example/claims/{slug}', 404], ['?url=javascript:alert(1)', 404],
    [`?url=${HOME}/claims/{slug}&format=yaml`, 501], [`?url=${HOME}/claims/{slug}&maxwidth=wide`, 400], [`?url=${HOME}/claims/{slug}&maxwidth=-5`, 400],
  ])('answers %s with %i', async (search, status) => {
    expect((await get(`/oembed${search.replace('{slug}', lavrov.slug)}`)).status).toBe(status);
  });

  it('knows no draft', async () => {
    expect((await get(`/oembed?url=${HOME}/claims/${(await buildClaim(room.editor)).slug}`)).status).toBe(404);
  });
});

describe('The card in other people’s pages', () => {
  let claims: Record<'broken' | 'long' | 'arabic' | 'withdrawn' | 'early', ClaimRecord>;
  let browser: TestBrowser;
  let host: Server;
  let hostUrl: string;
  /** What the other people's page holds. */
  let hosted = '';

  beforeAll(async () => {
    const long = await buildRatedClaim(room, { wording: `${'The government will publish every report on the reconstruction of the bridges, with all its annexes. '.repeat(4)}` });
    const arabic = await buildOpenClaim(room, { wording: 'ليست لدى روسيا نية لمهاجمة أوكرانيا.', language: 'ar' });
    const withdrawn = await buildRatedClaim(room);
    await act(room.admin, withdrawn, 'withdraw', { reason: 'It was not what he said.' });
    const early = await buildOpenClaim(room, { resolution: { wouldConfirm: 'It is published.', wouldRefute: 'It is not.', due: { kind: 'day', day: '2999-01-31' } } } as never);
    claims = { broken: lavrov, long, arabic, withdrawn, early };
    browser = await TestBrowser.launch();
    host = createServer((_, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html><html lang="en"><title>A newspaper</title><body>${hosted}`));
    await new Promise<void>((listening) => host.listen(0, '127.0.0.1', listening));
    hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    host?.close();
  });

  const card = (claim: { slug: string }, language = '') => `${language}/claims/${claim.slug}/embed`;
  const frame = (path: string, sandbox: string, size = 'width="550" height="320"') => `<iframe src="${testApp.url}${path}" title="A claim" sandbox="${sandbox}" ${size}></iframe>`;
  const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

  it('may be framed by anybody, and by nobody else’s leave the rest of the site', async () => {
    const { headers, status } = await get(card(lavrov));
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers).not.toHaveProperty('x-frame-options');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect((await get(`/claims/${lavrov.slug}`)).headers['content-security-policy']).toContain("frame-ancestors 'none'");
    // From memory too.
    expect((await get(card(lavrov))).headers).not.toHaveProperty('x-frame-options');
    expect((await get(card(lavrov))).headers['content-security-policy']).toContain('frame-ancestors *');
  });

  it('tells the standing and one sentence of why, and leads to the claim beside the page it stands in', async () => {
    const html = await ok(card(lavrov));
    expect(html).toMatch(/Russia has no intention of attacking Ukraine\..*Sergey Lavrov.*Foreign Minister of Russia.*21 Jan 2022.*Broken.*since.*24 Feb 2022.*Russia attacked Ukraine on 24 February 2022/s);
    expect(html).toContain(`<a href="${HOME}/claims/${lavrov.slug}#verdict" target="_blank" rel="noopener">`);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain(`<link rel="canonical" href="${HOME}/claims/${lavrov.slug}"/>`);
    expect(await ok(card(claims.arabic))).toContain('<h1 lang="ar" dir="rtl">');
    expect(await ok(card(lavrov, '/ar'))).toContain('<html lang="ar" dir="rtl">');
  });

  it('says that a claim was withdrawn, moves with a merged or renamed one, and is small about what is not there', async () => {
    const gone = await get(card(claims.withdrawn));
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('It was not what he said.');
    expect(gone.text).not.toContain(claims.withdrawn.verdict!.summary);
    const merged = await buildOpenClaim(room);
    await act(room.admin, merged, 'withdraw', { reason: 'Twice.', mergeInto: lavrov.id });
    expect((await get(card(merged))).headers.location).toBe(card(lavrov));
    const renamed = await get(`/uk/claims/old-words-${lavrov.slug.slice(-8)}/embed`);
    expect([renamed.status, renamed.headers.location, renamed.headers['access-control-allow-origin']]).toEqual([301, card(lavrov, '/uk'), '*']);
    const none = await get('/claims/nothing-b2c3d4f5/embed').set('accept', 'text/html');
    expect([none.status, none.headers['content-security-policy']?.includes('frame-ancestors *')]).toEqual([404, true]);
    expect(none.text.length).toBeLessThan(2000);
    expect((await get(card(await buildClaim(room.editor)))).status).toBe(404);
  });

  it.each(['broken', 'long', 'arabic', 'withdrawn'] as const)('weighs less than 15 kB with all it loads, without anybody else’s help (%s)', async (which) => {
    const { page, complaints, requests, close } = await browser.open(testApp.url + card(claims[which]), { width: 550, height: 320 });
    let bytes = 0;
    for (const address of requests) bytes += (await ok(address.slice(testApp.url.length)).catch(() => page.content())).length;
    expect(requests.filter((address) => !address.startsWith(testApp.url))).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(3);
    expect(bytes).toBeLessThan(15_000);
    expect(complaints.filter((complaint) => !complaint.includes('410'))).toEqual([]);
    await close();
  });

  it.each([['light', 320], ['dark', 320], ['light', 550], ['dark', 550]] as const)('is without fault to axe, in %s and at %i pixels', async (colorScheme, width) => {
    for (const [which, claim] of Object.entries(claims)) {
      const { page, close } = await browser.open(testApp.url + card(claim), { width, height: 320, colorScheme });
      expect({ which, findings: await axeFindings(page) }).toEqual({ which, findings: [] });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await close();
    }
  });

  it.each([SANDBOX, ''])('stands in a foreign page in a frame with sandbox="%s", styled', async (sandbox) => {
    hosted = frame(card(lavrov), sandbox);
    const { page, complaints, close } = await browser.open(hostUrl, { width: 800, height: 600 });
    const inside = page.frameLocator('iframe');
    expect(await inside.locator('h1').textContent()).toBe(lavrov.wording);
    expect(await inside.locator('.card').evaluate((element) => getComputedStyle(element).display)).toBe('flex');
    // Without scripts, the browser says that there are none.
    expect(complaints.filter((complaint) => sandbox !== '' || !/sandboxed/.test(complaint))).toEqual([]);
    await close();
  });

  it('brings itself up to date when the verdict changes, in a sandboxed frame of a foreign page', async () => {
    const claim = await buildRatedClaim(room);
    hosted = frame(card(claim), SANDBOX);
    const { page, close } = await browser.open(hostUrl, { width: 800, height: 600 });
    const inside = page.frameLocator('iframe');
    const look = () => page.frames()[1]!.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await inside.locator('.badge').textContent()).toBe('Kept');
    await act(room.editor, claim, 'reopen', { reason: 'It was taken back.' });
    await act(room.editor, claim, 'submit');
    await stands(claim, { ratingId: ratingOf(claim, 'broken') });
    await soon(async () => expect(await ok(card(claim))).toContain('Broken'));
    await look();
    await inside.locator('.badge', { hasText: 'Broken' }).waitFor();
    await mended(claim, { title: 'Another title', correction: { kind: 'clarification', explanation: 'It was too short.' } });
    await soon(async () => expect((await get(card(claim))).status).toBe(301));
    const renamed = await current(room.editor, claim);
    // Its own script follows the redirect; here it would be sent to https, which the site has and this server has not.
    await page.route(testApp.url + card(claim), async (route) => route.fulfill({ response: await route.fetch({ url: testApp.url + card(renamed) }) }));
    await look();
    const frameNow = () => page.frames()[1]!.evaluate(() => [document.title, document.querySelector<HTMLLinkElement>('link[rel=canonical]')!.href]);
    await soon(async () => expect(await frameNow()).toEqual(['Another title · Claimline', `${HOME}/claims/${renamed.slug}`]));
    await act(room.admin, claim, 'withdraw', { reason: 'It was not what he said.' });
    await soon(async () => expect((await get(card(renamed))).status).toBe(410));
    await look();
    await inside.locator('.why', { hasText: 'It was not what he said.' }).waitFor();
    await close();
  });

  it('has room in the frame that oEmbed and the claim’s page give it, and not much more', async () => {
    const { items } = await made<{ items: { slug: string }[] }>(reader(testApp).get('/api/v1/claims?limit=100&text=Ukraine'), 200);
    const sentence = 'The government will publish every report on the reconstruction of the bridges, with all its annexes. ';
    const wordings: [string, string][] = [
      ['en', sentence.repeat(19).slice(0, 1900)], ['en', 'NATO WILL NEVER ACCEPT '.repeat(40)], ['en', sentence.slice(0, 155)], ['en', `See https://example.org/${'x'.repeat(600)}`],
      ['uk', 'Уряд оприлюднить усі звіти про відбудову мостів разом із додатками. '.repeat(27).slice(0, 1850)], ['ar', 'ستنشر الحكومة كل التقارير عن إعادة بناء الجسور مع جميع ملاحقها. '.repeat(28)], ['zh', '政府将公布关于重建桥梁的所有报告。'.repeat(40)],
    ];
    const built: ClaimRecord[] = [];
    for (const [code, wording] of wordings) built.push(await buildOpenClaim(room, { wording, language: code }));
    const { page, close } = await browser.open(hostUrl, { width: 550, height: 320 });
    const needed = async (width: number, height: number) => {
      await page.setViewportSize({ width, height });
      return page.evaluate(() => document.documentElement.scrollHeight);
    };
    // Chinese letters are as wide as high, but not in this browser, which has no font with them.
    const loosest = (slug: string) => (slug === built.at(-1)!.slug ? 1.8 : 1.55);
    const misfits: object[] = [];
    const measure = async (slug: string, given: string, width: number, height: number) => {
      const need = await needed(width, 50);
      if ((await needed(width, height)) > height || height > loosest(slug) * need) misfits.push({ slug, given, width, height, need });
    };
    for (const { slug } of [...Object.values(claims), ...items, ...built]) {
      await page.goto(testApp.url + card({ slug }));
      for (const maxwidth of [550, 340, 320, 250]) {
        const { width, height } = (await get(`/oembed?url=${encodeURIComponent(`${HOME}/claims/${slug}`)}&maxwidth=${maxwidth}`)).body as { width: number; height: number };
        await measure(slug, 'oEmbed', width, height);
      }
      const response = await get(`/claims/${slug}`);
      // A withdrawn claim's page gives no code any more.
      if (response.status === 410) continue;
      const [, height] = /&lt;iframe [^>]*? height="(\d+)"/.exec(response.text.replaceAll('&quot;', '"'))!;
      for (const width of [360, 340, 320]) await measure(slug, 'page', width, Number(height));
    }
    expect(misfits).toEqual([]);
    await close();
  });
});
