/** The evidence on one line of time, divided at the day of the statement. */
import type { VNode } from 'preact';
import type { ClaimRecord, EvidenceView } from '../../record/claim-record.dto.js';
import type { Stance } from '../../claims/claim.words.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { tongue } from '../../shared/html/words.js';
import { plural, STANCE_WORDS, WEIGHT_WORDS } from './claim.words.js';
import { SourceLine, SourceNote } from './statement.view.js';

export const evidenceAnchor = (id: string): string => `evidence-${id}`;

export function EvidenceSection({ record }: { record: ClaimRecord }): VNode {
  const { evidence } = record;
  const earlier = evidence.filter((item) => item.side === 'earlier');
  const later = evidence.filter((item) => item.side === 'later');
  const cited = new Set(record.verdict?.cited);
  const said = record.statements.find((statement) => statement.day !== null)?.day;
  return (
    <section class="section" id="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">The evidence</h2>
      {evidence.length === 0 && <p>{record.searchedWhere ? <>We searched and found none. Where we looked: {record.searchedWhere}</> : 'There is no evidence on record yet.'}</p>}
      {evidence.length > 0 && <p class="section-lead">{tally(evidence)}</p>}
      {evidence.length > 0 && record.searchedWhere && <p class="section-lead">Where we looked: {record.searchedWhere}</p>}
      {earlier.length > 0 && (
        <>
          <h3>Before it was said</h3>
          <Items items={earlier} cited={cited} />
        </>
      )}
      {said && evidence.length > 0 && <p class="divide"><span><Day day={said} />: the statement</span></p>}
      {later.length > 0 && (
        <>
          <h3>From that day on</h3>
          <Items items={later} cited={cited} />
        </>
      )}
    </section>
  );
}

/** "24 pieces: 12 against the claim, 8 for it, 4 context. 2 decide it. …" */
function tally(evidence: readonly EvidenceView[]): string {
  const standing = evidence.filter((item) => !item.withdrawn);
  const count = (holds: (item: EvidenceView) => boolean) => standing.filter(holds).length;
  const stances = [
    [count((item) => item.stance === 'refutes'), 'against the claim'],
    [count((item) => item.stance === 'supports'), 'for it'],
    [count((item) => item.stance === 'context'), 'for context'],
  ] as const;
  const decisive = count((item) => item.weight === 'decisive');
  const own = count((item) => item.weight === 'repeats_claim' || item.weight === 'self_reported');
  return [
    `${plural(standing.length, 'piece', 'pieces')}: ${stances.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`).join(', ')}.`,
    decisive > 0 ? `${decisive} ${decisive === 1 ? 'decides' : 'decide'} it.` : '',
    own > 0 ? `${own} only ${own === 1 ? 'repeats' : 'repeat'} the claim or ${own === 1 ? 'is' : 'are'} the party’s own account, which proves nothing by itself.` : '',
  ].filter(Boolean).join(' ');
}

function Items({ items, cited }: { items: readonly EvidenceView[]; cited: ReadonlySet<string> }): VNode {
  return (
    <ol class="timeline">
      {items.map((item) => <Item key={item.id} item={item} cited={cited.has(item.id)} />)}
    </ol>
  );
}

function Item({ item, cited }: { item: EvidenceView; cited: boolean }): VNode {
  const classes = ['timeline-item', item.weight === 'decisive' ? 'timeline-decisive' : item.weight === 'corroborating' ? '' : 'timeline-weak', item.withdrawn ? 'timeline-withdrawn' : ''];
  return (
    <li class={classes.filter(Boolean).join(' ')} id={evidenceAnchor(item.id)}>
      <StanceMark stance={item.stance} strong={item.weight === 'decisive'} />
      <p class="timeline-head">
        <Day day={item.day} />
        <span class={`timeline-stance stance-${item.stance}`}>{STANCE_WORDS[item.stance]}</span>
        <span class="timeline-weight">{WEIGHT_WORDS[item.weight]}</span>
        {cited && !item.withdrawn && <span class="timeline-cited">cited in the verdict</span>}
      </p>
      <p class="timeline-summary">{item.summary}</p>
      {item.excerpt && <blockquote class="excerpt" {...tongue(item.source.language)}>“{item.excerpt}”</blockquote>}
      {item.withdrawn && <p class="withdrawn-why">Withdrawn on <RecordedDay at={item.withdrawn.at} />: {item.withdrawn.reason}</p>}
      <p class="source-line"><SourceLine source={item.source} /></p>
      {(item.independence || item.note) && (
        <p class="timeline-note">{item.independence && <>Source: {ended(item.independence)} </>}{item.note}</p>
      )}
      <SourceNote source={item.source} />
    </li>
  );
}

const ended = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8, 'stroke-linecap': 'round' } as const;
const SIGNS: Record<Stance, string> = { supports: 'M8 4.8v6.4M4.8 8h6.4', refutes: 'M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6', context: 'M8 8h.01' };

/** A plus, a cross or a point; full where it decides. */
function StanceMark({ stance, strong }: { stance: Stance; strong: boolean }): VNode {
  return (
    <span class={`timeline-mark stance-${stance}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r="7" {...LINE} fill={strong ? 'currentColor' : 'none'} stroke-width="1.6" />
        <path d={SIGNS[stance]} {...LINE} class={strong ? 'badge-sign' : undefined} />
      </svg>
    </span>
  );
}
