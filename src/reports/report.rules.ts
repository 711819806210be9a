/** What a reader's report may be, how it is called, and its short life; wrong fields are named by codes, because pages say them in the reader's language. */
import type { RuleAnswer } from '../shared/errors.js';

export const REPORT_KINDS = ['fact', 'quote', 'link', 'translation', 'accessibility', 'other'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** A report is open until somebody of the desk closes it, one way or the other, for good. */
export const OUTCOMES = ['answered', 'corrected', 'dismissed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type ReportStatus = 'open' | Outcome;

const REPORT_LENGTHS = { leastWords: 10, words: 2000, page: 500, address: 2000, email: 254 } as const;

export type Wrong = 'missing' | 'short' | 'long' | 'unknown' | 'unclean' | 'not_an_address' | 'not_an_email';
/** Nothing when the value is right. */
export type FieldRule = (value: unknown) => Wrong | undefined;

/** As PostgreSQL counts: characters, not the halves that some are stored in. */
const length = (text: string): number => [...text].length;

export const wrongKind: FieldRule = (value) => {
  if (value === undefined) return 'missing';
  return REPORT_KINDS.includes(value as ReportKind) ? undefined : 'unknown';
};

export const wrongWords: FieldRule = (value) => {
  if (typeof value !== 'string' || value === '') return 'missing';
  if (length(value) < REPORT_LENGTHS.leastWords) return 'short';
  return length(value) > REPORT_LENGTHS.words ? 'long' : undefined;
};

export const wrongPage: FieldRule = (value) => {
  if (value === undefined) return undefined;
  return typeof value === 'string' && length(value) <= REPORT_LENGTHS.page ? undefined : 'long';
};

/** Only of the web, without a password, and without characters that show as nothing or turn the rest around. */
export const wrongAddress: FieldRule = (value) => {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !/^https?:\/\/[^/\\]/i.test(value) || /[\s\p{C}]/u.test(value) || !URL.canParse(value)) return 'not_an_address';
  if (length(value) > REPORT_LENGTHS.address) return 'long';
  const { hostname, username, password } = new URL(value);
  return hostname !== '' && username === '' && password === '' ? undefined : 'not_an_address';
};

/** One plain address: whether it reaches anybody only an answer would show. */
export const wrongEmail: FieldRule = (value) => {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && length(value) > REPORT_LENGTHS.email) return 'long';
  return typeof value === 'string' && /^[^\s@<>()[\],;:\\"\p{C}]+@[^\s@<>()[\],;:\\"\p{C}.]+(?:\.[^\s@<>()[\],;:\\"\p{C}.]+)+$/u.test(value) ? undefined : 'not_an_email';
};

/** The characters that only turn the direction of what follows: no reader types them, and they can make text read as what it is not. */
export function withoutTurns(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

/** "www.example.org" is what people copy from where there is no more. */
export function withScheme(typed: string): string {
  return /^www\./i.test(typed) ? `https://${typed}` : typed;
}

/** "7kx29pbc" → "R-7KX2-9PBC", to be read out and written down. */
export function referenceOf(code: string): string {
  return `R-${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase();
}

/** The code in a reference, however it was written down; nothing when it can be none. */
export function codeInReference(text: string): string | undefined {
  const bare = text.trim().toLowerCase().replace(/^r[\s\u2010-\u2015-]+/, '').replace(/[\s\u2010-\u2015-]+/g, '').replace(/^r(?=.{8}$)/, '');
  return /^[2-9b-df-hj-np-tv-xz]{8}$/.test(bare) ? bare : undefined;
}

/** The version in a form's hidden field, which anybody may have written; the present one where it can be none that was ever shown. */
export function versionSeen(typed: string | undefined, shownNow: number): number {
  const version = /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : 0;
  return version >= 1 && version <= shownNow ? version : shownNow;
}

export interface Closing {
  outcome: Outcome;
  /** What the reader is told. */
  answer?: string | undefined;
  /** For the desk. */
  closingNote?: string | undefined;
  /** The published correction that came of it. */
  correctionId?: string | undefined;
}

/** What the desk knows of a report that is to be closed, gathered under its lock. */
export interface ReportFacts {
  status: ReportStatus;
  closedBy: string | null;
  /** The reader left an address, so an answer is what they wait for. */
  hasEmail: boolean;
  /** Whether the desk can send mail itself. */
  mails: boolean;
}

const late = ({ closedBy }: Pick<ReportFacts, 'closedBy'>): RuleAnswer => ({ code: 'already_closed', message: `${closedBy ?? 'Somebody'} has closed this report already. Nothing of yours was saved.` });

/** Whether a report may still be taken, linked or closed. */
export function mayWorkOn(report: Pick<ReportFacts, 'status' | 'closedBy'>): RuleAnswer {
  return report.status === 'open' || late(report);
}

export function mayClose(report: ReportFacts, closing: Closing): RuleAnswer {
  if (report.status !== 'open') return late(report);
  const { outcome, answer, closingNote, correctionId } = closing;
  if (outcome === 'corrected' && correctionId === undefined) return { code: 'correction_unnamed', message: 'Choose the correction that came of it.', field: 'correctionId' };
  if (outcome !== 'corrected' && correctionId !== undefined) return { code: 'correction_named', message: 'Choose “Corrected” to link a correction, or choose none.', field: 'correctionId' };
  if (outcome === 'dismissed') {
    if (answer !== undefined) return { code: 'dismissed_unanswered', message: 'A report that is dismissed is not answered. Leave the answer empty, or choose “Answered”.', field: 'answer' };
    return closingNote !== undefined || { code: 'reason_missing', message: 'Give the reason, for the desk.', field: 'closingNote' };
  }
  if (report.hasEmail && report.mails && answer === undefined) return { code: 'answer_missing', message: 'The reader left an address and waits for an answer. Write it.', field: 'answer' };
  return answer !== undefined || closingNote !== undefined || { code: 'answer_missing', message: 'Say what was found: to the reader, or for the desk.', field: report.hasEmail ? 'answer' : 'closingNote' };
}

/** The letter around an answer; the reference is what the reader has of the report. */
export function answerLetter(to: string, { code, answer, site, about }: { code: string; answer: string; site: string; about: string | null }): { to: string; subject: string; text: string } {
  const reference = referenceOf(code);
  const lines = [answer, ...(about === null ? [] : [`The page: ${about}`]), `Your reference: ${reference}. We have deleted your e-mail address with this answer.`, site];
  return { to, subject: `Your report ${reference}`, text: `${lines.join('\n\n')}\n` };
}
