/** The evidence on one line of time, divided at the day of the statement; what to look at is chosen without a script. */
import type { VNode } from 'preact';
import type { ClaimRecord, EvidenceView } from '../../record/claim-record.dto.js';
import type { Stance } from '../../claims/claim.words.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { fill, type Language, useLanguage } from '../../shared/html/language.js';
import { tongue, written } from '../../shared/html/words.js';
import { SourceLine, SourceNote } from './statement.view.js';

export const evidenceAnchor = (id: string): string => `evidence-${id}`;

export function EvidenceSection({ record }: { record: ClaimRecord }): VNode {
  const spoken = useLanguage();
  const { claim } = spoken.words;
  const { evidence } = record;
  const earlier = evidence.filter((item) => item.side === 'earlier');
  const later = evidence.filter((item) => item.side === 'later');
  const cited = new Set(record.verdict?.cited);
  const said = record.statements.find((statement) => statement.day !== null)?.day;
  const where = <span {...written(record.language)}>{record.searchedWhere}</span>;
  return (
    <section class="section evidence" id="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{claim.evidence}</h2>
      {evidence.length === 0 && <p>{record.searchedWhere ? fill(claim.evidenceSearched, { where }) : claim.evidenceNone}</p>}
      {evidence.length > 0 && <p class="section-lead">{tally(evidence, spoken)}</p>}
      {evidence.length > 0 && record.searchedWhere && <p class="section-lead">{fill(claim.whereWeLooked, { where })}</p>}
      {evidence.length > 3 && <Shown evidence={evidence} cited={cited} />}
      {earlier.length > 0 && (
        <div class="evidence-side">
          <h3>{claim.earlier}</h3>
          <Items items={earlier} cited={cited} language={record.language} />
        </div>
      )}
      {said && evidence.length > 0 && <p class="divide"><span>{fill(claim.divide, { day: <Day day={said} /> })}</span></p>}
      {later.length > 0 && (
        <div class="evidence-side">
          <h3>{claim.later}</h3>
          <Items items={later} cited={cited} language={record.language} />
        </div>
      )}
    </section>
  );
}

/** "24 pieces: 12 against the claim, 8 for it, 4 for context. 2 decide it. …" */
function tally(evidence: readonly EvidenceView[], { count, words: { claim, common } }: Language): string {
  const standing = evidence.filter((item) => !item.withdrawn);
  const howMany = (holds: (item: EvidenceView) => boolean) => standing.filter(holds).length;
  const stances = [
    [howMany((item) => item.stance === 'refutes'), claim.against],
    [howMany((item) => item.stance === 'supports'), claim.inFavour],
    [howMany((item) => item.stance === 'context'), claim.forContext],
  ] as const;
  const decisive = howMany((item) => item.weight === 'decisive');
  const own = howMany((item) => item.weight === 'repeats_claim' || item.weight === 'self_reported');
  return [
    count(claim.pieces, standing.length, { stances: stances.filter(([n]) => n > 0).map(([n, forms]) => count(forms, n)).join(common.comma) }),
    decisive > 0 ? count(claim.decide, decisive) : '',
    own > 0 ? count(claim.proveNothing, own) : '',
  ].filter(Boolean).join(' ');
}

/** What may be looked at alone: a class of the items, chosen by radio buttons that the style sheet reads. */
function Shown({ evidence, cited }: { evidence: readonly EvidenceView[]; cited: ReadonlySet<string> }): VNode {
  const { number, words: { claim } } = useLanguage();
  const choices = [
    ['all', claim.showAll, evidence.length],
    ['refutes', claim.showAgainst, evidence.filter((item) => item.stance === 'refutes').length],
    ['supports', claim.showFor, evidence.filter((item) => item.stance === 'supports').length],
    ['context', claim.showContext, evidence.filter((item) => item.stance === 'context').length],
    ['decisive', claim.showDecides, evidence.filter((item) => item.weight === 'decisive').length],
    ['cited', claim.showCited, evidence.filter((item) => cited.has(item.id)).length],
  ] as const;
  return (
    <fieldset class="shown no-print">
      <legend>{claim.show}</legend>
      <div class="shown-choices">
        {choices.filter(([, , n]) => n > 0).map(([kind, words, n]) => (
          <span key={kind} class="shown-choice">
            <input type="radio" name="evidence-shown" id={`show-${kind}`} checked={kind === 'all'} autocomplete="off" />
            <label for={`show-${kind}`}>{words} <span class="shown-count">{number(n)}</span></label>
          </span>
        ))}
      </div>
    </fieldset>
  );
}

function Items({ items, cited, language }: { items: readonly EvidenceView[]; cited: ReadonlySet<string>; language: string }): VNode {
  return (
    <ol class="timeline">
      {items.map((item) => <Item key={item.id} item={item} cited={cited.has(item.id)} language={language} />)}
    </ol>
  );
}

function Item({ item, cited, language }: { item: EvidenceView; cited: boolean; language: string }): VNode {
  const { say, words: { claim, common } } = useLanguage();
  const classes = [
    'timeline-item', `is-${item.stance}`, item.weight === 'decisive' ? 'is-decisive timeline-decisive' : item.weight === 'corroborating' ? '' : 'timeline-weak',
    item.withdrawn ? 'timeline-withdrawn' : '', cited ? 'is-cited' : '',
  ];
  return (
    <li class={classes.filter(Boolean).join(' ')} id={evidenceAnchor(item.id)}>
      <StanceMark stance={item.stance} strong={item.weight === 'decisive'} />
      <p class="timeline-head">
        <Day day={item.day} />
        <span class={`timeline-stance stance-${item.stance}`}>{common.stance[item.stance]}</span>
        <span class="timeline-weight">{common.weight[item.weight]}</span>
        {cited && !item.withdrawn && <span class="timeline-cited">{claim.cited}</span>}
      </p>
      <p class="timeline-summary" {...written(language)}>{item.summary}</p>
      {item.excerpt && <blockquote class="excerpt" {...tongue(item.source.language)}>{say(common.quote, { words: item.excerpt })}</blockquote>}
      {item.withdrawn && <p class="withdrawn-why">{fill(claim.withdrawnOn, { day: <RecordedDay at={item.withdrawn.at} />, reason: <span {...written(language)}>{item.withdrawn.reason}</span> })}</p>}
      <p class="source-line"><SourceLine source={item.source} /></p>
      <SourceNote source={item.source} language={language}>
        {item.note && <p {...written(language)}>{item.note}</p>}
        {item.independence && <p>{fill(claim.sourceIndependence, { words: <span {...written(language)}>{item.independence}</span> })}</p>}
      </SourceNote>
    </li>
  );
}

const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8, 'stroke-linecap': 'round' } as const;
const SIGNS: Record<Stance, string> = { supports: 'M8 4.8v6.4M4.8 8h6.4', refutes: 'M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6', context: 'M8 8h.01' };

/** A plus, a cross or a point; full where it decides. */
export function StanceMark({ stance, strong }: { stance: Stance; strong: boolean }): VNode {
  return (
    <span class={`timeline-mark stance-${stance}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r="7" {...LINE} fill={strong ? 'currentColor' : 'none'} stroke-width="1.6" />
        <path d={SIGNS[stance]} {...LINE} class={strong ? 'badge-sign' : undefined} />
      </svg>
    </span>
  );
}
