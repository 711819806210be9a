/** A speaker's record on one scale: counts over time, what each rating counts in words, and the numbers as a table. */
import type { VNode } from 'preact';
import { Badge } from '../../shared/html/badge.js';
import { useLanguage } from '../../shared/html/language.js';
import type { RecordChartLabels } from './pictures.words.js';
import { type BarsDrawing, type Block, type ChartDrawing, columnWords, drawBars, drawRecord, FEWEST_COLUMNS, periodText, type RecordChart, recordChart, type ScaleRecord, UNKNOWN } from './record-chart.rules.js';

const NARROW = 358;
const WIDE = 688;

/** `id` tells two charts on one page apart. The labels of scale and ratings come in the reader's language. */
export function RecordChartPicture({ record, labels, id }: { record: ScaleRecord; labels: RecordChartLabels; id: string }): VNode | null {
  const { count, say } = useLanguage();
  const chart = recordChart(record);
  if (chart.total === 0) return null;
  const summary = count(labels.summary, chart.total, { scale: record.scale, rated: count(labels.rated, chart.rated), unrated: count(labels.unrated, chart.unrated) });
  const sizes = [['narrow', NARROW], ['wide', WIDE]] as const;
  const lying = chart.columns.length < FEWEST_COLUMNS;
  const title = say(labels.title, { scale: record.scale });
  return (
    <figure class="picture record-chart">
      <figcaption><p class="record-summary">{summary}</p></figcaption>
      <ul class="record-tally">
        {record.ratings.map((rating) => <Tally key={rating.key} tone={rating.colour} label={rating.label} n={sum(chart, rating.key)} />)}
        <Tally tone="unrated" label={labels.unratedShort} n={chart.unrated} />
      </ul>
      {sizes.map(([size, width]) => (
        <div key={size} class={`picture-frame picture-${size}`}>
          {lying
            ? <Bars drawing={drawBars(chart, record.ratings, width)} chart={chart} id={`${id}-${size}`} title={title} summary={summary} undated={labels.undated} />
            : <Columns drawing={drawRecord(chart, record.ratings, width)} chart={chart} id={`${id}-${size}`} title={title} summary={summary} />}
        </div>
      ))}
      {!lying && chart.columns.at(-1)!.first === null && <p class="record-note">{UNKNOWN} {labels.undated}</p>}
      <p class="record-note">{labels.note}</p>
      <details class="picture-list">
        <summary>{labels.table}</summary>
        <Numbers chart={chart} record={record} labels={labels} />
      </details>
    </figure>
  );
}

const sum = (chart: RecordChart, key: string): number => chart.columns.reduce((all, { rated }) => all + (rated[key] ?? 0), 0);

/** A rating that nobody got is left out of the row, but not of the table. */
function Tally({ tone, label, n }: { tone: Parameters<typeof Badge>[0]['tone']; label: string; n: number }): VNode | null {
  const { number } = useLanguage();
  if (n === 0 && tone !== 'unrated') return null;
  return <li><Badge tone={tone} label={label} /> <span class="record-n">{number(n)}</span></li>;
}

interface Drawn<D> {
  drawing: D;
  chart: RecordChart;
  id: string;
  title: string;
  summary: string;
}

function Bars({ drawing: { width, height, bars }, chart, id, title, summary, undated }: Drawn<BarsDrawing> & { undated: string }): VNode {
  const { dir, locale, number } = useLanguage();
  const at = (x: number) => tidy(dir === 'rtl' ? width - x : x);
  return (
    <svg class="picture-drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{summary}</desc>
      {bars.map(({ blocks, total, words, end }, place) => (
        <g key={place}>
          <text class="tl-tick" x={at(0)} y={words} text-anchor="start">{periodText(chart.columns[place]!, chart.months, locale) ?? undated}</text>
          {blocks.map((block) => <Segment key={block.rating?.key ?? ''} block={block} x={at(dir === 'rtl' ? block.x + block.width : block.x)} words={number(block.n)} />)}
          {(blocks.length > 1 || blocks.some(({ numbered }) => !numbered)) && <text class="rc-total" x={at(end + 7)} y={words + 25.5} text-anchor="start">{number(total)}</text>}
        </g>
      ))}
    </svg>
  );
}

