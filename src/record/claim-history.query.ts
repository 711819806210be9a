/** A claim's history from the ledger: each act with what it changed, before and after. */
import type { EntityManager } from 'typeorm';
import { decodeCursor, encodeCursor, type Page, SORTED_BY } from '../shared/paging.js';
import type { HistoryEntry } from './claim-history.dto.js';
import { isShownToReaders, shownFields, wasPublic } from './claim-history.rules.js';

interface Row {
  version: number;
  act: string;
  at: Date;
  actorId: string | null;
  actorName: string | null;
  reason: string | null;
  imported: boolean;
  subjectKind: string;
  subjectId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

const PAGE = 50;

/** Newest first, fifty acts a page. */
export async function claimHistory(reader: Pick<EntityManager, 'query'>, claimId: string, desk: boolean, cursor?: string): Promise<Page<HistoryEntry>> {
  const [before] = cursor ? decodeCursor(cursor, [SORTED_BY.version]).map(Number) : [null];
  const rows: Row[] = await reader.query(
    `SELECT e.stream_version AS version, e.act, e.recorded_at AS at, e.actor_id AS "actorId", a.name AS "actorName", e.reason, e.imported,
            e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.after,
            (SELECT b.after FROM ledger_entry b WHERE b.subject_id = e.subject_id AND b.stream_id = e.stream_id AND b.position < e.position ORDER BY b.position DESC LIMIT 1) AS before
       FROM ledger_entry e LEFT JOIN account a ON a.id = e.actor_id
      WHERE e.stream_id = $1 AND e.stream_version IN (
        SELECT DISTINCT stream_version FROM ledger_entry WHERE stream_id = $1 AND ($2::int IS NULL OR stream_version < $2) ORDER BY stream_version DESC LIMIT ${PAGE + 1})
      ORDER BY e.stream_version DESC, e.position`,
    [claimId, before],
  );
  const acts = [...Map.groupBy(rows, (row) => row.version).values()];
  const shown = acts.slice(0, PAGE);
  return {
    items: shown.filter((act) => desk || isShownToReaders({ act: act[0]!.act, statusAfter: claimOf(act), onProposal: act.some(isProposal) })).map((act) => entryOf(act, desk)).filter((entry) => desk || entry.act !== 'revise_claim' || entry.subjects.length > 0),
    nextCursor: acts.length > PAGE ? encodeCursor([String(shown.at(-1)![0]!.version)]) : null,
  };
}

/** Every act has the claim itself among its subjects. */
function claimOf(act: readonly Row[]): string {
  return act.find((row) => row.subjectKind === 'claim')!.after.status as string;
}

const isProposal = (row: Row): boolean => row.subjectKind === 'verdict' && row.after.approved_at == null;

function entryOf(act: readonly Row[], desk: boolean): HistoryEntry {
  const { version, act: name, at, actorId, actorName, reason, imported } = act[0]!;
  return {
    version,
    act: name,
    at: at.toISOString(),
    by: actorId ? { id: actorId, name: actorName ?? 'Somebody' } : null,
    // Why it went back is between the reviewers.
    reason: !desk && name === 'return' ? null : reason,
    imported,
    subjects: act
      .filter((row) => desk || (row.subjectKind !== 'correction_proposal' && (row.subjectKind !== 'verdict' || row.after.approved_at != null)))
      .map((row) => ({ subject: row.subjectKind, subjectId: row.subjectId, isNew: row.before === null, changes: changesOf(row, desk) }))
      .filter((subject) => subject.isNew || subject.changes.length > 0),
  };
}

function changesOf(row: Row, desk: boolean): { field: string; before: unknown; after: unknown }[] {
  const was = row.before ?? {};
  const valueIn = (data: Record<string, unknown>, field: string): unknown => (field === 'dissents' && !desk ? publicDissents(data.dissents, row.after.approved_at) : (data[field] ?? null));
  return shownFields(Object.keys(row.after), desk)
    .map((field) => ({ field, before: valueIn(was, field), after: valueIn(row.after, field) }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    // A reader's "draft → open" or "awaiting approval → rated" tells of the desk's inside.
    .map((change) => (!desk && change.field === 'status' && change.before === 'awaiting_approval' ? { ...change, before: 'in_review' } : change));
}

/** What readers may see of a verdict's dissents; nothing, and not an empty list, where there is none. */
function publicDissents(dissents: unknown, approvedAt: unknown): unknown {
  const shown = ((dissents ?? []) as Record<string, string | null>[]).filter((dissent) => wasPublic({ withdrawnAt: dissent.withdrawn_at ?? null }, approvedAt as string | null));
  return shown.length > 0 ? shown : null;
}
