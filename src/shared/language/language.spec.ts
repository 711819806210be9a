import { describe, expect, it } from '@jest/globals';
import { addressedIn, wantedLanguage } from './language.js';

describe('The language of an address', () => {
  it.each([
    ['/uk/claims/x?as_of=2022-02-01', 'uk', '/claims/x?as_of=2022-02-01'],
    ['/ar', 'ar', '/'],
    ['/es/', 'es', '/'],
    ['/en?x=1', 'en', '/?x=1'],
    ['/es/claims', 'es', '/claims'],
  ])('%s is in %s', (url, language, rest) => expect(addressedIn(url)).toEqual({ language, url: rest }));

  it.each(['/', '/claims', '/de/claims', '/ukraine', '/uk/api/v1/claims', '/uk/desk', '/uk/assets/site.css', '/uk/feeds/verdicts.atom', '/uk/robots.txt', '/uk//example.org', '/UK/claims', ''])('%s names none, and stays as it is', (url) => expect(addressedIn(url)).toEqual({ url }));
});

describe('The language a browser asks for', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['uk', 'uk'],
    ['uk-UA,uk;q=0.9,en;q=0.8', 'uk'],
    ['de,es;q=0.5,en;q=0.4', 'es'],
    ['en;q=0.2, ar;q=0.9', 'ar'],
    ['de, fr', 'en'],
    ['*, uk;q=0.1', 'en'],
    ['uk;q=0, es', 'es'],
    ['es;q=nonsense, uk', 'es'],
    [`${'x'.repeat(5000)},uk`, 'en'],
  ])('%s → %s', (header, language) => {
    // Twice, because the answer is remembered.
    expect([wantedLanguage(header), wantedLanguage(header)]).toEqual([language, language]);
  });
});
