import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { KeptPage } from './kept-page.js';

const HTML = { 'content-type': 'text/html; charset=utf-8', 'content-language': 'uk', 'cache-control': 'public, no-cache', vary: 'Cookie', 'content-security-policy': "default-src 'none'" };
const long = Buffer.from('<p>Words</p>'.repeat(300));
const headersOf = (flat: readonly string[]) => Object.fromEntries(Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!]));

describe('A kept page', () => {
  it('has a tag of its own for each packing, and says how it is packed and how long it is', async () => {
    const page = new KeptPage(200, HTML, long);
    const variants = await Promise.all((['identity', 'br', 'gzip'] as const).map((encoding) => page.variant(encoding)));
    expect(new Set(variants.map(({ etag }) => etag)).size).toBe(3);
    expect(variants.map(({ headers }) => headersOf(headers)['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
    for (const { headers, body, etag } of variants) expect(headersOf(headers)).toMatchObject({ ...HTML, etag, 'content-length': String(body.length) });
    expect(variants[0]!.etag).toMatch(/^"[\w-]{43}"$/);
    expect(variants[1]!.etag).toMatch(/-br"$/);
    expect(variants[2]!.etag).toMatch(/-gz"$/);
  });

  it('has the same tag for the same content, and another for another', async () => {
    const tag = async (bytes: Buffer) => (await new KeptPage(200, HTML, bytes).variant('identity')).etag;
    expect(await tag(Buffer.from('a'))).toBe(await tag(Buffer.from('a')));
    expect(await tag(Buffer.from('a'))).not.toBe(await tag(Buffer.from('b')));
  });

  it('is sent as it is when packing is not worth it', async () => {
    const pages = [new KeptPage(200, HTML, Buffer.from('short')), new KeptPage(200, { ...HTML, 'content-type': 'image/png' }, long), new KeptPage(200, HTML, randomBytes(3000))];
    for (const page of pages) {
      const variant = await page.variant('br');
      expect(headersOf(variant.headers)['content-encoding']).toBeUndefined();
      expect(variant.etag).toBe((await page.variant('identity')).etag);
    }
  });

  it('is packed once, however many ask at once, and grows with it', async () => {
    const page = new KeptPage(200, HTML, long);
    const before = page.bytes;
    expect(page.variantNow('br')).toBeUndefined();
    const [one, other] = await Promise.all([page.variant('br'), page.variant('br')]);
    expect(one).toBe(other);
    expect(page.variantNow('br')).toBe(one);
    expect(page.bytes).toBeGreaterThan(before + one.body.length);
  });

  it('tells of no body in a 304', async () => {
    const { unchanged, etag } = await new KeptPage(200, HTML, long).variant('br');
    expect(headersOf(unchanged)).toEqual({ 'cache-control': 'public, no-cache', vary: 'Cookie', 'content-security-policy': "default-src 'none'", etag });
  });

  it('is known again by whoever has it', async () => {
    const page = new KeptPage(200, { ...HTML, 'last-modified': 'Thu, 24 Feb 2022 04:00:00 GMT' }, long);
    const variant = await page.variant('br');
    const held = (headers: Record<string, string>) => page.isHeldBy(headers, variant);
    for (const header of [variant.etag, `W/${variant.etag}`, `"x", ${variant.etag}`, `"x",W/${variant.etag} , "y"`, '*', ' * ']) expect([header, held({ 'if-none-match': header })]).toEqual([header, true]);
    for (const header of ['', '"x"', variant.etag.slice(1, -1), variant.etag.replace('-br', ''), '"*"']) expect([header, held({ 'if-none-match': header })]).toEqual([header, false]);
    expect(held({})).toBe(false);
    expect(held({ 'if-modified-since': 'Thu, 24 Feb 2022 04:00:00 GMT' })).toBe(true);
    expect(held({ 'if-modified-since': 'Thu, 24 Feb 2022 03:59:59 GMT' })).toBe(false);
    expect(held({ 'if-modified-since': 'yesterday' })).toBe(false);
    // Within the same second, or while another act still ran, something may have come after it.
    const now = new Date().toUTCString();
    const fresh = new KeptPage(200, { ...HTML, 'last-modified': now }, long);
    expect(fresh.isHeldBy({ 'if-modified-since': now }, await fresh.variant('br'))).toBe(false);
    expect(held({ 'if-modified-since': 'Thu, 24 Feb 2022 04:00:00 GMT', 'if-none-match': '"x"' })).toBe(false);
    const plain = new KeptPage(200, HTML, long);
    expect(plain.isHeldBy({ 'if-modified-since': 'Thu, 24 Feb 2022 04:00:00 GMT' }, await plain.variant('br'))).toBe(false);
  });

  it('that is gone (410) is told of every time', async () => {
    const page = new KeptPage(410, HTML, long);
    const variant = await page.variant('br');
    expect(page.isHeldBy({ 'if-none-match': variant.etag }, variant)).toBe(false);
  });
});
