/** The one connection on which the database tells what was committed, and the proof, several times a second, that all of it was heard. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { tagsTold } from './tags.js';

const CHANNEL = 'claimline_record';
const BEAT = 250;
/** Without an answer for so long the connection is given up; long before, the cache has closed by itself. */
const PATIENCE = 3000;
const GOODBYE = 500;
const RETRY = { first: 100, longest: 2000 };

/** The cache, as far as news concern it. */
export interface Hearer {
  heard(sentAt: number): void;
  lost(): void;
  drop(tags: readonly string[]): void;
  clear(): void;
}

export interface ListenerOptions {
  url: string;
  /** Has another connection send `message` on `channel`. */
  send: (channel: string, message: string) => Promise<unknown>;
  clock: () => number;
}

/** Taken before anybody counts the queries of pages by putting another in its place: a heartbeat is none. */
const { query } = pg.Client.prototype;
const ask = (client: pg.Client, text: string): Promise<unknown> => (query as (text: string) => Promise<unknown>).call(client, text);

export class RecordListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private failures = 0;

  constructor(
    private readonly hearer: Hearer,
    private readonly options: ListenerOptions,
  ) {}

  start(): void {
    this.connect().catch(() => this.retry());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const { client } = this;
    this.client = undefined;
    clearTimeout(this.timer);
    this.hearer.lost();
    // A line that is cut in silence never says goodbye.
    await Promise.race([client?.end().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, GOODBYE).unref())]);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.options.url, application_name: 'claimline-listen', keepAlive: true, connectionTimeoutMillis: PATIENCE });
    const lose = () => this.lose(client);
    this.client = client;
    // Own words, sent by another connection, must come back. Behind a pooler that lends connections by the transaction they do not, and nothing is kept.
    const word = `ready ${randomUUID()}`;
    const overheard = new Promise<void>((resolve) => {
      client.on('notification', ({ payload = '' }) => {
        if (client !== this.client) return;
        if (payload === word) resolve();
        else if (payload === 'all') this.hearer.clear();
        else if (!payload.startsWith('ready ')) this.hearer.drop(tagsTold(payload));
      });
    });
    client.on('error', lose).on('end', lose);
    try {
      await client.connect();
      if (client !== this.client) return;
      (client as pg.Client & { unref(): void }).unref();
      this.giveUpAfter(PATIENCE, client);
      await ask(client, `LISTEN ${CHANNEL}`);
      await this.options.send(CHANNEL, word);
      await overheard;
      this.failures = 0;
      await this.beat(client);
    } catch {
      lose();
    }
  }

  /** The server hands over the news it has before it answers: an answer to what was sent at an instant proves that all older news are here. */
  private async beat(client: pg.Client): Promise<void> {
    while (client === this.client) {
      this.giveUpAfter(PATIENCE, client);
      const sentAt = this.options.clock();
      await ask(client, 'SELECT 1');
      if (client !== this.client) return;
      this.hearer.heard(sentAt);
      clearTimeout(this.timer);
      await new Promise<void>((resolve) => (this.timer = setTimeout(resolve, BEAT).unref()));
    }
  }

  private giveUpAfter(milliseconds: number, client: pg.Client): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lose(client), milliseconds).unref();
  }

  private lose(client: pg.Client): void {
    if (client !== this.client) return;
    this.client = undefined;
    this.hearer.lost();
    clearTimeout(this.timer);
    client.end().catch(() => undefined);
    this.retry();
  }

  private retry(): void {
    if (!this.stopped) this.timer = setTimeout(() => this.start(), Math.min(RETRY.longest, RETRY.first * 2 ** this.failures++)).unref();
  }
}
