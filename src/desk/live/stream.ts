/** One open page's line: server-sent events, one after the other, as long as whoever listens keeps up. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { OpenTab } from './presence.query.js';

/** Bytes that may wait for a slow reader; past that the line is cut, and the page asks anew for all it shows. */
const WAITING = 64 * 1024;

/** `changed`: topics; `ready`: everything is to be asked for anew; `deaf`, `over`, `full`: see assets/desk.js. */
export type StreamEvent = 'ready' | 'changed' | 'beat' | 'deaf' | 'over' | 'full';

export interface Listening {
  accountId: string;
  sessionId: string;
  topics: ReadonlySet<string>;
  /** The claim that the page is about. */
  tab: OpenTab | undefined;
}

export class Stream {
  constructor(
    readonly by: Listening,
    private readonly response: ServerResponse,
    headers: OutgoingHttpHeaders,
  ) {
    // The line goes with its stream: an instance that leaves would wait for one that is kept for another request.
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', connection: 'close' });
    response.socket?.setNoDelay(true);
    response.write('retry: 2000\n\n');
  }

  send(event: StreamEvent, data = ''): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    this.response.write(`event: ${event}\ndata: ${data}\n\n`);
    if (this.response.writableLength > WAITING) this.response.destroy();
  }

  /** With a last word, or without. */
  end(event?: StreamEvent): void {
    if (event) this.send(event);
    this.response.end();
  }

  onClose(then: () => void): void {
    this.response.on('error', () => undefined).once('close', then);
  }
}
