/** `/desk/claims/:id/review`: the case as readers will see it, and beside it the judging. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ClaimRecord, VerdictView } from '../../record/claim-record.dto.js';
import { Day, Instant } from '../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { mainStatement } from '../../site/claim/claim.words.js';
import { ClaimBody, Decided, SaidLine, StandingBlock } from '../../site/claim/claim.view.js';
import type { mayDissent } from '../../verdicts/dissent.rules.js';
import type { Possibilities } from '../../workflow/workflow.service.js';
import type { RecordedAct } from '../audit/audit.query.js';
import { Acts } from '../audit/acts.view.js';
import { STATUS_WORDS } from '../desk.words.js';
import type { RefusedForm } from '../forms/refusal.js';
import type { Sent } from '../forms/sent.js';
import { DeskPage, type Frame } from '../frame.view.js';
import type { Present } from '../live/presence.query.js';
import { Presence } from '../live/presence.view.js';
import { ChangedMeanwhile } from '../workbench/changes.view.js';
import type { Colleague } from '../workbench/workbench.query.js';
import { asApproved, forReaders } from './as-approved.rules.js';
import { Judging } from './judging.view.js';
import { waitedWords } from './review-queue.rules.js';

export interface ReviewProps {
  frame: Frame;
  me: { id: string; name: string };
  claim: ClaimRecord;
  possible: Possibilities;
  reviewers: readonly Colleague[];
  people: readonly Present[];
  /** Whether the day that settles it is still ahead. */
  early: boolean;
  /** By verdict, whether this person may dissent from it. */
  dissents: Readonly<Record<string, ReturnType<typeof mayDissent>>>;
  /** What was done since the verdict was proposed, and since the refused form was drawn. */
  sinceProposal: readonly RecordedAct[];
  sinceSeen: readonly RecordedAct[];
  /** What was typed and is to be seen before it is sent. */
  preview: { sent: Sent; verdict: VerdictView } | undefined;
  /** What was typed and never sent. */
  drafts: { propose: Sent | undefined; dissent: Sent | undefined };
  now: string;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

function ReviewPage(props: ReviewProps): VNode {
  const { frame, claim, people, done, refused, preview, sinceSeen } = props;
  return (
    <DeskPage frame={frame} title={`${refused ? 'Error: review' : preview ? 'Preview' : 'Review'}: ${claim.title}`} scripts={['count.js', 'drafts.js']}>
      {refused && refused.errors.length > 0 && <ErrorSummary errors={refused.errors} title={refused.stale ? 'The claim changed while you were working on it' : 'This was not done'} />}
      <ChangedMeanwhile acts={sinceSeen} />
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      {preview && <Notice title="Nothing is sent yet"><p>Below is what readers will see if another reviewer approves it. <a href="#propose_verdict">Go on with your verdict</a></p></Notice>}
      <Head {...props} />
      <Presence claimId={claim.id} people={people} />
      <div id="review-changes" role="status" data-live={`claim:${claim.id}`} data-live-from={`/desk/claims/${claim.id}/review/changes?since=${claim.version}`} />
      <div class="desk-review">
        <Reading {...props} />
        <Judging {...props} />
      </div>
    </DeskPage>
  );
}

function Head({ claim, me, now }: ReviewProps): VNode {
  const desk = claim.desk!;
  const due = claim.resolution?.due;
  const waits = claim.status === 'in_review' || claim.status === 'awaiting_approval';
  return (
    <header class="page-head">
      <p class="kicker"><a href="/desk/review">Review</a> · <strong>{STATUS_WORDS[claim.status]}</strong>{waits && <> for {waitedWords(claim.desk!.statusAt, new Date(now))}</>}</p>
      <h1 {...tongue(claim.language)}>{claim.title}</h1>
      <ul class="desk-facts">
        <li>Reviewer: {desk.reviewer === null ? 'nobody yet' : desk.reviewer.id === me.id ? 'you' : desk.reviewer.name}</li>
        <li>Logged by {desk.loggedBy.name}</li>
        <li>In charge: {desk.editorInCharge.name}</li>
        {due && <li>{due.day ? <>Due <Day day={due.day} /></> : due.event ? `Due with: ${due.event}` : 'No day is set'}</li>}
      </ul>
      <p class="desk-links">
        <a href="#judging" data-key="a">Judge it</a>
        <a href={`/desk/claims/${claim.id}`}>Workbench</a>
        {claim.status !== 'draft' && <a href={`/claims/${claim.slug}`}>The page readers see now</a>}
        <a href={`/desk/claims/${claim.id}/history`} data-key="h">History</a>
      </p>
    </header>
  );
}

/** The reader's own page of the claim, with the verdict that is typed or proposed where there is one. */
function Reading({ claim, me, now, preview, frame }: ReviewProps): VNode {
  const proposal = claim.desk!.proposal;
  const verdict = preview?.verdict ?? proposal;
  const approver = preview || !proposal || proposal.proposedBy.id === me.id ? { id: '', name: 'whoever approves it' } : me;
  const record = verdict ? asApproved(claim, verdict, { by: verdict.singleReviewer ? me : approver, at: now }) : forReaders(claim);
  const said = mainStatement(record);
  return (
    <section class="desk-reading" aria-labelledby="reading-title">
      <h2 id="reading-title" class="desk-reading-title">{verdict ? 'As readers will see it' : 'As readers see it'}</h2>
      <p class="desk-reading-wording" {...tongue(record.language)}>{record.wording}</p>
      {said && <SaidLine statement={said} />}
      <StandingBlock record={record} today={now.slice(0, 10)} reviewPolicy={frame.reviewPolicy} />
      <Decided record={record} />
      <ClaimBody record={record} reviewPolicy={frame.reviewPolicy} />
    </section>
  );
}

export const reviewPage = (props: ReviewProps): string => renderPage(<ReviewPage {...props} />);

/** Told on the open page, before anything can be sent that no longer fits. */
export function changesFragment(claimId: string, acts: readonly RecordedAct[]): string {
  if (acts.length === 0) return '';
  return renderToString(
    <div class="notice notice-warning">
      <h2 class="notice-title">This claim changed since you opened it</h2>
      <p>What you judge now would be sent back to you with these changes. <a href={`/desk/claims/${claimId}/review`}>Read it as it is now</a></p>
      <details id="review-changes-acts" open={acts.length < 4}><summary>What changed</summary><Acts acts={acts} /></details>
      <p class="small muted">The last of it <Instant at={acts.at(-1)!.at} />.</p>
    </div>,
  );
}
