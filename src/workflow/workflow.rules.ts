/** The life of a claim (DESIGN section 2): one table that drives API, desk buttons and docs, and the rules it names. Pure: facts in, an answer out. */
import type { DeclineCode, Status } from '../claims/claim.words.js';
import type { ReviewPolicy } from '../shared/act.js';
import type { RuleAnswer } from '../shared/errors.js';
import type { Role } from '../shared/roles.js';

export const ACTIONS = ['open', 'submit', 'claim_review', 'assign', 'propose_verdict', 'approve', 'return', 'reopen', 'decline', 'withdraw'] as const;
export type Action = (typeof ACTIONS)[number];

export interface Person {
  accountId: string;
  roles: readonly Role[];
}

/** The claim as it stands, gathered under lock before any rule is asked. */
export interface Facts {
  status: Status;
  factual: boolean;
  loggedById: string;
  editorInChargeId: string;
  /** One statement with speaker, day and a chain that ends in a source. */
  hasCompleteStatement: boolean;
  hasResolution: boolean;
  standingEvidence: number;
  /** The last calendar day before which a verdict is early; nothing when the due date is open or an event. */
  dueDay: string | null;
  caseVersion: number;
  hasVerdictInForce: boolean;
  proposal: {
    proposedById: string;
    caseVersion: number;
    /** Whoever has a dissent to it that stands. */
    dissentedByIds: readonly string[];
  } | null;
  policy: ReviewPolicy;
  /** Today, "YYYY-MM-DD". */
  today: string;
}

/** What the person sent along, already looked up. */
export interface Request {
  reason?: string;
  searchedWhere?: string;
  declineCode?: DeclineCode;
  /** Named as the claim that a duplicate is merged into. */
  mergesInto?: { itself: boolean; public: boolean };
  assignee?: { roles: readonly Role[]; suspended: boolean };
  rating?: { ofScale: boolean; conclusive: boolean };
  cited?: { known: number; standing: number };
  earlyReason?: string;
  inForceFrom?: string;
}

type PersonRule = (person: Person, facts: Facts) => RuleAnswer;
type FactRule = (facts: Facts) => RuleAnswer;
type NeedRule = (facts: Facts, request: Request) => RuleAnswer;

interface Step {
  moves: readonly (readonly [from: Status, to: Status])[];
  /** What a person who may do it is called, for the refusal and the docs. */
  who: string;
  role: (person: Person, facts: Facts) => boolean;
  persons: readonly PersonRule[];
  /** What the claim must be like, whatever is sent along. */
  facts: readonly FactRule[];
  /** What must be sent along. */
  needs: readonly NeedRule[];
  /** The table's words, shown in the docs and on /method. */
  needsInWords: string;
}

const has = (role: Role) => (person: Person) => person.roles.includes(role);
const no = (code: string, message: string, field?: string): RuleAnswer => ({ code, message, ...(field ? { field } : {}) });
const notYou = (code: string, message: string): RuleAnswer => ({ code, message, who: true });

const didNotLog: PersonRule = (person, facts) =>
  facts.policy === 'single' || person.accountId !== facts.loggedById || notYou('logged_by_you', 'You logged this claim; another reviewer must judge it.');

const didNotPropose: PersonRule = (person, facts) =>
  facts.policy === 'single' || person.accountId !== facts.proposal?.proposedById || notYou('proposed_by_you', 'You proposed this verdict; another reviewer must approve it.');

const didNotDissent: PersonRule = (person, facts) =>
  !facts.proposal?.dissentedByIds.includes(person.accountId) || notYou('dissented_by_you', 'Your dissent stands beside this verdict. Withdraw it first, if you agree now; or another reviewer approves.');

const complete: FactRule = (facts) =>
  facts.hasCompleteStatement || no('statement_incomplete', 'The claim needs one statement with a speaker, a day and an attribution chain that ends in a source.');

const resolved: FactRule = (facts) => facts.factual || facts.hasResolution || no('resolution_missing', 'Say what would confirm and what would refute the claim; only a factual claim goes without.');

const evidenced: NeedRule = (facts, request) =>
  facts.standingEvidence > 0 || request.searchedWhere !== undefined || no('evidence_missing', 'Add evidence, or say where you searched and found none.', 'searchedWhere');

