/** Notes between colleagues beside a claim: the talk so far, and the field to write in. Readers never see any of it. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { NoteView, Thread } from '../../notes/note.dto.js';
import { type Colleague, mayEditNote, partsOf } from '../../notes/note.rules.js';
import { Instant } from '../../shared/html/day.js';
import { OutLink } from '../../shared/html/words.js';
import type { Page } from '../../shared/paging.js';
import { Carried, Send, stateOf, TextArea } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import type { Sent } from '../forms/sent.js';

export interface NotesShown {
  page: Page<Thread>;
  colleagues: readonly Colleague[];
  /** Cursor of the page, where it is not the latest. */
  before: string | undefined;
  /** The note that is answered, or changed. */
  reply: NoteView | undefined;
  edit: NoteView | undefined;
}

interface ListProps {
  claimId: string;
  me: string;
  page: Page<Thread>;
  before: string | undefined;
}

interface SectionProps {
  claimId: string;
  me: string;
  csrfToken: string;
  once: string;
  notes: NotesShown;
  refused: RefusedForm | undefined;
  drafts: Readonly<Record<string, Sent>>;
}

export function Notes({ claimId, me, csrfToken, once, notes, refused, drafts }: SectionProps): VNode {
  const { page, before, colleagues } = notes;
  const from = `/desk/claims/${claimId}/notes${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`;
  return (
    <section class="section desk-notes" id="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">Notes</h2>
      <p class="hint">Between colleagues. Readers never see them.</p>
      <div id="note-list" data-live={`notes:${claimId}`} data-live-from={from}><NoteList claimId={claimId} me={me} page={page} before={before} /></div>
      {notes.edit ? <EditForm {...{ claimId, csrfToken, refused }} note={notes.edit} /> : <WriteForm {...{ claimId, csrfToken, once, refused, drafts }} reply={notes.reply} />}
      <datalist id="colleagues">{colleagues.map(({ id, name, email }) => <option key={id} value={name} label={email} />)}</datalist>
    </section>
  );
}

function NoteList({ claimId, me, page, before }: ListProps): VNode {
  const bench = `/desk/claims/${claimId}`;
  return (
    <>
      {page.nextCursor && <p class="more"><a href={`${bench}?notes=${encodeURIComponent(page.nextCursor)}#notes`}>Earlier notes</a></p>}
      {page.items.length === 0 && <p class="muted">No notes yet.</p>}
      <ol class="notes">
        {page.items.map(({ replies, ...note }) => (
          <li key={note.id}>
            <Note note={note} me={me} bench={bench} />
            {replies.length > 0 && <ol class="notes">{replies.map((reply) => <li key={reply.id}><Note note={reply} me={me} bench={bench} /></li>)}</ol>}
          </li>
        ))}
      </ol>
      {before !== undefined && <p class="more"><a href={`${bench}#notes`}>The latest notes</a></p>}
    </>
  );
}

function Note({ note, me, bench }: { note: NoteView; me: string; bench: string }): VNode {
  const mayEdit = mayEditNote({ authorId: note.author.id, writtenAt: new Date(note.writtenAt) }, me, new Date()) === true;
  return (
    <article class="note" id={`note-${note.id}`} aria-label={`Note by ${note.author.name}`}>
      <p class="note-head"><strong>{note.author.name}</strong> <a href={`#note-${note.id}`}><Instant at={note.writtenAt} /></a></p>
      <p class="note-words" dir="auto"><Words note={note} me={me} /></p>
      {note.editedAt && (
        <details class="note-earlier" id={`note-${note.id}-earlier`}>
          <summary>Edited</summary>
          <p class="small muted">It read before:</p>
          {note.earlier.map((words, index) => <p key={index} class="note-words" dir="auto">{words}</p>)}
        </details>
      )}
      <p class="note-acts">
        <a href={`${bench}?reply=${note.id}#note`} data-reply={note.id} data-author={note.author.name}>Answer<span class="visually-hidden"> {note.author.name}</span></a>
        {mayEdit && <a href={`${bench}?edit=${note.id}#note-edit`}>Change</a>}
      </p>
    </article>
  );
}

function Words({ note, me }: { note: NoteView; me: string }): VNode {
  return (
    <>
      {partsOf(note.words, note.mentions).map((part, index) => {
        if (part.kind === 'link') return <OutLink key={index} href={part.words}>{part.words}</OutLink>;
        if (part.kind === 'mention') return <strong key={index} class={part.accountId === me ? 'note-mention note-mention-me' : 'note-mention'}>{part.words}</strong>;
        return part.words;
      })}
    </>
  );
}

const MENTION_HINT = 'Write @ and a name, and your colleague is told.';

type FormProps = Pick<SectionProps, 'claimId' | 'csrfToken' | 'refused'>;

function WriteForm({ claimId, csrfToken, once, refused, drafts, reply }: FormProps & Pick<SectionProps, 'once' | 'drafts'> & { reply: NoteView | undefined }): VNode {
  const form = stateOf('note', refused, drafts['note']);
  const answered = refused?.id === form.id ? (form.sent?.['replyTo']?.[0] ?? '') : (reply?.id ?? form.sent?.['replyTo']?.[0] ?? '');
  const answeredName = reply?.id === answered ? reply.author.name : undefined;
  return (
    <form class="form" id={form.id} method="post" action={`/desk/claims/${claimId}/notes`} data-draft={`claim:${claimId}:note`} noValidate>
      <Carried csrfToken={csrfToken} once={once} />
      <input type="hidden" name="replyTo" value={answered} />
      <p class="note-to" id="note-to" hidden={answered === ''}><span>You answer {answeredName ?? 'a note'}.</span> <a href={`/desk/claims/${claimId}#note`} data-reply="">Write a new note instead</a></p>
      <TextArea form={form} name="noteWords" label="Your note" hint={MENTION_HINT} />
      <Send form={form} words="Write the note" quiet />
    </form>
  );
}

function EditForm({ claimId, csrfToken, refused, note }: FormProps & { note: NoteView }): VNode {
  const form = stateOf('note-edit', refused);
  return (
    <form class="form" id={form.id} method="post" action={`/desk/claims/${claimId}/notes/${note.id}`} noValidate>
      <Carried csrfToken={csrfToken} version={note.version} />
      <TextArea form={form} name="noteWords" label="Change your note" hint={`${MENTION_HINT} What it said before stays readable.`} value={note.words} />
      <Send form={form} words="Save the note" quiet />
      <p class="desk-item-acts"><a href={`/desk/claims/${claimId}#note-${note.id}`}>Leave it as it is</a></p>
    </form>
  );
}

export const notesFragment = (props: ListProps): string => renderToString(<NoteList {...props} />);
