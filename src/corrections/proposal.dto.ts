/** Factual corrections that wait for a second person, on the wire: what is proposed, how it is decided, and how the desk sees it. */
import { ApiProperty } from '@nestjs/swagger';
import { ClaimChanges } from '../claims/claim.dto.js';
import { STATUSES, type Status } from '../claims/claim.words.js';
import { EvidenceChanges } from '../evidence/evidence.dto.js';
import { AccountRef, ChangeView, CorrectionView } from '../record/claim-record.dto.js';
import { Nested, Ref, Words, YesNo } from '../shared/fields.js';
import { PageInfo } from '../shared/paging.js';
import { StatementInput } from '../statements/statement.dto.js';
import { CORRECTED_KINDS, type CorrectedKind } from './correction.rules.js';

export class ProposeCorrection {
  @Words({ max: 2000, description: 'What was wrong and what is right now, for readers.' }) explanation: string;
  @Nested(() => ClaimChanges, { optional: true, description: 'What changes of the claim itself. Give one of `claim`, `statement` and `evidence`.' }) claim?: ClaimChanges;
  @Ref({ optional: true, to: 'statement', description: 'With `statement`.' }) statementId?: string;
  @Nested(() => StatementInput, { optional: true, description: 'What changes of a statement; fields that are left out stay, a chain replaces the whole chain.' }) statement?: StatementInput;
  @Ref({ optional: true, to: 'piece of evidence', description: 'With `evidence`.' }) evidenceId?: string;
  @Nested(() => EvidenceChanges, { optional: true, description: 'What changes of a piece of evidence.' }) evidence?: EvidenceChanges;
  @Words({ optional: true, max: 20, description: 'Reference of the reader’s report that it comes of.' }) report?: string;
}

export class ApproveCorrection {
  @YesNo({ optional: true, description: 'Must be true where `reopens` of the proposal is: approving it then reopens the claim, and two reviewers judge it again.' }) reopens?: boolean;
}

export class ReturnCorrection {
  @Words({ max: 2000, description: 'For whoever proposed it.' }) reason: string;
}

const id = { type: String, format: 'uuid' } as const;
const maybe = { type: String, nullable: true } as const;
const instant = { type: String, format: 'date-time' } as const;

export class CorrectedClaim {
  @ApiProperty(id) id: string;
  @ApiProperty({ type: String }) title: string;
  @ApiProperty({ type: String }) language: string;
  @ApiProperty({ enum: STATUSES }) status: Status;
}

const STATES = ['waiting', 'approved', 'returned', 'taken_back'] as const;
export type ProposalState = (typeof STATES)[number];

export class CorrectionProposalView {
  @ApiProperty(id) id: string;
  @ApiProperty({ type: 'integer', description: 'Also the ETag.' }) version: number;
  @ApiProperty({ enum: STATES }) state: ProposalState;
  @ApiProperty({ type: CorrectedClaim, description: 'The claim that it is about.' }) claim: CorrectedClaim;
  @ApiProperty({ enum: CORRECTED_KINDS }) subject: CorrectedKind;
  @ApiProperty(id) subjectId: string;
  @ApiProperty({ type: [ChangeView] }) changes: ChangeView[];
  @ApiProperty({ type: String }) explanation: string;
  @ApiProperty(instant) proposedAt: string;
  @ApiProperty({ type: AccountRef }) proposedBy: AccountRef;
  @ApiProperty({ ...instant, nullable: true, description: 'When it was approved, returned or taken back.' }) decidedAt: string | null;
  @ApiProperty({ type: AccountRef, nullable: true }) decidedBy: AccountRef | null;
  @ApiProperty(maybe) returnReason: string | null;
  @ApiProperty({ ...maybe, description: 'Reference of the reader’s report that it came of.' }) report: string | null;
}

export class CorrectionProposalDetail extends CorrectionProposalView {
  @ApiProperty({ type: Boolean, description: 'Whether its subject still says what it said when this was proposed; otherwise it cannot be approved.' }) subjectUnchanged: boolean;
  @ApiProperty({ type: [ChangeView], description: 'What changed of its subject since: as it was then, and as it is now.' }) since: ChangeView[];
  @ApiProperty({ type: Boolean, description: 'Whether approving it reopens the claim now.' }) reopens: boolean;
}

export class CorrectionProposalPage extends PageInfo {
  @ApiProperty({ type: [CorrectionProposalView], description: 'Oldest first.' }) items: CorrectionProposalView[];
}

export class CorrectionsOfClaim {
  @ApiProperty({ type: [CorrectionView], description: 'Published, newest first.' }) items: CorrectionView[];
  @ApiProperty({ type: [CorrectionProposalView], required: false, description: 'Only for the desk: what was proposed, newest first, a hundred at most.' }) proposals?: CorrectionProposalView[];
}
