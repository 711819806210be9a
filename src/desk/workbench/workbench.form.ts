/** The workbench's forms → the API's classes; no rule is written here. */
import { ReviseClaim } from '../../claims/claim.dto.js';
import { AddEvidence, WithdrawEvidence } from '../../evidence/evidence.dto.js';
import { InvalidInput } from '../../shared/errors.js';
import type { NewSource } from '../../sources/source.dto.js';
import { ActionInput, ProposeVerdict } from '../../workflow/workflow.dto.js';
import type { RecordsByForm, Wanted } from '../forms/records.service.js';
import { RESOLUTION_FIELDS, resolutionIn } from '../forms/resolution.form.js';
import { checked, lines, type Sent, text, texts, together } from '../forms/sent.js';
import { sourceFields } from '../forms/statement.form.js';

export function actionIn(sent: Sent): Promise<ActionInput> {
  const names = ['reason', 'searchedWhere', 'declineCode', 'accountId', 'mergeInto', 'correction'] as const;
  return checked(ActionInput, { ...Object.fromEntries(names.map((name) => [name, text(sent, name)])), mergeInto: claimNamedBy(text(sent, 'mergeInto')) });
}

/** People paste the claim's whole address; its last part is what names it. */
function claimNamedBy(typed: string | undefined): string | undefined {
  return typed?.replace(/[?#].*$/, '').replace(/\/+$/, '').split('/').at(-1);
}

export function verdictIn(sent: Sent): Promise<ProposeVerdict> {
  return checked(ProposeVerdict, {
    ratingId: text(sent, 'ratingId'), summary: text(sent, 'summary'), caveats: lines(sent, 'caveats'), citedEvidenceIds: texts(sent, 'citedEvidenceIds'),
    inForceFrom: text(sent, 'inForceFrom'), earlyReason: text(sent, 'earlyReason'),
  });
}

export interface PreparedEvidence {
  source: Wanted<NewSource>;
  input: AddEvidence;
}

/** @throws InvalidInput naming every wrong field, of the evidence and of its source */
export async function evidenceIn(records: RecordsByForm, sent: Sent): Promise<PreparedEvidence> {
  const fields = {
    // Stands in until the source is known, so that every other field is checked in the same go.
    sourceId: '00000000-0000-4000-8000-000000000000', stance: text(sent, 'stance'), weight: text(sent, 'weight'), day: text(sent, 'eventDay'), summary: text(sent, 'evidenceSummary'),
    excerpt: text(sent, 'excerpt'), note: text(sent, 'evidenceNote'), independence: text(sent, 'independence'),
  };
  const [source, input] = await together([
    records.cited(sent).then((found) => found ?? Promise.reject(new InvalidInput([{ field: 'sourceUrl', message: 'is missing: give the address of the source, or its title and publisher' }]))),
    checked(AddEvidence, fields),
  ]);
  return { source, input: Object.assign(input, { sourceId: source.id }) };
}

const EVIDENCE_FIELDS: Record<string, string> = { ...sourceFields(), day: 'eventDay', summary: 'evidenceSummary', note: 'evidenceNote' };
export const evidenceField = (path: string): string | undefined => EVIDENCE_FIELDS[path];

export const withdrawalIn = (sent: Sent): Promise<WithdrawEvidence> => checked(WithdrawEvidence, { reason: text(sent, 'reason') });

/** Only what the form shows is sent on; the explanation is for a claim that readers can see. */
export function revisionIn(sent: Sent): Promise<ReviseClaim> {
  const [kind, explanation] = [text(sent, 'correctionKind'), text(sent, 'explanation')];
  const correction = kind === undefined && explanation === undefined ? undefined : Object.fromEntries(Object.entries({ kind, explanation }).filter(([, value]) => value !== undefined));
  return checked(ReviseClaim, { title: text(sent, 'title'), wording: text(sent, 'wording'), background: text(sent, 'background') ?? null, resolution: resolutionIn(sent) ?? null, correction });
}

const REVISION_FIELDS: Record<string, string> = { ...RESOLUTION_FIELDS, correction: 'explanation', 'correction.kind': 'correctionKind', 'correction.explanation': 'explanation' };
export const revisionField = (path: string): string | undefined => REVISION_FIELDS[path];
