/** What others did to a claim since somebody opened it, told before it can be overwritten. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Acts } from '../audit/acts.view.js';
import type { RecordedAct } from '../audit/audit.query.js';
import { actWords } from '../audit/audit.words.js';

interface ChangedProps {
  claimId: string;
  acts: readonly RecordedAct[];
}

/** Filled by the page's script as acts come; empty when the page is drawn, for it shows the claim as it is. */
export function ChangesRegion({ claimId, version }: { claimId: string; version: number }): VNode {
  return <div id="changes" class="desk-changes" role="status" data-live={`claim:${claimId}`} data-live-from={`/desk/claims/${claimId}/changes?since=${version}`} />;
}

function ChangedSince({ claimId, acts }: ChangedProps): VNode | null {
  if (acts.length === 0) return null;
  return (
    <div class="notice notice-warning">
      <h2 class="notice-title">This claim changed since you opened it</h2>
      <p>{summaryOf(acts)}. <a href={`/desk/claims/${claimId}`}>Show it as it is now</a></p>
      <details id="changes-acts"><summary>What changed</summary><Acts acts={acts} /></details>
      <p class="small">What you type here overwrites nothing: a form of the older page is sent back to you with what changed.</p>
    </div>
  );
}

/** After a refusal the page is as the claim is now, with what happened between. */
export function ChangedMeanwhile({ acts }: Pick<ChangedProps, 'acts'>): VNode | null {
  if (acts.length === 0) return null;
  return (
    <section class="notice notice-warning" id="changed-meanwhile" aria-labelledby="changed-meanwhile-title">
      <h2 class="notice-title" id="changed-meanwhile-title">The claim changed while you were working on it</h2>
      <p>{summaryOf(acts)}. Below is the claim as it is now, and your form with what you typed. If it still holds, send it again.</p>
      <details open={acts.length < 4}><summary>What changed</summary><Acts acts={acts} /></details>
    </section>
  );
}

/** "Ada Reviewer added evidence and Bo Reviewer took the review" */
function summaryOf(acts: readonly RecordedAct[]): string {
  const told = [...new Set(acts.map(({ by, act }) => `${by?.name ?? 'Whoever runs the machine'} ${actWords(act)}`))];
  const shown = told.length > 3 ? [...told.slice(0, 3), `${told.length - 3} more`] : told;
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(shown);
}

export const changesFragment = (props: ChangedProps): string => renderToString(<ChangedSince {...props} />);
