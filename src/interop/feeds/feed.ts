/** A feed before it is written as Atom, RSS or JSON; one entry a verdict or correction. */

export interface Feed {
  /** Never changes, also when a speaker's name (and so the feed's address) does. */
  id: string;
  title: string;
  description: string;
  /** Where it can be read as a page. */
  page: string;
  /** Its own address in this form. */
  self: string;
  language: string;
  publisher: { name: string; url: string };
  entries: readonly FeedEntry[];
}

export interface FeedEntry {
  /** "urn:uuid:…": stays when the claim is renamed or the site moves. */
  id: string;
  url: string;
  title: string;
  /** Plain text. */
  summary: string;
  /** HTML whose addresses are whole. */
  html: string;
  published: Date;
  /** Later than `published` when what it says has changed: superseded, withdrawn. */
  updated: Date;
  topics: readonly { name: string; url: string }[];
}

/** The last change of any entry; nothing for an empty feed. */
export function lastChange(feed: Pick<Feed, 'entries'>): Date | undefined {
  return feed.entries.length === 0 ? undefined : new Date(Math.max(...feed.entries.map(({ updated }) => updated.getTime())));
}
