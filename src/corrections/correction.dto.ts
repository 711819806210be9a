/** What an editor sends to explain a change of something public. */
import { CORRECTION_KINDS, type CorrectionKind } from '../claims/claim.words.js';
import { OneOf, Words } from '../shared/fields.js';

/** Says why something public changes; needed for every change of wording once a claim is public. */
export class CorrectionInput {
  @OneOf(CORRECTION_KINDS.filter((kind) => kind !== 'rating')) kind: Exclude<CorrectionKind, 'rating'>;
  @Words({ max: 2000, description: 'What was wrong and what is right now, for readers.' }) explanation: string;
}
