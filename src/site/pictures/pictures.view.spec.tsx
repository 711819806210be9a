/** The pictures as they are sent: safe under the site's content policy, quiet for the keyboard, whole in words, mirrored where reading is. */
import { describe, expect, it } from '@jest/globals';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { LanguageCode } from '../../shared/language/language.js';
import { language, Speak } from '../../shared/html/language.js';
import { about } from '../../shared/words/en/about.js';
import { pictures } from '../../shared/words/en/pictures.js';
import { RecordChartPicture } from './record-chart.view.js';
import { NARROW, WIDE } from './timeline.layout.js';
import { TimelinePicture } from './timeline.view.js';

const shown = (node: VNode, code: LanguageCode = 'en') => renderToString(<Speak language={language(code)}>{node}</Speak>);

const piece = (id: string, day: string, side: 'earlier' | 'later', over: object = {}) => ({ id, day, side, stance: 'refutes', weight: 'decisive', withdrawn: null, summary: `What ${id} <shows>`, ...over });
const record = {
  language: 'en',
  statements: [{ id: 's1', day: '2022-01-21' }, { id: 's2', day: '2022-02-01' }],
  evidence: [piece('a', '2021-12', 'earlier', { stance: 'supports', weight: 'repeats_claim' }), piece('b', '2022-02-24', 'later'), piece('c', '2022-02-24', 'later', { stance: 'context', weight: 'background', withdrawn: { at: '2022-03-01T00:00:00Z', reason: 'x' } })],
  verdict: { rating: { label: 'Broken', colour: 'false' }, inForceFrom: '2022-02-24', proposedAt: '2022-02-25T10:00:00Z', approvedAt: '2022-02-25T12:00:00Z', supersededAt: null },
  earlierVerdicts: [],
  resolution: { due: { kind: 'day', day: '2022-02-24', event: null } },
} as unknown as Parameters<typeof TimelinePicture>[0]['record'];
const timeline = (code?: LanguageCode) => shown(<TimelinePicture record={record} labels={pictures.timeline} />, code);

const chart = (code?: LanguageCode) =>
  shown(
    <RecordChartPicture
      id="commitment"
      labels={about.chart}
      record={{
        scale: 'Commitment',
        ratings: [{ key: 'kept', label: 'Kept', colour: 'true' }, { key: 'partly', label: 'Partly kept', colour: 'mixed' }, { key: 'broken', label: 'Broken', colour: 'false' }],
        counts: [{ when: '2021-05-01', rating: 'kept', n: 2 }, { when: '2023', rating: 'broken', n: 1 }, { when: '2022-03', rating: null, n: 3 }, { when: null, rating: 'partly', n: 1 }],
      }}
    />,
    code,
  );

describe('Both pictures', () => {
  it.each([['timeline', timeline()], ['record', chart()]])('carry no style, no script and no name twice: %s', (_, html) => {
    expect(html).not.toMatch(/\sstyle=|<style|<script|\son\w+=/);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, names] of html.matchAll(/aria-labelledby="([^"]+)"/g)) for (const name of names!.split(' ')) expect(ids).toContain(name);
  });
});

describe('The timeline', () => {
  it('leads from every mark to its place, for pointers; the keyboard has the list', () => {
    const [pictures, list] = timeline().split('<details') as [string, string];
    for (const target of ['#evidence-a', '#evidence-b', '#evidence-c', '#statement-s2']) {
      expect(pictures.split(`href="${target}"`)).toHaveLength(3);
      expect(list.split(`href="${target}"`)).toHaveLength(2);
    }
    expect([...pictures.matchAll(/<a [^>]*>/g)].filter(([tag]) => !tag.includes('tabindex="-1"'))).toEqual([]);
    for (const [ways] of pictures.matchAll(/<svg class="picture-ways[^>]*>/g)) expect(ways).toContain('aria-hidden="true"');
  });

  it('says in the list all that it draws, in order', () => {
    const said = timeline().split('<details')[1]!.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(said).toMatch(/December 2021 For the claim, repeats the claim What a &lt;shows>.*21 Jan 2022 The statement.*1 Feb 2022 Said again.*24 Feb 2022 Against the claim, decides it.*24 Feb 2022 Context, background \(withdrawn\).*24 Feb 2022 Due.*24 Feb 2022 Broken: in force from this day.*25 Feb 2022 Broken: recorded by us/);
  });

  it('explains only the signs it uses', () => {
    const key = timeline().split('picture-key')[1]!.split('</ul>')[0]!;
    for (const words of ['decides it', 'repeats the claim', 'withdrawn', 'only the month or year']) expect(key).toContain(words);
    expect(key).not.toContain('adds weight');
    expect(key).not.toContain('as many more');
  });

  it('runs from right to left where words do', () => {
    const divides = (html: string) => [...html.matchAll(/class="tl-divide" d="M([\d.]+) /g)].map(([, x]) => Number(x));
    const [narrow, wide] = divides(timeline()) as [number, number];
    const [mirroredNarrow, mirroredWide] = divides(timeline('ar')) as [number, number];
    // The words in Arabic have other widths, the line of time has not.
    expect(mirroredNarrow).toBeCloseTo(NARROW - narrow, 0);
    expect(mirroredWide).toBeCloseTo(WIDE - wide, 0);
  });

  it('is not drawn for a statement alone', () => expect(shown(<TimelinePicture record={{ ...record, statements: record.statements.slice(0, 1), evidence: [], verdict: null, resolution: null }} labels={pictures.timeline} />)).toBe(''));
});

describe('The record', () => {
  it('says how many there are, how many are rated and how many are not, and never a share', () => {
    const html = chart();
    expect(html).toContain('7 claims on the Commitment scale: 4 rated, 3 not rated.');
    expect(html.replace(/<svg[^]*?<\/svg>/g, '')).not.toMatch(/%|percent|per cent/);
  });

  it('says that none is unrated, too', () =>
    expect(shown(<RecordChartPicture id="x" labels={about.chart} record={{ scale: 'S', ratings: [{ key: 'k', label: 'Kept', colour: 'true' }], counts: [{ when: '2022', rating: 'k', n: 1 }] }} />)).toMatch(/1 rated, 0 not rated.*Not rated<\/span><\/span> <span class="record-n">0</s));

  it('lies down where there are fewer than three periods, with the period in words', () => {
    const few = (counts: { when: string | null; rating: string | null; n: number }[]) =>
      shown(<RecordChartPicture id="x" labels={about.chart} record={{ scale: 'S', ratings: [{ key: 'k', label: 'Kept', colour: 'true' }], counts }} />);
    const two = few([{ when: '2022-01-05', rating: 'k', n: 2 }, { when: '2022-01-06', rating: null, n: 1 }, { when: null, rating: 'k', n: 1 }]);
    expect([...two.split('picture-wide')[0]!.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual(['Jan 2022', '2', '1', '3', 'day not known', '1']);
    expect(two).not.toContain('tl-axis');
    expect(few([{ when: '2021', rating: 'k', n: 2 }, { when: '2023', rating: 'k', n: 2 }])).toContain('tl-axis');
  });

  it('has every number in a table', () => {
    const rows = [...chart().matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) => row!.replace(/<[^>]+>/g, ' ').trim().split(/\s{2,}/));
    expect(rows).toEqual([
      ['When', 'Kept', 'Partly kept', 'Broken', 'Not rated', 'All'],
      ['2021', '2', '0', '0', '0', '2'],
      ['2022', '0', '0', '0', '3', '3'],
      ['2023', '0', '0', '1', '0', '1'],
      ['day not known', '0', '1', '0', '0', '1'],
    ]);
  });
});
