/** A claim's timeline as a drawing, with everything it shows as a list beside it. */
import type { VNode } from 'preact';
import type { Stance } from '../../claims/claim.words.js';
import type { ClaimRecord, EvidenceView } from '../../record/claim-record.dto.js';
import { Day } from '../../shared/html/day.js';
import { inWords, type Language, useLanguage } from '../../shared/html/language.js';
import { written } from '../../shared/html/words.js';
import { evidenceAnchor } from '../claim/evidence.view.js';
import type { TimelineLabels } from './pictures.words.js';
import { drawTimeline, type Drawing, type Lane, levelAt, NARROW, type PieceMark, type PlacedText, type Row, type TimelineTexts, WIDE } from './timeline.layout.js';
import { type Happening, happenings, RADIUS, type Strength, STRENGTHS, strengthOf, tickText, type Timeline, timelineOf } from './timeline.rules.js';

type Dated = Parameters<typeof timelineOf>[0] & Pick<ClaimRecord, 'language'>;

/** Nothing where there is nothing to draw but the statement itself; `timelineOf` tells beforehand. */
export function TimelinePicture({ record, labels }: { record: Dated; labels: TimelineLabels }): VNode | null {
  const spoken = useLanguage();
  const timeline = timelineOf(record);
  if (!timeline) return null;
  const texts = textsOf(labels, spoken);
  const drawings = [['narrow', drawTimeline(timeline, texts, NARROW)], ['wide', drawTimeline(timeline, texts, WIDE)]] as const;
  return (
    <figure class="picture">
      {drawings.map(([size, drawing]) => (
        <div key={size} class={`picture-frame picture-${size}`}>
          <Picture drawing={drawing} id={`timeline-${size}`} title={labels.title} description={describe(timeline, labels, spoken)} />
          <Ways drawing={drawing} titled={size === 'wide'} />
        </div>
      ))}
      <Key timeline={timeline} drawings={drawings} labels={labels} />
      <details class="picture-list no-print">
        <summary>{labels.list.title}</summary>
        <ol>{happenings(timeline).map((one, place) => <li key={place}><Happened one={one} evidence={record.evidence} labels={labels} language={record.language} /></li>)}</ol>
      </details>
    </figure>
  );
}

function textsOf(labels: TimelineLabels, { day, say, number, locale, words: { common } }: Language): TimelineTexts {
  return {
    divide: (said) => say(labels.divide, { day: day(said) }),
    earlier: [labels.earlier, labels.earlierShort],
    later: [labels.later, labels.laterShort],
    lane: (stance, n) => say(labels.lane, { what: common.stance[stance], n: number(n) }),
    again: (n) => say(labels.lane, { what: labels.again, n: number(n) }),
    due: (due) => say(labels.due, { day: day(due) }),
    verdict: ({ label, from, recorded }, inForce) =>
      say(!inForce ? labels.recordedThen : recorded === from ? labels.inForce : labels.inForceRecorded, { rating: inWords(common.ratings, label), day: day(from), recorded: day(recorded) }),
    tick: (text, unit) => tickText(text, unit, locale),
  };
}

/** The picture in three sentences; the list says the rest. */
function describe({ said, pieces, verdicts, inForce }: Timeline, labels: TimelineLabels, spoken: Language): string {
  const { say, count, day } = spoken;
  const earlier = pieces.filter((piece) => piece.side === 'earlier').length;
  const later = pieces.length - earlier;
  return [
    say(labels.describe, { day: day(said) }),
    earlier > 0 && count(labels.earlierPieces, earlier),
    later > 0 && count(labels.laterPieces, later),
    inForce && `${textsOf(labels, spoken).verdict(verdicts[0]!, true)}.`,
  ].filter(Boolean).join(' ');
}

// ---- The drawing ------------------------------------------------------------

/** Time runs the way its reader reads: where words run from right to left, the picture is mirrored (the letters turn by themselves). */
function useWay(width: number): { at: (x: number) => number; left: (from: number, to: number) => number } {
  const mirrored = useLanguage().dir === 'rtl';
  const tidy = (n: number) => Math.round(n * 10) / 10;
  return { at: (x) => tidy(mirrored ? width - x : x), left: (from, to) => tidy(mirrored ? width - to : from) };
}

const length = (from: number, to: number): number => Math.round((to - from) * 10) / 10;

