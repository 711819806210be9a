import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Filling, FRESH, PageCache } from './page-cache.js';

interface Page {
  tags: readonly string[];
  readOn: number;
}

interface Told {
  tags: string[];
  at: number;
}

/** A cache over a record of our own, whose every change and every piece of news the test decides. */
class World {
  now = 10_000;
  day = 1;
  readonly cache = new PageCache<Page>({
    pages: 40_000, searches: 20_000, isSearch: (key) => key.includes('?'), clock: () => this.now, today: () => this.day,
  });

  constructor() {
    this.cache.heard(this.now);
  }

  /** Makes a page and keeps it; whatever `meanwhile` does happens after the page was read. */
  keep(key: string, tags: string[], meanwhile: () => void = () => undefined, bytes = 1000): boolean {
    const filling = this.cache.begin();
    const page = { readOn: this.day, tags };
    meanwhile();
    return filling !== undefined && this.cache.store(key, filling, tags, page, bytes);
  }
}

describe('A page in memory', () => {
  it('is served until something that it shows is touched', () => {
    const { cache, keep } = bound(new World());
    expect(keep('/a', ['claim:1', 'speaker:1'])).toBe(true);
    expect(keep('/b', ['claim:2', 'speaker:1'])).toBe(true);
    cache.drop(['claim:3']);
    expect([cache.get('/a'), cache.get('/b')].every(Boolean)).toBe(true);
    cache.drop(['claim:1', 'claims']);
    expect(cache.get('/a')).toBeUndefined();
    expect(cache.get('/b')).toBeDefined();
    cache.drop(['speaker:1']);
    expect(cache.get('/b')).toBeUndefined();
    expect([cache.size, cache.bytes, cache.listed.shown, cache.dropped]).toEqual([0, 0, 0, 2]);
  });

  it('is not kept when something that it shows was touched while it was made', () => {
    const { cache, keep } = bound(new World());
    expect(keep('/a', ['claim:1'], () => cache.drop(['claim:1']))).toBe(false);
    expect(keep('/a', ['claim:1'], () => cache.drop(['claim:2']))).toBe(true);
    expect(keep('/a', ['claim:1'], () => cache.clear())).toBe(false);
  });

  it('is not served, nor kept, while the news are older than they may be, and is there again with the next', () => {
    const world = new World();
    const { cache, keep } = bound(world);
    keep('/a', ['claim:1']);
    world.now += FRESH - 1;
    expect(cache.get('/a')).toBeDefined();
    world.now += 1;
    expect([cache.get('/a'), cache.begin(), cache.isListening()]).toEqual([undefined, undefined, false]);
    cache.heard(world.now);
    expect(cache.get('/a')).toBeDefined();
    expect(keep('/b', [], () => (world.now += FRESH))).toBe(false);
  });

  it('goes for good when the news were cut off, also when it was in the making', () => {
    const world = new World();
    const { cache, keep } = bound(world);
    keep('/a', ['claim:1']);
    expect(keep('/b', ['claim:2'], () => (cache.lost(), cache.heard(world.now)))).toBe(false);
    expect([cache.get('/a'), cache.size, cache.isListening()]).toEqual([undefined, 0, true]);
  });

  it('is of one day', () => {
    const world = new World();
    const { cache, keep } = bound(world);
    keep('/a', []);
    world.day++;
    expect([cache.get('/a'), cache.size]).toEqual([undefined, 0]);
    expect(keep('/a', [], () => world.day++)).toBe(false);
  });

  it('that is made anew takes the place of the old one, with its own tags', () => {
    const { cache, keep } = bound(new World());
    keep('/a', ['claim:1', 'claim:2']);
    keep('/a', ['claim:2', 'claim:3']);
    expect(cache.listed.shown).toBe(2);
    cache.drop(['claim:1']);
    expect(cache.get('/a')).toBeDefined();
    cache.drop(['claim:3']);
    expect(cache.get('/a')).toBeUndefined();
  });

  it('takes more room with every packing, and none any more when it is gone', () => {
    const { cache, keep } = bound(new World());
    keep('/a', ['claim:1']);
    const page = cache.get('/a')!;
    const before = cache.bytes;
    cache.grow('/a', page, 2000);
    expect(cache.bytes).toBe(before + 1000);
    cache.drop(['claim:1']);
    cache.grow('/a', page, 3000);
    expect([cache.get('/a'), cache.bytes, cache.listed.shown]).toEqual([undefined, 0, 0]);
  });

  it('is let fall when it is too large, and leaves nothing on the lists', () => {
    const { cache, keep } = bound(new World());
    expect(keep('/a', ['claim:1'], undefined, 40_000)).toBe(false);
    keep('/b', ['claim:2']);
    cache.grow('/b', cache.get('/b')!, 40_000);
    expect([cache.size, cache.bytes, cache.listed.shown]).toEqual([0, 0, 0]);
  });
});

