/** Writes notes between colleagues and words them anew; tells who is mentioned or answered. Apart from the public record: the ledger hears nothing of them. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { claimIdOf } from '../claims/claim.act.js';
import { tell } from '../notices/tell.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { InvalidInput, NotFound, obey } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { requireVersion } from '../shared/versions.js';
import type { NoteInput } from './note.dto.js';
import { mayAnswer, mayEditNote, type Mention, mentionsIn, sayUnclear } from './note.rules.js';
import { colleagues } from './notes.query.js';

interface NoteRow {
  id: string;
  authorId: string;
  replyToId: string | null;
  writtenAt: Date;
  version: number;
  words: string;
}

export interface WrittenNote {
  id: string;
  /** How many colleagues are told. */
  told: number;
}

@Injectable()
export class NotesService {
  constructor(private readonly source: DataSource) {}

  /**
   * @param replyTo a note of the same claim; an answer to an answer goes to the thread that both stand in
   * @throws NotFound
   * @throws InvalidInput where an @ fits several colleagues
   */
  async write(act: Act, claimRef: string, { words }: NoteInput, replyTo?: string): Promise<WrittenNote> {
    return inTransaction(this.source, act, async (tx) => {
      const claimId = await claimIdOf(tx.manager, claimRef);
      const mentions = await mentioned(tx, words);
      const answered = replyTo === undefined ? undefined : await noteOn(tx, claimId, replyTo);
      if (answered) obey(mayAnswer(await repliesTo(tx, answered.replyToId ?? answered.id)));
      const id = newId();
      await tx.query('INSERT INTO note (id, claim_id, author_id, reply_to_id, written_at) VALUES ($1, $2, $3, $4, $5)', [id, claimId, act.accountId, answered ? (answered.replyToId ?? answered.id) : null, tx.at]);
      await addWording(tx, id, 1, words);
      const told = await tellMentioned(tx, { claimId, noteId: id, words, mentions });
      if (answered && !mentions.some(({ accountId }) => accountId === answered.authorId)) await tellOf(tx, { claimId, noteId: id, words, to: answered.authorId, what: 'answered your note on' });
      return { id, told };
    });
  }

  /**
   * @param seen the version of the wording that was changed
   * @throws NotFound
   * @throws StaleEdit
   * @throws RuleBroken for somebody else's note, and after a quarter of an hour
   */
  async edit(act: Act, claimRef: string, noteId: string, seen: number, { words }: NoteInput): Promise<WrittenNote> {
    return inTransaction(this.source, act, async (tx) => {
      const claimId = await claimIdOf(tx.manager, claimRef);
      const note = await noteOn(tx, claimId, noteId);
      await tx.tick();
      obey(mayEditNote(note, act.accountId!, tx.at));
      requireVersion(note, seen);
      if (words === note.words) return { id: note.id, told: 0 };
      const mentions = await mentioned(tx, words);
      await addWording(tx, note.id, note.version + 1, words);
      return { id: note.id, told: await tellMentioned(tx, { claimId, noteId: note.id, words, mentions }) };
    });
  }
}

/** Locked, so that two wordings of one note follow each other. */
async function noteOn(tx: Tx, claimId: string, id: string): Promise<NoteRow> {
  if (!isId(id)) throw new NotFound('note');
  const [locked] = await tx.query<{ id: string }>('SELECT id FROM note WHERE id = $1 AND claim_id = $2 FOR UPDATE', [id, claimId]);
  if (!locked) throw new NotFound('note');
  const [note] = await tx.query<NoteRow>(
    `SELECT n.id, n.author_id AS "authorId", n.reply_to_id AS "replyToId", n.written_at AS "writtenAt", w.version, w.words
       FROM note n JOIN note_wording w ON w.note_id = n.id WHERE n.id = $1 ORDER BY w.version DESC LIMIT 1`,
    [id],
  );
  return note!;
}

async function mentioned(tx: Tx, words: string): Promise<Mention[]> {
  const { mentions, unclear } = mentionsIn(words, await colleagues(tx.manager));
  if (unclear.length > 0) throw new InvalidInput([{ field: 'words', message: unclear.map(sayUnclear).join(' ') }]);
  return mentions;
}

async function addWording(tx: Tx, noteId: string, version: number, words: string): Promise<void> {
  await tx.query('INSERT INTO note_wording (note_id, version, by_id, words, written_at) VALUES ($1, $2, $3, $4, $5)', [noteId, version, tx.act.accountId, words, tx.at]);
}

interface Telling {
  claimId: string;
  noteId: string;
  words: string;
}

/** Keeps who is mentioned. @returns how many colleagues it concerns */
async function tellMentioned(tx: Tx, { mentions, ...note }: Telling & { mentions: readonly Mention[] }): Promise<number> {
  for (const { accountId, called } of mentions) await tx.query('INSERT INTO note_mention (note_id, account_id, called) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [note.noteId, accountId, called]);
  const people = new Set(mentions.map(({ accountId }) => accountId).filter((id) => id !== tx.act.accountId));
  for (const to of people) await tellOf(tx, { ...note, to, what: 'mentioned you in a note on' });
  return people.size;
}

/** Of one note everybody hears once, however often it is worded anew. */
async function tellOf(tx: Tx, { claimId, noteId, words, to, what }: Telling & { to: string; what: string }): Promise<void> {
  const [names] = await tx.query<{ title: string; who: string }>('SELECT c.title, a.name AS who FROM claim c, account a WHERE c.id = $1 AND a.id = $2', [claimId, tx.act.accountId]);
  const begins = words.length > 300 ? `${[...words].slice(0, 300).join('')}…` : words;
  await tell(tx, { to, kind: 'mentioned', claimId, words: `${names!.who} ${what} “${names!.title}”: ${begins}`, path: `/desk/claims/${claimId}#note-${noteId}`, once: `note ${noteId}` });
}

async function repliesTo(tx: Tx, threadId: string): Promise<number> {
  // Locked, so that of two at once the second counts the first.
  await tx.query('SELECT FROM note WHERE id = $1 FOR NO KEY UPDATE', [threadId]);
  const [row] = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM note WHERE reply_to_id = $1', [threadId]);
  return row!.n;
}
