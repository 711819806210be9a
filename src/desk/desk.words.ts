/** The desk's words on its pages: what statuses, kinds, fields and actions are called, and refusals without the words of programs. */
import type { ClaimKind, DeclineCode, DueKind, Form, HopKind, Stance, Status, WasSaid, Weight } from '../claims/claim.words.js';
import { sayDay } from '../shared/day.js';
import type { Role } from '../shared/roles.js';
import type { SourceKind } from '../sources/source.entity.js';
import type { SpeakerKind } from '../speakers/speaker.entity.js';
import type { Action } from '../workflow/workflow.rules.js';

export const STATUS_WORDS: Record<Status, string> = {
  draft: 'Draft', open: 'Open', in_review: 'In review', awaiting_approval: 'Awaiting approval', rated: 'Rated', declined: 'Declined', withdrawn: 'Withdrawn',
};

export const ROLE_WORDS: Record<Role, string> = { editor: 'editor', reviewer: 'reviewer', admin: 'admin' };

export const KIND_WORDS: Record<ClaimKind, string> = {
  factual: 'A fact', assurance: 'An assurance of one’s own intent', promise: 'A promise', policy: 'A standing commitment', prediction: 'A prediction', opinion: 'An opinion, logged only to be declined',
};

export const DUE_WORDS: Record<DueKind, string> = { day: 'On a day', event: 'With an event', open: 'Open' };

export const DECLINE_WORDS: Record<DeclineCode, string> = { opinion: 'It is an opinion', not_checkable: 'It cannot be checked', duplicate: 'It is on record already', out_of_scope: 'It is out of our scope' };

export const STANCE_WORDS: Record<Stance, string> = { supports: 'Supports the claim', refutes: 'Speaks against the claim', context: 'Gives context' };

export const WEIGHT_WORDS: Record<Weight, string> = {
  decisive: 'Decisive', corroborating: 'Corroborating', background: 'Background', self_reported: 'Self-reported', repeats_claim: 'Only repeats the claim',
};

export const WAS_SAID_WORDS: Record<WasSaid, string> = {
  unconfirmed: 'Not confirmed yet', confirmed: 'Confirmed: it was said', disputed: 'Disputed', fabricated: 'Fabricated: it was never said',
};

export const HOP_WORDS: Record<HopKind, string> = { said_by: 'Said by', relayed_by: 'Relayed by', published_by: 'Published by' };

export const FORM_WORDS: Record<Form, string> = { direct: 'Word for word', paraphrase: 'In other words' };

export const SPEAKER_KIND_WORDS: Record<SpeakerKind, string> = { person: 'A person', organisation: 'An organisation' };

export const SOURCE_KIND_WORDS: Record<SourceKind, string> = {
  article: 'Article', official_document: 'Official document', transcript: 'Transcript', dataset: 'Dataset', video: 'Video', image: 'Image', social_post: 'Social media post', court_decision: 'Court decision',
};

/** What a correction of something public may be; a rating is corrected by approving a new verdict. */
export const CORRECTION_WORDS: Record<'typo' | 'clarification' | 'factual', string> = { typo: 'A typing mistake', clarification: 'A clarification', factual: 'A factual error' };

interface ActionWords {
  /** Heading of its form. */
  title: string;
  button: string;
  done: string;
}

export const ACTION_WORDS: Record<Action, ActionWords> = {
  open: { title: 'Open', button: 'Open the claim', done: 'The claim is open, and readers can see it.' },
  submit: { title: 'Submit', button: 'Submit for review', done: 'The claim is in review.' },
  claim_review: { title: 'Take the review', button: 'Take the review', done: 'The review is yours.' },
  assign: { title: 'Give the review to somebody', button: 'Give the review', done: 'The review is given.' },
  propose_verdict: { title: 'Propose a verdict', button: 'Propose this verdict', done: 'The verdict is proposed. Readers see it when another reviewer has approved it.' },
  approve: { title: 'Approve', button: 'Approve the verdict', done: 'The verdict is approved, and readers can see it.' },
  return: { title: 'Return', button: 'Return with this reason', done: 'It is returned with your reason.' },
  reopen: { title: 'Reopen', button: 'Reopen the claim', done: 'The claim is open again.' },
  decline: { title: 'Decline', button: 'Decline the claim', done: 'The claim is declined, and readers can see why.' },
  withdraw: { title: 'Withdraw', button: 'Withdraw the claim', done: 'The claim is withdrawn, and readers can see why.' },
};

