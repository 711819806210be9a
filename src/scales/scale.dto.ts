/** Scales on the wire. */
import { ApiProperty } from '@nestjs/swagger';
import { RatingView } from '../record/claim-record.dto.js';
import { NestedList, OneOf, Whole, Words, YesNo } from '../shared/fields.js';
import { RATING_COLOURS, type RatingColour } from './scale.entity.js';

export class RatingInput {
  @Words({ max: 40, description: 'Lower-case letters, digits and _; stable for programs.' }) key: string;
  @Words({ max: 60 }) label: string;
  @Words({ max: 500 }) meaning: string;
  @OneOf(RATING_COLOURS) colour: RatingColour;
  @YesNo() conclusive: boolean;
  @Whole({ optional: true, nullable: true, min: 1, max: 10, description: 'For ClaimReview; only a conclusive rating has one.' }) number?: number | null;
}

export class NewScale {
  @Words({ max: 40, description: 'A known key makes its next version.' }) key: string;
  @Words({ max: 80 }) name: string;
  @NestedList(() => RatingInput, { least: 2, most: 20 }) ratings: RatingInput[];
}

export class ScaleView {
  @ApiProperty({ type: String, format: 'uuid' }) id: string;
  @ApiProperty({ type: String }) key: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: String }) name: string;
  @ApiProperty({ type: Boolean, description: 'The newest version of its key: new claims are judged on it.' }) current: boolean;
  @ApiProperty({ type: [RatingView] }) ratings: RatingView[];
}

export class ScaleList {
  @ApiProperty({ type: [ScaleView] }) items: ScaleView[];
}
