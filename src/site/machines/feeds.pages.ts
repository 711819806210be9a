/** Verdicts and corrections as feeds: of the whole record, of one speaker, of one topic. */
import { Injectable } from '@nestjs/common';
import { renderToString } from 'preact-render-to-string';
import { DataSource } from 'typeorm';
import { Config } from '../../config.js';
import { atom } from '../../interop/feeds/atom.js';
import type { Feed, FeedEntry } from '../../interop/feeds/feed.js';
import { jsonFeed } from '../../interop/feeds/json-feed.js';
import { rss } from '../../interop/feeds/rss.js';
import { NotFound } from '../../shared/errors.js';
import { language } from '../../shared/html/language.js';
import { tagOf, tagOfAll, tagOfClaimsBy, tagOfClaimsOn } from '../cache/tags.js';
import { gist } from '../claim/claim.words.js';
import type { PageAnswer } from '../reading.js';
import { atOneMoment, findSpeaker, findTopic, type Reader } from '../site.query.js';
import { CorrectionOfFeed, VerdictOfFeed } from './feed-entry.view.js';
import { type CorrectionEntry, type FeedScope, lastAct, newestCorrections, newestVerdicts, type VerdictEntry } from './feeds.query.js';
import { FEED_KINDS, type FeedKind, feedWords } from './feeds.words.js';
import { FOR_ANYBODY } from './machine-headers.js';

const FORMS = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: atom },
  rss: { type: 'application/rss+xml; charset=utf-8', write: rss },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
} as const;

interface Asked {
  kind: FeedKind;
  form: keyof typeof FORMS;
}

/** A speaker or topic, or all. */
interface About {
  id: string;
  slug: string;
  name: string;
}

@Injectable()
export class Feeds {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /** @param file "verdicts.atom" */
  async all(file: string): Promise<PageAnswer> {
    const asked = readName(file);
    return atOneMoment(this.source, (reader) => this.feed(reader, asked, 'all', undefined, undefined, [tagOfAll('claim'), tagOfAll('speaker'), tagOfAll('topic'), tagOfAll('source')]));
  }

  async ofSpeaker(slug: string, file: string): Promise<PageAnswer> {
    const asked = readName(file);
    return atOneMoment(this.source, async (reader) => {
      const speaker = await findSpeaker(reader, slug);
      if (!speaker) throw new NotFound('speaker');
      if (slug !== speaker.slug) return moved(`/feeds/speakers/${speaker.slug}/${file}`);
      return this.feed(reader, asked, 'speaker', speaker, { speakerId: speaker.id }, [tagOf('speaker', speaker.id), tagOfClaimsBy(speaker.id), tagOfAll('speaker'), tagOfAll('topic')]);
    });
  }

  async ofTopic(slug: string, file: string): Promise<PageAnswer> {
    const asked = readName(file);
    return atOneMoment(this.source, async (reader) => {
      const topic = await findTopic(reader, slug);
      if (!topic) throw new NotFound('topic');
      if (slug !== topic.slug) return moved(`/feeds/topics/${topic.slug}/${file}`);
      return this.feed(reader, asked, 'topic', topic, { topicId: topic.id }, [tagOf('topic', topic.id), tagOfClaimsOn(topic.id), tagOfAll('speaker'), tagOfAll('topic')]);
    });
  }

  private async feed(reader: Reader, { kind, form }: Asked, of: 'all' | 'speaker' | 'topic', about: About | undefined, scope: FeedScope, tags: readonly string[]): Promise<PageAnswer> {
    const { publicUrl, SITE_NAME } = this.config;
    const { say } = language('en');
    const rows = kind === 'verdicts' ? await newestVerdicts(reader, scope) : await newestCorrections(reader, scope);
    const folder = about ? `/${of}s/${about.slug}` : '';
    const feed: Feed = {
      id: about ? `${publicUrl}/feeds/${of}s/${about.id}/${kind}.atom` : `${publicUrl}/feeds/${kind}.atom`,
      title: say(feedWords.title[kind][of], { site: SITE_NAME, name: about?.name ?? '' }),
      description: feedWords.description[kind],
      page: publicUrl + (folder || (kind === 'verdicts' ? '/' : '/corrections')),
      self: `${publicUrl}/feeds${folder}/${kind}.${form}`,
      language: 'en',
      publisher: { name: SITE_NAME, url: publicUrl },
      entries: rows.map((row) => ('label' in row ? ofVerdict(row, publicUrl) : ofCorrection(row, publicUrl))),
    };
    const { type, write } = FORMS[form];
    const merged = rows.map(({ withdrawn }) => withdrawn?.mergedInto?.id).filter((id) => id !== undefined);
    const lastModified = await lastAct(reader);
    return { status: 200, body: write(feed), type, tags: [...tags, ...merged.map((id) => tagOf('claim', id))], headers: FOR_ANYBODY, ...(lastModified ? { lastModified } : {}) };
  }
}

/** @throws NotFound for a name that no feed has */
function readName(file: string): Asked {
  const [kind, form, ...more] = file.split('.');
  const known = FEED_KINDS.find((each) => each === kind);
  if (!known || form === undefined || !Object.hasOwn(FORMS, form) || more.length > 0) throw new NotFound('feed');
  return { kind: known, form: form as Asked['form'] };
}

function moved(location: string): PageAnswer {
  return { status: 301, location };
}

function base({ id, claim }: VerdictEntry | CorrectionEntry, publicUrl: string) {
  return { id: `urn:uuid:${id}`, url: `${publicUrl}/claims/${claim.slug}`, topics: claim.topics.map(({ name, slug }) => ({ name, url: `${publicUrl}/topics/${slug}` })) };
}

/**
 * A superseded verdict stays in the feed as the event it was, and says what replaced it. A withdrawn claim's is rewritten in its place:
 * had it been left out, readers' own copies would go on saying it.
 */
function ofVerdict(entry: VerdictEntry, publicUrl: string): FeedEntry {
  const { say, day } = language('en');
  const { claim, label, superseded, withdrawn, approvedAt } = entry;
  return {
    ...base(entry, publicUrl),
    title: `${withdrawn ? feedWords.withdrawn : label}: ${claim.title}`,
    summary: withdrawn ? say(feedWords.withdrawnText, { day: day(withdrawn.at.toISOString().slice(0, 10)), reason: withdrawn.reason }) : gist(entry.summary),
    html: renderToString(VerdictOfFeed({ publicUrl, entry })),
    published: approvedAt,
    updated: latest(approvedAt, superseded?.at, withdrawn?.at),
  };
}

function ofCorrection(entry: CorrectionEntry, publicUrl: string): FeedEntry {
  return {
    ...base(entry, publicUrl),
    title: `${feedWords.correction[entry.kind]}: ${entry.claim.title}`,
    summary: entry.explanation,
    html: renderToString(CorrectionOfFeed({ publicUrl, entry })),
    published: entry.publishedAt,
    updated: latest(entry.publishedAt, entry.withdrawn?.at),
  };
}

function latest(first: Date, ...later: readonly (Date | undefined)[]): Date {
  return new Date(Math.max(first.getTime(), ...later.map((at) => at?.getTime() ?? 0)));
}
