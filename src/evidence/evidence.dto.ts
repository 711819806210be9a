/** What the desk sends about a piece of evidence. */
import { STANCES, type Stance, WEIGHTS, type Weight } from '../claims/claim.words.js';
import { CorrectionInput } from '../corrections/correction.dto.js';
import { Day, Nested, OneOf, Ref, Words } from '../shared/fields.js';

export class AddEvidence {
  @Ref({ to: 'source' }) sourceId: string;
  @OneOf(STANCES) stance: Stance;
  @OneOf(WEIGHTS) weight: Weight;
  @Day({ description: 'When the evidenced thing happened, which may be long before it was published.' }) day: string;
  @Words({ max: 4000, description: 'What it shows, in the desk’s words.' }) summary: string;
  @Words({ optional: true, nullable: true, max: 10_000, description: 'Verbatim.' }) excerpt?: string | null;
  @Words({ optional: true, nullable: true, max: 4000 }) note?: string | null;
  @Words({ optional: true, nullable: true, max: 500, description: 'How the source stands to the parties.' }) independence?: string | null;
}

/** What a piece of evidence says, as far as it changes. */
export class EvidenceChanges {
  @OneOf(STANCES, { optional: true }) stance?: Stance;
  @OneOf(WEIGHTS, { optional: true }) weight?: Weight;
  @Day({ optional: true }) day?: string;
  @Words({ optional: true, max: 4000 }) summary?: string;
  @Words({ optional: true, nullable: true, max: 10_000 }) excerpt?: string | null;
  @Words({ optional: true, nullable: true, max: 4000 }) note?: string | null;
  @Words({ optional: true, nullable: true, max: 500 }) independence?: string | null;
}

export class ReviseEvidence extends EvidenceChanges {
  @Nested(() => CorrectionInput, { optional: true }) correction?: CorrectionInput;
}

export class WithdrawEvidence {
  @Words({ max: 2000 }) reason: string;
}
