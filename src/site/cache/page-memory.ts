/** Answers from memory before the framework hears of a request, and keeps what the pages made: only for nobody in particular. */
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { isSearch, keyOf } from './address.js';
import { type Encoding, encodingFor } from './encoding.js';
import type { KeptPage, Variant } from './kept-page.js';
import { type Filling, PageCache } from './page-cache.js';
import { RecordListener } from './record-listener.js';

const MEGABYTE = 1024 * 1024;
const ROOM = { pages: 64 * MEGABYTE, searches: 16 * MEGABYTE };
const DAY = 86_400_000;
/** Requests that wait for one page in the making, and how long; then each makes its own. */
const QUEUE = 1000;
const PATIENCE = 1000;

type Pass = (request: IncomingMessage, response: ServerResponse) => void;

/** A page in the making, for the request that asked. */
interface Making {
  key: string;
  filling: Filling;
  /** Lets those go on who wait for it. */
  done: () => void;
}

export interface MemoryFigures {
  /** Whole answers from memory, those of "you have it already" (304), and pages that had to be made. */
  hits: number;
  unchanged: number;
  misses: number;
  dropped: number;
  entries: number;
  bytes: number;
  listening: boolean;
}

/** Both names of the session's cookie contain this; a stranger's cookie that does costs a look at the database and no more. */
const SESSION = 'claimline';

/** Sent by nobody in particular: such requests get the same answer, and a copy may be kept for the next. */
export function isAnonymous(headers: IncomingHttpHeaders): boolean {
  return headers.authorization === undefined && !headers.cookie?.includes(SESSION);
}

@Injectable()
export class PageMemory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly cache = new PageCache<KeptPage>({ ...ROOM, isSearch, clock: () => performance.now(), today: () => Math.floor(Date.now() / DAY) });
  private readonly listener: RecordListener | undefined;
  private readonly makings = new WeakMap<IncomingMessage, Making>();
  private readonly queues = new Map<string, (() => void)[]>();
  private hits = 0;
  private unchanged = 0;
  private misses = 0;

  constructor(source: DataSource) {
    const { url } = source.options as DataSourceOptions & { url?: string };
    if (url === undefined) return;
    this.listener = new RecordListener(this.cache, { url, send: (channel, message) => source.query('SELECT pg_notify($1, $2)', [channel, message]), clock: () => performance.now() });
  }

  onApplicationBootstrap(): void {
    this.listener?.start();
  }

  /** Before HTTP closes: what comes then is told by the framework to go elsewhere. */
  async onModuleDestroy(): Promise<void> {
    await this.listener?.stop();
  }

  get figures(): MemoryFigures {
    const { dropped, size: entries, bytes } = this.cache;
    return { hits: this.hits, unchanged: this.unchanged, misses: this.misses, dropped, entries, bytes, listening: this.cache.isListening() };
  }

  /**
   * Stands between a server and the framework. The listener is replaced, not the server, so that all its timeouts stay the framework's;
   * what the framework is handed without a server (`inject`) and a second socket of "localhost" go past the memory, and that is right too.
   */
  standBefore(server: Server): void {
    const [handler, ...others] = server.listeners('request') as Pass[];
    if (!handler || others.length > 0) throw new Error('The HTTP server has not one handler of requests.');
    server.removeListener('request', handler);
    server.on('request', (request, response) => this.answer(request, response, handler));
  }

  /** Keeps what was made for this request, if it may be kept. Call it before the answer goes out, so that who reads it finds it here. */
  keep(request: IncomingMessage, page: KeptPage, tags: readonly string[]): void {
    const making = this.makings.get(request);
    if (!making) return;
    this.cache.store(making.key, making.filling, tags, page, page.bytes);
    making.done();
  }

  private answer(request: IncomingMessage, response: ServerResponse, pass: Pass): void {
    const key = keyFor(request);
    if (key === undefined) return pass(request, response);
    const page = this.cache.get(key);
    if (page) return this.send(key, page, request, response, pass);
    // When many want a page that has just changed, one makes it.
    const queue = this.queues.get(key);
    if (!queue || queue.length >= QUEUE) return this.make(key, request, response, pass);
    queue.push(() => {
      const made = this.cache.get(key);
      if (made) this.send(key, made, request, response, pass);
      else this.make(key, request, response, pass);
    });
  }

  private send(key: string, page: KeptPage, request: IncomingMessage, response: ServerResponse, pass: Pass): void {
    const encoding = encodingFor(request.headers['accept-encoding']);
    const variant = page.variantNow(encoding);
    if (variant) return this.write(page, variant, request, response);
    this.pack(key, page, encoding).then(
      (packed) => this.write(page, packed, request, response),
      () => pass(request, response),
    );
  }

  private async pack(key: string, page: KeptPage, encoding: Encoding): Promise<Variant> {
    const variant = await page.variant(encoding);
    this.cache.grow(key, page, page.bytes);
    return variant;
  }

  private write(page: KeptPage, variant: Variant, request: IncomingMessage, response: ServerResponse): void {
    if (page.isHeldBy(request.headers, variant)) {
      this.unchanged++;
      response.writeHead(304, variant.unchanged).end();
      return;
    }
    this.hits++;
    response.writeHead(page.status, variant.headers);
    if (request.method === 'HEAD') response.end();
    else response.end(variant.body);
  }

  private make(key: string, request: IncomingMessage, response: ServerResponse, pass: Pass): void {
    this.misses++;
    const filling = this.cache.begin();
    if (filling) this.makings.set(request, { key, filling, done: this.queues.has(key) ? () => undefined : this.openQueue(key, response) });
    pass(request, response);
  }

  /** Goes on when the page is kept, when the answer was sent and not kept, or when it takes too long. */
  private openQueue(key: string, response: ServerResponse): () => void {
    const queue: (() => void)[] = [];
    this.queues.set(key, queue);
    const done = () => {
      if (this.queues.get(key) !== queue) return;
      this.queues.delete(key);
      clearTimeout(timer);
      for (const goOn of queue) goOn();
    };
    const timer = setTimeout(done, PATIENCE).unref();
    response.once('close', done);
    return done;
  }
}

/** Nothing for a request that may not be answered from memory, or that no page looks at like any other. */
function keyFor({ method, url, headers }: IncomingMessage): string | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || url === undefined || !isAnonymous(headers)) return undefined;
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined || headers['hx-request'] !== undefined) return undefined;
  return keyOf(url, headers['accept-language']);
}
