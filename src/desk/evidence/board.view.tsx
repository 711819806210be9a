/** The evidence board: by day, earlier and later than the statement apart, and the forms that revise and withdraw a piece. */
import type { VNode } from 'preact';
import type { Stance } from '../../claims/claim.words.js';
import type { EvidenceView } from '../../record/claim-record.dto.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { OutLink, tongue } from '../../shared/html/words.js';
import { StanceMark } from '../../site/claim/evidence.view.js';
import { SOURCE_KIND_WORDS, STANCE_WORDS, WEIGHT_WORDS } from '../desk.words.js';
import { DraftNotice } from '../drafts/draft.view.js';
import { EnterKey, Send, stateOf, TextArea } from '../forms/fields.view.js';
import { CarriedHere, CorrectionFields } from '../workbench/revise.view.js';
import type { WorkbenchProps } from '../workbench/workbench.view.js';
import { AddEvidenceForm, SaidFields } from './add-evidence.view.js';

export function EvidenceBoard(props: WorkbenchProps): VNode {
  const { claim, rights } = props;
  const [earlier, later] = (['earlier', 'later'] as const).map((side) => claim.evidence.filter((evidence) => evidence.side === side)) as [EvidenceView[], EvidenceView[]];
  const said = claim.statements.find((statement) => statement.day !== null)?.day;
  return (
    <section class="section evidence" id="board" aria-labelledby="board-title">
      <h2 id="board-title">Evidence</h2>
      {claim.evidence.length === 0 && <p>None yet.</p>}
      {claim.evidence.length > 0 && <p class="section-lead">{tally(claim.evidence)}</p>}
      {claim.evidence.length > 3 && <Shown evidence={claim.evidence} cited={citedIn(props)} />}
      {claim.evidence.length > 0 && (
        <>
          <Side title="Earlier than the statement" items={earlier} {...props} />
          {said && <p class="divide"><span>The statement: <Day day={said} /></span></p>}
          <Side title={said ? 'With it or later' : 'The statement has no day yet, so nothing is earlier than it'} items={later} {...props} />
        </>
      )}
      {rights.addEvidence && claim.status !== 'withdrawn' && <AddEvidenceForm {...props} />}
    </section>
  );
}

const citedIn = ({ claim }: WorkbenchProps): ReadonlySet<string> => new Set([...(claim.verdict?.cited ?? []), ...(claim.desk?.proposal?.cited ?? [])]);

