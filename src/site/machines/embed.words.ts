/** What a card says in one sentence, and whose words they are. */
import type { ClaimRecord, StatementView } from '../../record/claim-record.dto.js';
import type { ReviewPolicy } from '../../shared/act.js';
import type { Language } from '../../shared/html/language.js';
import { gist } from '../claim/claim.words.js';
import type { Said } from './embed.rules.js';

const LONGEST = 220;

/** `own` words are the desk's, in the language that the claim is written of. */
export function whyOf(record: ClaimRecord, reviewPolicy: ReviewPolicy, { say, words: { claim } }: Language): { text: string; own: boolean } {
  const own = (text: string) => ({ text: gist(text, LONGEST), own: true });
  const ours = (text: string) => ({ text, own: false });
  if (record.statusReason && (record.status === 'withdrawn' || record.status === 'declined')) return own(record.statusReason);
  if (record.verdict) return own(record.verdict.summary);
  switch (record.standing.code) {
    case 'too_early': return ours(claim.whyTooEarly);
    case 'not_rated': return ours(claim.whyDeclined);
    case 'in_review': return ours(say(reviewPolicy === 'single' ? claim.whyInReviewSingle : claim.whyInReview, { evidence: claim.theEvidence }));
    default: return ours(claim.whyNone);
  }
}

/** Longer wordings are set smaller. */
export const isLong = (wording: string): boolean => wording.length > 160;

/** All that its height is reckoned from. @param said the statement that the card names */
export function saysOf(record: ClaimRecord, said: StatementView | undefined, reviewPolicy: ReviewPolicy, spoken: Language): Said {
  const who = [said?.speaker?.name, said?.speaker?.role, said?.day && spoken.day(said.day)].filter(Boolean).join(spoken.words.common.comma);
  const withdrawn = record.status === 'withdrawn' ? [spoken.words.claim.withdrawnKicker] : [];
  return { wording: record.wording, long: isLong(record.wording), small: [who, ...withdrawn], why: whyOf(record, reviewPolicy, spoken).text };
}
