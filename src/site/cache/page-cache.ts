/** Pages in memory, each with what it depends on. Knows no network and no database: it is told what was touched, and how fresh that news is. */
import { LRUCache } from 'lru-cache';

export interface CacheOptions {
  /** Bytes for pages, and apart from them for searches, so that a flood of odd searches cannot push out the pages. */
  pages: number;
  searches: number;
  isSearch: (key: string) => boolean;
  /** Milliseconds that never run backwards. */
  clock: () => number;
  /** Number of the UTC day: what a page says of due dates is right on its day only. */
  today: () => number;
}

/** How old the news may be: with the time on the way it stays below the second in which a change must be seen. */
export const FRESH = 900;
/** So many touched tags are remembered for pages in the making; one that takes longer than these is not kept. */
const REMEMBERED = 20_000;
/** Above this share of the room an answer is not kept. */
const LARGEST_SHARE = 8;

/** A page in the making. */
export interface Filling {
  readonly began: number;
  readonly day: number;
}

interface Entry<Page> extends Filling {
  readonly page: Page;
  readonly tags: readonly string[];
}

export class PageCache<Page> {
  private readonly pages: LRUCache<string, Entry<Page>>;
  private readonly searches: LRUCache<string, Entry<Page>>;
  /** Keys by tag. */
  private readonly shownBy = new Map<string, Set<string>>();
  /** Counts what happened; tells before from after where a clock would not. */
  private moment = 0;
  /** When each tag was last touched, the latest last. */
  private readonly touched = new Map<string, number>();
  /** What began before this is not kept: too much has happened since. */
  private closedBefore = 0;
  private provenAt = -Infinity;
  /** Entries that a change took out. */
  dropped = 0;

  constructor(private readonly options: CacheOptions) {
    const shelf = (maxSize: number) =>
      new LRUCache<string, Entry<Page>>({ maxSize, maxEntrySize: Math.max(1, Math.floor(maxSize / LARGEST_SHARE)), dispose: ({ tags }, key, why) => void (why === 'set' || this.unlist(key, tags)) });
    this.pages = shelf(options.pages);
    this.searches = shelf(options.searches);
  }

  /** All that was committed before `sentAt` has been told. */
  heard(sentAt: number): void {
    this.provenAt = Math.max(this.provenAt, sentAt);
  }

  /** Nobody tells any more: what is here may be old, and what is in the making too. */
  lost(): void {
    this.provenAt = -Infinity;
    this.clear();
  }

  isListening(): boolean {
    return this.options.clock() - this.provenAt < FRESH;
  }

  /** To be called before anything of the page is read. Nothing when it could not be kept. */
  begin(): Filling | undefined {
    return this.isListening() ? { began: this.moment, day: this.options.today() } : undefined;
  }

  /**
   * Keeps the page, unless something that it depends on was touched since its filling began.
   * @param bytes that it takes
   */
  store(key: string, filling: Filling, tags: readonly string[], page: Page, bytes: number): boolean {
    if (!this.isListening() || filling.began < this.closedBefore || filling.day !== this.options.today()) return false;
    if (tags.some((tag) => (this.touched.get(tag) ?? 0) > filling.began)) return false;
    this.shelfOf(key).delete(key);
    for (const tag of tags) {
      const keys = this.shownBy.get(tag);
      if (keys) keys.add(key);
      else this.shownBy.set(tag, new Set([key]));
    }
    return this.put(key, { ...filling, page, tags }, bytes);
  }

  get(key: string): Page | undefined {
    if (!this.isListening()) return undefined;
    const shelf = this.shelfOf(key);
    const entry = shelf.get(key);
    if (entry === undefined) return undefined;
    if (entry.day === this.options.today()) return entry.page;
    shelf.delete(key);
    return undefined;
  }

  /** The page takes more room than it did; does nothing when it is not here any more. */
  grow(key: string, page: Page, bytes: number): void {
    const entry = this.shelfOf(key).peek(key);
    if (entry?.page === page) this.put(key, { ...entry }, bytes);
  }

  /** These were touched: what depends on them goes, and is not kept if it is in the making. */
  drop(tags: readonly string[]): void {
    this.moment++;
    for (const tag of tags) {
      this.touched.delete(tag);
      this.touched.set(tag, this.moment);
      const keys = this.shownBy.get(tag);
      if (!keys) continue;
      this.dropped += keys.size;
      for (const key of [...keys]) this.shelfOf(key).delete(key);
    }
    for (const [tag, at] of this.touched) {
      if (this.touched.size <= REMEMBERED) break;
      this.touched.delete(tag);
      this.closedBefore = at;
    }
  }

  /** Anything may have been touched. */
  clear(): void {
    this.closedBefore = ++this.moment;
    this.dropped += this.size;
    this.touched.clear();
    this.pages.clear();
    this.searches.clear();
  }

  get size(): number {
    return this.pages.size + this.searches.size;
  }

  get bytes(): number {
    return this.pages.calculatedSize + this.searches.calculatedSize;
  }

  /** For tests: how many tags are on the lists of this cache. */
  get listed(): { shown: number; touched: number } {
    return { shown: this.shownBy.size, touched: this.touched.size };
  }

  /** Of an entry whose tags are on the lists. */
  private put(key: string, entry: Entry<Page>, bytes: number): boolean {
    const shelf = this.shelfOf(key);
    shelf.set(key, entry, { size: bytes + weightOf(key, entry.tags) });
    if (shelf.peek(key) === entry) return true;
    // What is too large for the shelf is let fall without a word.
    this.unlist(key, entry.tags);
    return false;
  }

  private shelfOf(key: string): LRUCache<string, Entry<Page>> {
    return this.options.isSearch(key) ? this.searches : this.pages;
  }

  private unlist(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.shownBy.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.shownBy.delete(tag);
    }
  }
}

/** What an entry takes beside its page: its key and its place on the lists of its tags. */
function weightOf(key: string, tags: readonly string[]): number {
  return 500 + 2 * key.length + 250 * tags.length;
}
