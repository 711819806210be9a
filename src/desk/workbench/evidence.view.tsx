/** The evidence, earlier and later than the statement apart, and the forms that add and withdraw it. */
import type { VNode } from 'preact';
import type { EvidenceView } from '../../record/claim-record.dto.js';
import { Day } from '../../shared/html/day.js';
import { OutLink, tongue } from '../../shared/html/words.js';
import { SOURCE_KIND_WORDS, STANCE_WORDS, WEIGHT_WORDS } from '../desk.words.js';
import { Carried, choicesOf, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import { SourceFields } from '../forms/parts.view.js';
import type { WorkbenchProps } from './workbench.view.js';

export function EvidenceBoard(props: WorkbenchProps): VNode {
  const { claim } = props;
  const sides = [
    { title: 'Earlier than the statement', items: claim.evidence.filter((evidence) => evidence.side === 'earlier') },
    { title: 'With it or later', items: claim.evidence.filter((evidence) => evidence.side === 'later') },
  ];
  return (
    <section class="section" id="board" aria-labelledby="board-title">
      <h2 id="board-title">Evidence</h2>
      {claim.evidence.length === 0 && <p>None yet.</p>}
      {claim.evidence.length > 0 && sides.map(({ title, items }) => (
        <section key={title}>
          <h3>{title}</h3>
          {items.length === 0 ? <p>None.</p> : <ol class="timeline">{items.map((evidence) => <Item key={evidence.id} evidence={evidence} {...props} />)}</ol>}
        </section>
      ))}
      {props.rights.addEvidence && claim.status !== 'withdrawn' && <AddForm {...props} />}
    </section>
  );
}

function Item({ evidence, ...props }: WorkbenchProps & { evidence: EvidenceView }): VNode {
  const { source, withdrawn } = evidence;
  const classes = ['timeline-item', evidence.weight === 'decisive' && 'timeline-decisive', withdrawn && 'timeline-withdrawn'].filter(Boolean).join(' ');
  return (
    <li class={classes} id={`evidence-${evidence.id}`}>
      <p class="timeline-head">
        <Day day={evidence.day} />
        <span class={`timeline-stance stance-${evidence.stance}`}>{STANCE_WORDS[evidence.stance]}</span>
        <span class="timeline-weight">{WEIGHT_WORDS[evidence.weight].toLowerCase()}</span>
      </p>
      <p class="timeline-summary">{evidence.summary}</p>
      {evidence.excerpt && <blockquote class="excerpt" {...tongue(source.language)}>{evidence.excerpt}</blockquote>}
      <p class="source-line">
        <OutLink href={source.url} lang={source.language}>{source.title}</OutLink>, {source.publisher} ({SOURCE_KIND_WORDS[source.kind].toLowerCase()}{source.publishedDay && <>, <Day day={source.publishedDay} /></>})
      </p>
      {evidence.note && <p class="timeline-note">{evidence.note}</p>}
      {evidence.independence && <p class="timeline-note">Independence: {evidence.independence}</p>}
      {withdrawn ? <p class="withdrawn-why">Withdrawn: {withdrawn.reason}</p> : props.rights.withdrawEvidence && props.claim.status !== 'withdrawn' && <WithdrawForm evidence={evidence} {...props} />}
    </li>
  );
}

function WithdrawForm({ evidence, claim, frame, refused }: WorkbenchProps & { evidence: EvidenceView }): VNode {
  const form = stateOf(`withdraw-${evidence.id}`, refused);
  return (
    <details open={form.sent !== undefined}>
      <summary>Withdraw<span class="visually-hidden"> “{evidence.summary}”</span></summary>
      <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/evidence/${evidence.id}/withdraw`} noValidate>
        <Carried csrfToken={frame.csrfToken} version={evidence.version} />
        <TextArea form={form} name="reason" rows={2} hint="Readers see it beside the evidence, which stays visible." />
        <Send form={form} words="Withdraw the evidence" quiet />
      </form>
    </details>
  );
}

function AddForm({ claim, frame, once, refused }: WorkbenchProps): VNode {
  const form = stateOf('evidence', refused);
  return (
    <details class="desk-more" open={form.sent !== undefined}>
      <summary>Add evidence</summary>
      <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/evidence`} noValidate>
        <Carried csrfToken={frame.csrfToken} once={once} />
        <fieldset class="desk-group">
          <legend>The source</legend>
          <SourceFields form={form} />
        </fieldset>
        <fieldset class="desk-group">
          <legend>What it shows</legend>
          <div class="desk-pair">
            <Select form={form} name="stance" choices={choicesOf(STANCE_WORDS)} empty="Choose one" />
            <Select form={form} name="weight" choices={choicesOf(WEIGHT_WORDS)} empty="Choose one" />
          </div>
          <TextField form={form} name="eventDay" short hint="When the evidenced thing happened, which may be long before it was published." />
          <TextArea form={form} name="evidenceSummary" hint="In our words." />
          <TextArea form={form} name="excerpt" hint="Word for word." optional />
          <TextArea form={form} name="evidenceNote" rows={2} optional />
          <TextField form={form} name="independence" hint="How the source stands to the parties." optional />
        </fieldset>
        <Send form={form} words="Add the evidence" quiet />
      </form>
    </details>
  );
}
