/** Gathers what a claim's pages show, of one moment, and decides what the reader gets: page, redirect, or word of what is not there. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { asJsonLdText, claimReview } from '../../interop/claim-review/claim-review.js';
import { parseAsOf } from '../../record/as-of.js';
import { claimHistory } from '../../record/claim-history.query.js';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import type { ClaimKey } from '../../record/claim-record.query.js';
import { loadRecord } from '../../record/claim-records.service.js';
import { dayOf } from '../../shared/day.js';
import { InvalidInput, NotFound } from '../../shared/errors.js';
import { renderPage } from '../../shared/html/page.js';
import { codeIn, isId } from '../../shared/ids.js';
import { tagOf, tagOfAll } from '../cache/tags.js';
import { drawCard } from '../card/card.js';
import { cardContent } from '../card/card.content.js';
import { Frames } from '../frames.js';
import type { PageAnswer, Reading } from '../reading.js';
import { atOneMoment, type Reader } from '../site.query.js';
import { ClaimHead } from './claim-head.view.js';
import { claimTags } from './claim.tags.js';
import { ClaimPage } from './claim.view.js';
import { NotYetPage, WithdrawnPage } from './gone.view.js';
import { HistoryPage } from './history.view.js';
import { relatedClaims } from './related.query.js';

/** Public pages are the same for everybody: what the desk sees beyond them is at the desk. */
const READER: readonly string[] = [];

@Injectable()
export class ClaimPages {
  constructor(
    private readonly source: DataSource,
    private readonly frames: Frames,
  ) {}

  /** @throws NotFound for what is not public */
  async claim(reading: Reading, slug: string): Promise<PageAnswer> {
    const key = keyOf(slug);
    const frame = this.frames.of(reading);
    const { at } = frame.language;
    const asked = askedDay(reading.query.as_of);
    return atOneMoment(this.source, async (reader): Promise<PageAnswer> => {
      const now = await recordOf(reader, key);
      if (!now) throw new NotFound('claim');
      if (slug !== now.slug) return { status: 301, location: at(`/claims/${now.slug}${reading.sent}`) };
      const record = asked.asOf ? await recordOf(reader, key, asked.asOf) : now;
      const tags = claimTags(now, record);
      if (!record) return page(NotYetPage({ frame, record: now, asOf: asked.asOf! }), 404);
      if (record.status === 'withdrawn') {
        return record.mergedInto ? { status: 301, location: at(`/claims/${record.mergedInto.slug}`) } : page(WithdrawnPage({ frame, record: { ...record, slug: now.slug } }), 410, tags);
      }
      const related = asked.asOf ? [] : await relatedClaims(reader, now, new Date());
      // One page has it: the one that it names as its own.
      const jsonLd = asked.asOf || frame.language.prefixed ? null : claimReview(now, { publicUrl: frame.publicUrl, siteName: frame.siteName });
      const head = ClaimHead({ frame, record: now, jsonLd: jsonLd && asJsonLdText(jsonLd) });
      const shown = { frame, record: { ...record, slug: now.slug }, today: dayOf(new Date()), related, head };
      return asked.wrong === undefined
        ? page(ClaimPage(shown), 200, [...tags, ...related.flatMap((group) => group.items.map((item) => tagOf('claim', item.id)))])
        : page(ClaimPage({ ...shown, wrongDay: { typed: asked.wrong, error: { field: 'as_of', text: frame.language.words.claim.dayMend } } }), 400);
    });
  }

  /** @throws NotFound for what is not public */
  async history(reading: Reading, slug: string): Promise<PageAnswer> {
    const key = keyOf(slug);
    const frame = this.frames.of(reading);
    const cursor = typeof reading.query.cursor === 'string' && reading.query.cursor !== '' ? reading.query.cursor : undefined;
    return atOneMoment(this.source, async (reader): Promise<PageAnswer> => {
      const record = await loadRecord(reader, key, READER);
      if (slug !== record.slug) return { status: 301, location: frame.language.at(`/claims/${record.slug}/history${reading.sent}`) };
      const { items, nextCursor } = await claimHistory(reader, record.id, false, cursor);
      return page(HistoryPage({ frame, record, entries: items, nextCursor, newest: cursor === undefined }), 200, [...claimTags(record), tagOfAll('account')]);
    });
  }

  /** The social card, today's or of a past day. @throws NotFound for what is not public, InvalidInput for a day that is none */
  async card(reading: Reading, slug: string): Promise<PageAnswer> {
    const { language, siteName, publicUrl } = this.frames.of(reading);
    const asOf = parseAsOf(typeof reading.query.as_of === 'string' ? reading.query.as_of : undefined);
    const key = keyOf(slug);
    const [now, record] = await atOneMoment(this.source, async (reader) => {
      const today = await loadRecord(reader, key, READER);
      return [today, asOf ? await loadRecord(reader, key, READER, asOf) : today] as const;
    });
    if (slug !== now.slug) return { status: 301, location: language.at(`/claims/${now.slug}/card.png${reading.sent}`) };
    if (record.mergedInto) return { status: 301, location: language.at(`/claims/${record.mergedInto.slug}/card.png`) };
    return { status: 200, body: await drawCard(cardContent(record, siteName, language, new URL(publicUrl).host)), type: 'image/png', tags: claimTags(now, record) };
  }
}

function page(document: Parameters<typeof renderPage>[0], status: number, tags?: readonly string[]): PageAnswer {
  return { status, html: renderPage(document), ...(tags ? { tags } : {}) };
}

/**
 * The claim that an address names by its id or the code at its end.
 * @throws NotFound when it can name none
 */
function keyOf(ref: string): ClaimKey {
  const code = codeIn(ref);
  if (isId(ref)) return { id: ref };
  if (!code) throw new NotFound('claim');
  return { code };
}

async function recordOf(reader: Reader, key: ClaimKey, asOf?: Date): Promise<ClaimRecord | undefined> {
  try {
    return await loadRecord(reader, key, READER, asOf);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** `wrong` is what the reader typed, when it was no day we can show; an empty field asks for today. */
function askedDay(raw: unknown): { asOf?: Date; wrong?: string } {
  if (raw === undefined || raw === '') return {};
  if (typeof raw !== 'string') return { wrong: '' };
  try {
    const asOf = parseAsOf(raw);
    return asOf ? { asOf } : {};
  } catch (error) {
    if (error instanceof InvalidInput) return { wrong: raw.slice(0, 40) };
    throw error;
  }
}
