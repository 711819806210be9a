/** Verdicts as the desk reads them on the workbench: what is proposed, to the letter, and what is in force, with who sees it otherwise. */
import type { VNode } from 'preact';
import type { ClaimRecord, VerdictView } from '../../record/claim-record.dto.js';
import { Badge } from '../../shared/html/badge.js';
import { Day, Instant } from '../../shared/html/day.js';
import { Notice } from '../../shared/html/form.js';
import { Dissents } from '../../site/claim/verdict.view.js';

const reviewOf = (claim: ClaimRecord): string => `/desk/claims/${claim.id}/review`;

export function Proposal({ claim }: { claim: ClaimRecord }): VNode | null {
  const proposal = claim.desk?.proposal;
  if (!proposal) return null;
  return (
    <section class="section desk-proposal" id="proposal" aria-labelledby="proposal-title">
      <h2 id="proposal-title">Proposed verdict</h2>
      {!proposal.caseUnchanged && (
        <Notice kind="warning" title="The case changed after this was proposed">
          <p>The evidence or the claim is not what the proposal was made on, so it cannot be approved. It has to be <a href={`${reviewOf(claim)}#return`}>returned</a>, so that it is proposed again on what is known now.</p>
        </Notice>
      )}
      <VerdictBody claim={claim} verdict={proposal} />
      <p class="verdict-note">Proposed by {proposal.proposedBy.name}, <Instant at={proposal.proposedAt} />. Readers do not see it. <a href={`${reviewOf(claim)}#judging`}>Read it as readers will, and what was done since</a></p>
    </section>
  );
}

export function VerdictInForce({ claim }: { claim: ClaimRecord }): VNode | null {
  const { verdict } = claim;
  if (!verdict) return null;
  return (
    <section class="section" id="verdict" aria-labelledby="verdict-title">
      <h2 id="verdict-title">Verdict in force</h2>
      <VerdictBody claim={claim} verdict={verdict} />
      <p class="verdict-note">
        {verdict.singleReviewer ? <>Given by a single reviewer, {verdict.proposedBy.name}</> : <>Proposed by {verdict.proposedBy.name}, approved by {verdict.approvedBy?.name}</>}
        {verdict.approvedAt && <>, <Instant at={verdict.approvedAt} /></>}
        {claim.earlierVerdicts.length > 0 && <>. Earlier verdicts: {claim.earlierVerdicts.map((earlier) => earlier.rating.label).join(', ')}</>}.
      </p>
    </section>
  );
}

function VerdictBody({ claim, verdict }: { claim: ClaimRecord; verdict: VerdictView }): VNode {
  const cited = verdict.cited.map((id) => claim.evidence.find((evidence) => evidence.id === id)).filter((evidence) => evidence !== undefined);
  return (
    <>
      <p class="verdict-meaning"><Badge tone={verdict.rating.colour} label={verdict.rating.label} /> <span>in force from <Day day={verdict.inForceFrom} /></span></p>
      <p class="reading">{verdict.summary}</p>
      {verdict.caveats.length > 0 && (
        <>
          <h3>What it does not say</h3>
          <ul class="bullets">{verdict.caveats.map((caveat) => <li key={caveat}>{caveat}</li>)}</ul>
        </>
      )}
      {verdict.earlyReason && <p class="verdict-note"><strong>Judged early:</strong> {verdict.earlyReason}</p>}
      <h3>Cited evidence</h3>
      {cited.length === 0 ? <p>None.</p> : (
        <ol class="cited">
          {cited.map((evidence) => (
            <li key={evidence.id}>
              <Day day={evidence.day} />
              <span><a href={`#evidence-${evidence.id}`}>{evidence.summary}</a>{evidence.withdrawn && <strong> (withdrawn)</strong>}</span>
            </li>
          ))}
        </ol>
      )}
      <Dissents verdict={verdict} language={claim.language} />
    </>
  );
}
