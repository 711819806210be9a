/** The one connection of an instance on which the database tells what open pages of the desk have to show anew. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const CHANNELS = ['claimline_record', 'claimline_desk'] as const;
const BEAT = 2000;
/** Without an answer for so long the connection is given up. */
const PATIENCE = 5000;
const GOODBYE = 500;
const RETRY = { first: 200, longest: 5000 };

export interface DeskHearer {
  /** From here on everything is heard; before this, anything may have been missed. */
  hearing(): void;
  /** Nobody tells any more. */
  deaf(): void;
  told(message: string): void;
}

export interface DeskListenerOptions {
  url: string;
  /** Has another connection send `message` on `channel`. */
  send: (channel: string, message: string) => Promise<unknown>;
}

export class DeskListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private failures = 0;

  constructor(
    private readonly hearer: DeskHearer,
    private readonly options: DeskListenerOptions,
  ) {}

  start(): void {
    if (!this.stopped) void this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const { client } = this;
    this.client = undefined;
    clearTimeout(this.timer);
    // A line that is cut in silence never says goodbye.
    await Promise.race([client?.end().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, GOODBYE).unref())]);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.options.url, application_name: 'claimline-desk', keepAlive: true, connectionTimeoutMillis: PATIENCE });
    this.client = client;
    // Own words, sent by another connection, must come back: behind a pooler that lends connections by the transaction they do not.
    const word = `ready ${randomUUID()}`;
    const overheard = new Promise<void>((resolve) => {
      client.on('notification', ({ payload = '' }) => {
        if (client !== this.client) return;
        if (payload === word) resolve();
        else if (!payload.startsWith('ready ')) this.hearer.told(payload);
      });
    });
    client.on('error', () => this.lose(client)).on('end', () => this.lose(client));
    try {
      await client.connect();
      if (client !== this.client) return void client.end().catch(() => undefined);
      (client as pg.Client & { unref(): void }).unref();
      this.giveUpAfter(PATIENCE, client);
      for (const channel of CHANNELS) await client.query(`LISTEN ${channel}`);
      await this.options.send('claimline_desk', word);
      await overheard;
      if (client !== this.client) return;
      this.failures = 0;
      this.hearer.hearing();
      await this.beat(client);
    } catch {
      this.lose(client);
    }
  }

  private async beat(client: pg.Client): Promise<void> {
    while (client === this.client) {
      this.giveUpAfter(PATIENCE, client);
      await client.query('SELECT 1');
      if (client !== this.client) return;
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
    clearTimeout(this.timer);
    this.hearer.deaf();
    client.end().catch(() => undefined);
    if (!this.stopped) this.timer = setTimeout(() => this.start(), Math.min(RETRY.longest, RETRY.first * 2 ** this.failures++)).unref();
  }
}
