/** Gathers what pages of speakers, topics and sources, of corrections and of our method show, each of one moment. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { may, type Permission, PERMISSIONS } from '../../accounts/permissions.js';
import { CORRECTION_KINDS } from '../../claims/claim.words.js';
import { listScales } from '../../scales/scales.query.js';
import { InvalidInput, NotFound } from '../../shared/errors.js';
import type { ShownError } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { decodeCursor, SORTED_BY } from '../../shared/paging.js';
import { ROLES } from '../../shared/roles.js';
import { tagOf, tagOfAll, tagOfClaimsBy, tagOfClaimsCiting, tagOfClaimsOn } from '../cache/tags.js';
import { Frames } from '../frames.js';
import type { PageAnswer, Reading } from '../reading.js';
import { atOneMoment, findSpeaker, findTopic } from '../site.query.js';
import { changedVerdicts, correctionCounts, publishedCorrections } from './corrections/corrections.query.js';
import { CHANGED, ChangedPage, CorrectionsPage } from './corrections/corrections.view.js';
import { scalesInUse } from './method/method.query.js';
import { MethodPage } from './method/method.view.js';
import { recordOf } from './record.rules.js';
import { shownSource, sourceUses } from './source.query.js';
import { SourcePage } from './source.view.js';
import { recordCounts, speakerLists } from './speaker.query.js';
import { SpeakerPage, ThroughPage } from './speaker.view.js';
import { claimsOnTopic, speakersOnTopic, topicCounts, topicsOfSpeaker } from './topic.query.js';
import { TopicPage } from './topic.view.js';

const BY_DAY = [SORTED_BY.day, SORTED_BY.id] as const;
const BY_INSTANT = [SORTED_BY.instant, SORTED_BY.id] as const;

/** An empty record, where a later page of a list does not show it. */
const NOT_ASKED = recordOf([], []);

@Injectable()
export class AboutPages {
  constructor(
    private readonly source: DataSource,
    private readonly frames: Frames,
  ) {}

  /** @throws NotFound also for whom only drafts name */
  async speaker(reading: Reading, slug: string): Promise<PageAnswer> {
    const frame = this.frames.of(reading);
    const { after, errors } = this.page(reading, BY_DAY);
    const asked = textOf(reading.query.kind) === 'through' ? 'through' : 'own';
    const now = new Date();
    return atOneMoment(this.source, async (reader): Promise<PageAnswer> => {
      const speaker = await findSpeaker(reader, slug);
      if (!speaker) throw new NotFound('speaker');
      if (slug !== speaker.slug) return { status: 301, location: frame.language.at(`/speakers/${speaker.slug}${reading.sent}`) };
      const lists = await speakerLists(reader, speaker, asked, after, now);
      const shown = { frame, speaker, ...lists, first: after === undefined, errors };
      // What reaches us through them is said by others, who are named.
      const tags = [tagOf('speaker', speaker.id), tagOfClaimsBy(speaker.id), tagOfAll('speaker'), tagOfAll('topic'), tagOfAll('scale')];
      if (asked === 'through') return page(ThroughPage(shown), errors, tags);
      const record = after ? NOT_ASKED : recordOf(await recordCounts(reader, speaker.id, now), await listScales(reader));
      const topics = after ? [] : await topicsOfSpeaker(reader, speaker.id);
      return page(SpeakerPage({ ...shown, record, topics }), errors, tags);
    });
  }

  /** @throws NotFound also for what only drafts are about */
  async topic(reading: Reading, slug: string): Promise<PageAnswer> {
    const frame = this.frames.of(reading);
    const { after, errors } = this.page(reading, BY_INSTANT);
    const now = new Date();
    return atOneMoment(this.source, async (reader): Promise<PageAnswer> => {
      const topic = await findTopic(reader, slug);
      if (!topic) throw new NotFound('topic');
      if (slug !== topic.slug) return { status: 301, location: frame.language.at(`/topics/${topic.slug}${reading.sent}`) };
      const { items, nextCursor } = await claimsOnTopic(reader, topic.id, after, now);
      const record = after ? NOT_ASKED : recordOf(await topicCounts(reader, topic.id, now), await listScales(reader));
      const speakers = await speakersOnTopic(reader, topic.id);
      const tags = [tagOf('topic', topic.id), tagOfClaimsOn(topic.id), tagOfAll('speaker'), tagOfAll('scale')];
      return page(TopicPage({ frame, topic, record, items, nextCursor, speakers, first: after === undefined, errors }), errors, tags);
    });
  }

