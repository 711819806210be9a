/** What a reviewer sends to disagree beside a verdict, and to take it back. */
import { Words } from '../shared/fields.js';

export class RecordDissent {
  @Words({ max: 2000, description: 'Why this reviewer disagrees; readers see it beside the verdict once that is public.' }) words: string;
}

export class WithdrawDissent {
  @Words({ max: 2000, description: 'Why; readers who could see the dissent see this beside it.' }) reason: string;
}