describe('Memory', () => {
  it('is bounded, and searches push out no page', () => {
    const { cache, keep } = bound(new World());
    keep('/a', ['claim:1']);
    for (let n = 0; n < 1000; n++) {
      keep(`/claims?text=${n}`, ['claims', `text:${n}`]);
      expect(cache.bytes).toBeLessThanOrEqual(60_000);
    }
    expect(cache.get('/a')).toBeDefined();
    expect(cache.get('/claims?text=999')).toBeDefined();
    expect(cache.get('/claims?text=0')).toBeUndefined();
    expect(cache.listed.shown).toBe(cache.size - 1 + 2);
  });

  it('remembers a bounded number of touched tags, and rather keeps nothing than forgets one', () => {
    const { cache, keep } = bound(new World());
    expect(keep('/a', ['claim:1'], () => {
      cache.drop(['claim:1']);
      for (let n = 0; n < 50; n++) cache.drop(Array.from({ length: 1000 }, (_, i) => `other:${n}:${i}`));
    })).toBe(false);
    expect(cache.listed.touched).toBeLessThanOrEqual(20_000);
    expect(keep('/a', ['claim:1'])).toBe(true);
  });
});

type Step =
  | { do: 'commit'; tags: string[] }
  | { do: 'begin' | 'read' | 'store' | 'make' | 'get'; slot: number }
  | { do: 'tell' | 'beat' | 'freeze' | 'lose' | 'turnDay' }
  | { do: 'wait'; ms: number };

const TAGS = ['a', 'b', 'c'];
const KEYS = ['/1', '/2', '/3?x', '/4?x'];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const), tags: fc.subarray(TAGS, { minLength: 1 }) }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constantFrom('begin' as const, 'read' as const, 'store' as const, 'make' as const, 'make' as const, 'get' as const, 'get' as const, 'get' as const), slot: fc.nat(KEYS.length - 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('tell' as const, 'beat' as const, 'beat' as const, 'freeze' as const, 'lose' as const, 'turnDay' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(400) }) },
);

describe('Whatever happens in whatever order, a reader', () => {
  it('gets no page that was changed longer ago than news may take, none whose change was told, and none of another day', () => {
    let served = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
        const world = new World();
        const { cache } = world;
        const commits: Told[] = [];
        const told: Told[] = [];
        let onTheWay: Told[] = [];
        let frozen = false;
        const makings: ({ filling: Filling | undefined; page?: Page } | undefined)[] = [];
        /** How many commits a page shows. */
        const seen = new WeakMap<Page, number>();
        const begin = (slot: number) => void (makings[slot] = { filling: cache.begin() });
        const read = (slot: number) => {
          const making = makings[slot];
          if (!making || making.page) return;
          making.page = { readOn: world.day, tags: [TAGS[slot % 3]!, TAGS[(slot + 1) % 3]!] };
          seen.set(making.page, commits.length);
        };
        const store = (slot: number) => {
          const making = makings[slot];
          if (making?.filling && making.page) cache.store(KEYS[slot]!, making.filling, making.page.tags, making.page, 900);
          makings[slot] = undefined;
        };
        const tell = (news: Told | undefined) => {
          if (!news) return;
          cache.drop(news.tags);
          told.push(news);
        };
        for (const each of steps) {
          if (each.do === 'commit') {
            const commit = { tags: each.tags, at: world.now };
            commits.push(commit);
            onTheWay.push(commit);
          } else if (each.do === 'tell') {
            if (!frozen) tell(onTheWay.shift());
          } else if (each.do === 'beat') {
            if (frozen) continue;
            onTheWay.forEach(tell);
            onTheWay = [];
            cache.heard(world.now);
          } else if (each.do === 'freeze') frozen = true;
          else if (each.do === 'lose') {
            cache.lost();
            onTheWay = [];
            frozen = false;
          } else if (each.do === 'turnDay') world.day++;
          else if (each.do === 'wait') world.now += each.ms;
          else if (each.do === 'begin') begin(each.slot);
          else if (each.do === 'read') read(each.slot);
          else if (each.do === 'store') store(each.slot);
          else if (each.do === 'make') for (const part of [begin, read, store]) part(each.slot);
          else if (each.do === 'get') {
            const page = cache.get(KEYS[each.slot]!);
            if (!page) continue;
            served++;
            const missed = commits.slice(seen.get(page)).filter(({ tags }) => tags.some((tag) => page.tags.includes(tag)));
            for (const commit of missed) {
              expect(world.now - commit.at).toBeLessThan(FRESH);
              expect(told).not.toContain(commit);
            }
            expect(page.readOn).toBe(world.day);
          }
          expect(cache.bytes).toBeLessThanOrEqual(60_000);
        }
      }),
      { numRuns: 2000 },
    );
    expect(served).toBeGreaterThan(800);
  });
});

function bound(world: World) {
  return { cache: world.cache, keep: world.keep.bind(world) };
}
