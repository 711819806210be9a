/** People and organisations that say, relay or publish: list, add, revise. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Claim } from '../claims/claim.entity.js';
import type { Changes } from '../corrections/correction.entity.js';
import { changesBetween } from '../corrections/correction.rules.js';
import { lockShowing, tellShowing } from '../corrections/revise-shown.js';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { bounds, fromColumns, type Precision, toColumns } from '../shared/day.js';
import { type FieldError, InvalidInput, NotFound } from '../shared/errors.js';
import { codeIn, isId, newCode, newId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import { requireVersion } from '../shared/versions.js';
import type { NewSpeaker, ReviseSpeaker, RoleInput, SpeakerQuery, SpeakerView } from './speaker.dto.js';
import { roleOn } from './role.rules.js';
import { SPEAKER_SHOWN } from './speaker-shown.js';
import { Speaker, SpeakerRole } from './speaker.entity.js';

export async function isSpeakerShown(source: DataSource, id: string): Promise<boolean> {
  return (await source.query<unknown[]>(`SELECT FROM speaker p WHERE p.id = $1 AND ${SPEAKER_SHOWN}`, [id])).length > 0;
}

@Injectable()
export class SpeakersService {
  constructor(private readonly source: DataSource) {}

  /** @param desk false leaves out whom only drafts name, or nothing yet */
  async list(query: SpeakerQuery, desk: boolean): Promise<Page<SpeakerView>> {
    const limit = query.limit ?? PAGE_SIZE;
    const [name, id] = query.cursor ? decodeCursor(query.cursor, [SORTED_BY.name, SORTED_BY.id]) : [null, null];
    const rows: { id: string; name: string }[] = await this.source.query(
      `SELECT id, name FROM speaker p
        WHERE p.merged_into_id IS NULL AND ${desk ? 'true' : SPEAKER_SHOWN} AND ($1::text IS NULL OR (name, id) > ($1, $2::uuid))
          ${query.q === undefined ? '' : `AND p.id IN (SELECT speaker_id FROM speaker_called WHERE names LIKE '%' || fold_name($4) || '%')`}
        ORDER BY name, id LIMIT $3`,
      [name, id, limit + 1, ...(query.q === undefined ? [] : [query.q])],
    );
    const page = pageOf(rows, limit, (row) => [row.name, row.id]);
    return { items: await speakerViews(this.source.manager, page.items.map((row) => row.id)), nextCursor: page.nextCursor };
  }

  /** @throws NotFound also, for readers, when no public claim names the speaker */
  async show(ref: string, desk: boolean): Promise<SpeakerView> {
    const code = codeIn(ref);
    // An entry that was merged into another one is that other one, wherever it is named.
    const [found] = isId(ref) || code ? await this.source.query<{ id: string }[]>(`SELECT kept_speaker(id) AS id FROM speaker WHERE ${isId(ref) ? 'id' : 'code'} = $1`, [isId(ref) ? ref : code]) : [];
    if (!found || !(desk || (await isSpeakerShown(this.source, found.id)))) throw new NotFound('speaker');
    return (await speakerViews(this.source.manager, [found.id]))[0]!;
  }

  async create(act: Act, input: NewSpeaker): Promise<SpeakerView> {
    return inTransaction(this.source, act, async (tx) => (await speakerViews(tx.manager, [await insertSpeaker(tx, input)]))[0]!);
  }

  /**
   * Where a claim would show another name, kind or role on its day, that is a change of its case: explained to readers where the
   * claim is public, and a pending proposal has to be made again. A new role, an alias or a description changes no claim.
   */
  async revise(act: Act, ref: string, seen: number, input: ReviseSpeaker): Promise<SpeakerView> {
    checkRoles(input.roles ?? []);
    const { id } = await this.show(ref, true);
    return inTransaction(this.source, act, async (tx) => {
      const { roles, correction, ...rest } = input;
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      const showing = new Map<string, Claim>();
      let affected = await affectedBy(tx, id, input);
      const ids = async () => [...affected.keys()];
      await lockShowing(tx, showing, ids);
      const speaker = await tx.manager.findOneOrFail(Speaker, { where: { id }, lock: { mode: 'pessimistic_write' } });
      affected = await affectedBy(tx, id, input);
      await lockShowing(tx, showing, ids);
      await tx.tick();
      requireVersion(speaker, seen);
      for (const [claimId, changes] of affected) await tellShowing(tx, [showing.get(claimId)!], { kind: 'speaker', id }, changes, correction);
      const version = speaker.version + 1;
      await tx.manager.update(Speaker, { id }, { ...given, version });
      if (roles) await saveRoles(tx, id, roles);
      await append(tx, { act: 'revise_speaker', reason: correction?.explanation ?? null, stream: { kind: 'speaker', id, version }, subjects: [{ kind: 'speaker', id }] });
      return (await speakerViews(tx.manager, [id]))[0]!;
    });
  }
}

