import { describe, expect, it } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { encodingFor, isWorthPacking, pack } from './encoding.js';

describe('The packing', () => {
  it.each([
    [undefined, 'identity'], ['', 'identity'], ['gzip, deflate, br, zstd', 'br'], ['gzip', 'gzip'], ['x-gzip', 'gzip'], ['br', 'br'], ['BR', 'br'], ['deflate', 'identity'],
    ['*', 'br'], ['gzip;q=1.0, *;q=0.5', 'gzip'], ['br;q=0, *', 'gzip'], ['br;q=0, gzip;q=0', 'identity'], ['*;q=0', 'identity'], ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['gzip;q=0.5, identity', 'identity'], ['gzip;q=0.5, identity;q=0.4', 'gzip'], ['identity;q=0, gzip;q=0.001', 'gzip'], ['br ; q=0.7,gzip ; q=0.3', 'br'], ['br;q=2', 'identity'], ['br;q=x', 'identity'], [',,;', 'identity'],
  ])('that "%s" asks for is %s', (header, encoding) => expect(encodingFor(header)).toBe(encoding));

  it('is for texts that do not fit one packet', () => {
    for (const type of ['text/html; charset=utf-8', 'application/ld+json', 'application/json', 'application/atom+xml; charset=utf-8', 'application/xml', 'application/feed+json', 'image/svg+xml', 'text/plain']) expect([type, isWorthPacking(type, 2000)]).toEqual([type, true]);
    for (const type of ['image/png', 'font/woff2', 'application/octet-stream', '']) expect([type, isWorthPacking(type, 2000)]).toEqual([type, false]);
    expect(isWorthPacking('text/html', 1024)).toBe(false);
  });

  it('loses nothing', async () => {
    const plain = Buffer.from('Слова і діла. '.repeat(500));
    expect(brotliDecompressSync(await pack(plain, 'br')).equals(plain)).toBe(true);
    expect(gunzipSync(await pack(plain, 'gzip')).equals(plain)).toBe(true);
  });
});
