/** The sitemaps: an index, and the pages of each kind in parts that search engines take. */
import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Injectable, Optional } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Config } from '../../config.js';
import { NotFound } from '../../shared/errors.js';
import { encodingFor } from '../cache/encoding.js';
import { tagOfAll } from '../cache/tags.js';
import type { PageAnswer } from '../reading.js';
import { atOneMoment } from '../site.query.js';
import { type Listed, sitemapIndex, urlset } from './sitemap.js';
import { LISTED_KINDS, listedPages, listedParts } from './sitemaps.query.js';

/**
 * How many pages a part holds. The protocol allows 50,000 addresses and 50 MB; each page of ours names its address in every language,
 * 2.5 kB with the longest slug and a long host, so that 20,000 stay below both.
 */
const PART = 20_000;

/** Not of the record, and always there. */
const FIXED: readonly Listed[] = ['/', '/claims', '/corrections', '/method'].map((path) => ({ path }));

const XML = 'application/xml; charset=utf-8';

@Injectable()
export class Sitemaps {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    @Optional() private readonly size: number = PART,
  ) {}

  async index(): Promise<PageAnswer> {
    const parts = await atOneMoment(this.source, async (reader) => {
      const found: Listed[] = [{ path: '/sitemap-pages-1.xml' }];
      for (const kind of LISTED_KINDS) found.push(...(await listedParts(reader, kind, this.size)).map(({ part, changed }) => ({ path: `/sitemap-${kind}-${part}.xml`, changed })));
      return found;
    });
    return { status: 200, body: sitemapIndex(this.config.publicUrl, parts), type: XML, tags: [tagOfAll('claim'), tagOfAll('speaker'), tagOfAll('topic'), tagOfAll('source')] };
  }

  /**
   * @param name "claims-1.xml"
   * @throws NotFound for a part that lists nothing
   */
  async part(name: string): Promise<Listed[]> {
    const [, kind, number] = /^([a-z]+)-([1-9]\d{0,5})\.xml$/.exec(name) ?? [];
    if (kind === 'pages' && number === '1') return [...FIXED];
    const listed = LISTED_KINDS.find((each) => each === kind);
    const pages = listed ? await listedPages(this.source.manager, listed, Number(number), this.size) : [];
    if (pages.length === 0) throw new NotFound('sitemap');
    return pages;
  }

  /** Written while it is sent, and not kept: parts are large, and read once a day or less. */
  async send(name: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const pages = await this.part(name);
    const etag = `W/"${digestOf(pages)}"`;
    const changed = pages.reduce((last, page) => Math.max(last, page.changed?.getTime() ?? 0), 0);
    void reply.headers({ 'cache-control': 'public, no-cache', vary: 'Accept-Encoding', etag, ...(changed > 0 ? { 'last-modified': new Date(changed).toUTCString() } : {}) });
    if (isHeld(request, etag)) return void reply.status(304).send();
    void reply.type(XML);
    const text = Readable.from(inChunks(urlset(this.config.publicUrl, pages)));
    if (encodingFor(request.headers['accept-encoding']) === 'identity') return void reply.send(text);
    // A reader who goes away ends the stream; that is no error of ours.
    void reply.header('content-encoding', 'gzip').send(pipeline(text, createGzip(), () => undefined));
  }
}

function digestOf(pages: readonly Listed[]): string {
  const sum = createHash('sha256');
  for (const { path, changed } of pages) sum.update(`${path} ${changed?.getTime()}\n`);
  return sum.digest('base64url');
}

/** Not by the date: a page that has gone moves no date of those that stay. */
function isHeld(request: FastifyRequest, etag: string): boolean {
  const held = request.headers['if-none-match'];
  return held !== undefined && (held.trim() === '*' || held.includes(etag.slice(2)));
}

/** Sixty thousand characters at a time: one write a page would cost more than the page. */
function* inChunks(texts: Iterable<string>): Generator<Buffer> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < 60_000) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}