const reasoned: NeedRule = (_facts, request) => request.reason !== undefined || no('reason_missing', 'Give a reason.', 'reason');

const coded: NeedRule = (_facts, request) => request.declineCode !== undefined || no('decline_code_missing', 'Say why the claim is declined: opinion, not checkable, duplicate or out of scope.', 'declineCode');

const noVerdictToHide: FactRule = (facts) =>
  !facts.hasVerdictInForce || no('verdict_in_force', 'A verdict is in force and stays shown, so the claim cannot be declined. Approve a new verdict, or ask an admin to withdraw the claim.');

const assignable: NeedRule = (_facts, request) => {
  if (!request.assignee || request.assignee.suspended) return no('assignee_unknown', 'Name a reviewer of this desk.', 'accountId');
  return request.assignee.roles.includes('reviewer') || no('assignee_not_reviewer', 'The claim can be given only to a reviewer.', 'accountId');
};

const rated: NeedRule = (_facts, request) => {
  if (!request.rating) return no('rating_unknown', 'Choose a rating of the claim’s scale.', 'ratingId');
  return request.rating.ofScale || no('rating_of_other_scale', 'The rating is of another scale than the claim’s.', 'ratingId');
};

const cited: NeedRule = (_facts, request) => {
  const { known, standing } = request.cited ?? { known: 0, standing: 0 };
  if (standing < known) return no('cited_evidence_withdrawn', 'Some of the cited evidence is withdrawn or belongs to another claim; cite evidence that stands.', 'citedEvidenceIds');
  return !request.rating?.conclusive || standing > 0 || no('citation_missing', 'A conclusive rating cites at least one piece of evidence.', 'citedEvidenceIds');
};

const notEarlyUnsaid: NeedRule = (facts, request) =>
  !isEarly(facts) || request.earlyReason !== undefined || no('early_reason_missing', `The claim is due on ${facts.dueDay}; say why it is judged before that day.`, 'earlyReason');

const inForceByNow: NeedRule = (facts, request) =>
  request.inForceFrom === undefined || request.inForceFrom <= facts.today || no('in_force_in_future', 'A verdict cannot be in force from a day that has not come.', 'inForceFrom');

const caseUnchanged: FactRule = (facts) =>
  facts.proposal?.caseVersion === facts.caseVersion || no('case_changed', 'The evidence or the claim changed after this verdict was proposed. Return it, so that it is proposed again on what is known now.');

const mergeTarget: NeedRule = (_facts, request) => {
  if (!request.mergesInto) return true;
  if (request.mergesInto.itself) return no('merged_into_itself', 'A claim cannot be merged into itself.', 'mergeInto');
  return request.mergesInto.public || no('merged_into_hidden', 'A claim is merged into one that readers can see and that is not withdrawn.', 'mergeInto');
};

export function isEarly(facts: Pick<Facts, 'dueDay' | 'today'>): boolean {
  return facts.dueDay !== null && facts.today < facts.dueDay;
}

