/** Errors as RFC 9457 problem details: one total map from kind to status, and nothing of how the inside looks. */
import { HttpException } from '@nestjs/common';
import { ClaimlineError, type ErrorKind, type FieldError } from './errors.js';

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: readonly FieldError[];
}

const STATUS: Record<ErrorKind, number> = {
  not_found: 404,
  not_signed_in: 401,
  forbidden: 403,
  invalid_input: 400,
  unprocessable: 422,
  rule_broken: 409,
  stale_edit: 412,
  version_required: 428,
  too_many: 429,
};

const TITLES: Record<number, string> = {
  400: 'Some fields need mending',
  401: 'Not signed in',
  403: 'Not yours to do',
  404: 'Not found',
  405: 'Not allowed here',
  409: 'The record does not allow this',
  412: 'Somebody was faster',
  413: 'Too large',
  415: 'Not a form we read',
  422: 'Cannot be done as asked',
  428: 'Say which version you saw',
  429: 'Too many tries',
  500: 'Something broke on our side',
  503: 'Not available just now',
};

const DETAILS: Record<number, string> = {
  400: 'The request could not be read. Check that the body is valid JSON.',
  404: 'There is nothing at this address.',
  413: 'The body is larger than 1 MiB. Send less at once.',
  415: 'Send the body as application/json.',
};

/** A request that cannot even be read; `message` names the mend. */
export class Unreadable extends Error {
  constructor(
    readonly statusCode: 400 | 415,
    message: string,
  ) {
    super(message);
    this.name = 'Unreadable';
  }
}

/** Never tells more of an unknown error than that it happened. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ClaimlineError) {
    const status = STATUS[error.kind];
    return { type: `/api/docs#${error.code}`, title: TITLES[status]!, status, detail: error.message, code: error.code, ...(error.errors.length ? { errors: error.errors } : {}) };
  }
  const status = statusOf(error);
  return {
    type: 'about:blank',
    title: TITLES[status] ?? 'The request was refused',
    status,
    detail: error instanceof Unreadable ? error.message : (DETAILS[status] ?? (status >= 500 ? 'The error is in our log. Nothing you sent was half kept; try again.' : 'The request was refused.')),
    code: status >= 500 ? 'internal' : 'refused',
  };
}

/** Status of Nest's and Fastify's own refusals (malformed JSON, too large, unknown route); anything else is ours: 500. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const claimed = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof claimed === 'number' && claimed >= 400 && claimed < 500 ? claimed : 500;
}
