/** The workbench's forms → the API's classes; no rule is written here. */
import { ReviseClaim } from '../../claims/claim.dto.js';
import { ActionInput } from '../../workflow/workflow.dto.js';
import { explainedIn } from '../evidence/evidence.form.js';
import { RESOLUTION_FIELDS, resolutionIn } from '../forms/resolution.form.js';
import { checked, type Sent, text, texts } from '../forms/sent.js';

export function actionIn(sent: Sent): Promise<ActionInput> {
  const names = ['reason', 'searchedWhere', 'declineCode', 'accountId', 'mergeInto', 'correction'] as const;
  return checked(ActionInput, { ...Object.fromEntries(names.map((name) => [name, text(sent, name)])), mergeInto: claimNamedBy(text(sent, 'mergeInto')) });
}

/** People paste the claim's whole address; its last part is what names it. */
function claimNamedBy(typed: string | undefined): string | undefined {
  return typed?.replace(/[?#].*$/, '').replace(/\/+$/, '').split('/').at(-1);
}

/** Only what the form shows is sent on; the explanation is for a claim that readers can see. */
export function revisionIn(sent: Sent): Promise<ReviseClaim> {
  return checked(ReviseClaim, {
    title: emptied(sent, 'title'), wording: emptied(sent, 'wording'), kind: text(sent, 'kind'), language: emptied(sent, 'claimLanguage'), scaleId: text(sent, 'scaleId'),
    background: text(sent, 'background') ?? null, resolution: resolutionIn(sent) ?? null, correction: explainedIn(sent),
  });
}

/** A field that was emptied is refused as empty, where one that the form does not have stays as it is on record. */
const emptied = (sent: Sent, name: string): string | undefined => (sent[name] === undefined ? undefined : (text(sent, name) ?? ''));

export const CORRECTION_FIELDS: Record<string, string> = { correction: 'explanation', 'correction.kind': 'correctionKind', 'correction.explanation': 'explanation' };

const REVISION_FIELDS: Record<string, string> = { ...RESOLUTION_FIELDS, ...CORRECTION_FIELDS, language: 'claimLanguage' };
export const revisionField = (path: string): string | undefined => REVISION_FIELDS[path];

/** Names of topics that are not among the boxes. */
export const otherTopicsIn = (sent: Sent): string[] => [...new Set((text(sent, 'otherTopics') ?? '').split(/[,;\n]/).map((name) => name.trim()).filter((name) => name !== ''))];

/** @param others ids of the topics that were named beside the boxes */
export function arrangementIn(sent: Sent, others: readonly string[]): Promise<ReviseClaim> {
  return checked(ReviseClaim, { editorInChargeId: text(sent, 'editorInChargeId'), topicIds: [...new Set([...texts(sent, 'topicIds'), ...others])] });
}

export const arrangementField = (path: string): string => path.replace(/\[\d+\]$/, '');
