/** When a reader first sees something, and what it weighs: real Chromium, a fresh visitor each time, on this machine's line and on a slow phone's. */
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Page } from 'playwright-core';

const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'];
const VISITS = 5;

/** About what a cheap phone on a weak line has: a sixth of this machine's speed, 1.6 Mbit/s, 150 ms there and back. */
async function slow(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  await client.send('Emulation.setCPUThrottlingRate', { rate: 6 });
}

export async function paints(address: string, pages: readonly (readonly [what: string, path: string])[], say: (line: string) => void): Promise<void> {
  const browser = await playwright.launch({ executablePath: process.env.CHROMIUM_PATH || (await chromium.executablePath()), args: ARGS, headless: true });
  say(`\nFirst contentful paint in Chromium ${browser.version()}, median of ${VISITS} first visits at 390 pixels`);
  say('what                     this machine ms   slow phone ms   kB in all   requests   layout shift');
  for (const [what, path] of pages) {
    const figures: Record<'quick' | 'slow', number[]> = { quick: [], slow: [] };
    let weight = 0;
    let requests = 0;
    let shift = 0;
    for (const kind of ['quick', 'slow'] as const) {
      for (let visit = 0; visit < VISITS; visit++) {
        const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
        const page = await context.newPage();
        if (kind === 'slow') await slow(page);
        await page.goto(address + path, { waitUntil: 'load' });
        const seen = await page.evaluate(async () => {
          interface Timed { startTime: number; transferSize: number; value: number; name: string }
          const { performance, PerformanceObserver: Observer } = globalThis as unknown as {
            performance: { getEntriesByType(type: string): Timed[]; getEntriesByName(name: string): Timed[] };
            PerformanceObserver: new (seen: (list: { getEntries(): Timed[] }) => void) => { observe(what: object): void };
          };
          const moved = await new Promise<number>((resolve) => {
            let sum = 0;
            new Observer((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(sum), 300);
          });
          const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
          return { paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, bytes: loaded.reduce((sum, entry) => sum + entry.transferSize, 0), requests: loaded.length, moved };
        });
        figures[kind].push(seen.paint);
        weight = Math.max(weight, seen.bytes);
        requests = Math.max(requests, seen.requests);
        shift = Math.max(shift, seen.moved);
        await context.close();
      }
    }
    const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
    say([what.padEnd(22), median(figures.quick).toFixed(0).padStart(17), median(figures.slow).toFixed(0).padStart(15), (weight / 1000).toFixed(1).padStart(11), String(requests).padStart(10), shift.toFixed(3).padStart(14)].join(' '));
  }
  await browser.close();
}
