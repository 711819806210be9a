/** Statements with their chains, what would settle the claim, and the forms that add to or revise them. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimRecord, HopView, StatementView } from '../../record/claim-record.dto.js';
import { Day } from '../../shared/html/day.js';
import { OutLink, tongue } from '../../shared/html/words.js';
import { CORRECTION_WORDS, DUE_WORDS, FORM_WORDS, HOP_WORDS, WAS_SAID_WORDS } from '../desk.words.js';
import { Carried, choicesOf, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import { ResolutionFields, SpeakerNames, StatementFields } from '../forms/parts.view.js';
import type { WorkbenchProps } from './workbench.view.js';

export function Statements(props: WorkbenchProps): VNode {
  const { claim, frame, once, refused, rights, speakerNames } = props;
  const form = stateOf('statement', refused);
  return (
    <>
      <section class="section" id="statements" aria-labelledby="statements-title">
        <h2 id="statements-title">{claim.statements.length > 1 ? 'Statements' : 'Statement'}</h2>
        {claim.statements.length === 0 && <p>None yet. The claim needs one before it can be opened.</p>}
        {claim.statements.map((statement) => <Statement key={statement.id} statement={statement} />)}
        {rights.addStatement && claim.status !== 'withdrawn' && (
          <details class="desk-more" open={form.sent !== undefined}>
            <summary>Add a statement</summary>
            <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/statements`} noValidate>
              <Carried csrfToken={frame.csrfToken} once={once} />
              <SpeakerNames names={speakerNames} />
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

function Statement({ statement }: { statement: StatementView }): VNode {
  const { speaker, day, place, occasion, audience, quote, paraphrase, language } = statement;
  return (
    <article class="statement">
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
    </article>
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

export function ReviseForm({ claim, frame, refused }: WorkbenchProps): VNode {
  const form = stateOf('revise', refused);
  const isPublic = claim.status !== 'draft';
  return (
    <section class="section" aria-labelledby="revise-title">
      <h2 id="revise-title">Revise</h2>
      <details open={form.sent !== undefined}>
        <summary>Title, wording, background and what would settle it</summary>
        <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/revise`} noValidate>
          <Carried csrfToken={frame.csrfToken} version={claim.version} />
          <TextField form={form} name="title" value={claim.title} />
          <TextArea form={form} name="wording" value={claim.wording} />
          <TextArea form={form} name="background" value={claim.background} optional />
          <ResolutionFields form={form} now={claim.resolution} />
          {isPublic && (
            <fieldset class="desk-group">
              <legend>The correction, for readers</legend>
              <p class="hint">The claim is public, so every change is explained and stays visible.</p>
              <Select form={form} name="correctionKind" choices={choicesOf(CORRECTION_WORDS)} empty="Choose one" />
              <TextArea form={form} name="explanation" />
            </fieldset>
          )}
          <Send form={form} words={isPublic ? 'Publish the correction' : 'Save'} quiet />
        </form>
      </details>
    </section>
  );
}
