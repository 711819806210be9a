/** What a kept answer depends on, and what an act touched: the same words on both sides (migration 0012 writes the second). */

const KINDS = ['claim', 'speaker', 'topic', 'source', 'scale', 'account'] as const;
type Kind = (typeof KINDS)[number];

/** This one thing, by its id. */
export const tagOf = (kind: Kind, id: string): string => `${kind}:${id}`;
/** Anything of the kind: for what lists or counts them. */
export const tagOfAll = (kind: Kind): string => `${kind}s`;
/** Any claim that names the speaker, in a statement or in how we know of it. */
export const tagOfClaimsBy = (speakerId: string): string => `claims-of-speaker:${speakerId}`;
export const tagOfClaimsOn = (topicId: string): string => `claims-on-topic:${topicId}`;
/** Any claim with evidence, or a hop of a statement's chain, from the source. */
export const tagOfClaimsCiting = (sourceId: string): string => `claims-citing-source:${sourceId}`;

/** All that a message of the database means: what touches one claim touches "claims" as well. */
export function tagsTold(message: string): string[] {
  const tags = new Set(message.split(' ').filter((tag) => tag !== ''));
  for (const tag of [...tags]) {
    const kind = KINDS.find((each) => tag.startsWith(`${each}:`));
    if (kind) tags.add(tagOfAll(kind));
  }
  return [...tags];
}
