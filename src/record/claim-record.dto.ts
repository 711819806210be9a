/** What a claim's readers get, whole: the wire contract of `GET /claims/:id`, and what the pages are drawn from. */
import { ApiProperty } from '@nestjs/swagger';
import { RATING_COLOURS, type RatingColour } from '../scales/scale.entity.js';
import { SOURCE_KINDS, type SourceKind } from '../sources/source.entity.js';
import { SPEAKER_KINDS, type SpeakerKind } from '../speakers/speaker.entity.js';
import {
  CLAIM_KINDS, type ClaimKind, CORRECTION_KINDS, type CorrectionKind, DECLINE_CODES, type DeclineCode, DUE_KINDS, type DueKind, type Form, FORMS, HOP_KINDS,
  type HopKind, type Stance, STANCES, type Status, STATUSES, WAS_SAID, type WasSaid, type Weight, WEIGHTS,
} from '../claims/claim.words.js';
import { STANDING_CODES, type StandingCode } from './standing.rules.js';

const text = { type: String } as const;
const maybe = { type: String, nullable: true } as const;
const id = { type: String, format: 'uuid' } as const;
const day = { type: String, description: 'A day (2022-01-21), month (2022-01) or year (2022).' } as const;
const maybeDay = { ...day, nullable: true } as const;
const instant = { type: String, format: 'date-time' } as const;
/** `openapi.ts` leaves the type of these open: a text, number, list or object, as the field has it. */
const anything = { type: 'object', additionalProperties: true, 'x-anything': true } as const;

export class StandingView {
  @ApiProperty({ enum: STANDING_CODES }) code: StandingCode;
  @ApiProperty(text) label: string;
  @ApiProperty(maybeDay) since: string | null;
  @ApiProperty(maybeDay) due: string | null;
  @ApiProperty({ ...text, example: 'Broken, since 24 Feb 2022' }) text: string;
}

export class AccountRef {
  @ApiProperty(id) id: string;
  @ApiProperty(text) name: string;
}

export class SpeakerRef {
  @ApiProperty(id) id: string;
  @ApiProperty(text) slug: string;
  @ApiProperty(text) name: string;
  @ApiProperty({ enum: SPEAKER_KINDS }) kind: SpeakerKind;
  @ApiProperty({ ...maybe, description: 'The role held on the day in question.' }) role: string | null;
}

export class QuotedSpeaker extends SpeakerRef {
  @ApiProperty({ ...maybe, example: 'Q57379' }) wikidataId: string | null;
}

export class SourceRef {
  @ApiProperty(id) id: string;
  @ApiProperty(text) slug: string;
  @ApiProperty({ enum: SOURCE_KINDS }) kind: SourceKind;
  @ApiProperty(text) title: string;
  @ApiProperty(text) publisher: string;
  @ApiProperty({ type: [String] }) authors: string[];
  @ApiProperty(maybeDay) publishedDay: string | null;
  @ApiProperty(text) language: string;
  @ApiProperty(maybe) url: string | null;
  @ApiProperty(maybe) archivedUrl: string | null;
  @ApiProperty(maybe) note: string | null;
}

export class TopicRef {
  @ApiProperty(id) id: string;
  @ApiProperty(text) slug: string;
  @ApiProperty(text) name: string;
}

export class DueView {
  @ApiProperty({ enum: DUE_KINDS }) kind: DueKind;
  @ApiProperty(maybeDay) day: string | null;
  @ApiProperty(maybe) event: string | null;
}

export class ResolutionView {
  @ApiProperty(text) wouldConfirm: string;
  @ApiProperty(text) wouldRefute: string;
  @ApiProperty(maybe) wouldVoid: string | null;
  @ApiProperty({ type: DueView }) due: DueView;
  @ApiProperty(maybe) note: string | null;
}

export class HopView {
  @ApiProperty({ enum: HOP_KINDS }) kind: HopKind;
  @ApiProperty({ type: QuotedSpeaker }) speaker: QuotedSpeaker;
  @ApiProperty(maybe) occasion: string | null;
  @ApiProperty(maybeDay) day: string | null;
  @ApiProperty({ enum: FORMS }) form: Form;
  @ApiProperty({ type: SourceRef, nullable: true }) source: SourceRef | null;
  @ApiProperty(maybe) note: string | null;
}

