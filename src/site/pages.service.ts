/** Gathers what each page shows, of one moment, and decides what the reader gets: page, redirect, or word of what is not there. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parseAsOf } from '../record/as-of.js';
import { loadRecord } from '../record/claim-records.service.js';
import type { ClaimRecord } from '../record/claim-record.dto.js';
import { findClaim } from '../record/claim-record.query.js';
import { claimHistory } from '../record/claim-history.query.js';
import { listClaims } from '../record/claims.query.js';
import { Config } from '../config.js';
import { listScales } from '../scales/scales.query.js';
import { dayOf } from '../shared/day.js';
import { InvalidInput, NotFound } from '../shared/errors.js';
import { type Frame, renderPage } from '../shared/html/page.js';
import { codeIn, isId, slugOf } from '../shared/ids.js';
import { SpeakerPage, TopicPage } from './about.view.js';
import { ClaimPage } from './claim/claim.view.js';
import { NotYetPage, WithdrawnPage } from './claim/gone.view.js';
import { HistoryPage } from './claim/history.view.js';
import { ClaimsPage } from './claims.view.js';
import { type Filters, readFilters } from './filters.js';
import { HomePage } from './home.view.js';
import { MethodPage } from './method.view.js';
import type { PageAnswer, Reading } from './reading.js';
import { atOneMoment, findSpeaker, findTopic, homeLists, listTopics, type Reader, speakersNamed } from './site.query.js';

/** Public pages are the same for everybody: what the desk sees beyond them is at the desk. */
const READER: readonly string[] = [];

type Address = { id: string; slug: string };

@Injectable()
export class Pages {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  async home(reading: Reading): Promise<PageAnswer> {
    const lists = await atOneMoment(this.source, (reader) => homeLists(reader, new Date()));
    return page(HomePage({ frame: this.frame(reading), lists }));
  }

  async claims(reading: Reading): Promise<PageAnswer> {
    const filters = readFilters(reading.query);
    const found = await atOneMoment(this.source, (reader) => foundClaims(reader, filters));
    return page(ClaimsPage({ frame: this.frame(reading), ...found }), found.errors.length > 0 ? 400 : 200);
  }

  /**
   * @throws NotFound for what is not public
   */
  async claim(reading: Reading, slug: string): Promise<PageAnswer> {
    const reader = this.source.manager;
    const address = await addressOf(reader, slug);
    const frame = this.frame(reading);
    const asked = askedDay(reading.query.as_of);
    const record = await recordOf(reader, address.id, asked.asOf);
    // Asked only now, because today's words of a draft in the address would already tell of it.
    const now = record && !asked.asOf ? record : await recordOf(reader, address.id);
    if (!now) throw new NotFound('claim');
    if (slug !== address.slug) return { status: 301, location: `/claims/${address.slug}${reading.search}` };
    if (!record) return page(NotYetPage({ frame, record: now, asOf: asked.asOf! }), 404);
    if (record.status === 'withdrawn') return record.mergedInto ? { status: 301, location: `/claims/${record.mergedInto.slug}` } : page(WithdrawnPage({ frame, record: { ...record, slug: address.slug } }), 410);
    const shown = { frame, record: { ...record, slug: address.slug }, today: dayOf(new Date()) };
    return asked.wrong === undefined
      ? page(ClaimPage(shown))
      : page(ClaimPage({ ...shown, wrongDay: { typed: asked.wrong, error: { field: 'as_of', text: 'Give a past day that exists, such as 2022-02-01.' } } }), 400);
  }

  /**
   * @throws NotFound for what is not public
   */
  async history(reading: Reading, slug: string): Promise<PageAnswer> {
    const cursor = typeof reading.query.cursor === 'string' && reading.query.cursor !== '' ? reading.query.cursor : undefined;
    return atOneMoment(this.source, async (reader) => {
      const address = await addressOf(reader, slug);
      const record = await loadRecord(reader, address.id, READER);
      if (slug !== address.slug) return { status: 301 as const, location: `/claims/${address.slug}/history${reading.search}` };
      const { items, nextCursor } = await claimHistory(reader, address.id, false, cursor);
      return page(HistoryPage({ frame: this.frame(reading), record, entries: items, nextCursor, newest: cursor === undefined }));
    });
  }