/** Per claim that shows the speaker, what it would show otherwise; claims that would look the same are left out. */
async function affectedBy(tx: Tx, id: string, input: ReviseSpeaker): Promise<Map<string, Changes>> {
  const [before] = await speakerViews(tx.manager, [id]);
  const rows = await tx.query<{ claimId: string; day: string | null; precision: Precision | null }>(
    `SELECT s.claim_id AS "claimId", s.said_day::text AS day, s.said_precision AS precision FROM statement s WHERE s.speaker_id = $1
     UNION SELECT s.claim_id, coalesce(h.hop_day, s.said_day)::text, coalesce(h.hop_precision, s.said_precision) FROM attribution_hop h JOIN statement s ON s.id = h.statement_id WHERE h.speaker_id = $1`,
    [id],
  );
  const span = (role: RoleInput) => ({ title: role.title, from: role.from ?? null, until: role.until ?? null });
  const seen = (name: string, kind: string, roles: readonly RoleInput[], day: string | null) => ({ name, kind, role: day === null ? null : roleOn(roles.map(span), day) });
  const affected = new Map<string, Changes>();
  for (const { claimId, day, precision } of rows) {
    const on = day && fromColumns(day, precision!);
    const changes = changesBetween(seen(before!.name, before!.kind, before!.roles, on), seen(input.name ?? before!.name, input.kind ?? before!.kind, input.roles ?? before!.roles, on));
    if (Object.keys(changes).length > 0) affected.set(claimId, { ...affected.get(claimId), ...changes });
  }
  return affected;
}

/**
 * @param id chosen by whoever has to refer to the speaker before
 * @returns the new speaker's id
 */
export async function insertSpeaker(tx: Tx, input: NewSpeaker, id = newId()): Promise<string> {
  checkRoles(input.roles ?? []);
  await tx.manager.insert(Speaker, {
    id, code: newCode(), kind: input.kind, name: input.name, aliases: input.aliases ?? [], wikidataId: input.wikidataId ?? null, description: input.description ?? null, createdAt: tx.at, version: 1,
  });
  await saveRoles(tx, id, input.roles ?? []);
  await append(tx, { act: 'create_speaker', stream: { kind: 'speaker', id, version: 1 }, subjects: [{ kind: 'speaker', id }] });
  return id;
}

function checkRoles(roles: readonly RoleInput[]): void {
  const errors: FieldError[] = roles.flatMap((role, index) =>
    role.from && role.until && bounds(role.until).last < bounds(role.from).first ? [{ field: `roles[${index}].until`, message: 'must not be before the role began' }] : [],
  );
  if (errors.length > 0) throw new InvalidInput(errors);
}

async function saveRoles(tx: Tx, speakerId: string, roles: readonly RoleInput[]): Promise<void> {
  await tx.manager.delete(SpeakerRole, { speakerId });
  if (roles.length === 0) return;
  await tx.manager.insert(
    SpeakerRole,
    roles.map((role, index) => {
      const [from, until] = [role.from ? toColumns(role.from) : null, role.until ? toColumns(role.until) : null];
      return {
        id: newId(), speakerId, position: index + 1, title: role.title,
        fromDay: from?.day ?? null, fromPrecision: from?.precision ?? null, untilDay: until?.day ?? null, untilPrecision: until?.precision ?? null,
      };
    }),
  );
}

/** In the order asked for. */
export async function speakerViews(manager: EntityManager, ids: readonly string[]): Promise<SpeakerView[]> {
  if (ids.length === 0) return [];
  const speakers = await manager.createQueryBuilder(Speaker, 's').where('s.id IN (:...ids)', { ids }).getMany();
  const roles = await manager.createQueryBuilder(SpeakerRole, 'r').where('r.speakerId IN (:...ids)', { ids }).orderBy('r.position').getMany();
  return ids.map((id) => {
    const speaker = speakers.find((candidate) => candidate.id === id)!;
    const { code, createdAt: _createdAt, mergedIntoId: _merged, ...rest } = speaker;
    return {
      ...rest,
      slug: slugOf(speaker.name, code),
      roles: roles.filter((role) => role.speakerId === id).map((role) => ({
        title: role.title,
        from: role.fromDay && fromColumns(role.fromDay, role.fromPrecision!),
        until: role.untilDay && fromColumns(role.untilDay, role.untilPrecision!),
      })),
    };
  });
}
