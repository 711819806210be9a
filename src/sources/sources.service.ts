/** Documents that can be cited: list, add (one address is one source), revise. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Claim } from '../claims/claim.entity.js';
import { changesBetween } from '../corrections/correction.rules.js';
import { lockShowing, tellShowing } from '../corrections/revise-shown.js';
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

/** A source of a draft alone is the desk's business. */
const SHOWN = `(s.merged_into_id IS NULL AND (EXISTS (SELECT FROM evidence e JOIN claim c ON c.id = e.claim_id WHERE e.source_id = s.id AND c.public_at IS NOT NULL)
  OR EXISTS (SELECT FROM attribution_hop h JOIN statement t ON t.id = h.statement_id JOIN claim c ON c.id = t.claim_id WHERE h.source_id = s.id AND c.public_at IS NOT NULL)))`;

export async function isSourceShown(source: DataSource, id: string): Promise<boolean> {
  return (await source.query<unknown[]>(`SELECT FROM source s WHERE s.id = $1 AND ${SHOWN}`, [id])).length > 0;
}

@Injectable()
export class SourcesService {
  constructor(private readonly source: DataSource) {}

  /** @param desk false leaves out what only drafts refer to, or nothing yet */
  async list(query: SourceQuery, desk: boolean): Promise<Page<SourceView>> {
    const limit = query.limit ?? PAGE_SIZE;
    const [before] = query.cursor ? decodeCursor(query.cursor, [SORTED_BY.id]) : [null];
    // Only what is asked for stands in the statement, so that each question finds the index that is made for it.
    const asked = this.source.manager.createQueryBuilder(Source, 's').where('s.merged_into_id IS NULL').andWhere(desk ? 'true' : SHOWN);
    if (before !== null) asked.andWhere('s.id < CAST(:before AS uuid)', { before });
    if (query.q) asked.andWhere(`fold_accents(lower(s.title || ' ' || s.publisher)) LIKE '%' || fold_accents(lower(:q)) || '%'`, { q: likeLiteral(query.q) });
    // The address of an entry that was merged into another one is an address of that other one.
    if (query.url) asked.andWhere('s.id = (SELECT kept_source(k.id) FROM source k WHERE k.url_key = :key)', { key: urlKey(query.url) });
    const found = await asked.orderBy('s.id', 'DESC').limit(limit + 1).getMany();
    return pageOf(found.map(view), limit, (source) => [source.id]);
  }

  /** @throws NotFound also, for readers, when no public claim shows it */
  async show(ref: string, desk: boolean): Promise<SourceView> {
    const code = codeIn(ref);
    const [kept] = isId(ref) || code ? await this.source.query<{ id: string }[]>(`SELECT kept_source(id) AS id FROM source WHERE ${isId(ref) ? 'id' : 'code'} = $1`, [isId(ref) ? ref : code]) : [];
    const found = kept ? await this.source.manager.findOneBy(Source, { id: kept.id }) : null;
    if (!found || !(desk || (await isSourceShown(this.source, found.id)))) throw new NotFound('source');
    return view(found);
  }

  async create(act: Act, input: NewSource): Promise<SourceView> {
    return inTransaction(this.source, act, async (tx) => view(await tx.manager.findOneByOrFail(Source, { id: await insertSource(tx, input) })));
  }

  /**
   * On every claim that shows the source the change is a change of its case: explained to readers where the claim is public,
   * and a pending proposal has to be made again.
   */
  async revise(act: Act, ref: string, seen: number, input: ReviseSource): Promise<SourceView> {
    const { id } = await this.show(ref, true);
    return inTransaction(this.source, act, async (tx) => {
      const showing = new Map<string, Claim>();
      const ids = () => claimsShowing(tx, id);
      await lockShowing(tx, showing, ids);
      const source = await tx.manager.findOneOrFail(Source, { where: { id }, lock: { mode: 'pessimistic_write' } });
      await lockShowing(tx, showing, ids);
      await tx.tick();
      requireVersion(source, seen);
      if (input.url) await refuseTwin(tx, input.url, id);

      const { correction, ...rest } = input;
      const was = fieldsOf(source);
      const becomes = { ...was, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
      const changes = changesBetween(was, becomes);
      if (Object.keys(changes).length === 0) return view(source);
      await tellShowing(tx, showing.values(), { kind: 'source', id }, changes, correction);
      const { publishedDay, ...columns } = becomes;
      const published = publishedDay ? toColumns(publishedDay) : null;
      const version = source.version + 1;
      await tx.manager.update(Source, { id }, {
        ...columns, urlKey: becomes.url === null ? null : urlKey(becomes.url), publishedDay: published?.day ?? null, publishedPrecision: published?.precision ?? null, version,
      });
      await append(tx, { act: 'revise_source', reason: correction?.explanation ?? null, stream: { kind: 'source', id, version }, subjects: [{ kind: 'source', id }] });
      return view(await tx.manager.findOneByOrFail(Source, { id }));
    });
  }
}

/** What a claim shows of it. */
export function fieldsOf(source: Source) {
  const { kind, title, publisher, authors, language, url, archivedUrl, note } = source;
  return { kind, title, publisher, authors, publishedDay: source.publishedDay && fromColumns(source.publishedDay, source.publishedPrecision!), language, url, archivedUrl, note };
}

async function claimsShowing(tx: Tx, sourceId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT claim_id AS id FROM evidence WHERE source_id = $1
     UNION SELECT s.claim_id FROM attribution_hop h JOIN statement s ON s.id = h.statement_id WHERE h.source_id = $1`,
    [sourceId],
  );
  return rows.map((row) => row.id);
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
  const { code, publishedPrecision, publishedDay, createdAt: _createdAt, urlKey: _urlKey, mergedIntoId: _merged, ...rest } = source;
  return { ...rest, slug: slugOf(source.title, code), publishedDay: publishedDay && fromColumns(publishedDay, publishedPrecision!) };
}
