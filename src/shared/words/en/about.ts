/** Pages of speakers, topics and sources, and the list of corrections. */
import type { Forms } from '../forms.js';

export const about = {
  speaker: 'Speaker',
  organisation: 'Organisation',
  topic: 'Topic',
  source: 'Source',
  speakerDescription: 'Claims by {name} on record, and where each stands.',
  topicDescription: 'Claims about {name}, and where each stands.',
  roles: 'Roles',
  span: '{from} to {until}',
  spanSince: 'since {from}',
  spanUntil: 'until {until}',
  alsoWritten: 'Also written {names}',
  onWikidata: '{name} on Wikidata',
  claims: 'Claims',
  chosen: 'Claims are chosen because they can be checked, not sampled: they do not measure how often somebody tells the truth.',
  noClaimsSpeaker: 'No claim by this speaker is on record.',
  noClaimsTopic: 'No claim on this topic is on record.',
  record: 'The record so far',
  recordCount: { one: '{n} claim on record', other: '{n} claims on record' } as Forms,
  relays: 'Statements of others that reach us through {name}',
};
