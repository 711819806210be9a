/** The built service on the sample corpus, as a reader meets it in Chromium: every public page, phone and desktop, script on and off, in four languages. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { arrive, axeFindings, TestBrowser } from './support/browser.js';
import { endAll, newDataDir, type Service, startService } from './support/service.js';

let service: Service;
let browser: TestBrowser;
let desk: Desk;
/** "/claims/russia-has-no-intention-…" */
let lavrov: string;
let pages: string[];

class Desk {
  private constructor(
    private readonly address: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async signIn(address: string, dataDir: string): Promise<Desk> {
    const accounts = JSON.parse(readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8')) as { email: string; password: string; roles: string[] }[];
    const { email, password } = accounts.find((account) => account.roles.includes('editor'))!;
    const response = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return new Desk(address, { 'content-type': 'application/json', cookie: response.headers.get('set-cookie')!.split(';')[0]!, 'x-csrf-token': csrfToken });
  }

  async post<T>(to: string, body: object, version?: number): Promise<T> {
    const response = await fetch(`${this.address}/api/v1${to}`, { method: 'POST', headers: { ...this.headers, ...(version ? { 'if-match': `"v${version}"` } : {}) }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${to}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** An open claim in any language. */
  async log(language: string, wording: string, quote: string): Promise<string> {
    const speaker = await this.post<{ id: string }>('/speakers', { kind: 'person', name: `Speaker of ${language}` });
    const source = await this.post<{ id: string }>('/sources', { kind: 'transcript', title: `Transcript (${language})`, publisher: 'The archive', language });
    const claim = await this.post<{ id: string; version: number }>('/claims', {
      wording, kind: 'factual', language,
      statements: [{ speakerId: speaker.id, day: '2024-05-03', quote, language, chain: [{ kind: 'said_by', speakerId: speaker.id, form: 'direct' }, { kind: 'published_by', speakerId: speaker.id, form: 'direct', sourceId: source.id }] }],
    });
    return `/claims/${(await this.post<{ slug: string }>(`/claims/${claim.id}/actions/open`, {}, claim.version)).slug}`;
  }
}

const get = async <T>(to: string): Promise<T> => (await (await fetch(service.address + to)).json()) as T;

beforeAll(async () => {
  const dataDir = newDataDir();
  service = await startService({ DATA_DIR: dataDir });
  desk = await Desk.signIn(service.address, dataDir);
  const found = await get<{ items: { slug: string }[] }>('/api/v1/claims?text=Russia+intention+attacking+Ukraine');
  lavrov = `/claims/${found.items[0]!.slug}`;
  const record = await get<{ statements: { speaker: { slug: string }; chain: { source: { slug: string } | null }[] }[]; topics: { slug: string }[] }>(`/api/v1${lavrov}`);
  const { speaker, chain } = record.statements[0]!;
  pages = [
    '/', '/claims', '/claims?text=Ukraine&standing=rated', '/claims?text=zzzzqq', '/claims?saidFrom=never', lavrov, `${lavrov}?as_of=2022-02-01`, `${lavrov}/history`, `${lavrov}/embed`,
    `/speakers/${speaker.slug}`, `/topics/${record.topics[0]!.slug}`, `/sources/${chain.find((hop) => hop.source)!.source!.slug}`, '/corrections', '/method', `/report?claim=${lavrov.slice('/claims/'.length)}`,
    '/nothing-here', `/uk${lavrov}`, '/uk/claims', `/es${lavrov}`, '/es/method', `/ar${lavrov}`, '/ar', '/ar/claims?text=Ukraine',
  ];
  browser = await TestBrowser.launch();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await endAll();
});

/** One tab that goes from page to page, as readers do. */
async function visit(context: BrowserContext, each: (page: Page, at: string) => Promise<void>, paths = pages): Promise<void> {
  const page = await context.newPage();
  for (const at of paths) {
    await page.goto(service.address + at, { waitUntil: 'load' });
    await each(page, at);
  }
  await context.close();
}

describe('Every public page', () => {
  it.each([
    [320, 'light'], [320, 'dark'], [390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark'],
  ] as const)('has nothing that axe finds at %d pixels, %s', async (width, colorScheme) => {
    await visit(await browser.context({ width, colorScheme }), async (page, at) => expect({ at, findings: await axeFindings(page) }).toEqual({ at, findings: [] }));
  }, 180_000);

  it.each([[320, 1], [320, 2], [390, 1], [390, 2], [1280, 2]])('fits %d pixels with text at %d times its size, sideways scrolling needed nowhere', async (width, size) => {
    await visit(await browser.context({ width, height: 800 }), async (page, at) => {
      const wide = await page.evaluate((times) => {
        const { document } = globalThis as unknown as { document: { documentElement: { style: { fontSize: string }; scrollWidth: number; clientWidth: number } } };
        document.documentElement.style.fontSize = `${times * 100}%`;
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      }, size);
      expect({ at, wide }).toEqual({ at, wide: 0 });
    });
  }, 120_000);

  it('asks nobody else, breaks no policy of its own, shifts nothing while it loads, and weighs less than 60 kB with all it loads', async () => {
    const context = await browser.context({ width: 390 });
    const weights: Record<string, number> = {};
    const foreign: string[] = [];
    const complaints: string[] = [];
    context.on('request', (request) => {
      if (!request.url().startsWith(service.address)) foreign.push(request.url());
    });
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
    });
    for (const at of pages) {
      // A fresh visitor: nothing in the browser's cache.
      const fresh = await browser.context({ width: 390 });
      const page = await fresh.newPage();
      page.on('request', (request) => {
        if (!request.url().startsWith(service.address)) foreign.push(request.url());
      });
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text())) complaints.push(`${at}: ${message.text()}`);
      });
      await page.goto(service.address + at, { waitUntil: 'load' });
      const { bytes, shift } = await page.evaluate(async () => {
        interface Timed { transferSize: number; value: number; hadRecentInput: boolean }
        const { performance, PerformanceObserver: Observer } = globalThis as unknown as {
          performance: { getEntriesByType(type: string): Timed[] };
          PerformanceObserver: new (seen: (list: { getEntries(): Timed[] }) => void) => { observe(what: object): void };
        };
        const moved = await new Promise<number>((resolve) => {
          let sum = 0;
          new Observer((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 150);
        });
        const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        return { bytes: loaded.reduce((sum, entry) => sum + entry.transferSize, 0), shift: moved };
      });
      weights[at] = bytes;
      expect({ at, shift }).toEqual({ at, shift: 0 });
      expect({ at, light: bytes > 500 && bytes < 60_000, bytes }).toEqual({ at, light: true, bytes });
      await fresh.close();
    }
    await context.close();
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    expect(weights[`${lavrov}/embed`]).toBeLessThan(15_000);
  }, 120_000);

  it('has one heading of the first level, no level left out, and one main part', async () => {
    await visit(await browser.context({ width: 1280 }), async (page, at) => {
      const { levels, mains } = await page.evaluate(() => {
        const { document } = globalThis as unknown as { document: { querySelectorAll(selector: string): Iterable<{ tagName: string }> } };
        return { levels: [...document.querySelectorAll('h1, h2:not(.error-summary h2), h3, h4, h5, h6')].map((heading) => Number(heading.tagName[1])), mains: [...document.querySelectorAll('main')].length };
      });
      const leaps = levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1);
      expect({ at, first: levels.filter((level) => level === 1).length, leaps, mains }).toEqual({ at, first: 1, leaps: [], mains: 1 });
    });
  });
});

