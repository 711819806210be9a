/** What comes along with an action of the table. */
import { DECLINE_CODES, type DeclineCode } from '../claims/claim.words.js';
import { ExactDay, OneOf, Ref, RefList, WordList, Words } from '../shared/fields.js';

/** One body for all actions; each takes the fields that its line of the table needs. */
export class ActionInput {
  @Words({ optional: true, max: 2000, description: 'For return, reopen, decline and withdraw.' }) reason?: string;
  @Words({ optional: true, max: 2000, description: 'For submit without evidence: where was searched, with nothing found.' }) searchedWhere?: string;
  @OneOf(DECLINE_CODES, { optional: true }) declineCode?: DeclineCode;
  @Ref({ optional: true, to: 'account', description: 'For assign: the reviewer.' }) accountId?: string;
  @Words({ optional: true, max: 300, description: 'For withdraw of a duplicate: id or slug of the claim it is merged into.' }) mergeInto?: string;
  @Words({ optional: true, max: 2000, description: 'For approve, where the new verdict corrects an error in the one before: the explanation that readers get.' }) correction?: string;
}

export class ProposeVerdict {
  @Ref({ to: 'rating' }) ratingId: string;
  @Words({ max: 2000, description: 'The reasons, in a few sentences that stand alone.' }) summary: string;
  @WordList({ optional: true, max: 1000, most: 20, description: 'What the verdict does not say.' }) caveats?: string[];
  @RefList({ optional: true, to: 'evidence', most: 50, description: 'In the order to be shown; a conclusive rating cites at least one.' }) citedEvidenceIds?: string[];
  @ExactDay({ description: 'The day in the world since which it holds.' }) inForceFrom: string;
  @Words({ optional: true, max: 2000, description: 'Before the due day: why it is judged early.' }) earlyReason?: string;
}
