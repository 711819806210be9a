/** Real Chromium for a test file: launched once, a fresh context for each way of looking at the site. */
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium as playwright, type Page, type Response } from 'playwright-core';

/** Not the package's own list, which is for one page in a cloud function: one process for all, and web security off. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'];

export interface Looking {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  javaScriptEnabled?: boolean;
}

export class TestBrowser {
  private constructor(private readonly browser: Browser) {}

  /** CHROMIUM_PATH names another browser than the one that comes with the npm package. */
  static async launch(): Promise<TestBrowser> {
    const own = process.env.CHROMIUM_PATH;
    const browser = await playwright.launch({ executablePath: own || (await chromium.executablePath()), args: ARGS, headless: true });
    return new TestBrowser(browser);
  }

  async context({ width = 390, height = 844, colorScheme = 'light', javaScriptEnabled = true }: Looking = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled, reducedMotion: 'reduce' });
    // Sooner than the test's own patience, so that a failure names its line.
    context.setDefaultTimeout(20_000);
    return context;
  }

  /** Opens an address, and keeps what the page complained of and whom it asked. */
  async open(url: string, looking: Looking = {}): Promise<OpenPage> {
    const context = await this.context(looking);
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    const response = await page.goto(url, { waitUntil: 'load' });
    return { page, status: response!.status(), complaints, requests, close: () => context.close() };
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/**
 * Does what leads to another page (a click on a link or a button), and answers once that page is there; Playwright itself waits
 * for no navigation, so that the next line would look at the old page now and then. Redirects on the way do not count.
 */
export async function arrive(page: Page, deed: () => Promise<unknown>): Promise<Response> {
  const answered = page.waitForResponse((response) => response.request().isNavigationRequest() && ![301, 302, 303].includes(response.status()));
  await deed();
  const response = await answered;
  await response.finished();
  await page.waitForLoadState('load');
  return response;
}

/** A page of somebody who has just signed in, where signing in leads to. */
export async function signInAs(context: BrowserContext, url: string, person: { email: string; password: string }, next = '/desk'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/desk/sign-in?next=${encodeURIComponent(next)}`);
  await page.fill('#sign-in-email', person.email);
  await page.fill('#sign-in-password', person.password);
  await arrive(page, () => page.click('#sign-in button'));
  return page;
}

export interface OpenPage {
  page: Page;
  status: number;
  /** Errors and warnings of the console, violations of the content policy among them. */
  complaints: string[];
  requests: string[];
  close(): Promise<void>;
}

/** What axe finds wrong, one line a rule, with the first elements. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the driver, which the page's content policy does not bind.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const results = await inPage.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } as never);
    return results.violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 3).map((node) => node.target.join(' ')) }));
  });
  return violations.map(({ id, where }) => `${id}: ${where.join(' | ')}`);
}
