import { describe, expect, it } from '@jest/globals';
import { urlKey } from './source.rules.js';

describe('The key of an address', () => {
  it.each([
    ['https://www.Example.org/a/', 'http://example.org/a'],
    ['https://example.org/a?utm_source=x&fbclid=y', 'https://example.org/a'],
    ['https://example.org/a?b=2&a=1', 'https://example.org/a?a=1&b=2'],
    ['https://example.org:443/a#part', 'https://example.org/a'],
    ['http://www.uawire.org:80/x', 'http://uawire.org/x'],
    ['https://example.org', 'https://example.org/'],
  ])('is the same for %s and %s', (a, b) => expect(urlKey(a)).toBe(urlKey(b)));

  it.each([
    ['https://example.org/a', 'https://example.org/A'],
    ['https://example.org/a?id=1', 'https://example.org/a?id=2'],
    ['https://example.org/a', 'https://news.example.org/a'],
    ['https://example.org:8080/a', 'https://example.org/a'],
  ])('tells %s from %s', (a, b) => expect(urlKey(a)).not.toBe(urlKey(b)));
});
