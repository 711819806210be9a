/** What editors send about a statement and its attribution chain. */
import { FORMS, type Form, HOP_KINDS, type HopKind, WAS_SAID, type WasSaid } from '../claims/claim.words.js';
import { CorrectionInput } from '../corrections/correction.dto.js';
import { Day, Language, Nested, NestedList, OneOf, Ref, Words } from '../shared/fields.js';

export class HopInput {
  @OneOf(HOP_KINDS) kind: HopKind;
  @Ref({ to: 'speaker', description: 'The person or outlet of this hop.' }) speakerId: string;
  @Words({ optional: true, nullable: true, max: 500 }) occasion?: string | null;
  @Day({ optional: true, nullable: true }) day?: string | null;
  @OneOf(FORMS) form: Form;
  @Ref({ optional: true, nullable: true, to: 'source' }) sourceId?: string | null;
  @Words({ optional: true, nullable: true, max: 2000 }) note?: string | null;
}

export class StatementInput {
  @Ref({ optional: true, nullable: true, to: 'speaker', description: 'May wait while the claim is a draft.' }) speakerId?: string | null;
  @Day({ optional: true, nullable: true, description: 'May wait while the claim is a draft.' }) day?: string | null;
  @Words({ optional: true, nullable: true, max: 300 }) place?: string | null;
  @Words({ optional: true, nullable: true, max: 500 }) occasion?: string | null;
  @Words({ optional: true, nullable: true, max: 500 }) audience?: string | null;
  @Words({ optional: true, nullable: true, max: 10_000, description: 'Verbatim, in its language. Quote or paraphrase is needed.' }) quote?: string | null;
  @Words({ optional: true, nullable: true, max: 10_000 }) paraphrase?: string | null;
  @Language({ optional: true }) language?: string;
  @OneOf(WAS_SAID, { optional: true }) wasSaid?: WasSaid;
  @Words({ optional: true, nullable: true, max: 4000 }) note?: string | null;
  @NestedList(() => HopInput, { optional: true, most: 20 }) chain?: HopInput[];
}

/** Every field may be left out and then stays; a chain that is sent replaces the whole chain. */
export class ReviseStatement extends StatementInput {
  @Nested(() => CorrectionInput, { optional: true }) correction?: CorrectionInput;
}
