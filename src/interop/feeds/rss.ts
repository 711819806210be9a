/** A feed as RSS 2.0, by the RSS Best Practices Profile. */
import { type Feed, type FeedEntry, lastChange } from './feed.js';
import { element, XML_DECLARATION } from './xml.js';

export function rss(feed: Feed): string {
  const changed = lastChange(feed);
  return XML_DECLARATION + element('rss', { version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom', 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, [
    element('channel', {}, [
      element('title', {}, feed.title),
      element('link', {}, feed.page),
      element('description', {}, feed.description),
      element('language', {}, feed.language),
      ...(changed ? [element('lastBuildDate', {}, changed.toUTCString())] : []),
      element('generator', {}, 'Claimline'),
      element('docs', {}, 'https://www.rssboard.org/rss-specification'),
      element('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self }),
      ...feed.entries.map((entry) => item(entry, feed.publisher.name)),
    ]),
  ]);
}

/** `author` would have to be an e-mail address. */
function item({ id, title, url, published, html, topics }: FeedEntry, publisher: string): string {
  return element('item', {}, [
    element('title', {}, title),
    element('link', {}, url),
    element('guid', { isPermaLink: 'false' }, id),
    element('pubDate', {}, published.toUTCString()),
    element('dc:creator', {}, publisher),
    ...topics.map((topic) => element('category', {}, topic.name)),
    element('description', {}, html),
  ]);
}
