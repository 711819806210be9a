/** What feeds say of themselves, in the desk's language: they have no translations. */
import type { CorrectionKind } from '../../claims/claim.words.js';

export const FEED_KINDS = ['verdicts', 'corrections'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

export const feedWords = {
  /** Of all claims; of one speaker's; of one topic's. */
  title: {
    verdicts: { all: '{site}: verdicts', speaker: '{site}: verdicts on claims by {name}', topic: '{site}: verdicts on {name}' },
    corrections: { all: '{site}: corrections', speaker: '{site}: corrections of claims by {name}', topic: '{site}: corrections on {name}' },
  } satisfies Record<FeedKind, Record<'all' | 'speaker' | 'topic', string>>,
  description: {
    verdicts: 'Every verdict as it is published, also those that replace an earlier one.',
    corrections: 'Every change of something already public, with its kind, its reason, and what it said before.',
  } satisfies Record<FeedKind, string>,
  correction: { typo: 'Typing error mended', clarification: 'Clarification', factual: 'Factual correction', rating: 'Rating corrected' } satisfies Record<CorrectionKind, string>,
  withdrawn: 'Withdrawn',
  inForceFrom: 'In force from {day}.',
  superseded: 'This verdict was replaced on {day}. Now: {rating}.',
  withdrawnText: 'This claim was withdrawn on {day}, and its verdict does not stand any longer. Reason: {reason}',
  correctionOfWithdrawn: 'The claim has been withdrawn since, on {day}. Reason: {reason}',
  mergedInto: 'It goes on here: {claim}',
  record: 'The whole record',
};