function Picture({ drawing, id, title, description }: { drawing: Drawing; id: string; title: string; description: string }): VNode {
  const { width, height, divide, lanes, rows, squeezed, axis } = drawing;
  const { at, left } = useWay(width);
  const Text = ({ placed, kind }: { placed: PlacedText; kind: string }) => (
    <text x={at(placed.x)} y={placed.y} text-anchor={placed.anchor} class={kind}>{placed.text}</text>
  );
  return (
    <svg class="picture-drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      {squeezed.map(({ from, to, top, bottom }) => <rect key={from} class="tl-squeezed" x={left(from, to)} y={top} width={length(from, to)} height={bottom - top} />)}
      {squeezed.map(({ from, to }) => <path key={from} class="tl-break" d={`M${at(from === 0 ? to : from) - 4} ${axis.y + 4}l4-8m0 8l4-8`} />)}
      <path class="tl-axis" d={`M0 ${axis.y}h${width}${axis.ticks.map(({ x }) => `M${at(x)} ${axis.y}v6`).join('')}`} />
      {axis.ticks.map((tick) => tick.labels.map((placed) => <Text key={`${placed.x} ${placed.y}`} placed={placed} kind="tl-tick" />))}
      {divide.to > divide.x + 1 && <rect class="tl-divide-span" x={left(divide.x, divide.to)} y={divide.top} width={length(divide.x, divide.to)} height={divide.bottom - divide.top} />}
      {lanes.map(({ kind, y }) => <path key={kind} class="tl-line" d={`M0 ${y}h${width}`} />)}
      <path class="tl-divide" d={divide.strokes.map(({ from, to }) => `M${at(divide.x)} ${from}V${to}`).join('')} />
      <Text placed={divide.label} kind="tl-said" />
      {divide.sides.map((placed) => <Text key={placed.anchor} placed={placed} kind="tl-side" />)}
      {lanes.map((lane) => (
        <g key={lane.kind} class={lane.kind === 'again' ? 'tl-again' : `stance-${lane.kind}`}>
          <Text placed={lane.label} kind="tl-lane" />
          {lane.placed.map((mark) => <MarkSign key={mark.id} mark={mark} lane={lane} at={at} />)}
          {lane.more.map(({ x, n }) => <Text key={x} placed={{ text: `+${n}`, x, y: levelAt(lane, lane.levels) + 4, anchor: 'middle' }} kind="tl-count" />)}
        </g>
      ))}
      {rows.map((row, place) => (
        <g key={place} class={row.colour ? `tone-${row.colour.replace('_', '-')}` : 'tl-due'}>
          <Bar row={row} at={at} left={left} />
          {row.label.map((placed) => <Text key={placed.y} placed={placed} kind={`tl-row tl-row-${row.kind.replace('_', '-')}`} />)}
        </g>
      ))}
    </svg>
  );
}

const SIGNS: Record<Stance, (s: number) => string> = {
  supports: (s) => `M0-${s}v${2 * s}M-${s} 0h${2 * s}`,
  refutes: (s) => `M-${s}-${s}l${2 * s} ${2 * s}M${s}-${s}l-${2 * s} ${2 * s}`,
  context: () => 'M0 0h.01',
};
const SIGN_SIZE: Record<Strength, number> = { decisive: 3.2, corroborating: 2.2, weak: 1.6, withdrawn: 1.6 };

/** A plus, a cross or a point in a disc where it decides, in a ring where it does not; a stroke through what was withdrawn. */
function Sign({ stance, strength }: { stance: Stance; strength: Strength }): VNode {
  return (
    <>
      <circle r={RADIUS[strength]} />
      <path d={strength === 'withdrawn' ? 'M-5.5 5.5l11-11' : SIGNS[stance](SIGN_SIZE[strength] * (stance === 'refutes' ? 0.8 : 1))} />
    </>
  );
}

const BUBBLE = 'M-4.5-5.5h9a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2h-5l-3.5 3.5v-3.5h-.5a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2z';

function MarkSign({ mark, lane, at }: { mark: PieceMark & { level: number }; lane: Lane; at: (x: number) => number }): VNode {
  const y = levelAt(lane, mark.level);
  return (
    <>
      {mark.vague && <path class="tl-vague" d={`M${at(mark.from)} ${y}H${at(mark.to)}`} />}
      <g class={`tl-mark tl-${mark.strength}`} transform={`translate(${at(mark.x)} ${y})`}>{lane.kind === 'again' ? <path d={BUBBLE} /> : <Sign stance={mark.stance} strength={mark.strength} />}</g>
    </>
  );
}

/** A flag on the day it was due; a bar for as long as a verdict holds, pointed where it goes on. */
function Bar({ row: { kind, colour, y, from, to, open, recorded }, at, left }: { row: Row; at: (x: number) => number; left: (from: number, to: number) => number }): VNode {
  const forward = Math.sign(at(1) - at(0));
  if (kind === 'due') return <path class="tl-flag" d={`${to > from ? `M${at(from)} ${y + 5}H${at(to)}` : ''}M${at(from)} ${y + 5}V${y - 7}h${8 * forward}l${-2.5 * forward} 3.2 ${2.5 * forward} 3.2h${-8 * forward}`} />;
  const full = colour === 'true' || colour === 'false';
  return (
    <>
      {open
        ? <path class={full ? 'tl-bar-full' : 'tl-bar'} d={`M${at(from)} ${y - 5}H${at(to - 6)}L${at(to)} ${y}L${at(to - 6)} ${y + 5}H${at(from)}z`} />
        : <rect class={full ? 'tl-bar-full' : 'tl-bar'} x={left(from, to)} y={y - 3} width={length(from, to)} height="6" />}
      {colour === 'mixed' && <path class="tl-bar-full" d={`M${at(from)} ${y}H${at(to)}${open ? `L${at(to - 6)} ${y + 5}` : `v3`}H${at(from)}z`} />}
      {recorded !== null && <path class="tl-recorded" d={`M${at(recorded)} ${y - 9}v18m${-3 * forward} 0h${6 * forward}m0-18h${-6 * forward}`} />}
    </>
  );
}