const DONE_WORDS: Record<string, string> = {
  ...Object.fromEntries(Object.entries(ACTION_WORDS).map(([action, words]) => [action, words.done])),
  logged: 'The claim is logged as a draft. Readers see it when it is opened.',
  statement: 'The statement is added.',
  revised: 'The claim is revised.',
  evidence: 'The evidence is added.',
  evidence_known: 'The evidence is added. Its address was on record already, so the source on record is cited.',
  evidence_withdrawn: 'The evidence is withdrawn, and stays visible with your reason.',
  // Corrections
  correction_proposed: 'The correction is proposed. Readers see it when another person has approved it, and you are told.',
  correction_published: 'The correction is published, and readers see it.',
  correction_approve: 'The correction is approved and published.',
  correction_return: 'The correction is returned with your reason.',
  correction_take_back: 'The correction is taken back. Readers were told nothing of it.',
  report_mailed: 'The answer is on its way to the reader, and the report is closed; the address is deleted.',
  report_corrected: 'The report is closed with its correction, and the reader’s e-mail address is deleted.',
  report_taken: 'The report is yours to deal with.',
  report_left: 'The report is left to others.',
  report_answered: 'The report is closed as answered, and the reader’s e-mail address is deleted.',
  report_dismissed: 'The report is dismissed, and the reader’s e-mail address is deleted.',
  merged: 'The two entries are one. It can be undone below for a day.',
  unmerged: 'The merge is undone: both entries are back.',
  speaker_revised: 'The speaker is revised.',
  source_revised: 'The source is revised.',
  topic_made: 'The topic is made. Readers see it when a public claim is about it.',
  topic_changed: 'The topic is changed.',
  // Workbench and notes
  evidence_revised: 'The evidence is revised.',
  statement_revised: 'The statement is revised.',
  arranged: 'Saved.',
  note: 'The note is written. Readers never see it.',
  note_told: 'The note is written, and whoever it mentions is told.',
  // Review
  nothing_to_take: 'Nothing waits for a review that you may give: every claim in review has a reviewer, or is one that you logged.',
  dissent: 'Your dissent is recorded.',
  withdraw_dissent: 'Your dissent is withdrawn.',
  signed_out: 'You are signed out.',
  // Second factors and single sign-on
  passkey_added: 'The passkey is added.',
  passkey_removed: 'The passkey is removed. Remove it on your device as well, where it opens nothing any more.',
  app_added: 'The authenticator app is added.',
  app_removed: 'The authenticator app is removed. Delete the entry in the app as well.',
  unlinked: 'The link to single sign-on is undone. The next sign-in by it links anew.',
  // My work
  notices_seen: 'All that was told to you is marked as seen.',
  changes_seen: 'All changes are marked as seen.',
  // Drafts.
  draft_saved: 'What you typed is saved as a draft. Only you can see it.',
  draft_forgotten: 'The draft is thrown away, and the form is empty again.',
  late_kept: 'You were signed out before this was sent, so it was not. What you typed is kept: sign in as the same person, and it stands in the form again.',
  draft_kept: 'You signed in anew after this form was opened, so it was not sent. What you had typed stands in it again: check it, then send it.',
  // People
  invitation_revoked: 'The invitation is revoked. Its link no longer opens.',
  account_changed: 'The account is changed.',
  account_suspended: 'The account is suspended. Its sessions and tokens ended at once.',
  account_restored: 'The account is restored. Its person signs in anew; tokens have to be made again.',
  joined: 'Your account is made. Sign in with the password that you set.',
  welcome: 'Welcome. Your account is made, and you are signed in.',
  second_factor_reset: 'The second factor is reset. The password alone opens until its person enrols anew.',
  password_set: 'Your new password is set, and you were signed out everywhere. Sign in with it.',
  name_changed: 'Your name is changed.',
  password_changed: 'Your password is changed. Everywhere else you are signed out.',
  session_ended: 'That session is ended.',
  sessions_ended: 'All your other sessions are ended.',
  token_revoked: 'The token is revoked. Programs that use it are refused from now on.',
};

/** The notice that a flag in an address asks for; nothing for any other text, because anybody can write an address. */
export const doneWords = (flag: unknown): string | undefined => (typeof flag === 'string' && Object.hasOwn(DONE_WORDS, flag) ? DONE_WORDS[flag] : undefined);

