/** What the workflow's table says, in shapes for readers: who may take a step, and where it leads. Nothing here knows a step by name. */
import { type Action, type Facts, WORKFLOW } from '../../../workflow/workflow.rules.js';
import type { Status } from '../../../claims/claim.words.js';
import { ROLES, type Role } from '../../../shared/roles.js';

/** A role, or the one editor who is in charge of the claim. */
export type Who = Role | 'editor_in_charge';

/** Somebody else's claim in nobody's hands: what a role may do whoever holds it. */
const ANY_CLAIM: Facts = {
  status: 'open', factual: true, loggedById: 'logger', editorInChargeId: 'in charge', hasCompleteStatement: true, hasResolution: true, standingEvidence: 1, dueDay: null, caseVersion: 1,
  hasVerdictInForce: false, proposal: null, policy: 'two_person', today: '2022-01-01',
};

/** Asked of the table's own rule, so that the page cannot say otherwise. */
export function whoMay(action: Action): Who[] {
  const { role } = WORKFLOW[action];
  const may = ROLES.filter((each) => role({ accountId: 'somebody', roles: [each] }, ANY_CLAIM));
  const inCharge = !may.includes('editor') && role({ accountId: ANY_CLAIM.editorInChargeId, roles: ['editor'] }, ANY_CLAIM);
  return inCharge ? ['editor_in_charge', ...may] : may;
}

export interface Way {
  from: Status[];
  to: Status;
  /** The claim stays where it was. */
  stays: boolean;
}

/** The moves of a step, together where they lead to the same. */
export function waysOf(action: Action): Way[] {
  const byTarget = Map.groupBy(WORKFLOW[action].moves, ([, to]) => to);
  return [...byTarget].map(([to, moves]) => ({ from: moves.map(([from]) => from), to, stays: moves.every(([from]) => from === to) }));
}
