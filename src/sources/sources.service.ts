/** Documents that can be cited: list, add (one address is one source), revise. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { fromColumns, toColumns } from '../shared/day.js';
import { NotFound, RuleBroken } from '../shared/errors.js';
import { codeIn, isId, newCode, newId, slugOf } from '../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../shared/paging.js';
import { requireVersion } from '../shared/versions.js';
import { likeLiteral } from '../shared/sql.js';
import type { NewSource, ReviseSource, SourceQuery, SourceView } from './source.dto.js';
import { Source } from './source.entity.js';
import { urlKey } from './source.rules.js';

@Injectable()
export class SourcesService {
  constructor(private readonly source: DataSource) {}

  async list(query: SourceQuery): Promise<Page<SourceView>> {
    const limit = query.limit ?? PAGE_SIZE;
    const [before] = query.cursor ? decodeCursor(query.cursor, [SORTED_BY.id]) : [null];
    const found = await this.source.manager
      .createQueryBuilder(Source, 's')
      .where('(CAST(:before AS text) IS NULL OR s.id < CAST(:before AS uuid))', { before })
      .andWhere(`(CAST(:q AS text) IS NULL OR fold_accents(lower(s.title || ' ' || s.publisher)) LIKE '%' || fold_accents(lower(:q)) || '%')`, { q: query.q ? likeLiteral(query.q) : null })
      .andWhere('(CAST(:key AS text) IS NULL OR s.url_key = :key)', { key: query.url ? urlKey(query.url) : null })
      .orderBy('s.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    return pageOf(found.map(view), limit, (source) => [source.id]);
  }

  async show(ref: string): Promise<SourceView> {
    const code = codeIn(ref);
    const found = isId(ref) ? await this.source.manager.findOneBy(Source, { id: ref }) : code ? await this.source.manager.findOneBy(Source, { code }) : null;
    if (!found) throw new NotFound('source');
    return view(found);
  }

  async create(act: Act, input: NewSource): Promise<SourceView> {
    return inTransaction(this.source, act, async (tx) => view(await tx.manager.findOneByOrFail(Source, { id: await insertSource(tx, input) })));
  }

  async revise(act: Act, ref: string, seen: number, input: ReviseSource): Promise<SourceView> {
    const { id } = await this.show(ref);
    return inTransaction(this.source, act, async (tx) => {
      const source = await tx.manager.findOneOrFail(Source, { where: { id }, lock: { mode: 'pessimistic_write' } });
      await tx.tick();
      requireVersion(source, seen);
      if (input.url) await refuseTwin(tx, input.url, id);
      const { publishedDay, ...rest } = input;
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      const published = publishedDay ? toColumns(publishedDay) : null;
      const version = source.version + 1;
      await tx.manager.update(Source, { id }, {
        ...given,
        ...(input.url === undefined ? {} : { urlKey: input.url === null ? null : urlKey(input.url) }),
        ...(publishedDay === undefined ? {} : { publishedDay: published?.day ?? null, publishedPrecision: published?.precision ?? null }),
        version,
      });
      await append(tx, { act: 'revise_source', stream: { kind: 'source', id, version }, subjects: [{ kind: 'source', id }] });
      return view(await tx.manager.findOneByOrFail(Source, { id }));
    });
  }
}

/**
 * @param id chosen by whoever has to refer to the source before
 * @returns the new source's id
 */
export async function insertSource(tx: Tx, input: NewSource, id = newId()): Promise<string> {
  if (input.url) await refuseTwin(tx, input.url, id);
  const published = input.publishedDay ? toColumns(input.publishedDay) : null;
  await tx.manager.insert(Source, {
    id, code: newCode(), kind: input.kind, title: input.title, publisher: input.publisher, authors: input.authors ?? [],
    publishedDay: published?.day ?? null, publishedPrecision: published?.precision ?? null, language: input.language ?? 'en',
    url: input.url ?? null, urlKey: input.url ? urlKey(input.url) : null, archivedUrl: input.archivedUrl ?? null, note: input.note ?? null, createdAt: tx.at, version: 1,
  });
  await append(tx, { act: 'create_source', stream: { kind: 'source', id, version: 1 }, subjects: [{ kind: 'source', id }] });
  return id;
}

async function refuseTwin(tx: Tx, url: string, id: string): Promise<void> {
  const twin = await tx.manager.findOneBy(Source, { urlKey: urlKey(url) });
  if (twin && twin.id !== id) {
    throw new RuleBroken('source_exists', `This address is already on record as “${twin.title}” (${twin.id}); use that source.`, [{ field: 'url', message: `is the address of source ${twin.id}` }]);
  }
}

function view(source: Source): SourceView {
  const { code, publishedPrecision, publishedDay, createdAt: _createdAt, urlKey: _urlKey, ...rest } = source;
  return { ...rest, slug: slugOf(source.title, code), publishedDay: publishedDay && fromColumns(publishedDay, publishedPrecision!) };
}
