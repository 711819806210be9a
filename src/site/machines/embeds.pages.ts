/** A claim in other people's pages and programs: its card, its oEmbed answer, its ClaimReview. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../../config.js';
import { claimReview } from '../../interop/claim-review/claim-review.js';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { loadRecord } from '../../record/claim-records.service.js';
import { InvalidInput, NotFound } from '../../shared/errors.js';
import { standingText } from '../../shared/html/badge.js';
import { language } from '../../shared/html/language.js';
import { renderPage } from '../../shared/html/page.js';
import { codeIn, isId } from '../../shared/ids.js';
import { claimTags } from '../claim/claim.tags.js';
import { mainStatement } from '../claim/claim.words.js';

import { Frames } from '../frames.js';
import type { PageAnswer, Reading } from '../reading.js';
import { EmbedPage, NoEmbedPage } from './embed.view.js';
import { saysOf } from './embed.words.js';
import { FOR_ANYBODY } from './machine-headers.js';
import { type Limits, oembed, oembedXml, readPasted } from './oembed.js';

@Injectable()
export class Embeds {
  constructor(
    private readonly source: DataSource,
    private readonly frames: Frames,
    private readonly config: Config,
  ) {}

  /** A withdrawn claim's card says so: it stands in pages whose readers would else go on believing the old one. */
  async card(reading: Reading, slug: string): Promise<PageAnswer> {
    const frame = this.frames.of(reading);
    const record = await this.find(slug);
    if (!record) return { status: 404, html: renderPage(NoEmbedPage({ frame })) };
    const other = movedTo(record, slug);
    if (other) return { status: 301, location: frame.language.at(`/claims/${other}/embed`) };
    return { status: record.status === 'withdrawn' ? 410 : 200, html: renderPage(EmbedPage({ frame, record })), tags: claimTags(record) };
  }

  /** @throws NotFound for addresses that are not of a public claim of this site, InvalidInput for what cannot be read */
  async oembed({ query }: Reading): Promise<PageAnswer> {
    const { url, format, limits } = asked(query);
    if (format !== 'json' && format !== 'xml') return notImplemented();
    const pasted = readPasted(url, this.config.publicUrl);
    const record = pasted && (await this.followed(pasted.slug));
    if (!record) throw new NotFound('claim');
    const { publicUrl, SITE_NAME, REVIEW_POLICY } = this.config;
    const said = mainStatement(record);
    const spoken = language(pasted.language ?? 'en', pasted.language !== undefined);
    const page = publicUrl + spoken.at(`/claims/${record.slug}`);
    const answer = oembed(
      {
        src: `${page}/embed`,
        title: `${standingText(record.standing, spoken)}: ${record.title}`,
        site: { name: SITE_NAME, url: publicUrl },
        says: saysOf(record, said, REVIEW_POLICY, spoken),
        picture: `${page}/card.png?v=${record.version}`,
      },
      limits,
    );
    const tags = claimTags(record);
    return format === 'json'
      ? { status: 200, body: JSON.stringify(answer), type: 'application/json; charset=utf-8', headers: FOR_ANYBODY, tags }
      : { status: 200, body: oembedXml(answer), type: 'text/xml; charset=utf-8', headers: FOR_ANYBODY, tags };
  }

  /** @throws NotFound for what is not public, and for a claim without a verdict in force */
  async claimReview(slug: string): Promise<PageAnswer> {
    const record = await this.find(slug);
    if (!record) throw new NotFound('claim');
    const other = movedTo(record, slug);
    if (other) return { status: 301, location: `/claims/${other}.jsonld` };
    const review = claimReview(record, { publicUrl: this.config.publicUrl, siteName: this.config.SITE_NAME });
    if (!review) throw new NotFound('verdict on this claim');
    return { status: 200, body: JSON.stringify(review), type: 'application/ld+json', headers: FOR_ANYBODY, tags: claimTags(record) };
  }

  private async find(slug: string): Promise<ClaimRecord | undefined> {
    const code = codeIn(slug);
    if (!code && !isId(slug)) return undefined;
    try {
      return await loadRecord(this.source.manager, isId(slug) ? { id: slug } : { code: code! }, []);
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  /** The claim that one was merged into, for a link that somebody pastes long after. */
  private async followed(slug: string): Promise<ClaimRecord | undefined> {
    const record = await this.find(slug);
    return record?.mergedInto ? ((await this.find(record.mergedInto.id)) ?? record) : record;
  }
}

/** The slug under which it is read, when that is another. */
function movedTo(record: ClaimRecord, slug: string): string | undefined {
  if (record.mergedInto) return record.mergedInto.slug;
  return slug === record.slug ? undefined : record.slug;
}

/** @throws InvalidInput */
function asked(query: Reading['query']): { url: string; format: string; limits: Limits } {
  const { url, format = 'json' } = query;
  if (typeof url !== 'string') throw new InvalidInput([{ field: 'url', message: 'must be the address of one claim’s page' }]);
  return { url, format: typeof format === 'string' ? format.toLowerCase() : '', limits: { maxwidth: pixels(query, 'maxwidth'), maxheight: pixels(query, 'maxheight') } };
}

function pixels(query: Reading['query'], field: 'maxwidth' | 'maxheight'): number | undefined {
  const given = query[field];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !/^\d{1,6}(\.\d+)?$/.test(given) || Number(given) < 1) throw new InvalidInput([{ field, message: 'must be a number of pixels, such as 600' }]);
  return Math.floor(Number(given));
}

function notImplemented(): PageAnswer {
  const problem = { type: '/api/docs#not_implemented', title: 'Not a format we write', status: 501, detail: 'Ask for format=json or format=xml.', code: 'not_implemented' };
  return { status: 501, body: JSON.stringify(problem), type: 'application/problem+json; charset=utf-8', headers: FOR_ANYBODY };
}