/** Labels of fields by their name in a form. */
export const FIELD_WORDS: Record<string, string> = {
  email: 'E-mail address', password: 'Password',
  // People
  name: 'Name', roles: 'Roles', presentPassword: 'Present password', newPassword: 'New password', tokenName: 'What the token is for', tokenRoles: 'What it may do', tokenDays: 'How long it lasts',
  speakerName: 'Name', aliases: 'Other names', wikidataId: 'Wikidata id', speakerDescription: 'Description', authors: 'Authors', archivedUrl: 'Address of an archived copy', sourceNote: 'Note', into: 'The other entry',
  topicName: 'Name', topicDescription: 'Description',
  reason: 'Reason', searchedWhere: 'Where you searched and found nothing', declineCode: 'Why it is declined', accountId: 'Reviewer', mergeInto: 'Duplicate of', correction: 'Correction note for readers',
  ratingId: 'Rating', summary: 'Summary', caveats: 'What the verdict does not say', citedEvidenceIds: 'Cited evidence', inForceFrom: 'In force from', earlyReason: 'Why it is judged early',
  stance: 'Stance', weight: 'Weight', eventDay: 'Day it happened', evidenceSummary: 'What it shows', excerpt: 'Excerpt', evidenceNote: 'Note', independence: 'Independence',
  sourceUrl: 'Address', sourceTitle: 'Title of the source', sourcePublisher: 'Publisher', sourceKind: 'Kind of source', sourceDay: 'Day of publication',
  title: 'Short title', wording: 'The claim in our words', kind: 'Kind of claim', claimLanguage: 'Language of our words', background: 'Background',
  speaker: 'Who said it', speakerRole: 'Role', saidDay: 'Day it was said', place: 'Place', occasion: 'Occasion', audience: 'Audience',
  quote: 'Quote', paraphrase: 'Paraphrase', statementLanguage: 'Language it was said in', wasSaid: 'Was it said?',
  wouldConfirm: 'What would confirm it', wouldRefute: 'What would refute it', wouldVoid: 'What would void it', dueKind: 'When it is due', dueDay: 'Due day', dueEvent: 'Event that settles it', resolutionNote: 'Note on the resolution',
  outcome: 'What became of it', closingNote: 'Note for the desk', answer: 'Answer to the reader', correctionId: 'Correction that came of it',
  // Workbench and notes
  cite: 'Address or citation', sourceId: 'Source', sourceAuthors: 'Authors', editorInChargeId: 'Editor in charge', otherTopics: 'Other topics', noteWords: 'Your note',
  // Review
  dissentWords: 'Why you disagree',
  correctionKind: 'Kind of correction', explanation: 'Explanation for readers',
  // Log a claim, statements and their hops.
  speakerIs: 'Who is meant', statementNote: 'Note on the statement', scaleId: 'Scale', topicIds: 'Topics', sourceLanguage: 'Language of the source',
  hopWho: 'Who relayed or published it', hopWhoIs: 'Who is meant', hopWhoRole: 'Role', hopDay: 'Day it was passed on', hopOccasion: 'On what occasion', hopForm: 'How it was passed on', hopNote: 'Note on this step',
  hopSourceUrl: 'Address', hopSourceTitle: 'Title of the source', hopSourcePublisher: 'Publisher', hopSourceDay: 'Day of publication', hopSourceKind: 'Kind of source', hopSourceLanguage: 'Language of the source',
};

/** What a field is called; a hop's fields are called alike in every hop. */
export const fieldWords = (name: string): string | undefined => ratingWords(name) ?? FIELD_WORDS[name.replace(/^hop\d+(?=[A-Z])/, 'hop')];

const RATING_WORDS: Readonly<Record<string, string>> = { label: 'Label', key: 'Key', colour: 'Colour', conclusive: 'Does it settle the claim?', number: 'Number', meaning: 'What it means' };

/** "rating_number-1" → "Number of rating 2" */
function ratingWords(name: string): string | undefined {
  const [, part, index] = /^rating_([a-z]+)-(\d+)$/.exec(name) ?? [];
  return part === undefined || !Object.hasOwn(RATING_WORDS, part) ? undefined : `${RATING_WORDS[part]} of rating ${Number(index) + 1}`;
}

/** A message of rules and fields as a newsroom says it: without underscores, and with days in words. */
export function plainly(message: string): string {
  return message.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (word) => word.replaceAll('_', ' ')).replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => sayDay(day));
}

/** What to say beside a field: "“Reason” is missing."; a whole sentence stands for itself. */
export function aboutField(name: string, message: string): string {
  const label = fieldWords(name);
  const isSentence = /^\p{Lu}/u.test(message);
  const words = label === undefined || isSentence ? message : /^(?:must|is|has|needs|names|contains|cannot|does|stands) /.test(message) ? `“${label}” ${message}` : `“${label}”: ${message}`;
  return /[.?!]$/.test(words) ? words : `${words}.`;
}