  async speaker(reading: Reading, slug: string): Promise<PageAnswer> {
    return atOneMoment(this.source, async (reader) => {
      const speaker = await findSpeaker(reader, slug);
      if (!speaker) throw new NotFound('speaker');
      if (slug !== speaker.slug) return { status: 301 as const, location: `/speakers/${speaker.slug}${reading.search}` };
      const { items, nextCursor } = await listClaims(reader, { speaker: speaker.id }, publicNow());
      return page(SpeakerPage({ frame: this.frame(reading), speaker, items, nextCursor }));
    });
  }

  async topic(reading: Reading, slug: string): Promise<PageAnswer> {
    return atOneMoment(this.source, async (reader) => {
      const topic = await findTopic(reader, slug);
      if (!topic) throw new NotFound('topic');
      if (slug !== topic.slug) return { status: 301 as const, location: `/topics/${topic.slug}${reading.search}` };
      const { items, nextCursor } = await listClaims(reader, { topic: topic.id }, publicNow());
      return page(TopicPage({ frame: this.frame(reading), topic, items, nextCursor }));
    });
  }

  async method(reading: Reading): Promise<PageAnswer> {
    return page(MethodPage({ frame: this.frame(reading), scales: await listScales(this.source.manager) }));
  }

  private frame({ viewer }: Reading): Frame {
    return { viewer, siteName: this.config.SITE_NAME, reviewPolicy: this.config.REVIEW_POLICY, publicUrl: this.config.publicUrl };
  }
}

const publicNow = () => ({ desk: false, now: new Date() });

function page(document: Parameters<typeof renderPage>[0], status = 200): PageAnswer {
  return { status, html: renderPage(document) };
}

/** @throws NotFound */
async function addressOf(reader: Reader, ref: string): Promise<Address> {
  const code = codeIn(ref);
  const found = isId(ref) ? await findClaim(reader, { id: ref }) : code ? await findClaim(reader, { code }) : undefined;
  if (!found) throw new NotFound('claim');
  return { id: found.id, slug: slugOf(found.title, found.code) };
}

async function recordOf(reader: Reader, id: string, asOf?: Date): Promise<ClaimRecord | undefined> {
  try {
    return await loadRecord(reader, id, READER, asOf);
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

async function foundClaims(reader: Reader, { query, values, errors }: Filters) {
  const speakers = query.speaker === undefined ? [] : await speakersMeant(reader, query.speaker);
  const scales = await listScales(reader);
  const topics = await listTopics(reader);
  const wrong = [...errors];
  if (query.speaker !== undefined && speakers.length !== 1) {
    wrong.push({ field: 'speaker', text: speakers.length === 0 ? 'No speaker on record has this name. Check the spelling, or leave it out.' : 'Several speakers have this name. Choose one of them.' });
  }
  if (query.rating !== undefined && !scales.some((scale) => scale.ratings.some((rating) => rating.key === query.rating))) wrong.push({ field: 'rating', text: 'Choose one of the ratings in the list.' });
  if (query.topic !== undefined && !topics.some((topic) => topic.slug === query.topic) && !(await findTopic(reader, query.topic))) wrong.push({ field: 'topic', text: 'Choose one of the topics in the list.' });
  if (wrong.length > 0 && wrong.some((error) => error.field !== 'results')) return { items: [], nextCursor: null, values, errors: wrong, scales, topics, speakers };
  const asked = { ...query, ...(speakers[0] ? { speaker: speakers[0].id } : {}) };
  return { ...(await listClaims(reader, asked, publicNow())), values, errors: wrong, scales, topics, speakers };
}

async function speakersMeant(reader: Reader, words: string) {
  const named = await findSpeaker(reader, words);
  return named ? [named] : speakersNamed(reader, words);
}
