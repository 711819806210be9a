/** The attribution chain: said by → relayed by → published by, and whether it ends in a source. */
import type { HopKind } from '../claims/claim.words.js';
import { bounds } from '../shared/day.js';
import type { FieldError } from '../shared/errors.js';

export interface Hop {
  kind: HopKind;
  speakerId: string;
  day: string | null;
  sourceId: string | null;
}

/** What is wrong with a chain as it stands; an empty chain is a draft's business, so it is not wrong. `speakerId` is the statement's. */
export function chainErrors(chain: readonly Hop[], speakerId: string | null, path = 'chain'): FieldError[] {
  return chain.flatMap((hop, index) => {
    const errors: FieldError[] = [];
    const at = (field: string, message: string) => errors.push({ field: `${path}[${index}].${field}`, message });
    if (index === 0 && hop.kind !== 'said_by') at('kind', 'the first hop must be said_by');
    if (index > 0 && hop.kind === 'said_by') at('kind', 'only the first hop may be said_by; use relayed_by or published_by');
    if (index === 0 && hop.kind === 'said_by' && hop.speakerId !== speakerId) at('speakerId', 'the first hop must be the statement’s own speaker');
    if (hop.kind === 'published_by' && hop.sourceId === null) at('sourceId', 'a published hop names its source');
    const before = chain[index - 1];
    // Only what cannot be in order is wrong: "January 2022" may well be after "21 January 2022".
    if (before?.day && hop.day && bounds(hop.day).last < bounds(before.day).first) at('day', 'a hop cannot be earlier than the one before it');
    return errors;
  });
}

export function endsInSource(chain: readonly Pick<Hop, 'kind' | 'sourceId'>[]): boolean {
  const last = chain.at(-1);
  return last?.kind === 'published_by' && last.sourceId !== null;
}

/** What `open` asks of at least one statement. */
export function isComplete(statement: { speakerId: string | null; day: string | null; chain: readonly Pick<Hop, 'kind' | 'sourceId'>[] }): boolean {
  return statement.speakerId !== null && statement.day !== null && endsInSource(statement.chain);
}