describe('A claim in any script', () => {
  it.each([
    ['ar', 'rtl', 'لن نرفع الضرائب هذا العام.', 'لن نرفع الضرائب'],
    ['he', 'rtl', 'לא נעלה את המסים השנה.', 'לא נעלה את המסים'],
    ['hi', 'ltr', 'हम इस वर्ष कर नहीं बढ़ाएँगे।', 'हम कर नहीं बढ़ाएँगे'],
    ['zh', 'ltr', '我们今年不会加税。', '我们不会加税'],
    ['uk', 'ltr', 'Цього року ми не підвищимо податків.', 'Ми не підвищимо податків'],
  ])('in %s carries its language and direction, in both directions of the page', async (language, dir, wording, quote) => {
    const at = await desk.log(language, wording, quote);
    for (const prefix of ['', '/ar']) {
      const { page, close } = await browser.open(service.address + prefix + at, { width: 390 });
      for (const [selector, words] of [['h1', wording], ['.quote span:last-child', prefix === '' ? `“${quote}”` : `«\u2068${quote}\u2069»`]] as const) {
        const found = page.locator(selector).first();
        expect([await found.textContent(), await found.getAttribute('lang'), await found.getAttribute('dir')]).toEqual([words, language, dir]);
      }
      expect(await axeFindings(page)).toEqual([]);
      await close();
    }
  });
});

