import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { atomFaults, jsonFeedFaults, rssFaults, textsIn } from '../../../test/support/machine-checks.js';
import { atom } from './atom.js';
import type { Feed, FeedEntry } from './feed.js';
import { jsonFeed } from './json-feed.js';
import { rss } from './rss.js';

/** Any text that a program can hold, with what breaks XML and HTML more often than by chance. */
const text = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('a < b & c', ']]>', '</content>', '<script>alert(1)</script>', '\u0000\u0008\u000b\ufffe', '\ud800 alone', 'Глава МИД', 'لا نية', '"\'', 'a\r\nb')).map((words) => `x${words}`);
const web = fc.constantFrom('https://claims.example.org/claims/a-b2c3d4f5', 'https://claims.example.org/claims/ünï?a=1&b=2', 'http://localhost:3000/claims/x');
const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

const entry: fc.Arbitrary<FeedEntry> = fc
  .record({ uuid: fc.uuid(), url: web, title: text, summary: text, html: text, published: day, later: fc.nat(1e10), topics: fc.array(fc.record({ name: text, url: web }), { maxLength: 3 }) })
  .map(({ uuid, later, ...rest }) => ({ ...rest, id: `urn:uuid:${uuid}`, updated: new Date(rest.published.getTime() + later) }));
const feed: fc.Arbitrary<Feed> = fc.record({
  id: web, title: text, description: text, page: web, self: web, language: fc.constant('en'), publisher: fc.record({ name: text, url: web }),
  entries: fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 6 }),
});

const empty: Feed = { id: 'https://claims.example.org/feeds/verdicts.atom', title: 'Verdicts', description: 'All', page: 'https://claims.example.org/', self: 'https://claims.example.org/feeds/verdicts.atom', language: 'en', publisher: { name: 'Desk', url: 'https://claims.example.org' }, entries: [] };

describe('A feed', () => {
  it('is valid as Atom, RSS and JSON Feed whatever its texts hold', () => {
    fc.assert(fc.property(feed, (given) => {
      expect({ atom: atomFaults(atom(given)), rss: rssFaults(rss(given)), json: jsonFeedFaults(jsonFeed(given)) }).toEqual({ atom: [], rss: [], json: [] });
    }), { numRuns: 300 });
  });

  it('is valid when it is empty', () => {
    expect({ atom: atomFaults(atom(empty)), rss: rssFaults(rss(empty)), json: jsonFeedFaults(jsonFeed(empty)) }).toEqual({ atom: [], rss: [], json: [] });
  });

  it('says texts and HTML as they were, but for what XML cannot hold', () => {
    const html = '<p lang="ar">لا نية &amp; <b>a &lt; b</b></p>]]>';
    const given: Feed = { ...empty, entries: [{ id: 'urn:uuid:00000000-0000-4000-8000-000000000000', url: 'https://claims.example.org/claims/x', title: 'a < b & "c"\u0000', summary: 's', html, published: new Date(0), updated: new Date(1000), topics: [] }] };
    expect(textsIn(atom(given), '//a:entry/a:title')).toEqual(['a < b & "c"\ufffd']);
    expect(textsIn(atom(given), '//a:content')).toEqual([html]);
    expect(textsIn(rss(given), '//item/description')).toEqual([html]);
    expect(textsIn(atom(given), '/a:feed/a:updated')).toEqual(['1970-01-01T00:00:01.000Z']);
  });

  it.each([
    ['an entry without its id', (xml: string) => xml.replace(/<entry><id>[^<]*<\/id>/, '<entry>'), '4.1.2 each entry has one id, title, updated'],
    ['a control character', (xml: string) => xml.replace('<subtitle>', '<subtitle>\u0008'), 'well-formed'],
    ['a local day', (xml: string) => xml.replace(/<published>[^<]*/, '<published>24 Feb 2022'), '3.3 dates are of RFC 3339'],
    ['an older time of its own', (xml: string) => xml.replace(/<updated>[^<]*/, '<updated>1960-01-01T00:00:00Z'), '4.2.15 the feed was updated when its last entry was'],
  ])('is not called valid with %s', (_, spoil, fault) => {
    const given = fc.sample(feed, { numRuns: 50, seed: 7 }).find(({ entries }) => entries.length > 1)!;
    expect(atomFaults(spoil(atom(given))).join()).toContain(fault);
  });
});
