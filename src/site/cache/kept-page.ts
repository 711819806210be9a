/** An answer as it goes over the line: its bytes in each packing, with the headers, made once and sent alike from memory and anew. */
import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Encoding, isWorthPacking, pack } from './encoding.js';

export interface Variant {
  etag: string;
  /** Names and values in turn, as Node's `writeHead` takes them. */
  headers: string[];
  /** Those of a 304: without the ones that describe a body. */
  unchanged: string[];
  body: Buffer;
}

/** Milliseconds; longer than any act takes. */
const SETTLED = 60_000;
/** Room that an answer's headers and bookkeeping take, roughly. */
const OVERHEAD = 4000;
const SUFFIX: Record<Encoding, string> = { br: '-br', gzip: '-gz', identity: '' };

export class KeptPage {
  private readonly ready: Partial<Record<Encoding, Variant>> = {};
  private readonly underWay: Partial<Record<Encoding, Promise<Variant>>> = {};
  private readonly digest: string;
  private readonly packable: boolean;
  /** Milliseconds, whole seconds. */
  private readonly lastModified: number | undefined;

  /** @param headers all but those that differ by packing */
  constructor(
    readonly status: number,
    private readonly headers: Readonly<Record<string, string>>,
    private readonly plain: Buffer,
  ) {
    this.digest = hash('sha256', plain, 'base64url');
    this.packable = isWorthPacking(headers['content-type'] ?? '', plain.length);
    this.lastModified = headers['last-modified'] === undefined ? undefined : Date.parse(headers['last-modified']);
  }

  /** What is there already, without waiting. */
  variantNow(encoding: Encoding): Variant | undefined {
    return this.ready[encoding];
  }

  async variant(encoding: Encoding): Promise<Variant> {
    return this.ready[encoding] ?? (this.underWay[encoding] ??= this.make(encoding).finally(() => delete this.underWay[encoding]));
  }

  /** How much memory it holds now; grows with each packing that somebody asked for. */
  get bytes(): number {
    const bodies = new Set([this.plain, ...Object.values(this.ready).map(({ body }) => body)]);
    return [...bodies].reduce((sum, body) => sum + body.length + OVERHEAD, 0);
  }

  /** Whether the client has this very variant (RFC 9110, section 13.2.2). Only what would be a 200 can be unchanged. */
  isHeldBy(headers: IncomingHttpHeaders, { etag }: Variant): boolean {
    if (this.status !== 200) return false;
    const held = headers['if-none-match'];
    if (held !== undefined) return held === etag || isAmong(held, etag);
    const since = headers['if-modified-since'];
    // Dates have whole seconds, and acts may overlap: only one that is well past tells that nothing came after it.
    return since !== undefined && this.lastModified !== undefined && Date.now() - this.lastModified > SETTLED && Date.parse(since) >= this.lastModified;
  }

  private async make(encoding: Encoding): Promise<Variant> {
    const packed = encoding !== 'identity' && this.packable ? await pack(this.plain, encoding) : undefined;
    const variant = packed && packed.length < this.plain.length ? this.describe(packed, encoding) : (this.ready.identity ?? this.describe(this.plain, 'identity'));
    return (this.ready[encoding] = variant);
  }

  private describe(body: Buffer, encoding: Encoding): Variant {
    const etag = `"${this.digest}${SUFFIX[encoding]}"`;
    const all = Object.entries({ ...this.headers, etag, ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }), 'content-length': String(body.length) });
    return { etag, headers: all.flat(), unchanged: all.filter(([name]) => !name.startsWith('content-') || name === 'content-security-policy').flat(), body };
  }
}

/** Weakly compared, as If-None-Match is: a proxy may have made our tag weak. */
function isAmong(held: string, etag: string): boolean {
  return held.trim() === '*' || [...held.matchAll(/(?:W\/)?("[^"]*")/g)].some(([, tag]) => tag === etag);
}