export class StatementView {
  @ApiProperty(id) id: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: QuotedSpeaker, nullable: true }) speaker: QuotedSpeaker | null;
  @ApiProperty(maybeDay) day: string | null;
  @ApiProperty(maybe) place: string | null;
  @ApiProperty(maybe) occasion: string | null;
  @ApiProperty(maybe) audience: string | null;
  @ApiProperty(maybe) quote: string | null;
  @ApiProperty(maybe) paraphrase: string | null;
  @ApiProperty(text) language: string;
  @ApiProperty({ enum: WAS_SAID }) wasSaid: WasSaid;
  @ApiProperty(maybe) note: string | null;
  @ApiProperty(instant) recordedAt: string;
  @ApiProperty({ type: [HopView] }) chain: HopView[];
}

export class WithdrawalView {
  @ApiProperty(instant) at: string;
  @ApiProperty(text) reason: string;
}

export class EvidenceView {
  @ApiProperty(id) id: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ enum: ['earlier', 'later'], description: 'Against the first statement’s day; the day itself counts as later.' }) side: 'earlier' | 'later';
  @ApiProperty({ enum: STANCES }) stance: Stance;
  @ApiProperty({ enum: WEIGHTS }) weight: Weight;
  @ApiProperty(day) day: string;
  @ApiProperty(text) summary: string;
  @ApiProperty(maybe) excerpt: string | null;
  @ApiProperty(maybe) note: string | null;
  @ApiProperty(maybe) independence: string | null;
  @ApiProperty({ type: SourceRef }) source: SourceRef;
  @ApiProperty(instant) recordedAt: string;
  @ApiProperty({ type: WithdrawalView, nullable: true }) withdrawn: WithdrawalView | null;
}

export class RatingView {
  @ApiProperty(id) id: string;
  @ApiProperty(text) key: string;
  @ApiProperty(text) label: string;
  @ApiProperty(text) meaning: string;
  @ApiProperty({ enum: RATING_COLOURS }) colour: RatingColour;
  @ApiProperty({ type: Boolean }) conclusive: boolean;
  @ApiProperty({ type: 'integer', nullable: true, description: 'For ClaimReview; uncertainty has none.' }) number: number | null;
}

export class ScaleRef {
  @ApiProperty(id) id: string;
  @ApiProperty(text) key: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty(text) name: string;
  @ApiProperty({ type: [RatingView] }) ratings: RatingView[];
}

export class NumbersView {
  @ApiProperty({ type: 'integer' }) worst: number;
  @ApiProperty({ type: 'integer' }) best: number;
}

/** One reviewer's disagreement beside the verdict; it changes nothing of who approved. */
export class DissentView {
  @ApiProperty(id) id: string;
  @ApiProperty({ type: AccountRef }) by: AccountRef;
  @ApiProperty(text) words: string;
  @ApiProperty(instant) recordedAt: string;
  @ApiProperty({ type: WithdrawalView, nullable: true, description: 'When and why it was taken back.' }) withdrawn: WithdrawalView | null;
}

export class VerdictView {
  @ApiProperty(id) id: string;
  @ApiProperty({ type: RatingView }) rating: RatingView;
  @ApiProperty({ type: NumbersView, nullable: true, description: 'The lowest and highest number on the scale that the rating is of; the claim may have moved to another scale since. Null where that scale has no numbers.' }) numbers: NumbersView | null;
  @ApiProperty(text) summary: string;
  @ApiProperty({ type: [String] }) caveats: string[];
  @ApiProperty(maybe) earlyReason: string | null;
  @ApiProperty({ ...day, format: 'date', description: 'In force from this day in the world.' }) inForceFrom: string;
  @ApiProperty(instant) proposedAt: string;
  @ApiProperty({ type: AccountRef }) proposedBy: AccountRef;
  @ApiProperty({ ...instant, nullable: true, description: 'Recorded at this instant; null while it is a proposal.' }) approvedAt: string | null;
  @ApiProperty({ type: AccountRef, nullable: true }) approvedBy: AccountRef | null;
  @ApiProperty({ ...instant, nullable: true }) supersededAt: string | null;
  @ApiProperty({ type: Boolean, description: 'True where the desk works with a single reviewer.' }) singleReviewer: boolean;
  @ApiProperty({ type: Boolean, description: 'Loaded from elsewhere with its own instants.' }) imported: boolean;
  @ApiProperty({ type: [String], description: 'Ids of the cited evidence, in order.' }) cited: string[];
  @ApiProperty({ type: [DissentView], description: 'Reviewers who disagree, in the order in which they said so.' }) dissents: DissentView[];
}

