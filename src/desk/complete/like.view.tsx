/** Claims like the one that is being typed, each with a button and a key that adds what was said to it instead. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ClaimLike } from '../../record/claims-like.query.js';
import { sayDay } from '../../shared/day.js';
import { tongue } from '../../shared/html/words.js';
import { STATUS_WORDS } from '../desk.words.js';

export function LikeClaims({ claims }: { claims: readonly ClaimLike[] }): VNode {
  if (claims.length === 0) return <p class="hint">Nothing like it is on record.</p>;
  return (
    <>
      <p class="hint">{claims.length === 1 ? 'One claim like it is' : `${claims.length} claims like it are`} on record. If it is the same claim, add what was said as another statement of it.</p>
      <ol class="like-claims">
        {claims.map((claim, index) => (
          <li key={claim.id}>
            <p><a href={`/desk/claims/${claim.id}`} target="_blank" {...tongue(claim.language)}>{claim.wording}<span class="visually-hidden"> (opens in a new tab)</span></a></p>
            <p class="hint">{saidBefore(claim)} {claim.status === 'draft' ? STATUS_WORDS.draft : claim.standing.text}.</p>
            <button type="submit" class="button-quiet" name="statement_of" value={claim.id} formNoValidate aria-keyshortcuts={`Alt+${index + 1}`}>
              Add as another statement of this claim <kbd aria-hidden="true">Alt+{index + 1}</kbd>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** "Said before by Sergey Lavrov, 21 Jan 2022, and twice more." */
function saidBefore({ speaker, saidOn, timesSaid }: ClaimLike): string {
  if (!speaker) return timesSaid === 0 ? 'No statement yet.' : 'Said before, by whom is not known yet.';
  const more = timesSaid - 1;
  return `Said before by ${speaker.name}${saidOn ? `, ${sayDay(saidOn)}` : ''}${more <= 0 ? '' : more === 1 ? ', and once more' : `, and ${more} times more`}.`;
}

export const likeFragment = (claims: readonly ClaimLike[]): string => renderToString(<LikeClaims claims={claims} />);
