/** What a reader sends, what the desk answers it with, and what the desk sees of both. */
import { plainToInstance } from 'class-transformer';
import { ValidateBy, validateSync } from 'class-validator';
import type { CorrectionKind } from '../claims/claim.words.js';
import { InvalidInput } from '../shared/errors.js';
import { OneOf, Ref, Words } from '../shared/fields.js';
import { fieldErrors, uncleanFields } from '../shared/input.js';
import { type FieldRule, OUTCOMES, type Outcome, type ReportKind, type ReportStatus, withoutTurns, withScheme, type Wrong, wrongAddress, wrongEmail, wrongKind, wrongPage, wrongWords } from './report.rules.js';

/** A field held to a rule; the message is the rule's code. */
const HeldTo = (rule: FieldRule): PropertyDecorator =>
  ValidateBy({ name: 'heldTo', validator: { validate: (value) => rule(value) === undefined, defaultMessage: (at) => rule(at?.value) ?? '' } });

export class NewReport {
  @HeldTo(wrongKind) kind: ReportKind;
  @HeldTo(wrongWords) words: string;
  /** Of something that shows the error; kept as text and never asked for by us. */
  @HeldTo(wrongAddress) sourceUrl?: string;
  @HeldTo(wrongPage) page?: string;
  @HeldTo(wrongEmail) email?: string;
}

export type ReportField = keyof NewReport;
export const REPORT_FIELDS: readonly ReportField[] = ['kind', 'words', 'sourceUrl', 'page', 'email'];

/**
 * @param typed as it came; empty fields count as left out
 * @throws InvalidInput whose messages are codes (`Wrong`)
 */
export function reportIn(typed: Readonly<Partial<Record<ReportField, string>>>): NewReport {
  const unclean = uncleanFields({ ...typed }).map(({ field }) => ({ field, message: 'unclean' satisfies Wrong }));
  const texts = REPORT_FIELDS.map((field) => [field, readable(field, typed[field] ?? '')] as const).filter(([, text]) => text !== '');
  const report = plainToInstance(NewReport, Object.fromEntries(texts));
  const wrong = fieldErrors(validateSync(report)).filter(({ field }) => !unclean.some((one) => one.field === field));
  if (unclean.length + wrong.length > 0) throw new InvalidInput([...unclean, ...wrong]);
  return report;
}

function readable(field: ReportField, typed: string): string {
  const text = withoutTurns(typed).trim();
  return field === 'sourceUrl' ? withScheme(text) : text;
}

export class CloseReport {
  @OneOf(OUTCOMES) outcome: Outcome;
  @Words({ optional: true, max: 4000 }) answer?: string;
  @Words({ optional: true, max: 2000 }) closingNote?: string;
  @Ref({ optional: true, to: 'correction' }) correctionId?: string;
}

/** A public claim that a report is about. */
export interface ReportedClaim {
  id: string;
  slug: string;
  title: string;
  wording: string;
  language: string;
  /** The version that readers see. */
  version: number;
}

export interface ReportRow {
  code: string;
  status: ReportStatus;
  kind: ReportKind;
  /** Its first three hundred characters. */
  words: string;
  hasEmail: boolean;
  page: string | null;
  claim: { id: string; title: string; language: string } | null;
  receivedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  /** Who deals with it. */
  takenBy: { id: string; name: string } | null;
}

/** A published correction that may have come of a report. */
export interface LinkableCorrection {
  id: string;
  kind: CorrectionKind;
  explanation: string;
  publishedAt: string;
}

export interface ReportView extends Omit<ReportRow, 'hasEmail' | 'claim'> {
  sourceUrl: string | null;
  email: string | null;
  language: string;
  claimVersion: number | null;
  claim: ReportedClaim | null;
  closingNote: string | null;
  /** What the reader was told, and whether the desk mailed it. */
  answer: string | null;
  mailed: boolean;
  /** The published correction that came of it. */
  correctionId: string | null;
  /** Corrections of its claim, newest first. */
  corrections: readonly LinkableCorrection[];
  /** A correction that was proposed because of it and waits for a second person. */
  proposalId: string | null;
  /** Further reports on the same claim, newest first. */
  others: readonly { code: string; status: ReportStatus; kind: ReportKind; receivedAt: string }[];
}
