/** Gathers what the finding page shows, all of one moment. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { listScales } from '../../scales/scales.query.js';
import type { ShownError } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import type { SpeakerView } from '../../speakers/speaker.dto.js';
import { tagOfAll } from '../cache/tags.js';
import { Frames } from '../frames.js';
import type { PageAnswer, Reading } from '../reading.js';
import { atOneMoment, findSpeaker, findTopic, type Reader, speakersNamed } from '../site.query.js';
import { type Filters, type Mends, readFilters } from './filters.js';
import { findClaims, namesLike } from './find.query.js';
import { FindPage, type FindPageProps } from './find.view.js';

/** Any claim may come into a list or leave it, and change its counts. */
const TAGS = [tagOfAll('claim'), tagOfAll('speaker'), tagOfAll('topic'), tagOfAll('source'), tagOfAll('scale')];

@Injectable()
export class FindPages {
  constructor(
    private readonly source: DataSource,
    private readonly frames: Frames,
  ) {}

  async claims(reading: Reading): Promise<PageAnswer> {
    const frame = this.frames.of(reading);
    const { mends } = frame.language.words.find;
    const filters = readFilters(reading.query, mends);
    const found = await atOneMoment(this.source, (reader) => answer(reader, filters, mends));
    return { status: found.errors.length > 0 ? 400 : 200, html: renderPage(FindPage({ frame, ...found })), tags: TAGS };
  }
}

async function answer(reader: Reader, { query, values, errors }: Filters, mends: Mends): Promise<Omit<FindPageProps, 'frame'>> {
  const speakers = query.speaker === undefined ? [] : await speakersMeant(reader, query.speaker);
  const topic = query.topic === undefined ? undefined : await findTopic(reader, query.topic);
  const scales = await listScales(reader);
  const wrong: ShownError[] = [...errors];
  if (query.speaker !== undefined && speakers.length !== 1) wrong.push({ field: 'speaker', text: speakers.length === 0 ? mends.speakerUnknown : mends.speakerSeveral });
  if (query.rating !== undefined && !scales.some((scale) => scale.ratings.some((rating) => rating.key === query.rating))) wrong.push({ field: 'rating', text: mends.rating });
  if (query.topic !== undefined && !topic) wrong.push({ field: 'topic', text: mends.topic });
  const speakersLike = query.speaker !== undefined && speakers.length === 0 ? (await namesLike(reader, query.speaker)).speakers : [];
  const page = { values, errors: wrong, scales, speakers, speakersLike, topic: topic ?? null, further: query.cursor !== undefined };
  if (wrong.some((error) => error.field !== 'results')) return { ...page, found: null };
  const asked = { ...query, ...(speakers[0] ? { speaker: speakers[0].id } : {}), ...(topic ? { topic: topic.id } : {}) };
  return { ...page, found: await findClaims(reader, asked, { desk: false, now: new Date() }) };
}

/** By slug, or by a name as people type it. */
async function speakersMeant(reader: Reader, words: string): Promise<SpeakerView[]> {
  const named = await findSpeaker(reader, words);
  return named ? [named] : speakersNamed(reader, words);
}