  /** @throws NotFound also for what only drafts refer to */
  async sourcePage(reading: Reading, slug: string): Promise<PageAnswer> {
    const frame = this.frames.of(reading);
    const { after, errors } = this.page(reading, BY_DAY);
    const asked = textOf(reading.query.kind) === 'statements' ? 'carried' : 'evidence';
    const now = new Date();
    return atOneMoment(this.source, async (reader): Promise<PageAnswer> => {
      const source = await shownSource(reader, slug);
      if (!source) throw new NotFound('source');
      if (slug !== source.slug) return { status: 301, location: frame.language.at(`/sources/${source.slug}${reading.sent}`) };
      const uses = await sourceUses(reader, source.id, asked, after, now);
      const tags = [tagOf('source', source.id), tagOfClaimsCiting(source.id), tagOfAll('speaker'), tagOfAll('scale')];
      return page(SourcePage({ frame, source, asked, ...uses, first: after === undefined, errors }), errors, tags);
    });
  }

  async corrections(reading: Reading): Promise<PageAnswer> {
    const frame = this.frames.of(reading);
    const { after, errors } = this.page(reading, BY_INSTANT);
    const asked = textOf(reading.query.kind);
    const kind = CORRECTION_KINDS.find((each) => each === asked);
    if (asked !== '' && asked !== CHANGED && !kind) errors.push({ field: 'kind', text: frame.language.words.about.corrections.wrongKind });
    const now = new Date();
    const tags = [tagOfAll('claim'), tagOfAll('speaker'), tagOfAll('source'), tagOfAll('scale')];
    return atOneMoment(this.source, async (reader): Promise<PageAnswer> => {
      const shown = { frame, counts: await correctionCounts(reader), first: after === undefined, errors };
      if (asked === CHANGED) return page(ChangedPage({ ...shown, ...(await changedVerdicts(reader, after, now)) }), errors, tags);
      return page(CorrectionsPage({ ...shown, kind, ...(await publishedCorrections(reader, kind, after, now)) }), errors, tags);
    });
  }

  async method(reading: Reading): Promise<PageAnswer> {
    const frame = this.frames.of(reading);
    const scales = await atOneMoment(this.source, scalesInUse);
    const worded = Object.keys(PERMISSIONS).filter((key): key is Permission => Object.hasOwn(frame.language.words.method.permissions, key));
    const permissions = worded.map((key) => ({ key, roles: ROLES.filter((role) => may({ roles: [role] }, key) === true) }));
    return page(MethodPage({ frame, scales, permissions }), [], [tagOfAll('claim'), tagOfAll('scale')]);
  }

  /** Where in a list the reader is; a cursor that is none of this list's shows the list's beginning, and says so. */
  private page(reading: Reading, parts: typeof BY_DAY | typeof BY_INSTANT): { after?: readonly [string, string]; errors: ShownError[] } {
    const cursor = textOf(reading.query.cursor);
    if (cursor === '') return { errors: [] };
    try {
      return { after: decodeCursor(cursor, parts), errors: [] };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return { errors: [{ field: 'main', text: this.frames.of(reading).language.words.about.wrongPage }] };
    }
  }
}

/** Of a parameter sent several times the last one counts. */
function textOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last.trim() : '';
}

function page(document: Parameters<typeof renderPage>[0], errors: readonly ShownError[], tags: readonly string[]): PageAnswer {
  return errors.length > 0 ? { status: 400, html: renderPage(document) } : { status: 200, html: renderPage(document), tags };
}
