/** Who else has a claim open: one line, kept up to date while the page is open. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Present } from './presence.query.js';

const hour = (instant: string): string => `${instant.slice(11, 16)} UTC`;

/** For the pages of a claim; the page's script then tells colleagues that this person has it open. */
export function Presence({ claimId, people }: { claimId: string; people: readonly Present[] }): VNode {
  return (
    <div id="presence" class="desk-presence" role="status" data-presence={claimId} data-live={`presence:${claimId}`} data-live-from={`/desk/claims/${claimId}/presence`}>
      <People people={people} />
    </div>
  );
}

function People({ people }: { people: readonly Present[] }): VNode | null {
  if (people.length === 0) return null;
  return (
    <ul>
      {people.map(({ name, since, away }) => (
        <li key={name + since}><strong>{name}</strong> has this open too{away ? ', behind another window' : ''}, since <time dateTime={since}>{hour(since)}</time></li>
      ))}
    </ul>
  );
}

export const presenceFragment = (people: readonly Present[]): string => renderToString(<People people={people} />);
