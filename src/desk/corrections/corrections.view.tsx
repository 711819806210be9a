/** What waits for a second person, and one proposed correction: what readers will see, and what may be done with it. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import type { Decision } from '../../corrections/correction.rules.js';
import type { CorrectionProposalDetail, CorrectionProposalView, ProposalState } from '../../corrections/proposal.dto.js';
import type { CorrectionView } from '../../record/claim-record.dto.js';
import type { RuleAnswer } from '../../shared/errors.js';
import { Instant, RecordedDay } from '../../shared/html/day.js';
import { ErrorSummary, FieldError, Notice } from '../../shared/html/form.js';
import { useLanguage } from '../../shared/html/language.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue, written } from '../../shared/html/words.js';
import { Changes } from '../../site/claim/change.view.js';
import { changesOf } from '../../site/claim/correction.words.js';
import { Carried, stateOf, TextArea } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { AsReadersSee, InFull, type Names } from './correct.view.js';

const SUBJECT_WORDS: Record<CorrectionProposalView['subject'], string> = { claim: 'The claim', statement: 'A statement', evidence: 'A piece of evidence', source: 'A source', speaker: 'A speaker' };

const STATE_WORDS: Record<ProposalState, string> = { waiting: 'Waits for a second person', approved: 'Approved and published', returned: 'Returned', taken_back: 'Taken back' };

export interface QueueProps {
  frame: Frame;
  items: readonly CorrectionProposalView[];
  nextCursor: string | null;
  done: string | undefined;
}

function QueuePage({ frame, items, nextCursor, done }: QueueProps): VNode {
  return (
    <DeskPage frame={frame} title="Corrections that wait for a second person">
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <div class="page-head">
        <h1>Corrections that wait for a second person</h1>
        <p>A factual correction is proposed by one person and approved by {frame.reviewPolicy === 'single' ? 'a reviewer' : 'another, a reviewer'}. What has waited longest comes first.</p>
        <p class="desk-links"><a href="/corrections">What is published</a></p>
      </div>
      <div id="corrections-queue" data-live="queue" data-live-from="/desk/corrections/queue"><Queue viewerId={frame.viewer.accountId} items={items} /></div>
      {nextCursor && <p class="more"><a href={`/desk/corrections?after=${encodeURIComponent(nextCursor)}`}>More corrections</a></p>}
    </DeskPage>
  );
}

function Queue({ viewerId, items }: { viewerId: string | null; items: readonly CorrectionProposalView[] }): VNode {
  if (items.length === 0) return <p>Nothing waits. To correct something, open its claim and choose “Correct”.</p>;
  return <ol class="desk-list">{items.map((item) => <Item key={item.id} item={item} isMine={item.proposedBy.id === viewerId} />)}</ol>;
}

function Item({ item, isMine }: { item: CorrectionProposalView; isMine: boolean }): VNode {
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={`/desk/corrections/${item.id}`} {...tongue(item.claim.language)}>{item.claim.title}</a>
      <p class="prose" {...written(item.claim.language)}>{item.explanation}</p>
      <ul class="desk-item-facts">
        <li><strong>{SUBJECT_WORDS[item.subject]}</strong></li>
        <li>Proposed by {isMine ? 'you' : item.proposedBy.name} on <RecordedDay at={item.proposedAt} /></li>
        {item.claim.status === 'rated' && <li>Reopens the claim</li>}
        {item.report && <li>From a reader’s report</li>}
      </ul>
    </li>
  );
}

export interface ProposalProps {
  frame: Frame;
  proposal: CorrectionProposalDetail;
  decidable: Record<Decision, RuleAnswer>;
  names: Names;
  note: CorrectionView;
  summary: ClaimSummary | undefined;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

function ProposalPage(props: ProposalProps): VNode {
  const { frame, proposal, note, summary, names, done, refused } = props;
  const { claim, state } = proposal;
  return (
    <DeskPage frame={frame} title={refused ? 'Error: Proposed correction' : `Proposed correction: ${claim.title}`}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <header class="page-head">
        <p class="kicker"><strong>{STATE_WORDS[state]}</strong> · {SUBJECT_WORDS[proposal.subject]}</p>
        <h1>Proposed correction</h1>
        <p class="reading" {...tongue(claim.language)}>{claim.title}</p>
        <ul class="desk-facts">
          <li>Proposed by {proposal.proposedBy.name} on <Instant at={proposal.proposedAt} /></li>
          {proposal.decidedBy && <li>{STATE_WORDS[state]} by {proposal.decidedBy.name} on <Instant at={proposal.decidedAt!} /></li>}
          {proposal.report && <li>From <a href={`/desk/reports?ref=${encodeURIComponent(proposal.report)}`}>report {proposal.report}</a></li>}
        </ul>
        <p class="desk-links">
          <a href={`/desk/claims/${claim.id}`}>Open the claim</a>
          <a href="/desk/corrections">All that wait</a>
        </p>
      </header>
      {proposal.returnReason && <Notice title="Why it was returned"><p class="desk-typed" dir="auto">{proposal.returnReason}</p></Notice>}
      <div class="desk-bench">
        <div class="desk-record">
          {!proposal.subjectUnchanged && <Since proposal={proposal} />}
          {state === 'approved' ? <p><a href={`/claims/${summary?.slug ?? claim.id}#corrections`}>As readers see it</a></p> : <AsReadersSee correction={note} claim={claim} summary={summary} />}
          <InFull changes={proposal.changes} names={names} />
        </div>
        {state === 'waiting' && <Decide {...props} />}
        {(state === 'returned' || state === 'taken_back') && <Again proposal={proposal} />}
      </div>
    </DeskPage>
  );
}

function Since({ proposal }: { proposal: CorrectionProposalDetail }): VNode {
  const spoken = useLanguage();
  return (
    <Notice kind="warning" title="What this corrects has changed since it was proposed">
      {proposal.since.length > 0
        ? <Changes changes={changesOf({ kind: 'factual', subject: proposal.subject, changes: proposal.since }, spoken)} />
        : <p>It was revised or withdrawn meanwhile.</p>}
      <p>It cannot be approved any more. Return it, or have it taken back and proposed again on what is said now.</p>
    </Notice>
  );
}

function Again({ proposal }: { proposal: CorrectionProposalDetail }): VNode {
  const of = proposal.subject === 'claim' ? 'claim' : `${proposal.subject}:${proposal.subjectId}`;
  return (
    <section class="section desk-actions" aria-labelledby="again-title">
      <h2 id="again-title">{STATE_WORDS[proposal.state]}</h2>
      <p>Readers were told nothing of it.</p>
      <p><a href={`/desk/claims/${proposal.claim.id}/corrections/new?of=${of}`}>Correct it anew</a></p>
    </section>
  );
}

function Decide({ frame, proposal, decidable, refused }: ProposalProps): VNode {
  const returning = stateOf('return', refused);
  const mayTakeBack = decidable.take_back === true;
  return (
    <section class="section desk-actions" id="actions" aria-labelledby="decide-title">
      <h2 id="decide-title">What can be done now</h2>
      <div class="desk-action">
        <h3>Approve</h3>
        <form id="approve" method="post" action={`/desk/corrections/${proposal.id}/approve`} noValidate>
          <Carried csrfToken={frame.csrfToken} version={proposal.version} />
          {proposal.reopens && (
            <>
              <Notice kind="warning"><p>The claim is rated. Approving this opens it again, so that two reviewers judge it anew; until then readers see the verdict in force, marked as being reassessed.</p></Notice>
              <input type="hidden" name="reopens" value="true" />
            </>
          )}
          <Why id="approve" answer={decidable.approve} />
          <FieldError field="approve" errors={stateOf('approve', refused).errors} />
          <FieldError field="approve-reopens" errors={stateOf('approve', refused).errors} />
          <div class="form-actions">
            <button type="submit" class={decidable.approve === true ? undefined : 'button-quiet'} disabled={decidable.approve !== true} aria-describedby={decidable.approve === true ? undefined : 'approve-why'}>{proposal.reopens ? 'Approve, publish and reopen' : 'Approve and publish'}</button>
          </div>
        </form>
      </div>
      {mayTakeBack ? (
        <div class="desk-action">
          <h3>Take it back</h3>
          <form id="take_back" method="post" action={`/desk/corrections/${proposal.id}/take_back`} noValidate>
            <Carried csrfToken={frame.csrfToken} version={proposal.version} />
            <FieldError field="take_back" errors={stateOf('take_back', refused).errors} />
            <div class="form-actions"><button type="submit" class="button-quiet">Take it back</button></div>
          </form>
        </div>
      ) : (
        <div class="desk-action">
          <h3>Return</h3>
          <form id="return" method="post" action={`/desk/corrections/${proposal.id}/return`} noValidate>
            <Carried csrfToken={frame.csrfToken} version={proposal.version} />
            {(decidable.return === true || returning.sent) && <TextArea form={returning} name="reason" hint={`For ${proposal.proposedBy.name}; readers never see it.`} />}
            <Why id="return" answer={decidable.return} />
            <FieldError field="return" errors={returning.errors} />
            <div class="form-actions"><button type="submit" class="button-quiet" disabled={decidable.return !== true} aria-describedby={decidable.return === true ? undefined : 'return-why'}>Return with this reason</button></div>
          </form>
        </div>
      )}
    </section>
  );
}

function Why({ id, answer }: { id: string; answer: RuleAnswer }): VNode | null {
  return answer === true ? null : <p class="desk-why" id={`${id}-why`}>{answer.message}</p>;
}

export const queuePage = (props: QueueProps): string => renderPage(<QueuePage {...props} />);
export const proposalPage = (props: ProposalProps): string => renderPage(<ProposalPage {...props} />);
export const queueFragment = (viewerId: string | null, items: readonly CorrectionProposalView[]): string => renderToString(<Queue viewerId={viewerId} items={items} />);
