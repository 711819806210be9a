/** Makes two entries of one speaker or source one: moves what names the one to the other, tells the ledger and readers, and undoes it within a day. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Claim } from '../claims/claim.entity.js';
import { stepClaim } from '../claims/claim.act.js';
import { publishCorrection } from '../corrections/correction.act.js';
import type { Changes } from '../corrections/correction.entity.js';
import { lockShowing } from '../corrections/revise-shown.js';
import { append } from '../ledger/ledger.js';
import type { SubjectKind } from '../ledger/ledger-entry.entity.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { NotFound, obey, RuleBroken } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { requireVersion } from '../shared/versions.js';
import { mayBeOne, mayMerge, mayUndo, type MergeFacts } from './merge.rules.js';
import { entries, type MergedKind, type Reader, type Reference, referencesTo, shownOtherwise, type VersionedEntry } from './merges.query.js';

export interface MergePreview {
  from: VersionedEntry;
  into: VersionedEntry;
  statements: number;
  hops: number;
  evidence: number;
  claims: number;
  /** Public claims that would say something else, and what: before and after of each field. */
  shown: number;
  changes: Changes;
  /** True, or why the two cannot be one. */
  possible: ReturnType<typeof mayBeOne>;
}

@Injectable()
export class MergesService {
  constructor(private readonly source: DataSource) {}

  /** @throws NotFound */
  async preview(kind: MergedKind, fromId: string, intoId: string): Promise<MergePreview> {
    const reader = this.source.manager;
    const { from, into } = await pairOf(reader, kind, fromId, intoId);
    const references = await referencesTo(reader, kind, fromId);
    const { claims, shown, changes } = await effectOf(reader, kind, fromId, intoId, references);
    const count = (thing: Reference['thing']) => references.filter((reference) => reference.thing === thing).length;
    return { from, into, statements: count('statement'), hops: count('hop'), evidence: count('evidence'), claims, shown: shown.length, changes: Object.assign({}, ...changes.values()) as Changes, possible: mayBeOne({ from, into, claims }) };
  }

