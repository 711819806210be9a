/** What editors send about a claim, and the shape of lists. */
import { ApiProperty } from '@nestjs/swagger';
import { CorrectionInput } from '../corrections/correction.dto.js';
import { Day, Language, Nested, NestedList, OneOf, Ref, RefList, Words } from '../shared/fields.js';
import { PageInfo, PageQuery } from '../shared/paging.js';
import { StatementInput } from '../statements/statement.dto.js';
import { RatingView, SpeakerRef, StandingView, TopicRef } from '../record/claim-record.dto.js';
import { CLAIM_KINDS, type ClaimKind, DUE_KINDS, type DueKind, type Status, STATUSES } from './claim.words.js';
import { STANDING_CODES, type StandingCode } from '../record/standing.rules.js';

export class DueInput {
  @OneOf(DUE_KINDS) kind: DueKind;
  @Day({ optional: true, nullable: true, description: 'For kind “day”.' }) day?: string | null;
  @Words({ optional: true, nullable: true, max: 500, description: 'For kind “event”: the event that settles it.' }) event?: string | null;
}

export class ResolutionInput {
  @Words({ max: 2000 }) wouldConfirm: string;
  @Words({ max: 2000 }) wouldRefute: string;
  @Words({ optional: true, nullable: true, max: 2000 }) wouldVoid?: string | null;
  @Nested(() => DueInput) due: DueInput;
  @Words({ optional: true, nullable: true, max: 2000 }) note?: string | null;
}

export class LogClaim {
  @Words({ max: 2000, description: 'The proposition, in the desk’s own neutral wording.' }) wording: string;
  @Words({ optional: true, max: 200, description: 'A short headline; the wording’s beginning unless given.' }) title?: string;
  @OneOf(CLAIM_KINDS) kind: ClaimKind;
  @Language({ optional: true }) language?: string;
  @Words({ optional: true, nullable: true, max: 4000 }) background?: string | null;
  @Ref({ optional: true, to: 'scale', description: 'The current Accuracy or Commitment scale unless given, by kind.' }) scaleId?: string;
  @RefList({ optional: true, to: 'topics', most: 20 }) topicIds?: string[];
  @Nested(() => ResolutionInput, { optional: true, nullable: true }) resolution?: ResolutionInput | null;
  @NestedList(() => StatementInput, { optional: true, most: 50 }) statements?: StatementInput[];
}

/** What a claim says, as far as it changes. */
export class ClaimChanges {
  @Words({ optional: true, max: 2000 }) wording?: string;
  @Words({ optional: true, max: 200 }) title?: string;
  @OneOf(CLAIM_KINDS, { optional: true }) kind?: ClaimKind;
  @Language({ optional: true }) language?: string;
  @Words({ optional: true, nullable: true, max: 4000 }) background?: string | null;
  @Ref({ optional: true, to: 'scale' }) scaleId?: string;
  @Nested(() => ResolutionInput, { optional: true, nullable: true }) resolution?: ResolutionInput | null;
}

export class ReviseClaim extends ClaimChanges {
  @RefList({ optional: true, to: 'topics', most: 20 }) topicIds?: string[];
  @Ref({ optional: true, to: 'account' }) editorInChargeId?: string;
  @Nested(() => CorrectionInput, { optional: true }) correction?: CorrectionInput;
}

const CLAIM_SORTS = ['relevance', 'said', 'logged', 'rated'] as const;
export type ClaimSort = (typeof CLAIM_SORTS)[number];

export class ClaimQuery extends PageQuery {
  @OneOf(STATUSES, { optional: true }) status?: Status;
  @OneOf(STANDING_CODES, { optional: true }) standing?: StandingCode;
  @Words({ optional: true, max: 60, description: 'Key of a rating in force, such as “broken”.' }) rating?: string;
  @Words({ optional: true, max: 300, description: 'Id or slug.' }) speaker?: string;
  @Words({ optional: true, max: 300, description: 'Id or slug.' }) topic?: string;
  @OneOf(CLAIM_KINDS, { optional: true }) kind?: ClaimKind;
  @Day({ optional: true, description: 'Due before this day (not on it).' }) dueBefore?: string;
  @Day({ optional: true, description: 'Said on or after the first day of this.' }) saidFrom?: string;
  @Day({ optional: true, description: 'Said on or before the last day of this.' }) saidUntil?: string;
  @Words({ optional: true, max: 300, description: 'Words of the claim, its quotes, speakers and topics; quotes, OR and - as in a web search.' }) text?: string;
  @OneOf(CLAIM_SORTS, { optional: true, description: 'Newest logged first unless told: newest said, newest rated, or by how well the words match.' }) sort?: ClaimSort;
}

export class AsOfQuery {
  @Words({ optional: true, max: 40, description: 'A past day (the whole of it is included, UTC) or instant: the record as it was then.' }) as_of?: string;
}

export class ClaimSummary {
  @ApiProperty({ type: String, format: 'uuid' }) id: string;
  @ApiProperty({ type: String }) slug: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: String }) title: string;
  @ApiProperty({ type: String }) wording: string;
  @ApiProperty({ type: String }) language: string;
  @ApiProperty({ enum: CLAIM_KINDS }) kind: ClaimKind;
  @ApiProperty({ enum: STATUSES }) status: Status;
  @ApiProperty({ type: StandingView }) standing: StandingView;
  @ApiProperty({ type: SpeakerRef, nullable: true, description: 'Of the first statement.' }) speaker: SpeakerRef | null;
  @ApiProperty({ type: String, nullable: true }) saidOn: string | null;
  @ApiProperty({ type: RatingView, nullable: true }) rating: RatingView | null;
  @ApiProperty({ type: String, nullable: true, description: 'The verdict in force, in a sentence or two.' }) summary: string | null;
  @ApiProperty({ type: [TopicRef] }) topics: TopicRef[];
  @ApiProperty({ type: String, format: 'date-time' }) loggedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the verdict in force was recorded.' }) ratedAt: string | null;
}

export class ClaimPage extends PageInfo {
  @ApiProperty({ type: [ClaimSummary] }) items: ClaimSummary[];
}
