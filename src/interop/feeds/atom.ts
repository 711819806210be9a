/** A feed as Atom (RFC 4287). */
import { type Feed, type FeedEntry, lastChange } from './feed.js';
import { element, XML_DECLARATION } from './xml.js';

/** An empty feed has to name a day too, and one that never moves. */
const NEVER = new Date(0);

export function atom(feed: Feed): string {
  return XML_DECLARATION + element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language }, [
    element('id', {}, feed.id),
    element('title', {}, feed.title),
    element('subtitle', {}, feed.description),
    element('updated', {}, (lastChange(feed) ?? NEVER).toISOString()),
    element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    element('link', { rel: 'alternate', type: 'text/html', href: feed.page }),
    element('author', {}, [element('name', {}, feed.publisher.name), element('uri', {}, feed.publisher.url)]),
    element('generator', {}, 'Claimline'),
    ...feed.entries.map(entry),
  ]);
}

function entry({ id, title, url, published, updated, summary, html, topics }: FeedEntry): string {
  return element('entry', {}, [
    element('id', {}, id),
    element('title', {}, title),
    element('link', { rel: 'alternate', type: 'text/html', href: url }),
    element('published', {}, published.toISOString()),
    element('updated', {}, updated.toISOString()),
    ...topics.map((topic) => element('category', { term: topic.url, label: topic.name })),
    element('summary', {}, summary),
    element('content', { type: 'html' }, html),
  ]);
}
