import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Embedding, oembed, readPasted } from './oembed.js';

const SITE = 'https://claims.example.org';

describe('A pasted address', () => {
  it.each([
    [`${SITE}/claims/a-b2c3d4f5`, SITE, { slug: 'a-b2c3d4f5', language: undefined }],
    [`${SITE}/ar/claims/a-b2c3d4f5/?x=y#verdict`, SITE, { slug: 'a-b2c3d4f5', language: 'ar' }],
    ['http://CLAIMS.example.org/claims/a-b2c3d4f5', SITE, { slug: 'a-b2c3d4f5', language: undefined }],
    ['https://example.org/facts/uk/claims/a-b2c3d4f5', 'https://example.org/facts', { slug: 'a-b2c3d4f5', language: 'uk' }],
  ] as const)('%s names a claim of %s', (url, site, pasted) => expect(readPasted(url, site)).toEqual(pasted));

  it.each([
    'claims/a-b2c3d4f5', '/claims/a-b2c3d4f5', `${SITE}/claims`, `${SITE}/claims/a-b2c3d4f5/history`, `${SITE}/speakers/a-b2c3d4f5`, `${SITE}:8080/claims/a-b2c3d4f5`, 'https://claims.example.org.evil.example/claims/a-b2c3d4f5',
    'https://claims.example.org@evil.example/claims/a-b2c3d4f5', 'https://somebody@claims.example.org/claims/a-b2c3d4f5', 'ftp://claims.example.org/claims/a-b2c3d4f5', 'javascript:alert(1)', '//claims.example.org/claims/a-b2c3d4f5', '',
  ])('%s names none', (url) => expect(readPasted(url, SITE)).toBeUndefined());

  it('is outside of a site in a folder when it is beside that folder', () => expect(readPasted('https://example.org/factsheet/claims/a-b2c3d4f5', 'https://example.org/facts')).toBeUndefined());
});

describe('An oEmbed answer', () => {
  const embedding = (words: string): Embedding => ({ src: `${SITE}/claims/a-b2c3d4f5/embed`, title: words, site: { name: 'Claimline', url: SITE }, says: { wording: words, long: words.length > 160, small: [words], why: words }, picture: `${SITE}/claims/a-b2c3d4f5/card.png` });

  it('keeps within any limits, whatever the claim says, and its frame has no other attributes than its own', () => {
    const limit = fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), limit, limit, (words, maxwidth, maxheight) => {
      const { width, height, html, thumbnail_width: picture } = oembed(embedding(words), { maxwidth, maxheight }) as { width: number; height: number; html: string; thumbnail_width?: number };
      expect(width >= 1 && height >= 1 && width <= (maxwidth ?? Infinity) && height <= (maxheight ?? Infinity)).toBe(true);
      expect(html).toMatch(/^<iframe src="[^"<>]*" title="[^"<>]*" width="\d+" height="\d+" loading="lazy" sandbox="[a-z -]*" style="[^"<>]*"><\/iframe>$/);
      expect(picture === undefined || picture <= (maxwidth ?? Infinity)).toBe(true);
    }));
  });

  it('offers the picture only where it fits whole', () => {
    expect(oembed(embedding('x'), { maxwidth: 1200, maxheight: 630 })).toHaveProperty('thumbnail_url');
    expect(oembed(embedding('x'), { maxwidth: 1200, maxheight: 629 })).not.toHaveProperty('thumbnail_url');
  });
});
