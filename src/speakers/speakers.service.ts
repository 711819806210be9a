/** People and organisations that say, relay or publish: list, add, revise. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { bounds, fromColumns, toColumns } from '../shared/day.js';
import { type FieldError, InvalidInput, NotFound } from '../shared/errors.js';
import { codeIn, isId, newCode, newId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import { requireVersion } from '../shared/versions.js';
import { likeLiteral } from '../shared/sql.js';
import type { NewSpeaker, ReviseSpeaker, RoleInput, SpeakerQuery, SpeakerView } from './speaker.dto.js';
import { Speaker, SpeakerRole } from './speaker.entity.js';

@Injectable()
export class SpeakersService {
  constructor(private readonly source: DataSource) {}

  async list(query: SpeakerQuery): Promise<Page<SpeakerView>> {
    const limit = query.limit ?? PAGE_SIZE;
    const [name, id] = query.cursor ? decodeCursor(query.cursor, [SORTED_BY.name, SORTED_BY.id]) : [null, null];
    const rows: { id: string; name: string }[] = await this.source.query(
      `SELECT id, name FROM speaker
        WHERE ($1::text IS NULL OR (name, id) > ($1, $2::uuid))
          AND ($3::text IS NULL OR fold_accents(lower(name)) LIKE '%' || fold_accents(lower($3)) || '%'
               OR EXISTS (SELECT FROM unnest(aliases) alias WHERE fold_accents(lower(alias)) LIKE '%' || fold_accents(lower($3)) || '%'))
        ORDER BY name, id LIMIT $4`,
      [name, id, query.q ? likeLiteral(query.q) : null, limit + 1],
    );
    const page = pageOf(rows, limit, (row) => [row.name, row.id]);
    return { items: await views(this.source.manager, page.items.map((row) => row.id)), nextCursor: page.nextCursor };
  }

  async show(ref: string): Promise<SpeakerView> {
    const code = codeIn(ref);
    const found = isId(ref) ? await this.source.manager.findOneBy(Speaker, { id: ref }) : code ? await this.source.manager.findOneBy(Speaker, { code }) : null;
    if (!found) throw new NotFound('speaker');
    return (await views(this.source.manager, [found.id]))[0]!;
  }

  async create(act: Act, input: NewSpeaker): Promise<SpeakerView> {
    return inTransaction(this.source, act, async (tx) => (await views(tx.manager, [await insertSpeaker(tx, input)]))[0]!);
  }

  async revise(act: Act, ref: string, seen: number, input: ReviseSpeaker): Promise<SpeakerView> {
    checkRoles(input.roles ?? []);
    const { id } = await this.show(ref);
    return inTransaction(this.source, act, async (tx) => {
      const speaker = await tx.manager.findOneOrFail(Speaker, { where: { id }, lock: { mode: 'pessimistic_write' } });
      await tx.tick();
      requireVersion(speaker, seen);
      const { roles, ...rest } = input;
      const version = speaker.version + 1;
      await tx.manager.update(Speaker, { id }, { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)), version });
      if (roles) await saveRoles(tx, id, roles);
      await append(tx, { act: 'revise_speaker', stream: { kind: 'speaker', id, version }, subjects: [{ kind: 'speaker', id }] });
      return (await views(tx.manager, [id]))[0]!;
    });
  }
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
async function views(manager: EntityManager, ids: readonly string[]): Promise<SpeakerView[]> {
  if (ids.length === 0) return [];
  const speakers = await manager.createQueryBuilder(Speaker, 's').where('s.id IN (:...ids)', { ids }).getMany();
  const roles = await manager.createQueryBuilder(SpeakerRole, 'r').where('r.speakerId IN (:...ids)', { ids }).orderBy('r.position').getMany();
  return ids.map((id) => {
    const speaker = speakers.find((candidate) => candidate.id === id)!;
    const { code, createdAt: _createdAt, ...rest } = speaker;
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
