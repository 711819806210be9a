/** A feed as JSON Feed 1.1. */
import type { Feed, FeedEntry } from './feed.js';

export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.self,
    description: feed.description,
    language: feed.language,
    authors: [feed.publisher],
    items: feed.entries.map(item),
  });
}

function item({ id, url, title, summary, html, published, updated, topics }: FeedEntry) {
  return {
    id, url, title, summary,
    content_html: html,
    date_published: published.toISOString(),
    date_modified: updated.toISOString(),
    ...(topics.length > 0 ? { tags: topics.map(({ name }) => name) } : {}),
  };
}
