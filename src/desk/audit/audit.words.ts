/** What the ledger's acts and the fields of its snapshots are called. */

/** After somebody's name: "Ada Reviewer approved the verdict". */
const ACTS: Readonly<Record<string, string>> = {
  log: 'logged the claim', revise_claim: 'revised the claim', add_statement: 'added a statement', revise_statement: 'revised a statement',
  add_evidence: 'added evidence', revise_evidence: 'revised evidence', withdraw_evidence: 'withdrew evidence',
  open: 'opened the claim', submit: 'submitted the claim for review', claim_review: 'took the review', assign: 'gave the review to somebody', propose_verdict: 'proposed a verdict',
  approve: 'approved the verdict', return: 'returned it', reopen: 'reopened the claim', decline: 'declined the claim', withdraw: 'withdrew the claim',
  dissent: 'recorded a dissent', withdraw_dissent: 'withdrew a dissent',
  propose_correction: 'proposed a correction', approve_correction: 'approved a correction', return_correction: 'returned a correction', take_back_correction: 'took a correction back',
  create_speaker: 'put a speaker on record', revise_speaker: 'revised a speaker', merge_speaker: 'merged a speaker into another', unmerge_speaker: 'undid the merging of a speaker',
  create_source: 'put a source on record', revise_source: 'revised a source', merge_source: 'merged a source into another', unmerge_source: 'undid the merging of a source',
  create_topic: 'made a topic', revise_topic: 'revised a topic', create_scale: 'made a version of a scale',
  create_account: 'made an account', invite: 'invited somebody', send_invitation_again: 'sent an invitation again', revoke_invitation: 'revoked an invitation', accept_invitation: 'accepted an invitation', change_account: 'changed an account', set_password: 'set a password', make_password_link: 'made a link for a new password', suspend_account: 'suspended an account', restore_account: 'restored an account',
  create_token: 'made a token', revoke_token: 'ended a token',
  add_passkey: 'added a passkey', remove_passkey: 'removed a passkey', add_totp: 'added an authenticator app', remove_totp: 'removed an authenticator app',
  make_recovery_codes: 'made new recovery codes', use_recovery_code: 'signed in or confirmed with a recovery code', reset_second_factor: 'reset somebody’s second factor',
  link_identity: 'linked an account to single sign-on', unlink_identity: 'undid a link to single sign-on',
};

const inPlainWords = (name: string): string => name.replaceAll('_', ' ');

/** "approved the verdict"; an act that has no words yet is told by its name. */
export const actWords = (act: string): string => (Object.hasOwn(ACTS, act) ? ACTS[act]! : `did: ${inPlainWords(act)}`);

/** What stands in a filter: "Approved the verdict". */
export const actChoice = (act: string): string => {
  const words = actWords(act);
  return words[0]!.toUpperCase() + words.slice(1);
};

export const KNOWN_ACTS: readonly string[] = Object.keys(ACTS);

export const STREAM_WORDS: Readonly<Record<string, string>> = { claim: 'Claims', speaker: 'Speakers', source: 'Sources', topic: 'Topics', scale: 'Scales', account: 'Accounts' };

export const SUBJECT_WORDS: Readonly<Record<string, string>> = {
  claim: 'The claim', statement: 'A statement', evidence: 'A piece of evidence', verdict: 'The verdict', correction: 'The note for readers', correction_proposal: 'The proposed correction',
  speaker: 'The speaker', source: 'The source', topic: 'The topic', scale: 'The scale', account: 'The account',
};

const FIELDS: Readonly<Record<string, string>> = {
  title: 'Title', wording: 'Our wording', kind: 'Kind', language: 'Language', background: 'Background', scale_id: 'Scale', status: 'Status', status_reason: 'Reason given', decline_code: 'Why it is declined',
  searched_where: 'Searched, none found', merged_into_id: 'Merged into', editor_in_charge_id: 'In charge', reviewer_id: 'Reviewer', topic_ids: 'Topics',
  would_confirm: 'What would confirm it', would_refute: 'What would refute it', would_void: 'What would void it', due_kind: 'When it is due', due_day: 'Due day', due_event: 'Event that settles it',
  speaker_id: 'Speaker', said_day: 'Day it was said', place: 'Place', occasion: 'Occasion', audience: 'Audience', quote: 'Quote', paraphrase: 'Paraphrase', was_said: 'Was it said?', note: 'Note', hops: 'How we know',
  source_id: 'Source', stance: 'Stance', weight: 'Weight', event_day: 'Day it happened', summary: 'Summary', excerpt: 'Excerpt', independence: 'Independence', withdrawn_at: 'Withdrawn', withdraw_reason: 'Why it was withdrawn',
  rating_id: 'Rating', caveats: 'What it does not say', early_reason: 'Why it is judged early', in_force_from: 'In force from', cited: 'Cited evidence', dissents: 'Dissents',
  proposed_by_id: 'Proposed by', proposed_at: 'Proposed', approved_by_id: 'Approved by', approved_at: 'Approved', returned_by_id: 'Returned by', returned_at: 'Returned', return_reason: 'Why it was returned',
  superseded_by_id: 'Superseded by', superseded_at: 'Superseded', explanation: 'Explanation',
  name: 'Name', aliases: 'Other names', wikidata_id: 'Wikidata', description: 'Description', roles: 'Roles', publisher: 'Publisher', authors: 'Authors', published_day: 'Published', url: 'Address', archived_url: 'Archived copy',
  key: 'Key', ratings: 'Ratings', email: 'E-mail address', suspended_at: 'Suspended',
};

/** "Merged into"; a field that has no words yet is told by its name. */
export const fieldWords = (field: string): string => {
  if (Object.hasOwn(FIELDS, field)) return FIELDS[field]!;
  const words = inPlainWords(field.replace(/_(?:id|at|day)$/, ''));
  return words[0]!.toUpperCase() + words.slice(1);
};
