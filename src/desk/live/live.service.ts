/** All open pages of this instance: tells each what it shows has changed, and ends those that may no longer be open. */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { DeskListener } from './desk-listener.js';
import { stillOpen } from './live.query.js';
import { EVERYTHING, topicsTold } from './live.rules.js';
import { keepTabs, leaveTab, openTab, sweep, SWEEP_AFTER } from './presence.query.js';
import { type Listening, Stream } from './stream.js';

/** A page closes its stream while nobody sees it, so this is many windows side by side. */
const MOST_STREAMS = 16;
const BEAT = 15_000;

@Injectable()
export class Live implements OnModuleDestroy {
  private readonly streams = new Set<Stream>();
  private listener: DeskListener | undefined;
  private isHearing = false;
  private isLeaving = false;
  private beating: NodeJS.Timeout | undefined;
  private readonly sweeps = new Set<NodeJS.Timeout>();
  /** Words to the database that are under way, awaited before it closes. */
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly source: DataSource) {}

  get open(): number {
    return this.streams.size;
  }

  listen(by: Listening, response: ServerResponse, headers: OutgoingHttpHeaders): void {
    const stream = new Stream(by, response, headers);
    // A page that is opened while the instance leaves goes to another one, or to this one's successor.
    if (this.isLeaving) return stream.end();
    this.wake();
    const own = [...this.streams].filter((other) => other.by.accountId === by.accountId);
    if (own.length >= MOST_STREAMS) own[0]!.end('full');
    this.streams.add(stream);
    stream.onClose(() => this.closed(stream));
    if (this.isHearing) stream.send('ready');
    else stream.send('deaf');
    if (by.tab) this.say(openTab(this.source.manager, by.tab));
  }

  /** Before HTTP closes, which would wait for the streams. */
  async onModuleDestroy(): Promise<void> {
    this.isLeaving = true;
    clearInterval(this.beating);
    for (const timer of this.sweeps) clearTimeout(timer);
    for (const stream of this.streams) stream.end();
    await this.listener?.stop();
    await Promise.allSettled(this.underWay);
  }

  private closed(stream: Stream): void {
    this.streams.delete(stream);
    const { tab } = stream.by;
    if (!tab || (this.isLeaving && !this.source.isInitialized)) return;
    this.say(leaveTab(this.source.manager, tab));
    if (this.isLeaving) return;
    const timer = setTimeout(() => {
      this.sweeps.delete(timer);
      this.say(sweep(this.source.manager));
    }, SWEEP_AFTER).unref();
    this.sweeps.add(timer);
  }

  /** With the first open page, because an instance that serves readers alone needs none of it. */
  private wake(): void {
    this.beating ??= setInterval(() => this.beat(), BEAT).unref();
    const { url } = this.source.options as DataSourceOptions & { url?: string };
    if (this.listener || url === undefined) return;
    this.listener = new DeskListener(
      { hearing: () => this.hearing(), deaf: () => this.deaf(), told: (message) => this.told(message) },
      { url, send: (channel, message) => this.source.query('SELECT pg_notify($1, $2)', [channel, message]) },
    );
    this.listener.start();
  }

  private hearing(): void {
    this.isHearing = true;
    for (const stream of this.streams) stream.send('ready');
    this.say(this.endEnded());
  }

  private deaf(): void {
    this.isHearing = false;
    for (const stream of this.streams) stream.send('deaf');
  }

  private told(message: string): void {
    const topics = topicsTold(message);
    if (topics.includes(EVERYTHING)) {
      for (const stream of this.streams) stream.send('ready');
      return;
    }
    for (const stream of this.streams) {
      const touched = topics.filter((topic) => stream.by.topics.has(topic));
      if (touched.length > 0) stream.send('changed', touched.join(' '));
    }
    if ([...this.streams].some(({ by }) => topics.includes(`account:${by.accountId}`) || topics.includes(`session:${by.sessionId}`))) this.say(this.endEnded());
  }

  private async endEnded(): Promise<void> {
    if (this.streams.size === 0) return;
    const open = await stillOpen(this.source.manager, [...this.streams].map(({ by }) => by.sessionId));
    for (const stream of this.streams) if (!open.has(stream.by.sessionId)) stream.end('over');
  }

  private beat(): void {
    for (const stream of this.streams) stream.send('beat');
    const tabs = [...this.streams].flatMap(({ by }) => by.tab ?? []);
    if (tabs.length > 0) this.say(keepTabs(this.source.manager, tabs));
    this.say(sweep(this.source.manager));
    // Sessions also run out without anybody ending them.
    this.say(this.endEnded());
  }

  /** What cannot be said now is said by the next beat, or expires by itself. */
  private say(words: Promise<void>): void {
    const said = words.catch(() => undefined).finally(() => this.underWay.delete(said));
    this.underWay.add(said);
  }
}
