/** Two entries side by side, what refers to one of them, and the merges that were made. */
import type { EntityManager } from 'typeorm';
import type { Status } from '../claims/claim.words.js';
import type { Changes } from '../corrections/correction.entity.js';
import { changesBetween } from '../corrections/correction.rules.js';
import { fromColumns, type Precision } from '../shared/day.js';
import { Source } from '../sources/source.entity.js';
import { fieldsOf } from '../sources/sources.service.js';
import { roleOn } from '../speakers/role.rules.js';
import { speakerViews } from '../speakers/speakers.service.js';
import type { Entry } from './merge.rules.js';

export type MergedKind = 'speaker' | 'source';

export type Reader = EntityManager;

export interface VersionedEntry extends Entry {
  version: number;
  aliases: string[];
}

const ENTRY: Record<MergedKind, string> = {
  speaker: `SELECT id, name, kind AS sort, wikidata_id AS "wikidataId", merged_into_id IS NOT NULL AS merged, version, aliases FROM speaker WHERE id = ANY ($1)`,
  source: `SELECT id, title AS name, NULL AS sort, NULL AS "wikidataId", merged_into_id IS NOT NULL AS merged, version, '{}'::text[] AS aliases FROM source WHERE id = ANY ($1)`,
};

export async function entries(reader: Reader, kind: MergedKind, ids: readonly string[]): Promise<Map<string, VersionedEntry>> {
  const rows: VersionedEntry[] = await reader.query(ENTRY[kind], [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Something that names the entry: a statement by its speaker, a hop of a chain, a piece of evidence. */
export interface Reference {
  claimId: string;
  status: Status;
  thing: 'statement' | 'hop' | 'evidence';
  /** Of the statement, for a hop too. */
  thingId: string;
  /** Of the hop in its chain. */
  position: number;
  /** On which a speaker's role is shown. */
  day: string | null;
}

type Row = Omit<Reference, 'day'> & { day: string | null; precision: Precision | null };

const HOPS = (column: string) => `
  SELECT s.claim_id AS "claimId", c.status, 'hop' AS thing, s.id AS "thingId", h.position, coalesce(h.hop_day, s.said_day)::text AS day, CASE WHEN h.hop_day IS NULL THEN s.said_precision ELSE h.hop_precision END AS precision
    FROM attribution_hop h JOIN statement s ON s.id = h.statement_id JOIN claim c ON c.id = s.claim_id WHERE h.${column} = $1 AND c.status <> 'withdrawn'`;

/** Withdrawn claims and withdrawn evidence stay as they were. */
const REFERENCES: Record<MergedKind, string> = {
  speaker: `SELECT s.claim_id AS "claimId", c.status, 'statement' AS thing, s.id AS "thingId", 0 AS position, s.said_day::text AS day, s.said_precision AS precision
              FROM statement s JOIN claim c ON c.id = s.claim_id WHERE s.speaker_id = $1 AND c.status <> 'withdrawn' UNION ALL ${HOPS('speaker_id')}`,
  source: `SELECT e.claim_id AS "claimId", c.status, 'evidence' AS thing, e.id AS "thingId", 0 AS position, NULL AS day, NULL AS precision
             FROM evidence e JOIN claim c ON c.id = e.claim_id WHERE e.source_id = $1 AND e.withdrawn_at IS NULL AND c.status <> 'withdrawn' UNION ALL ${HOPS('source_id')}`,
};

export async function referencesTo(reader: Reader, kind: MergedKind, id: string): Promise<Reference[]> {
  const rows: Row[] = await reader.query(`SELECT * FROM (${REFERENCES[kind]}) found ORDER BY "claimId", thing, "thingId", position LIMIT 20000`, [id]);
  return rows.map(({ day, precision, ...reference }) => ({ ...reference, day: day && fromColumns(day, precision!) }));
}

/** Per claim, what it would show otherwise if everything that names the one named the other; claims that would look the same are left out. */
export async function shownOtherwise(reader: Reader, kind: MergedKind, fromId: string, intoId: string, references: readonly Reference[]): Promise<Map<string, Changes>> {
  const changesOn = kind === 'speaker' ? await speakerChanges(reader, fromId, intoId) : await sourceChanges(reader, fromId, intoId);
  const found = new Map<string, Changes>();
  for (const { claimId, day } of references) {
    const changes = changesOn(day);
    if (Object.keys(changes).length > 0) found.set(claimId, { ...found.get(claimId), ...changes });
  }
  return found;
}

async function speakerChanges(reader: Reader, fromId: string, intoId: string): Promise<(day: string | null) => Changes> {
  const [from, into] = await speakerViews(reader, [fromId, intoId]);
  const seen = (speaker: NonNullable<typeof from>, day: string | null) => ({ name: speaker.name, kind: speaker.kind, role: day === null ? null : roleOn(speaker.roles, day) });
  return (day) => changesBetween(seen(from!, day), seen(into!, day));
}

async function sourceChanges(reader: Reader, fromId: string, intoId: string): Promise<() => Changes> {
  const [from, into] = await Promise.all([fromId, intoId].map((id) => reader.findOneByOrFail(Source, { id })));
  const changes = changesBetween(fieldsOf(from!), fieldsOf(into!));
  return () => changes;
}

export interface MadeMerge {
  id: string;
  kind: MergedKind;
  fromId: string;
  intoId: string;
  from: string;
  into: string;
  explanation: string | null;
  mergedAt: Date;
  mergedBy: string;
  undoneAt: Date | null;
  undoneBy: string | null;
  moved: number;
}

/** The newest first, of one entry or of all. */
export async function madeMerges(reader: Pick<EntityManager, 'query'>, kind: MergedKind, id?: string): Promise<MadeMerge[]> {
  const name = kind === 'speaker' ? 'name' : 'title';
  return reader.query(
    `SELECT m.id, m.kind, m.from_id AS "fromId", m.into_id AS "intoId", f.${name} AS "from", i.${name} AS "into", m.explanation, m.merged_at AS "mergedAt", a.name AS "mergedBy", m.undone_at AS "undoneAt", u.name AS "undoneBy",
            (SELECT count(*)::int FROM merge_move v WHERE v.merge_id = m.id) AS moved
       FROM merge m JOIN ${kind} f ON f.id = m.from_id JOIN ${kind} i ON i.id = m.into_id JOIN account a ON a.id = m.merged_by_id LEFT JOIN account u ON u.id = m.undone_by_id
      WHERE m.kind = $1 AND ($2::uuid IS NULL OR $2 IN (m.from_id, m.into_id)) ORDER BY m.merged_at DESC, m.id DESC LIMIT 20`,
    [kind, id ?? null],
  );
}