describe('The languages of the interface', () => {
  it.each([
    ['/uk', 'uk', 'ltr', 'Порушено'],
    ['/es', 'es', 'ltr', 'Incumplida'],
    ['/ar', 'ar', 'rtl', 'أُخلف'],
  ])('%s speaks %s', async (prefix, lang, dir, broken) => {
    const { page, close } = await browser.open(service.address + prefix + lavrov, { width: 390 });
    const html = page.locator('html');
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual([lang, dir]);
    expect(await page.locator('.standing-line').textContent()).toContain(broken);
    // Links keep the reader in the language.
    const strays = await page.locator('main a[href^="/"]').evaluateAll((links, own) => (links as unknown as { getAttribute(name: string): string }[]).map((link) => link.getAttribute('href')).filter((href) => !href.startsWith(own) && !/^\/(api|desk|claims\/[^/]+\.jsonld)/.test(href)), `${prefix}/`);
    expect(strays).toEqual([]);
    await close();
  });

  it('follows the browser where the address names none, and the address before the browser', async () => {
    const asked = (to: string, wanted: string) => fetch(service.address + to, { headers: { accept: 'text/html', 'accept-language': wanted } });
    for (const [to, wanted, lang] of [[lavrov, 'uk-UA,uk;q=0.9', 'uk'], [lavrov, 'de', 'en'], [`/es${lavrov}`, 'uk', 'es'], [`/en${lavrov}`, 'uk', 'en'], ['/nowhere', 'ar', 'ar'], ['/es/nowhere', 'ar', 'es']] as const) {
      const response = await asked(to, wanted);
      expect([to, wanted, /<html lang="(\w+)"/.exec(await response.text())![1]]).toEqual([to, wanted, lang]);
    }
    const response = await asked(lavrov, 'uk');
    expect(response.headers.get('content-language')).toBe('uk');
    expect(response.headers.get('vary')).toMatch(/accept-language/i);
    expect((await asked(`/es${lavrov}`, 'uk')).headers.get('vary') ?? '').not.toMatch(/accept-language/i);
  });

  it('names each page’s other languages to search engines', async () => {
    const html = await (await fetch(service.address + lavrov)).text();
    for (const [code, prefix] of [['en', ''], ['uk', '/uk'], ['es', '/es'], ['ar', '/ar'], ['x-default', '']]) expect(html).toMatch(new RegExp(`<link rel="alternate" hreflang="${code}" href="http://[^/"]+${prefix}${lavrov}"`));
  });
});

describe('By keyboard alone', () => {
  it('reaches everything on a claim’s page in order, with the focus always seen', async () => {
    const { page, close } = await browser.open(service.address + lavrov, { width: 1280, height: 900 });
    const seen: string[] = [];
    for (let n = 0; n < 400; n++) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        interface Focused { tagName: string; id: string; textContent: string; nextElementSibling: Focused | null }
        const { document, getComputedStyle: styleOf } = globalThis as unknown as { document: { activeElement: Focused | null; body: Focused }; getComputedStyle(element: Focused): { outlineStyle: string; outlineWidth: string } };
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const shows = (one: Focused) => styleOf(one).outlineStyle !== 'none' && parseFloat(styleOf(one).outlineWidth) >= 2;
        return { what: `${element.tagName} ${element.id || element.textContent.trim().slice(0, 40)}`, visible: shows(element) || (element.nextElementSibling !== null && shows(element.nextElementSibling)) };
      });
      if (focus === null) break;
      expect(focus).toEqual({ what: focus.what, visible: true });
      seen.push(focus.what);
    }
    for (const what of ['A Skip to the page', 'A Sergey Lavrov', 'A The verdict in full', 'INPUT show-all', 'INPUT as_of', 'BUTTON Show', 'SUMMARY Cite as', 'A Tell the desk']) expect(seen).toContain(what);
    await close();
  });

  it('chooses which evidence is shown with the arrow keys, and without script', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, close } = await browser.open(service.address + lavrov, { width: 390, javaScriptEnabled });
      const shown = () => page.locator('.evidence .timeline-item:visible').count();
      const all = await shown();
      await page.locator('#show-all').focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#show-refutes').isChecked()).toBe(true);
      const against = await shown();
      expect(against).toBeGreaterThan(0);
      expect(against).toBeLessThan(all);
      expect(await page.locator('.evidence .timeline-item:visible .stance-supports').count()).toBe(0);
      await close();
    }
  });

  it('goes to a past day and back', async () => {
    const { page, close } = await browser.open(service.address + lavrov, { width: 390 });
    await page.locator('#as_of').fill('2022-02-01');
    await arrive(page, () => page.keyboard.press('Enter'));
    expect(await page.locator('.past-banner').textContent()).toContain('1 February 2022');
    await arrive(page, async () => {
      await page.locator('.past-banner a').focus();
      await page.keyboard.press('Enter');
    });
    expect(await page.locator('.standing-line').textContent()).toContain('Broken');
    await close();
  });
});