export const WORKFLOW: Record<Action, Step> = {
  open: {
    moves: [['draft', 'open']],
    who: 'an editor', role: has('editor'), persons: [], facts: [complete, resolved], needs: [],
    needsInWords: 'one statement with speaker, day and a chain that ends in a source; a resolution unless factual',
  },
  submit: {
    moves: [['open', 'in_review']],
    who: 'an editor', role: has('editor'), persons: [], facts: [], needs: [evidenced],
    needsInWords: 'evidence, or the words “searched, none found” with where',
  },
  claim_review: {
    moves: [['in_review', 'in_review']],
    who: 'a reviewer', role: has('reviewer'), persons: [], facts: [], needs: [],
    needsInWords: '',
  },
  assign: {
    moves: [['in_review', 'in_review']],
    who: 'the editor in charge or an admin',
    role: (person, facts) => person.roles.includes('admin') || (person.roles.includes('editor') && person.accountId === facts.editorInChargeId),
    persons: [], facts: [], needs: [assignable],
    needsInWords: 'a reviewer to give it to',
  },
  propose_verdict: {
    moves: [['in_review', 'awaiting_approval']],
    who: 'a reviewer', role: has('reviewer'), persons: [didNotLog], facts: [], needs: [rated, cited, notEarlyUnsaid, inForceByNow],
    needsInWords: 'rating, summary, cited evidence (a conclusive rating cites at least one); before the due day also a reason for judging early',
  },
  approve: {
    moves: [['awaiting_approval', 'rated']],
    who: 'a reviewer', role: has('reviewer'), persons: [didNotPropose, didNotLog, didNotDissent], facts: [caseUnchanged], needs: [],
    needsInWords: 'another reviewer, who neither logged the claim nor proposed; evidence unchanged since the proposal',
  },
  return: {
    moves: [['awaiting_approval', 'in_review'], ['in_review', 'open']],
    who: 'a reviewer', role: has('reviewer'), persons: [], facts: [], needs: [reasoned],
    needsInWords: 'a reason',
  },
  reopen: {
    moves: [['rated', 'open'], ['declined', 'open']],
    who: 'an editor or a reviewer', role: (person) => has('editor')(person) || has('reviewer')(person), persons: [], facts: [complete, resolved], needs: [reasoned],
    needsInWords: 'a reason; the verdict in force stays in force and shown until another is approved',
  },
  decline: {
    moves: [['draft', 'declined'], ['open', 'declined'], ['in_review', 'declined']],
    who: 'a reviewer', role: has('reviewer'), persons: [], facts: [noVerdictToHide], needs: [coded, reasoned],
    needsInWords: 'a reason code (opinion, not checkable, duplicate, out of scope) and words',
  },
  withdraw: {
    moves: [['open', 'withdrawn'], ['in_review', 'withdrawn'], ['awaiting_approval', 'withdrawn'], ['rated', 'withdrawn'], ['declined', 'withdrawn']],
    who: 'an admin', role: has('admin'), persons: [], facts: [], needs: [reasoned, mergeTarget],
    needsInWords: 'a reason; a duplicate names the claim that it is merged into',
  },
};

const STATUS_WORDS: Record<Status, string> = {
  draft: 'a draft', open: 'open', in_review: 'in review', awaiting_approval: 'awaiting approval', rated: 'rated', declined: 'declined', withdrawn: 'withdrawn',
};

const ACTION_WORDS: Record<Action, { todo: string; done: string }> = {
  open: { todo: 'open a claim', done: 'opened' },
  submit: { todo: 'submit a claim for review', done: 'submitted for review' },
  claim_review: { todo: 'take a claim for review', done: 'taken for review' },
  assign: { todo: 'give a claim to a reviewer', done: 'given to a reviewer' },
  propose_verdict: { todo: 'propose a verdict', done: 'given a proposed verdict' },
  approve: { todo: 'approve a verdict', done: 'approved' },
  return: { todo: 'return a claim', done: 'returned' },
  reopen: { todo: 'reopen a claim', done: 'reopened' },
  decline: { todo: 'decline a claim', done: 'declined' },
  withdraw: { todo: 'withdraw a claim', done: 'withdrawn' },
};

/** Where the action leads from here, or nothing when it starts elsewhere. */
export function destination(action: Action, status: Status): Status | undefined {
  return WORKFLOW[action].moves.find(([from]) => from === status)?.[1];
}

/** Whether this person may do this now, whatever they will send along: what a button shows, and why it is off. */
export function mayAttempt(action: Action, person: Person, facts: Facts): RuleAnswer {
  const step = WORKFLOW[action];
  const words = ACTION_WORDS[action];
  if (!step.role(person, facts)) return notYou('role_missing', `Only ${step.who} may ${words.todo}.`);
  if (destination(action, facts.status) === undefined) {
    const starts = [...new Set(step.moves.map(([from]) => STATUS_WORDS[from]))].join(' or ');
    return no('wrong_status', `The claim is ${STATUS_WORDS[facts.status]}; only one that is ${starts} can be ${words.done}.`);
  }
  return firstRefusal([...step.persons.map((rule) => rule(person, facts)), ...step.facts.map((rule) => rule(facts))]);
}

/** Whether this person may do this now with what they sent along. */
export function decide(action: Action, person: Person, facts: Facts, request: Request): RuleAnswer {
  const attempt = mayAttempt(action, person, facts);
  if (attempt !== true) return attempt;
  return firstRefusal(WORKFLOW[action].needs.map((rule) => rule(facts, request)));
}

function firstRefusal(answers: readonly RuleAnswer[]): RuleAnswer {
  return answers.find((answer) => answer !== true) ?? true;
}
