/** Cursor pages: a cursor is the sort key of the last row seen, so that rows added meanwhile are neither skipped nor repeated. */
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDay } from './day.js';
import { InvalidInput } from './errors.js';
import { Whole, Words } from './fields.js';
import { isId } from './ids.js';
import { uncleanFields } from './input.js';

export const PAGE_SIZE = 20;

export class PageQuery {
  @Words({ optional: true, max: 500, description: 'The `nextCursor` of the page before.' }) cursor?: string;
  @Whole({ optional: true, min: 1, max: 100, fromText: true, description: 'Rows a page; 20 unless told.' }) limit?: number;
}

export class PageInfo {
  @ApiProperty({ type: String, nullable: true, description: 'Send it as `cursor` for the next page; null on the last one.' }) nextCursor: string | null;
}

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

type Part = (text: string) => boolean;
const isInstant: Part = (text) => /^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/.test(text) && isDay(text.slice(0, 10));

/** What the parts of a list's sort key may be; a cursor is text from outside, and what it holds goes to the database. */
export const SORTED_BY = {
  instant: isInstant,
  day: (text) => isDay(text) && text.length === 10,
  id: isId,
  version: (text) => /^\d{1,9}$/.test(text),
  name: (text) => [...text].length <= 200 && uncleanFields(text).length === 0,
} as const satisfies Record<string, Part>;

/** @throws InvalidInput for anything that `encodeCursor` did not make of such parts */
export function decodeCursor<const Parts extends readonly Part[]>(cursor: string, parts: Parts): { [Index in keyof Parts]: string } {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts.length && key.every((part, index) => typeof part === 'string' && parts[index]!(part))) return key as { [Index in keyof Parts]: string };
  } catch {
    // falls through to the one answer
  }
  throw new InvalidInput([{ field: 'cursor', message: 'is not a cursor of this list; start from the first page' }]);
}

/** Takes one row more than asked for as the sign that there is another page. */
export function pageOf<Row>(rows: Row[], limit: number, keyOf: (row: Row) => readonly string[]): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

/** Sets `Link: <…>; rel="next"` (RFC 8288) and answers the page. */
export function linked<Row>(page: Page<Row>, request: FastifyRequest, reply: FastifyReply): Page<Row> {
  if (page.nextCursor) {
    const url = new URL(request.url, 'http://here');
    url.searchParams.set('cursor', page.nextCursor);
    void reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
  }
  return page;
}