/** "5 pieces: 3 against the claim, 1 for it, 1 for context. 2 are decisive." */
function tally(evidence: readonly EvidenceView[]): string {
  const standing = evidence.filter(({ withdrawn }) => !withdrawn);
  const of = (stance: Stance) => standing.filter((one) => one.stance === stance).length;
  const stances = [[of('refutes'), 'against the claim'], [of('supports'), 'for it'], [of('context'), 'for context']] as const;
  const decisive = standing.filter(({ weight }) => weight === 'decisive').length;
  const withdrawn = evidence.length - standing.length;
  return [
    `${standing.length} ${standing.length === 1 ? 'piece' : 'pieces'}${standing.length === 0 ? '' : `: ${stances.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`).join(', ')}`}.`,
    decisive > 0 ? `${decisive} ${decisive === 1 ? 'is' : 'are'} decisive.` : 'None is decisive.',
    withdrawn > 0 ? `${withdrawn} withdrawn.` : '',
  ].filter(Boolean).join(' ');
}

/** What may be looked at alone; the style sheet reads the choice, so that no script is needed. */
function Shown({ evidence, cited }: { evidence: readonly EvidenceView[]; cited: ReadonlySet<string> }): VNode {
  const by = (stance: Stance) => evidence.filter((one) => one.stance === stance).length;
  const choices = [
    ['all', 'All', evidence.length], ['refutes', 'Against', by('refutes')], ['supports', 'For', by('supports')], ['context', 'Context', by('context')],
    ['decisive', 'Decisive', evidence.filter(({ weight }) => weight === 'decisive').length], ['cited', 'Cited', evidence.filter(({ id }) => cited.has(id)).length],
  ] as const;
  return (
    <fieldset class="shown no-print">
      <legend>Show</legend>
      <div class="shown-choices">
        {choices.filter(([, , n]) => n > 0).map(([kind, words, n]) => (
          <span key={kind} class="shown-choice">
            <input type="radio" name="evidence-shown" id={`show-${kind}`} checked={kind === 'all'} autocomplete="off" />
            <label for={`show-${kind}`}>{words} <span class="shown-count">{n}</span></label>
          </span>
        ))}
      </div>
    </fieldset>
  );
}

function Side({ title, items, ...props }: WorkbenchProps & { title: string; items: readonly EvidenceView[] }): VNode {
  const cited = citedIn(props);
  return (
    <div class="evidence-side">
      <h3>{title} <span class="desk-count">{items.length}</span></h3>
      {items.length === 0 ? <p class="muted">None.</p> : <ol class="timeline">{items.map((evidence) => <Item key={evidence.id} evidence={evidence} isCited={cited.has(evidence.id)} {...props} />)}</ol>}
    </div>
  );
}

function Item({ evidence, isCited, ...props }: WorkbenchProps & { evidence: EvidenceView; isCited: boolean }): VNode {
  const { claim, rights, refused, open } = props;
  const { id, source, withdrawn, stance, weight } = evidence;
  const classes = [
    'timeline-item', `is-${stance}`, weight === 'decisive' ? 'is-decisive timeline-decisive' : weight === 'corroborating' ? '' : 'timeline-weak', withdrawn ? 'timeline-withdrawn' : '', isCited ? 'is-cited' : '',
  ].filter(Boolean).join(' ');
  const isRevised = !withdrawn && (open === `evidence:${id}` || refused?.id === `revise-${id}`);
  const mayAct = !withdrawn && claim.status !== 'withdrawn';
  return (
    <li class={classes} id={`evidence-${id}`}>
      <StanceMark stance={stance} strong={weight === 'decisive'} />
      <p class="timeline-head">
        <Day day={evidence.day} />
        <span class={`timeline-stance stance-${stance}`}>{STANCE_WORDS[stance]}</span>
        <span class="timeline-weight">{WEIGHT_WORDS[weight].toLowerCase()}</span>
        {isCited && !withdrawn && <span class="timeline-cited">cited</span>}
      </p>
      <p class="timeline-summary" dir="auto">{evidence.summary}</p>
      {evidence.excerpt && <blockquote class="excerpt" {...tongue(source.language)}>{evidence.excerpt}</blockquote>}
      <p class="source-line">
        <OutLink href={source.url} lang={source.language}>{source.title}</OutLink>, {source.publisher} ({SOURCE_KIND_WORDS[source.kind].toLowerCase()}{source.publishedDay && <>, <Day day={source.publishedDay} /></>})
      </p>
      {evidence.note && <p class="timeline-note" dir="auto">{evidence.note}</p>}
      {evidence.independence && <p class="timeline-note" dir="auto">Independence: {evidence.independence}</p>}
      {withdrawn && <p class="withdrawn-why">Withdrawn on <RecordedDay at={withdrawn.at} />: {withdrawn.reason}</p>}
      {mayAct && rights.reviseEvidence && isRevised && <ReviseForm evidence={evidence} {...props} />}
      {mayAct && (rights.reviseEvidence || rights.withdrawEvidence) && (
        <div class="desk-item-acts">
          {rights.reviseEvidence && !isRevised && <a href={`/desk/claims/${claim.id}?revise=evidence:${id}#revise-${id}`}>Revise<span class="visually-hidden"> “{evidence.summary}”</span></a>}
          {rights.withdrawEvidence && <WithdrawForm evidence={evidence} {...props} />}
        </div>
      )}
    </li>
  );
}

function ReviseForm({ evidence, ...props }: WorkbenchProps & { evidence: EvidenceView }): VNode {
  const { claim, refused, drafts } = props;
  const id = `revise-${evidence.id}`;
  const form = stateOf(id, refused, drafts[id]);
  return (
    <form class="form desk-in-place" id={id} method="post" action={`/desk/claims/${claim.id}/evidence/${evidence.id}/revise`} data-draft={`claim:${claim.id}:${id}`} noValidate>
      <CarriedHere {...props} form={form} version={evidence.version} />
      <EnterKey />
      <DraftNotice form={form} version={evidence.version} />
      <SaidFields form={form} said={evidence} />
      <CorrectionFields {...props} form={form} of={`evidence:${evidence.id}`} />
      <Send form={form} words={claim.status === 'draft' ? 'Save the evidence' : 'Publish the correction'} quiet />
      <p class="desk-item-acts"><a href={`/desk/claims/${claim.id}#evidence-${evidence.id}`}>Leave it as it is</a></p>
    </form>
  );
}

function WithdrawForm({ evidence, ...props }: WorkbenchProps & { evidence: EvidenceView }): VNode {
  const { claim, refused } = props;
  const form = stateOf(`withdraw-${evidence.id}`, refused);
  return (
    <details open={form.sent !== undefined}>
      <summary>Withdraw<span class="visually-hidden"> “{evidence.summary}”</span></summary>
      <form class="form" id={form.id} method="post" action={`/desk/claims/${claim.id}/evidence/${evidence.id}/withdraw`} noValidate>
        <CarriedHere {...props} form={form} version={evidence.version} />
        <TextArea form={form} name="reason" rows={2} hint="Readers see it beside the evidence, which stays visible." />
        <Send form={form} words="Withdraw the evidence" quiet />
      </form>
    </details>
  );
}
