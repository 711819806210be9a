/** Statements with their chains, what would settle the claim, and the forms that add to them and revise them. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimRecord, HopView, StatementView } from '../../record/claim-record.dto.js';
import { Day } from '../../shared/html/day.js';
import { OutLink, tongue } from '../../shared/html/words.js';
import { DUE_WORDS, FORM_WORDS, HOP_WORDS, WAS_SAID_WORDS } from '../desk.words.js';
import { DraftNotice } from '../drafts/draft.view.js';
import { Carried, EnterKey, Send, stateOf } from '../forms/fields.view.js';
import { StatementFields } from '../forms/parts.view.js';
import { CarriedHere, CorrectionFields } from './revise.view.js';
import type { WorkbenchProps } from './workbench.view.js';

export function Statements(props: WorkbenchProps): VNode {
  const { claim, drafts, frame, once, refused, rights } = props;
  const form = stateOf('statement', refused, drafts['statement']);
  return (
    <>
      <section class="section" id="statements" aria-labelledby="statements-title">
        <h2 id="statements-title">{claim.statements.length > 1 ? 'Statements' : 'Statement'}</h2>
        {claim.statements.length === 0 && <p>None yet. The claim needs one before it can be opened.</p>}
        {claim.statements.map((statement) => <Statement key={statement.id} statement={statement} {...props} />)}
        {rights.addStatement && claim.status !== 'withdrawn' && (
          <details class="desk-more" open={form.sent !== undefined}>
            <summary>Add a statement</summary>
            <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/statements`} data-draft={`claim:${claim.id}:statement`} noValidate>
              <Carried csrfToken={frame.csrfToken} once={once} />
              <input type="hidden" name="seen" value={claim.version} />
              <EnterKey />
              <DraftNotice form={form} />
              <StatementFields form={form} />
              <Send form={form} words="Add the statement" quiet />
            </form>
          </details>
        )}
      </section>
      <Resolution claim={claim} />
    </>
  );
}

function Statement({ statement, ...props }: WorkbenchProps & { statement: StatementView }): VNode {
  const { claim, refused, restated, rights } = props;
  const isRevised = restated?.id === statement.id || refused?.id === `restate-${statement.id}`;
  const { speaker, day, place, occasion, audience, quote, paraphrase, language } = statement;
  return (
    <article class="statement" id={`statement-${statement.id}`}>
      <h3>{speaker ? speaker.name : 'Speaker not known yet'}{speaker?.role && `, ${speaker.role}`}</h3>
      <p class="claim-who">
        {day ? <Day day={day} /> : 'day not known yet'}{[place, occasion, audience && `to ${audience}`].filter(Boolean).map((words) => `, ${words}`)}
      </p>
      {quote && <blockquote class="quote" {...tongue(language)}>{quote}</blockquote>}
      {paraphrase && <p class="quote"><span class="quote-kind">In other words</span>{paraphrase}</p>}
      <p class="was-said">Was it said? {WAS_SAID_WORDS[statement.wasSaid]}</p>
      {statement.note && <p>{statement.note}</p>}
      <h4 class="visually-hidden">How we know</h4>
      {statement.chain.length === 0 ? <p>No attribution chain yet.</p> : <ol class="chain">{statement.chain.map((hop, index) => <Hop key={index} hop={hop} />)}</ol>}
      {rights.addStatement && claim.status !== 'withdrawn' && (isRevised ? <Restate statement={statement} {...props} /> : <p class="desk-item-acts"><a href={`/desk/claims/${claim.id}?revise=statement:${statement.id}#restate-${statement.id}`}>Revise<span class="visually-hidden"> the statement of {speaker?.name ?? 'a speaker not known yet'}</span></a></p>)}
    </article>
  );
}

function Restate({ statement, ...props }: WorkbenchProps & { statement: StatementView }): VNode {
  const { claim, refused, restated, drafts } = props;
  const id = `restate-${statement.id}`;
  const form = stateOf(id, refused, drafts[id] ?? restated?.sent);
  return (
    <form class="form desk-in-place" id={id} method="post" action={`/desk/claims/${claim.id}/statements/${statement.id}/revise`} data-draft={`claim:${claim.id}:${id}`} noValidate>
      <CarriedHere {...props} form={form} version={statement.version} />
      <EnterKey />
      <DraftNotice form={form} version={statement.version} />
      <StatementFields form={form} />
      <CorrectionFields {...props} form={form} of={`statement:${statement.id}`} />
      <Send form={form} words={claim.status === 'draft' ? 'Save the statement' : 'Publish the correction'} quiet />
      <p class="desk-item-acts"><a href={`/desk/claims/${claim.id}#statement-${statement.id}`}>Leave it as it is</a></p>
    </form>
  );
}

function Hop({ hop }: { hop: HopView }): VNode {
  const rest: ComponentChildren[] = [hop.day && <Day key="day" day={hop.day} />, hop.occasion, FORM_WORDS[hop.form].toLowerCase(), hop.note].filter(Boolean);
  return (
    <li>
      <span class="hop-kind">{HOP_WORDS[hop.kind]}</span> {hop.speaker.name}
      <span class="hop-rest">{rest.map((part, index) => <>{index > 0 && ', '}{part}</>)}</span>
      {hop.source && <span class="hop-rest"><OutLink href={hop.source.url} lang={hop.source.language}>{hop.source.title}</OutLink>, {hop.source.publisher}</span>}
    </li>
  );
}

function Resolution({ claim }: { claim: ClaimRecord }): VNode | null {
  const { resolution } = claim;
  if (!resolution && claim.kind === 'factual') return null;
  return (
    <section class="section" id="resolution" aria-labelledby="resolution-title">
      <h2 id="resolution-title">What would settle it</h2>
      {!resolution ? <p>Nothing said yet. The claim needs it before it can be opened.</p> : (
        <dl class="settles">
          <div><dt>Confirms it</dt><dd>{resolution.wouldConfirm}</dd></div>
          <div><dt>Refutes it</dt><dd>{resolution.wouldRefute}</dd></div>
          {resolution.wouldVoid && <div><dt>Voids it</dt><dd>{resolution.wouldVoid}</dd></div>}
          <div><dt>Due</dt><dd>{resolution.due.day ? <Day day={resolution.due.day} /> : (resolution.due.event ?? DUE_WORDS[resolution.due.kind])}</dd></div>
          {resolution.note && <div><dt>Note</dt><dd>{resolution.note}</dd></div>}
        </dl>
      )}
    </section>
  );
}