describe('The short form on a claim’s page', () => {
  it.each([true, false])('sends an error to the desk and gives a reference (script: %s)', async (javaScriptEnabled) => {
    const { page, close } = await browser.open(service.address + lavrov, { width: 390, javaScriptEnabled });
    await page.locator('.report-short summary').click();
    await page.getByLabel('What is wrong, and what is right?').fill(`The office on that day is not quite right (${javaScriptEnabled}).`);
    await arrive(page, () => page.getByRole('button', { name: 'Send the report' }).click());
    expect(await page.locator('.report-reference').textContent()).toMatch(/^R-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    await close();
  });

  it('comes back with what was typed, beside what is wrong', async () => {
    const { page, close } = await browser.open(service.address + lavrov, { width: 390, javaScriptEnabled: false });
    await page.locator('.report-short summary').click();
    await page.getByLabel('What is wrong, and what is right?').fill('The office is not quite right.');
    await page.getByLabel('Your e-mail address').evaluate((field) => (field as unknown as { setAttribute(name: string, value: string): void }).setAttribute('type', 'text'));
    await page.getByLabel('Your e-mail address').fill('nobody');
    const response = await arrive(page, () => page.getByRole('button', { name: 'Send the report' }).click());
    expect(response.status()).toBe(400);
    expect(await page.locator('#email-error').textContent()).toContain('Give an e-mail address');
    expect(await page.locator('#words').inputValue()).toBe('The office is not quite right.');
    await close();
  });
});

describe('A page of a past day', () => {
  it('is shared with the picture of that day', async () => {
    const html = await (await fetch(`${service.address}${lavrov}?as_of=2022-02-01`)).text();
    const picture = /<meta property="og:image" content="http:\/\/[^/]+([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&');
    expect(picture).toContain('as_of=2022-02-01');
    const bytes = async (to: string) => Buffer.from(await (await fetch(service.address + to)).arrayBuffer()).toString('base64');
    expect(await bytes(picture)).not.toBe(await bytes(`${lavrov}/card.png`));
    expect(await bytes(picture)).toBe(await bytes(`${lavrov}/card.png?as_of=2022-01-31`));
    expect((await fetch(`${service.address}${lavrov}/card.png?as_of=soon`)).status).toBe(400);
  });

  it('says that a sample record was loaded afterwards', async () => {
    const { page, close } = await browser.open(`${service.address}${lavrov}?as_of=2022-02-01`, { width: 390 });
    expect(await page.locator('.past-banner').textContent()).toContain('loaded after the events');
    await close();
  });
});

describe('The first screen of a phone', () => {
  it('names what decided it, and leads to it whatever evidence is chosen', async () => {
    const { page, close } = await browser.open(service.address + lavrov, { width: 390, height: 844 });
    const decided = page.locator('.hero-decided');
    expect(await decided.textContent()).toMatch(/Kremlin.*24 Feb 2022.*only repeat the claim/s);
    const box = (await decided.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    await page.locator('#show-supports').check();
    const target = (await decided.locator('a').first().getAttribute('href'))!;
    await decided.locator('a').first().click();
    await page.waitForFunction((hash) => (globalThis as unknown as { location: { hash: string } }).location.hash === hash, target);
    expect(await page.locator(target).isVisible()).toBe(true);
    await close();
  });
});

describe('On paper', () => {
  it('prints the addresses of what it cites, and its own', async () => {
    const { page, close } = await browser.open(service.address + lavrov, { width: 800 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.print-only').first().isVisible()).toBe(true);
    expect(await page.locator('.masthead-search').isVisible()).toBe(false);
    const after = await page.locator('main .source-line a[href^="http"]').first().evaluate((link) => (globalThis as unknown as { getComputedStyle(element: unknown, part: string): { content: string } }).getComputedStyle(link, '::after').content);
    expect(after).toContain('http');
    await close();
  });
});

describe('The buttons that copy', () => {
  it('come with the script, and say what happened', async () => {
    const context = await browser.context({ width: 1280 });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: service.address });
    const page = await context.newPage();
    await page.goto(service.address + lavrov);
    await page.getByText('Cite as').click();
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByText('Copied').first().waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { navigator: { clipboard: { readText(): Promise<string> } } }).navigator.clipboard.readText())).toMatch(/Claimline: “Russia has no intention of attacking Ukraine\.” \(Sergey Lavrov\)\. Broken, since 24 Feb 2022\..*as_of=\d{4}-\d\d-\d\d$/s);
    await context.close();
  });
});
