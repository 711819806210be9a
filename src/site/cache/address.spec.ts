import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressOf, isSearch, keyOf } from './address.js';

const UKRAINIAN = 'uk,en;q=0.5';

describe('An address', () => {
  it('gives a page what it knows, in one order, and passes over what strangers add', () => {
    expect(addressOf('/claims?utm_source=x&text=two+words&fbclid=y&kind=promise&topic=', undefined)).toEqual({
      language: 'en', prefixed: false, translated: true, query: { text: 'two words', kind: 'promise' }, search: '?kind=promise&text=two+words', sent: '?utm_source=x&text=two+words&fbclid=y&kind=promise&topic=',
    });
    expect(addressOf('/uk/claims', 'es')).toEqual({ language: 'uk', prefixed: true, translated: true, query: {}, search: '', sent: '' });
    expect(addressOf('/claims?text=1&text=2', 'es')).toMatchObject({ language: 'es', prefixed: false, query: { text: ['1', '2'] } });
    expect(addressOf('/claims?%74ext=x&__proto__=y&toString=z', undefined).query).toEqual({ text: 'x' });
  });

  it.each([
    ['/claims/x-1', '/claims/x-1?utm_source=a&fbclid=b'],
    ['/claims?text=x&kind=promise', '/claims?kind=promise&text=x'],
    ['/claims?text=x', '/claims?%74ext=%78&topic=&speaker='],
    ['/claims?text=a+b', '/claims?text=a%20b'],
    ['/uk?text=x', '/uk/?text=x'],
    ['/claims/x-1/card.png', '/claims/x-1/card.png?v=7'],
    ['/claims/x-1', '/claims/x-1?text=x&v=1&cursor=2'],
    ['/feeds/verdicts.atom', '/feeds/verdicts.atom?text=x'],
  ])('%s has one key with %s', (one, other) => {
    expect(keyOf(one, undefined)).toBeDefined();
    expect(keyOf(other, undefined)).toBe(keyOf(one, undefined));
  });

  it.each([
    ['/claims/x-1', '/claims/y-1'], ['/claims?text=x', '/claims?text=y'], ['/claims?text=x', '/claims'], ['/claims?text=x%26kind%3Dpromise', '/claims?text=x&kind=promise'], ['/uk/claims', '/claims'], ['/uk/claims', '/es/claims'],
  ])('%s has another key than %s', (one, other) => {
    for (const language of [undefined, UKRAINIAN]) expect(keyOf(other, language)).not.toBe(keyOf(one, language));
  });

  it('without a language has a key for each language that it may be answered in; with one, the browser’s wish is nothing', () => {
    expect(new Set([undefined, 'en', 'de, en-GB;q=0.5'].map((wish) => keyOf('/claims', wish))).size).toBe(1);
    expect(keyOf('/claims', UKRAINIAN)).not.toBe(keyOf('/claims', undefined));
    expect(keyOf('/uk/claims', UKRAINIAN)).toBe(keyOf('/uk/claims', 'es'));
    expect(keyOf('/uk/claims', UKRAINIAN)).not.toBe(keyOf('/claims', UKRAINIAN));
  });

  it('of what programs read is the same in every language', () => {
    for (const url of ['/feeds/verdicts.atom', '/oembed?url=x', '/sitemap.xml', '/robots.txt']) {
      expect(keyOf(url, UKRAINIAN)).toBe(keyOf(url, undefined));
      expect(addressOf(url, UKRAINIAN)).toMatchObject({ language: 'en', prefixed: false, translated: false });
    }
  });

  it.each([
    '/claims?text=1&text=2', '/claims?text=%00', '/claims?text=%ff', `/claims?text=${'x'.repeat(1000)}`, '/claims/%78-1', '/claims/x 1', '/claims/x#y', '/claims;x=y', 'http://else.where/claims', '*', '',
    '/api/v1/claims', '/desk', '/desk/claims/x', '/assets/site.css', '/health/live', '/metrics', '/report', '/uk/report?claim=x',
  ])('%s is not kept', (url) => expect(keyOf(url, undefined)).toBeUndefined());

  it.each(['/', '/claims', '/claims/x-1.jsonld', '/claims/x-1/card.png', '/feeds/verdicts.atom', '/sitemap.xml', '/robots.txt', '/oembed?url=http%3A%2F%2Flocalhost%2Fclaims%2Fx', '/reports', '/apiary', '/ar', '/ar/'])('%s is kept', (url) =>
    expect(keyOf(url, undefined)).toBeDefined());

  it('is a search when it asks for more than the page itself', () => {
    expect(isSearch(keyOf('/claims/x-1?utm_source=y', undefined)!)).toBe(false);
    expect(isSearch(keyOf('/claims/x-1?as_of=2022-02-01', undefined)!)).toBe(true);
  });

  it('can hide nothing from its key: what reads alike is all that a page gets', () => {
    const names = fc.constantFrom('text', 'as_of', 'kind', 'utm_source', 'te%78t', '', 'q');
    const values = fc.oneof(fc.string({ maxLength: 3 }).map((value) => encodeURIComponent(value.replace(/[\ud800-\udfff]/g, ''))), fc.constantFrom('', '%', '%zz', '%ff', 'a+b', 'a=b', '%26'));
    const path = fc.constantFrom('/claims', '/uk/claims', '/es', '/claims/x-1', '/oembed');
    const url = fc.tuple(path, fc.array(fc.tuple(names, values), { maxLength: 4 })).map(([base, pairs]) => base + (pairs.length > 0 ? `?${pairs.map((pair) => pair.join('=')).join('&')}` : ''));
    let alike = 0;
    fc.assert(
      fc.property(url, url, fc.constantFrom(undefined, 'uk', 'es'), fc.constantFrom(undefined, 'uk', 'es'), (one, other, wish, otherWish) => {
        const key = keyOf(one, wish);
        if (key === undefined || key !== keyOf(other, otherWish)) return;
        alike++;
        const { sent: _one, ...read } = addressOf(one, wish);
        const { sent: _other, ...otherRead } = addressOf(other, otherWish);
        expect(read).toEqual(otherRead);
        expect(one.split('?')[0]!.replace(/\/$/, '')).toBe(other.split('?')[0]!.replace(/\/$/, ''));
      }),
      { numRuns: 20_000 },
    );
    expect(alike).toBeGreaterThan(100);
  });
});
