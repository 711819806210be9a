/** What every page says: header, footer, badges, and Claimline's own terms for readers. */
import type { Forms } from '../forms.js';

export const common = {
  language: 'English',
  skip: 'Skip to the page',
  siteNav: 'Site',
  claims: 'Claims',
  corrections: 'Corrections',
  howWeWork: 'How we work',
  signIn: 'Sign in',
  desk: 'Desk',
  searchClaims: 'Search claims',
  searchTheClaims: 'Search the claims',
  search: 'Search',
  languages: 'Languages',
  policyTwo: 'Two reviewers agree on every verdict. Neither of them logged the claim.',
  policySingle: 'This desk works with a single reviewer: no second person has checked its verdicts.',
  nothingDeleted: 'Nothing published here is deleted or quietly changed: corrections and earlier verdicts stay on each claim’s page.',
  reportError: 'Report an error',
  feeds: 'Feeds',
  /** Said before what the desk wrote, on pages of another language than the desk's. */
  deskLanguage: '',
  /** Between the parts of a list that is a sentence's tail. */
  comma: ', ',
  quote: '“{words}”',
  today: 'Today',
  since: 'since {day}',
  due: 'due {day}',
  wasDue: 'was due {day}',
  beingReassessed: 'being reassessed',
  /** On a picture that cannot draw the claim’s words. */
  readClaimAt: 'Read the claim at {site}',
  olderClaims: 'Older claims',
  allClaims: 'All claims',
  newestFirst: 'See all claims, newest first',
  errorPrefix: 'Error: ',
  problemTitle: 'There is a problem',
  archivedCopy: 'archived copy',
  noAddress: 'no address on the web',
  somebody: 'Somebody',
  standing: {
    draft: 'Draft', too_early: 'Too early to rate', not_yet_rated: 'Not yet rated', in_review: 'In review', rated: 'Rated',
    being_reassessed: 'Rated, being reassessed', not_rated: 'Not rated (declined)', withdrawn: 'Withdrawn',
  },
  /** “Not rated: opinion” */
  notRatedBecause: 'Not rated: {reason}',
  decline: { opinion: 'opinion', not_checkable: 'not checkable', duplicate: 'duplicate', out_of_scope: 'out of scope' },
  kind: { factual: 'Statement of fact', assurance: 'Assurance', promise: 'Promise', policy: 'Standing commitment', prediction: 'Prediction', opinion: 'Opinion' },
  stance: { supports: 'For the claim', refutes: 'Against the claim', context: 'Context' },
  weight: { decisive: 'decides it', corroborating: 'adds weight', background: 'background', self_reported: 'the party’s own account', repeats_claim: 'repeats the claim' },
  correction: { typo: 'Typing error corrected', clarification: 'Clarification', factual: 'Factual correction', rating: 'Rating corrected' },
  sourceKind: {
    article: 'article', official_document: 'official document', transcript: 'transcript', dataset: 'dataset', video: 'video', image: 'image',
    social_post: 'social media post', court_decision: 'court decision',
  },
  /** Labels and meanings of the default scales, by their English label; a desk's own scales are shown as the desk wrote them. */
  ratings: {} as Readonly<Record<string, string>>,
  meanings: {} as Readonly<Record<string, string>>,
  scales: {} as Readonly<Record<string, string>>,
  claimCount: { one: '{n} claim', other: '{n} claims' } as Forms,
};
