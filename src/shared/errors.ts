/** What can go wrong, in the newsroom's words and without HTTP; `problem.filter.ts` maps each kind to a status. */

/** One wrong field: `field` is the path as the client sent it (`statements[0].day`), `message` names the mend. */
export interface FieldError {
  field: string;
  message: string;
}

export type ErrorKind =
  | 'not_found'
  | 'not_signed_in'
  | 'forbidden'
  | 'invalid_input'
  | 'unprocessable'
  | 'rule_broken'
  | 'stale_edit'
  | 'version_required'
  | 'too_many';

export abstract class ClaimlineError extends Error {
  abstract readonly kind: ErrorKind;
  constructor(
    message: string,
    readonly code: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Also what a reader gets for a thing that exists but is not theirs to see. */
export class NotFound extends ClaimlineError {
  readonly kind = 'not_found';
  constructor(what: string) {
    super(`No such ${what}.`, 'not_found');
  }
}

export class NotSignedIn extends ClaimlineError {
  readonly kind = 'not_signed_in';
  constructor(message = 'Sign in first, or send a bearer token.', code = 'not_signed_in') {
    super(message, code);
  }
}

export class Forbidden extends ClaimlineError {
  readonly kind = 'forbidden';
  constructor(message: string, code = 'forbidden') {
    super(message, code);
  }
}

export class InvalidInput extends ClaimlineError {
  readonly kind = 'invalid_input';
  constructor(errors: readonly FieldError[], message = 'Some fields need mending.') {
    super(message, 'invalid_input', errors);
  }
}

/** Well-formed, but at odds with an earlier request (an idempotency key used for another body). */
export class Unprocessable extends ClaimlineError {
  readonly kind = 'unprocessable';
  constructor(code: string, message: string, errors: readonly FieldError[] = []) {
    super(message, code, errors);
  }
}

/** A rule of the workflow says no; `code` is stable for programs, `message` is for people. */
export class RuleBroken extends ClaimlineError {
  readonly kind = 'rule_broken';
  constructor(code: string, message: string, errors: readonly FieldError[] = []) {
    super(message, code, errors);
  }
}

export class StaleEdit extends ClaimlineError {
  readonly kind = 'stale_edit';
  constructor(seen: number, now: number) {
    super(
      `This changed while you were working on it: you saw version ${seen}, it is now at version ${now}. Load it again, then repeat your change.`,
      'stale_edit',
    );
  }
}

export class VersionRequired extends ClaimlineError {
  readonly kind = 'version_required';
  constructor() {
    super('Send the ETag you last saw in an If-Match header, so that nobody’s work is overwritten.', 'version_required');
  }
}

export class TooMany extends ClaimlineError {
  readonly kind = 'too_many';
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message, 'too_many');
  }
}

/** What a rule answers: `true`, or why not. */
interface Refusal {
  /** True when the trouble is the person, not the moment: it answers Forbidden. */
  who?: true;
  /** What the person must fill in or mend. */
  field?: string;
  code: string;
  message: string;
}
export type RuleAnswer = true | Refusal;

/** @throws Forbidden or RuleBroken when the rule refused */
export function obey(answer: RuleAnswer): void {
  if (answer === true) return;
  if (answer.who) throw new Forbidden(answer.message, answer.code);
  throw new RuleBroken(answer.code, answer.message, answer.field ? [{ field: answer.field, message: answer.message }] : []);
}
