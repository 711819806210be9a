/** What the pages read beyond a claim's record, straight from SQL; each page reads it all in one transaction, hence of one moment. */
import type { DataSource, EntityManager } from 'typeorm';
import { fromColumns, type Precision } from '../shared/day.js';
import { codeIn, isId, slugOf } from '../shared/ids.js';
import { SPEAKER_SHOWN } from '../speakers/speaker-shown.js';
import type { SpeakerView } from '../speakers/speaker.dto.js';
import type { TopicView } from '../topics/topic.dto.js';
import { TOPIC_SHOWN } from '../topics/topic-shown.js';

export type Reader = EntityManager;

/** Everything that `work` reads is of the same moment, however many statements it takes. */
export async function atOneMoment<T>(source: DataSource, work: (reader: Reader) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      return await work(runner.manager);
    } finally {
      await runner.query('COMMIT');
    }
  } finally {
    await runner.release();
  }
}

interface SpeakerRow extends Omit<SpeakerView, 'slug' | 'roles'> {
  code: string;
  roles: { title: string; fromDay: string | null; fromPrecision: Precision; untilDay: string | null; untilPrecision: Precision }[];
}

const SPEAKER = `
  SELECT p.id, p.code, p.version, p.kind, p.name, p.aliases, p.wikidata_id AS "wikidataId", p.description,
         coalesce((SELECT jsonb_agg(jsonb_build_object('title', r.title, 'fromDay', r.from_day, 'fromPrecision', r.from_precision, 'untilDay', r.until_day, 'untilPrecision', r.until_precision) ORDER BY r.position)
                     FROM speaker_role r WHERE r.speaker_id = p.id), '[]') AS roles
    FROM speaker p`;

function speakerView({ code, roles, ...rest }: SpeakerRow): SpeakerView {
  return {
    ...rest,
    slug: slugOf(rest.name, code),
    roles: roles.map((role) => ({
      title: role.title,
      from: role.fromDay && fromColumns(role.fromDay, role.fromPrecision),
      until: role.untilDay && fromColumns(role.untilDay, role.untilPrecision),
    })),
  };
}

/** @param ref UUID or slug, also of an entry that was merged into another one: the answer is that other one */
export async function findSpeaker(reader: Reader, ref: string): Promise<SpeakerView | undefined> {
  const code = codeIn(ref);
  if (!isId(ref) && !code) return undefined;
  const rows: SpeakerRow[] = await reader.query(`${SPEAKER} WHERE ${SPEAKER_SHOWN} AND p.id = kept_speaker(${isId(ref) ? '$1' : '(SELECT id FROM speaker WHERE code = $1)'})`, [isId(ref) ? ref : code]);
  return rows.map(speakerView)[0];
}

/** Speakers with these words in their name or an alias, at most six; alone, one whose whole name it is. */
export async function speakersNamed(reader: Reader, words: string): Promise<SpeakerView[]> {
  const rows: (SpeakerRow & { whole: boolean })[] = await reader.query(
    `SELECT found.*, fold_accents(lower(found.name)) = fold_accents(lower($2)) AS whole FROM (${SPEAKER} WHERE ${SPEAKER_SHOWN}) found
      WHERE fold_accents(lower(found.name)) LIKE '%' || fold_accents(lower($1)) || '%'
         OR EXISTS (SELECT FROM unnest(found.aliases) alias WHERE fold_accents(lower(alias)) LIKE '%' || fold_accents(lower($1)) || '%')
      ORDER BY whole DESC, found.name, found.id LIMIT 6`,
    [words.replace(/[\\%_]/g, '\\$&'), words],
  );
  const whole = rows.filter((row) => row.whole);
  return (whole.length === 1 ? whole : rows).map(({ whole: _, ...row }) => speakerView(row));
}

type TopicRow = Omit<TopicView, 'slug'> & { code: string };

const topicView = ({ code, ...rest }: TopicRow): TopicView => ({ ...rest, slug: slugOf(rest.name, code) });

/** @param ref UUID or slug */
export async function findTopic(reader: Reader, ref: string): Promise<TopicView | undefined> {
  const code = codeIn(ref);
  if (!isId(ref) && !code) return undefined;
  const rows: TopicRow[] = await reader.query(`SELECT t.id, t.code, t.version, t.name, t.description FROM topic t WHERE ${isId(ref) ? 't.id = $1' : 't.code = $1'} AND ${TOPIC_SHOWN}`, [isId(ref) ? ref : code]);
  return rows.map(topicView)[0];
}