  /**
   * @param seen the versions of both that the preview showed
   * @returns the merge's id
   * @throws NotFound, StaleEdit, RuleBroken
   */
  async merge(act: Act, kind: MergedKind, fromId: string, intoId: string, seen: { from: number; into: number }, explanation?: string): Promise<string> {
    return inTransaction(this.source, act, async (tx) => {
      await pairOf(tx.manager, kind, fromId, intoId);
      const locked = await lockAll(tx, kind, fromId, intoId, () => referencesTo(tx.manager, kind, fromId));
      const { from, into } = await pairOf(tx.manager, kind, fromId, intoId);
      requireVersion(from, seen.from);
      requireVersion(into, seen.into);
      const effect = await effectOf(tx.manager, kind, fromId, intoId, locked.references);
      obey(mayMerge({ from, into, claims: effect.claims, shown: effect.shown.length, explained: explanation !== undefined } satisfies MergeFacts));

      const id = newId();
      const added = kind === 'speaker' ? namesGained(from, into) : [];
      const movesWikidata = from.wikidataId !== null && into.wikidataId === null;
      await tx.query(
        `INSERT INTO merge (id, kind, from_id, into_id, explanation, added_aliases, moved_wikidata, merged_at, merged_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, kind, fromId, intoId, explanation ?? null, added, movesWikidata ? from.wikidataId : null, tx.at, act.accountId],
      );
      for (const { thing, thingId, position } of locked.references) await tx.query('INSERT INTO merge_move (merge_id, thing, thing_id, position) VALUES ($1, $2, $3, $4)', [id, thing, thingId, position]);
      await moveAll(tx, { kind, act: `merge_${kind}`, fromId, intoId, explanation, ...locked, changes: effect.changes });
      await tx.query(`UPDATE ${kind} SET merged_into_id = $2, version = version + 1${movesWikidata ? ', wikidata_id = NULL' : ''} WHERE id = $1`, [fromId, intoId]);
      const gains = kind === 'speaker' ? ', aliases = aliases || $2::text[], wikidata_id = coalesce(wikidata_id, $3)' : '';
      await tx.query(`UPDATE ${kind} SET version = version + 1${gains} WHERE id = $1`, kind === 'speaker' ? [intoId, added, movesWikidata ? from.wikidataId : null] : [intoId]);
      await tellBoth(tx, kind, `merge_${kind}`, [from, into], explanation);
      return id;
    });
  }

  /**
   * Gives back what was moved and still stands where it was moved to.
   * @throws NotFound, RuleBroken
   */
  async undo(act: Act, mergeId: string, explanation?: string): Promise<void> {
    if (!isId(mergeId)) throw new NotFound('merge');
    await inTransaction(this.source, act, async (tx) => {
      const [made] = await tx.query<MergeRow>(`SELECT kind, from_id AS "fromId", into_id AS "intoId", merged_at AS "mergedAt", undone_at IS NOT NULL AS undone, added_aliases AS "addedAliases", moved_wikidata AS "movedWikidata" FROM merge WHERE id = $1`, [mergeId]);
      if (!made) throw new NotFound('merge');
      const { kind, fromId, intoId } = made;
      const moved = async (): Promise<Reference[]> => {
        const moves = await tx.query<{ thing: string; thingId: string; position: number }>('SELECT thing, thing_id AS "thingId", position FROM merge_move WHERE merge_id = $1', [mergeId]);
        const known = new Set(moves.map(({ thing, thingId, position }) => `${thing} ${thingId} ${position}`));
        return (await referencesTo(tx.manager, kind, intoId)).filter(({ thing, thingId, position }) => known.has(`${thing} ${thingId} ${position}`));
      };
      const locked = await lockAll(tx, kind, fromId, intoId, moved);
      const { from, into } = await pairOf(tx.manager, kind, fromId, intoId);
      const [now] = await tx.query<{ undone: boolean }>('SELECT undone_at IS NOT NULL AS undone FROM merge WHERE id = $1 FOR UPDATE', [mergeId]);
      const effect = await effectOf(tx.manager, kind, intoId, fromId, locked.references);
      obey(mayUndo({ mergedAt: made.mergedAt, now: tx.at, undone: now!.undone, mergedOn: into.merged, shown: effect.shown.length, explained: explanation !== undefined }));

      await tx.query('UPDATE merge SET undone_at = $2, undone_by_id = $3 WHERE id = $1', [mergeId, tx.at, act.accountId]);
      if (kind === 'speaker') {
        await tx.query(
          `UPDATE speaker SET version = version + 1, aliases = ARRAY(SELECT alias FROM unnest(aliases) WITH ORDINALITY AS kept (alias, place) WHERE alias <> ALL ($2) ORDER BY place),
                  wikidata_id = CASE WHEN wikidata_id = $3 THEN NULL ELSE wikidata_id END WHERE id = $1`,
          [intoId, made.addedAliases, made.movedWikidata],
        );
        const [free] = made.movedWikidata === null ? [] : await tx.query<{ free: boolean }>('SELECT NOT EXISTS (SELECT FROM speaker WHERE wikidata_id = $1) AS free', [made.movedWikidata]);
        await tx.query('UPDATE speaker SET version = version + 1, merged_into_id = NULL, wikidata_id = coalesce($2, wikidata_id) WHERE id = $1', [fromId, free?.free ? made.movedWikidata : null]);
      } else {
        await tx.query('UPDATE source SET version = version + 1, merged_into_id = NULL WHERE id = $1', [fromId]);
        await tx.query('UPDATE source SET version = version + 1 WHERE id = $1', [intoId]);
      }
      await moveAll(tx, { kind, act: `unmerge_${kind}`, fromId: intoId, intoId: fromId, explanation, ...locked, changes: effect.changes });
      await tellBoth(tx, kind, `unmerge_${kind}`, [from, into], explanation);
    });
  }
}

interface MergeRow {
  kind: MergedKind;
  fromId: string;
  intoId: string;
  mergedAt: Date;
  undone: boolean;
  addedAliases: string[];
  movedWikidata: string | null;
}

async function pairOf(reader: Reader, kind: MergedKind, fromId: string, intoId: string): Promise<{ from: VersionedEntry; into: VersionedEntry }> {
  const known = isId(fromId) && isId(intoId) ? await entries(reader, kind, [fromId, intoId]) : new Map<string, VersionedEntry>();
  const [from, into] = [known.get(fromId), known.get(intoId)];
  if (!from || !into) throw new NotFound(kind);
  return { from, into };
}

interface Effect {
  claims: number;
  /** Public claims that would say something else. */
  shown: string[];
  changes: Map<string, Changes>;
}

async function effectOf(reader: Reader, kind: MergedKind, fromId: string, intoId: string, references: readonly Reference[]): Promise<Effect> {
  const changes = await shownOtherwise(reader, kind, fromId, intoId, references);
  const publicOnes = new Set(references.filter(({ status }) => status !== 'draft').map(({ claimId }) => claimId));
  return { claims: new Set(references.map(({ claimId }) => claimId)).size, shown: [...changes.keys()].filter((id) => publicOnes.has(id)), changes };
}

interface Locked {
  references: Reference[];
  claims: Map<string, Claim>;
}

/** Claims first, in the order of their ids, then both entries: as every act on them does. What came to refer to them meanwhile is asked for again. */
async function lockAll(tx: Tx, kind: MergedKind, fromId: string, intoId: string, references: () => Promise<Reference[]>): Promise<Locked> {
  const claims = new Map<string, Claim>();
  const ids = async () => [...new Set((await references()).map(({ claimId }) => claimId))];
  await lockShowing(tx, claims, ids);
  await tx.query(`SELECT FROM ${kind} WHERE id = ANY ($1) ORDER BY id FOR UPDATE`, [[fromId, intoId]]);
  await lockShowing(tx, claims, ids);
  await tx.tick();
  return { references: await references(), claims };
}

/** By which the kept speaker is found from now on; one may have fifty names. */
function namesGained(from: VersionedEntry, into: VersionedEntry): string[] {
  const known = new Set([into.name, ...into.aliases]);
  return [...new Set([from.name, ...from.aliases])].filter((name) => !known.has(name)).slice(0, Math.max(0, 50 - into.aliases.length));
}

interface Move extends Locked {
  kind: MergedKind;
  act: string;
  fromId: string;
  intoId: string;
  explanation: string | undefined;
  changes: ReadonlyMap<string, Changes>;
}

async function moveAll(tx: Tx, { kind, act, fromId, intoId, explanation, references, claims, changes }: Move): Promise<void> {
  for (const [claimId, own] of Map.groupBy(references, (reference) => reference.claimId)) {
    const claim = claims.get(claimId);
    if (!claim) throw new RuleBroken('stale', 'Somebody changed a claim meanwhile. Look at the preview again, then repeat.');
    const subjects: { kind: SubjectKind; id: string }[] = [];
    for (const id of new Set(own.filter(({ thing }) => thing === 'evidence').map(({ thingId }) => thingId))) {
      await tx.query('UPDATE evidence SET source_id = $2, version = version + 1 WHERE id = $1', [id, intoId]);
      subjects.push({ kind: 'evidence', id });
    }
    for (const id of new Set(own.filter(({ thing }) => thing !== 'evidence').map(({ thingId }) => thingId))) {
      const isSpeaker = own.some(({ thing, thingId }) => thing === 'statement' && thingId === id);
      await tx.query(`UPDATE statement SET version = version + 1${isSpeaker ? ', speaker_id = $2' : ''} WHERE id = $1`, isSpeaker ? [id, intoId] : [id]);
      const hops = own.filter(({ thing, thingId }) => thing === 'hop' && thingId === id).map(({ position }) => position);
      await tx.query(`UPDATE attribution_hop SET ${kind}_id = $3 WHERE statement_id = $1 AND position = ANY ($2) AND ${kind}_id = $4`, [id, hops, intoId, fromId]);
      subjects.push({ kind: 'statement', id });
    }
    const shown = changes.get(claimId);
    const told = shown && claim.status !== 'draft' && explanation !== undefined ? [await publishCorrection(tx, claimId, { kind: 'clarification', explanation }, { kind, id: intoId }, shown)] : [];
    await stepClaim(tx, claim, { act, reason: explanation ?? null, changesCase: shown !== undefined, subjects: [...subjects, ...told] });
  }
}

async function tellBoth(tx: Tx, kind: MergedKind, act: string, both: readonly VersionedEntry[], explanation: string | undefined): Promise<void> {
  for (const { id, version } of both) await append(tx, { act, reason: explanation ?? null, stream: { kind, id, version: version + 1 }, subjects: [{ kind, id }] });
}