/**
 * Short ways from a mark to its place on the page, over the picture. For pointers only: at the keyboard they would be one stop
 * for each mark before a list that leads to the same places.
 */
function Ways({ drawing: { width, height, lanes }, titled }: { drawing: Drawing; titled: boolean }): VNode {
  const { at } = useWay(width);
  const { day, words: { common } } = useLanguage();
  const named = ({ stance, day: on }: PieceMark, kind: Lane['kind']) => (kind === 'again' ? day(on) : `${day(on)}. ${common.stance[stance]}`);
  return (
    <svg class="picture-ways no-print" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {lanes.map((lane) => [
        ...lane.placed.map((mark) => (
          <a key={mark.id} href={`#${lane.kind === 'again' ? `statement-${mark.id}` : evidenceAnchor(mark.id)}`} tabindex={-1}>
            <circle cx={at(mark.x)} cy={levelAt(lane, mark.level)} r="8.5">{titled && <title>{named(mark, lane.kind)}</title>}</circle>
          </a>
        )),
        ...lane.more.map(({ x, first }) => <a key={first} href={`#${evidenceAnchor(first)}`} tabindex={-1}><circle cx={at(x)} cy={levelAt(lane, lane.levels)} r="8.5" /></a>),
      ])}
    </svg>
  );
}

/** What the shapes mean; only those that are there. */
function Key({ timeline, drawings, labels: { key } }: { timeline: Timeline; drawings: readonly (readonly [string, Drawing])[]; labels: TimelineLabels }): VNode | null {
  const { either, words: { common: { weight } } } = useLanguage();
  const used = new Set(timeline.pieces.map(strengthOf));
  const words: Record<Strength, string> = {
    decisive: weight.decisive,
    corroborating: weight.corroborating,
    weak: either([weight.repeats_claim, weight.self_reported, weight.background]),
    withdrawn: key.withdrawn,
  };
  /** A class that shows the entry only beside the drawing it belongs to; nothing where it belongs to none. */
  const beside = (holds: (drawing: Drawing) => boolean): string | null => {
    const sizes = drawings.filter(([, drawing]) => holds(drawing)).map(([size]) => size);
    return sizes.length === 0 ? null : sizes.length === drawings.length ? '' : `picture-${sizes[0]}`;
  };
  const entries: [string | null, VNode, string][] = [
    ...STRENGTHS.map((strength): [string | null, VNode, string] => [
      used.has(strength) ? '' : null, <g class={`tl-mark tl-${strength}`} transform="translate(9 9)"><Sign stance="context" strength={strength} /></g>, words[strength],
    ]),
    [timeline.pieces.some(({ day }) => day.length < 10) ? '' : null, <path class="tl-vague" d="M0 9h18" />, key.vague],
    [beside(({ lanes }) => lanes.some(({ more }) => more.length > 0)), <text class="tl-count" x="9" y="13" text-anchor="middle">+n</text>, key.counted],
    [beside(({ squeezed }) => squeezed.length > 0), <rect class="tl-squeezed" width="18" height="18" />, key.squeezed],
  ];
  const shown = entries.filter(([size]) => size !== null);
  if (shown.length === 0) return null;
  return (
    <ul class="picture-key">
      {shown.map(([size, sign, says]) => <li key={says} class={size || undefined}><svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">{sign}</svg> {says}</li>)}
    </ul>
  );
}

// ---- The list ---------------------------------------------------------------

/** Beyond this many pieces the list leaves their words to the evidence itself. */
const TOLD = 100;
const SHORT = 110;

function Happened({ one, evidence, labels: { list, again }, language }: { one: Happening; evidence: readonly EvidenceView[]; labels: TimelineLabels; language: string }): VNode {
  const { say, words: { common } } = useLanguage();
  const day = <Day day={one.day} />;
  switch (one.what) {
    case 'said':
      return <>{day} <strong>{list.said}</strong></>;
    case 'again':
      return <>{day} <a href={`#statement-${one.id}`}>{again}</a></>;
    case 'due':
      return <>{day} {list.due}</>;
    case 'in_force':
    case 'recorded':
      return <>{day} <strong>{say(one.what === 'recorded' ? list.recorded : list.inForce, { rating: inWords(common.ratings, one.verdict.label) })}</strong></>;
    case 'piece': {
      const { id, stance, weight, withdrawn } = one.piece;
      const summary = evidence.length <= TOLD ? evidence.find((item) => item.id === id)?.summary : undefined;
      const weighed = say(list.piece, { stance: common.stance[stance], weight: common.weight[weight] });
      return <>{day} <a href={`#${evidenceAnchor(id)}`}>{weighed}{withdrawn && ` (${list.withdrawn})`}</a>{summary && <> <span {...written(language)}>{shortened(summary)}</span></>}</>;
    }
  }
}

function shortened(text: string): string {
  if (text.length <= SHORT) return text;
  const cut = text.slice(0, SHORT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), SHORT / 2))}…`;
}
