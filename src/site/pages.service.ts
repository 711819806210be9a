/** Gathers what each page shows, of one moment, and decides what the reader gets: page, redirect, or word of what is not there. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { listClaims } from '../record/claims.query.js';
import { listScales } from '../scales/scales.query.js';
import { NotFound } from '../shared/errors.js';
import { renderPage } from '../shared/html/page.js';
import { Frames } from './frames.js';
import { SpeakerPage, TopicPage } from './about.view.js';
import { ClaimsPage } from './claims.view.js';
import { type Filters, readFilters } from './filters.js';
import { HomePage } from './home.view.js';
import { MethodPage } from './method.view.js';
import type { PageAnswer, Reading } from './reading.js';
import { atOneMoment, findSpeaker, findTopic, homeLists, listTopics, type Reader, speakersNamed } from './site.query.js';

@Injectable()
export class Pages {
  constructor(
    private readonly source: DataSource,
    private readonly frames: Frames,
  ) {}

  async home(reading: Reading): Promise<PageAnswer> {
    const lists = await atOneMoment(this.source, (reader) => homeLists(reader, new Date()));
    return page(HomePage({ frame: this.frames.of(reading), lists }));
  }

  async claims(reading: Reading): Promise<PageAnswer> {
    const filters = readFilters(reading.query);
    const found = await atOneMoment(this.source, (reader) => foundClaims(reader, filters));
    return page(ClaimsPage({ frame: this.frames.of(reading), ...found }), found.errors.length > 0 ? 400 : 200);
  }

  async speaker(reading: Reading, slug: string): Promise<PageAnswer> {
    return atOneMoment(this.source, async (reader) => {
      const speaker = await findSpeaker(reader, slug);
      if (!speaker) throw new NotFound('speaker');
      if (slug !== speaker.slug) return { status: 301 as const, location: `/speakers/${speaker.slug}${reading.search}` };
      const { items, nextCursor } = await listClaims(reader, { speaker: speaker.id }, publicNow());
      return page(SpeakerPage({ frame: this.frames.of(reading), speaker, items, nextCursor }));
    });
  }

  async topic(reading: Reading, slug: string): Promise<PageAnswer> {
    return atOneMoment(this.source, async (reader) => {
      const topic = await findTopic(reader, slug);
      if (!topic) throw new NotFound('topic');
      if (slug !== topic.slug) return { status: 301 as const, location: `/topics/${topic.slug}${reading.search}` };
      const { items, nextCursor } = await listClaims(reader, { topic: topic.id }, publicNow());
      return page(TopicPage({ frame: this.frames.of(reading), topic, items, nextCursor }));
    });
  }

  async method(reading: Reading): Promise<PageAnswer> {
    return page(MethodPage({ frame: this.frames.of(reading), scales: await listScales(this.source.manager) }));
  }
}

const publicNow = () => ({ desk: false, now: new Date() });

function page(document: Parameters<typeof renderPage>[0], status = 200): PageAnswer {
  return { status, html: renderPage(document) };
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