function Columns({ drawing, chart, id, title, summary }: Drawn<ChartDrawing>): VNode {
  const { dir, locale, number } = useLanguage();
  const { width, height, base, columns } = drawing;
  const lines = columnWords(chart, drawing, locale);
  const left = (x: number, wide: number) => tidy(dir === 'rtl' ? width - x - wide : x);
  return (
    <svg class="picture-drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{summary}</desc>
      {columns.map((column, place) => {
        const x = left(column.x, column.width);
        const middle = tidy(x + column.width / 2);
        const [over, under] = lines[place]!;
        return (
          <g key={place}>
            {column.blocks.map((block) => <Segment key={block.rating?.key ?? ''} block={block} x={x} words={number(block.n)} />)}
            {column.blocks.length > 1 && <text class="rc-total" x={middle} y={tidy(column.top) - 6} text-anchor="middle">{number(column.total)}</text>}
            {over && <text class="tl-tick" x={middle} y={base + 18} text-anchor="middle">{over}</text>}
            {under && <text class="tl-tick" x={middle} y={base + 33} text-anchor="middle">{under}</text>}
          </g>
        );
      })}
      <path class="tl-axis" d={`M0 ${base}h${width}`} />
    </svg>
  );
}

const tidy = (n: number): number => Math.round(n * 10) / 10;
const SIGNS: Partial<Record<string, string>> = { true: 'M-3.4.3l2.3 2.3 4.6-5', mostly_true: 'M-3.4.3l2.3 2.3 4.6-5', mostly_false: 'M-2.6-2.6l5.2 5.2M2.6-2.6l-5.2 5.2', false: 'M-2.6-2.6l5.2 5.2M2.6-2.6l-5.2 5.2', grey: 'M-3 0h6' };

/** Full, ringed and half like the badges; dashed for what is not rated. */
function Segment({ block: { rating, y, width, height, numbered }, x, words }: { block: Block; x: number; words: string }): VNode {
  const colour = rating?.colour ?? 'unrated';
  // A ring needs room for a hole.
  const full = colour === 'true' || colour === 'false' || (rating !== null && Math.min(width, height) < 6);
  const box = { x: tidy(x + 1), y: tidy(y + 1), width: tidy(Math.max(width - 2, 0.5)), height: tidy(Math.max(height - 2, 0.5)) };
  const middle = tidy(y + height / 2);
  const sign = SIGNS[colour];
  // The half is drawn as far as the number leaves room.
  const half = colour === 'mixed' && !full ? Math.max(3, Math.min(width * 0.3, width - 6 - 9 * words.length)) : 0;
  // A sign beside the number where both have room.
  const both = sign !== undefined && width >= 22 + 8 * words.length;
  return (
    <g class={`rc-block tone-${colour.replace('_', '-')}`}>
      <rect class={full ? 'tl-bar-full' : colour === 'unrated' ? 'rc-unrated' : 'tl-bar'} {...box} />
      {half > 0 && <rect class="tl-bar-full" x={box.x} y={box.y} width={tidy(half)} height={box.height} />}
      {numbered && both && <path class={full ? 'rc-sign rc-on' : 'rc-sign'} d={sign} transform={`translate(${tidy(x + width / 2 - 4 * words.length)} ${middle})`} />}
      {numbered && <text class={full ? 'rc-n rc-on' : 'rc-n'} x={tidy(x + (width + half) / 2 + (both ? 7 : 0))} y={middle + 4.3} text-anchor="middle">{words}</text>}
    </g>
  );
}

function Numbers({ chart, record, labels }: { chart: RecordChart; record: ScaleRecord; labels: RecordChartLabels }): VNode {
  const { locale, number, say } = useLanguage();
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={say(labels.title, { scale: record.scale })}>
      <table class="record-table">
        <thead>
          <tr>
            <th scope="col">{labels.period}</th>
            {record.ratings.map(({ key, label }) => <th key={key} scope="col">{label}</th>)}
            <th scope="col">{labels.unratedShort}</th>
            <th scope="col">{labels.total}</th>
          </tr>
        </thead>
        <tbody>
          {chart.columns.map((column, place) => (
            <tr key={place}>
              <th scope="row">{periodText(column, chart.months, locale) ?? labels.undated}</th>
              {record.ratings.map(({ key }) => <td key={key}>{number(column.rated[key] ?? 0)}</td>)}
              <td>{number(column.unrated)}</td>
              <td>{number(column.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
