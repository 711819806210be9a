/** A form's way: done and on to the next page, or refused and drawn again with everything that was typed. */
import type { FastifyReply } from 'fastify';
import { dayOf } from '../../shared/day.js';
import { ClaimlineError, TooMany } from '../../shared/errors.js';
import type { ShownError } from '../../shared/html/form.js';
import { problemOf } from '../../shared/problem.js';
import { aboutField, plainly } from '../desk.words.js';
import { type Asked, AskedBack } from './asked.js';
import { asksBack } from './day-typed.rules.js';
import { redrawn } from './hops.rules.js';
import type { Sent } from './sent.js';

export interface SentForm {
  /** Begins the ids of its fields in the page. */
  id: string;
  sent: Sent;
  /** The form's field for a path of the API's classes; the path itself unless told. */
  fieldOf?: (path: string) => string | undefined;
}

export interface RefusedForm {
  id: string;
  sent: Sent;
  errors: ShownError[];
  /** True when somebody was faster. */
  stale: boolean;
  /** The form's mark, kept while nothing came of it. */
  once: string | undefined;
  /** What the form asks back about names. */
  asked?: readonly Asked[];
  /** The field to go on with, where a button only drew the form again: nothing was refused then. */
  focus?: string;
}

/** What the API says to programs and a page says otherwise. */
const INSTEAD: Record<string, string> = {
  stale_edit: 'This changed while you were working on it, so nothing was saved. Read what it says now; if what you typed still holds, send it again.',
  version_required: 'The form did not say which version you saw, so nothing was saved. Check it, then send it again.',
  idempotency_key_reused: 'This form was sent already. If you meant to add one more, send it again.',
};

/**
 * @param work answers where to go when it is done
 * @param again draws the page once more; the answer's status says why
 * @throws whatever is no refusal of the form: unknown errors, and what the person may not see
 */
export async function submit(reply: FastifyReply, form: SentForm, work: () => Promise<string>, again: (refused: RefusedForm) => Promise<string>): Promise<string> {
  const other = redrawn(form.sent);
  if (other) {
    void reply.status(200);
    return again({ id: form.id, sent: other.sent, errors: [], stale: false, once: form.sent['once']?.[0], focus: other.focus });
  }
  return shown(reply, form, async () => sendOn(reply, await work()), again);
}

/** As `submit`, for a form that only asks: `work` answers the page itself. */
export async function shown(reply: FastifyReply, form: SentForm, work: () => Promise<string>, again: (refused: RefusedForm) => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ClaimlineError) || error.kind === 'not_found') throw error;
    void reply.status(problemOf(error).status);
    if (error instanceof TooMany) void reply.header('retry-after', String(error.retryAfterSeconds));
    return again({
      id: form.id, sent: form.sent, errors: shownErrors(error, form), stale: error.kind === 'stale_edit', once: error.kind === 'unprocessable' ? undefined : form.sent['once']?.[0],
      ...(error instanceof AskedBack ? { asked: error.asked } : {}),
    });
  }
}

/** 303, so that the browser asks for the next page by GET and a reload sends nothing twice. */
export function sendOn(reply: FastifyReply, to: string): string {
  void reply.status(303).header('location', to);
  return '';
}

function shownErrors(error: ClaimlineError, { id, sent, fieldOf }: SentForm): ShownError[] {
  if (error.errors.length === 0 || error.kind === 'unprocessable') {
    return [{ field: id, text: INSTEAD[error.code] ?? plainly(error.message) }];
  }
  const shown = error.errors.map(({ field: path, message }) => {
    const field = fieldOf?.(path) ?? path;
    // A day that may mean two is asked back rather than called wrong.
    const asks = /^must be a day /.test(message) ? asksBack(sent[field]?.[0] ?? '', dayOf(new Date())) : undefined;
    return { field: `${id}-${field}`, text: plainly(aboutField(field, asks ?? message)) };
  });
  return shown.filter((one, index) => shown.findIndex((other) => other.field === one.field) === index);
}