export class ProposalView extends VerdictView {
  @ApiProperty({ type: Boolean, description: 'Whether the case is still as it was when this was proposed; otherwise it cannot be approved.' }) caseUnchanged: boolean;
}

export class ReturnedView extends VerdictView {
  @ApiProperty(instant) returnedAt: string;
  @ApiProperty({ type: AccountRef }) returnedBy: AccountRef;
  @ApiProperty(text) returnReason: string;
}

export class ChangeView {
  @ApiProperty(text) field: string;
  @ApiProperty({ ...anything, description: 'As it was.' }) before: unknown;
  @ApiProperty({ ...anything, description: 'As it is now.' }) after: unknown;
}

export class CorrectionView {
  @ApiProperty(id) id: string;
  @ApiProperty({ enum: CORRECTION_KINDS }) kind: CorrectionKind;
  @ApiProperty(text) explanation: string;
  @ApiProperty({ enum: ['claim', 'statement', 'evidence', 'verdict', 'source', 'speaker'] }) subject: 'claim' | 'statement' | 'evidence' | 'verdict' | 'source' | 'speaker';
  @ApiProperty(id) subjectId: string;
  @ApiProperty({ type: [ChangeView] }) changes: ChangeView[];
  @ApiProperty(instant) publishedAt: string;
}

export class MergedInto {
  @ApiProperty(id) id: string;
  @ApiProperty(text) slug: string;
  @ApiProperty(text) title: string;
}

/** What only the desk sees. */
export class DeskView {
  @ApiProperty({ type: AccountRef }) loggedBy: AccountRef;
  @ApiProperty({ type: AccountRef }) editorInCharge: AccountRef;
  @ApiProperty({ type: AccountRef, nullable: true }) reviewer: AccountRef | null;
  @ApiProperty({ type: 'integer' }) caseVersion: number;
  @ApiProperty({ ...instant, description: 'Since when it has its status.' }) statusAt: string;
  @ApiProperty({ type: ProposalView, nullable: true }) proposal: ProposalView | null;
  @ApiProperty({ type: [ReturnedView], description: 'Proposals that were returned, and why.' }) returned: ReturnedView[];
}

export class ClaimRecord {
  @ApiProperty(id) id: string;
  @ApiProperty(text) slug: string;
  @ApiProperty({ type: 'integer', description: 'Also the ETag. For readers, of the last change that they could see.' }) version: number;
  @ApiProperty(text) title: string;
  @ApiProperty(text) wording: string;
  @ApiProperty({ enum: CLAIM_KINDS }) kind: ClaimKind;
  @ApiProperty(text) language: string;
  @ApiProperty(maybe) background: string | null;
  @ApiProperty({ enum: STATUSES, description: 'Readers never see more than “in_review” of a claim that awaits approval.' }) status: Status;
  @ApiProperty({ type: StandingView }) standing: StandingView;
  @ApiProperty(maybe) statusReason: string | null;
  @ApiProperty({ enum: DECLINE_CODES, nullable: true, type: String }) declineCode: DeclineCode | null;
  @ApiProperty(maybe) searchedWhere: string | null;
  @ApiProperty({ type: MergedInto, nullable: true }) mergedInto: MergedInto | null;
  @ApiProperty(instant) loggedAt: string;
  @ApiProperty({ ...instant, nullable: true }) publicAt: string | null;
  @ApiProperty({ ...instant, description: 'The last change of what readers see.' }) changedAt: string;
  @ApiProperty({ type: Boolean }) imported: boolean;
  @ApiProperty({ ...instant, nullable: true, description: 'Set when the record is shown as of a past instant.' }) asOf: string | null;
  @ApiProperty({ type: ScaleRef }) scale: ScaleRef;
  @ApiProperty({ type: [TopicRef] }) topics: TopicRef[];
  @ApiProperty({ type: ResolutionView, nullable: true }) resolution: ResolutionView | null;
  @ApiProperty({ type: [StatementView] }) statements: StatementView[];
  @ApiProperty({ type: [EvidenceView] }) evidence: EvidenceView[];
  @ApiProperty({ type: VerdictView, nullable: true, description: 'The verdict in force.' }) verdict: VerdictView | null;
  @ApiProperty({ type: [VerdictView], description: 'Superseded verdicts, newest first.' }) earlierVerdicts: VerdictView[];
  @ApiProperty({ type: [CorrectionView], description: 'Newest first.' }) corrections: CorrectionView[];
  @ApiProperty({ type: DeskView, required: false, description: 'Only for the desk.' }) desk?: DeskView;
}
