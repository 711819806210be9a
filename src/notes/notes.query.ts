/** Reads the notes on a claim, thread by thread, and who may be mentioned. */
import type { EntityManager } from 'typeorm';
import { decodeCursor, type Page, pageOf, SORTED_BY } from '../shared/paging.js';
import type { NoteView, Thread } from './note.dto.js';
import { type Colleague, type Mention, MOST_REPLIES } from './note.rules.js';

type Reader = Pick<EntityManager, 'query'>;

const THREADS = 20;

interface Row {
  id: string;
  replyToId: string | null;
  authorId: string;
  authorName: string;
  writtenAt: Date;
  words: string;
  version: number;
  wordedAt: Date;
  earlier: string[];
  mentions: Mention[];
}

/** The latest twenty threads, oldest of them first; the cursor leads to the twenty before. */
export async function notesOn(reader: Reader, claimId: string, cursor?: string): Promise<Page<Thread>> {
  const [before] = cursor ? decodeCursor(cursor, [SORTED_BY.id]) : [null];
  const roots: { id: string }[] = await reader.query(
    `SELECT id FROM note WHERE claim_id = $1 AND reply_to_id IS NULL AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT ${THREADS + 1}`,
    [claimId, before],
  );
  const page = pageOf(roots, THREADS, ({ id }) => [id]);
  const ids = page.items.map(({ id }) => id);
  if (ids.length === 0) return { items: [], nextCursor: null };
  const rows: Row[] = await reader.query(
    `SELECT n.id, n.reply_to_id AS "replyToId", n.author_id AS "authorId", a.name AS "authorName", n.written_at AS "writtenAt", w.words, w.version, w.written_at AS "wordedAt",
            coalesce((SELECT json_agg(e.words ORDER BY e.version) FROM note_wording e WHERE e.note_id = n.id AND e.version < w.version), '[]') AS earlier,
            coalesce((SELECT json_agg(json_build_object('accountId', m.account_id, 'called', m.called)) FROM note_mention m WHERE m.note_id = n.id), '[]') AS mentions
       FROM (SELECT * FROM note WHERE id = ANY($1) UNION ALL (SELECT reply.* FROM unnest($1::uuid[]) AS thread (id) CROSS JOIN LATERAL (SELECT * FROM note WHERE reply_to_id = thread.id ORDER BY id LIMIT ${MOST_REPLIES}) reply)) n
       JOIN account a ON a.id = n.author_id
       JOIN LATERAL (SELECT * FROM note_wording x WHERE x.note_id = n.id ORDER BY x.version DESC LIMIT 1) w ON true
      ORDER BY n.id`,
    [ids],
  );
  const replies = Map.groupBy(rows.filter((row) => row.replyToId !== null), (row) => row.replyToId);
  return { items: rows.filter((row) => row.replyToId === null).map((row) => ({ ...viewOf(row), replies: (replies.get(row.id) ?? []).map(viewOf) })), nextCursor: page.nextCursor };
}

function viewOf({ id, authorId, authorName, writtenAt, words, version, wordedAt, earlier, mentions }: Row): NoteView {
  return { id, author: { id: authorId, name: authorName }, writtenAt: writtenAt.toISOString(), words, version, editedAt: version > 1 ? wordedAt.toISOString() : null, earlier, mentions };
}

/** Everybody of the desk who may come in; a newsroom, not a crowd. */
export function colleagues(reader: Reader): Promise<Colleague[]> {
  return reader.query(`SELECT id, name, email FROM account WHERE suspended_at IS NULL AND cardinality(roles) > 0 ORDER BY name, id LIMIT 500`);
}
