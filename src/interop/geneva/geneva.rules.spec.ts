import { describe, expect, it } from '@jest/globals';
import { urlKey } from '../../sources/source.rules.js';
import { SPEAKERS, statementOf, tiedSources } from './chains.rules.js';
import { readCorpus } from './corpus.js';
import { backgroundOf, evidenceOf, instantOf, type Judging, kindOf, loggedOn, recordedOn, resolutionOf, sourcesOf, stepsOf, topicsOf } from './geneva.rules.js';

const corpus = readCorpus();
const claimOf = (id: string) => corpus.find((claim) => claim.claim_id === id)!;
const judgings = (id: string) => stepsOf(claimOf(id)).filter((step): step is Judging => step.act === 'judge');

describe('The folding of the Geneva corpus', () => {
  it('has a place for every word of it', () => {
    for (const claim of corpus) {
      expect(() => [kindOf(claim), topicsOf(claim), stepsOf(claim), resolutionOf(claim), claim.statements.map(statementOf), claim.evidence.map((evidence) => evidenceOf(claim, evidence))]).not.toThrow();
    }
    expect(() => kindOf({ ...corpus[0]!, kind: 'rumour' })).toThrow('“rumour”');
    expect(() => statementOf({ ...corpus[0]!.statements[0]!, statement_id: 'GVA-99-S1' })).toThrow('nobody decided');
  });

  it('judges nothing on a day before its grounds are on record, and cites only what is', () => {
    for (const claim of corpus) {
      for (const step of stepsOf(claim)) {
        expect(step.day >= loggedOn(claim)).toBe(true);
        if (step.act !== 'judge') continue;
        expect(step.inForceFrom <= step.day).toBe(true);
        for (const id of step.cited) expect(recordedOn(claim, claim.evidence.find((evidence) => evidence.evidence_id === id)!) <= step.day).toBe(true);
        if (!['in_progress', 'unverifiable', 'overtaken'].includes(step.rating)) expect([claim.claim_id, step.day, step.cited.length > 0]).toEqual([claim.claim_id, step.day, true]);
      }
    }
  });

  it('says why a verdict before the due day is early, and whether it settles the claim', () => {
    expect(judgings('GVA-01').map(({ day, rating, earlyReason }) => [day, rating, earlyReason?.split(',')[0]!.split(':')[0]])).toEqual([
      ['2022-02-15', 'in_progress', 'Interim'],
      ['2022-02-16', 'in_progress', 'Interim'],
      ['2022-02-21', 'in_progress', 'Interim'],
      ['2022-02-24', 'broken', undefined],
      ['2022-03-02', 'broken', undefined],
    ]);
    expect(judgings('GVA-02')[0]!.earlyReason).toBe('Settled before the due day: delivery confirmed by both sides.');
  });

  it('reopens for a challenge, and keeps the verdict until the next', () => {
    expect(stepsOf(claimOf('GVA-07')).map(({ act, day }) => [act, day])).toEqual([['judge', '2022-01-21'], ['reopen', '2022-02-15'], ['judge', '2022-02-17'], ['judge', '2022-02-18']]);
  });

  it('keeps the corpus’s own label where it says more than ours', () => {
    expect(judgings('GVA-05').at(-1)!.summary).toMatch(/^Did not happen \(conditional statement, accurate when made\)\. Both presidents/);
    expect(judgings('GVA-05')[0]!.summary).toBe('Likely, on condition: agreed in principle.');
    expect(judgings('GVA-09')[0]!.summary).toMatch(/Grounds: US use of the word is on record; NATO's rejection is in other words\.$/);
  });

  it('says nothing on a day that was known only later', () => {
    expect(judgings('GVA-01')[1]!.summary).toBe('In doubt: NATO sees no withdrawal.');
    expect(resolutionOf(claimOf('GVA-01'))!.note).toMatch(/^Set with hindsight: /);
    expect(judgings('GVA-01').at(-1)!.caveats.at(-1)).toMatch(/^Written with hindsight/);
  });

  it('takes one address for one source and says what is inferred about it', () => {
    const sources = sourcesOf(corpus);
    const kindOfUrl = (url: string) => sources.get(urlKey(url))!.kind;
    expect(sources.size).toBe(97);
    expect(sources.get(urlKey('https://tass.com/world/1369327'))!.note).toBe('Kind of source: news agency. Headline not shown in the copy read; the title is a description.');
    expect(kindOfUrl('https://www.icj-cij.org/case/182')).toBe('court_decision');
    expect(kindOfUrl('https://undocs.org/A/RES/ES-11/1')).toBe('official_document');
    expect(kindOfUrl('http://en.kremlin.ru/events/president/news/67843')).toBe('transcript');
    expect(kindOfUrl('https://www.state.gov/secretary-antony-j-blinken-with-bettina-schausten-of-zdf-heute-journal/')).toBe('transcript');
    expect([...sources.values()].filter(({ language }) => language !== 'en').map(({ publisher, language }) => [publisher, language])).toEqual([['Argumenty Nedeli', 'ru']]);
    expect(sources.get(urlKey('https://www.state.gov/secretary-antony-j-blinken-with-george-stephanopoulos-of-abcs-good-morning-america/'))!.publishedDay).toBe('2022-01-21');
  });

  it('names in the background what was consulted and is tied nowhere else', () => {
    const background = backgroundOf(claimOf('GVA-01'), tiedSources(claimOf('GVA-01')));
    expect(background.split('\n')).toEqual([
      'Kind of claim: state assurance through its foreign minister.',
      'When logged: assurance given; rival intelligence reports against repeated denials.',
      'Also consulted: “Secretary Antony J. Blinken at a Press Availability”, US Department of State, republished by Iran Watch (primary transcript: extract with a reporter\'s question, republished copy); “Secretary Antony J. Blinken And Russian Foreign Minister Sergey Lavrov Before Their Meeting”, US Embassy and Consulates in Russia (US Department of State) (primary transcript: opening remarks of both ministers).',
      'Record GVA-01 of the Geneva corpus.',
    ]);
    expect(backgroundOf(claimOf('GVA-06'), new Set())).toContain('Reported as a joint decision on 18 Jan 2022: State Department briefing.');
    expect(backgroundOf(claimOf('GVA-04'), new Set())).toContain('When logged: condition not met; conditional promise.');
  });

  it('takes the maker of each claim for its speaker', () => {
    const speakers = corpus.flatMap((claim) => claim.statements.map((statement) => [statement.statement_id, statementOf(statement)] as const));
    expect(speakers).toHaveLength(22);
    expect(speakers.filter(([id]) => ['GVA-01-S2', 'GVA-02-S2', 'GVA-09-S1', 'GVA-10-S1', 'GVA-15-S1'].includes(id)).map(([, { speaker, chain }]) => [speaker, chain.map(({ kind }) => kind).join()])).toEqual([
      ['Sergey Lavrov', 'said_by,relayed_by,published_by'],
      ['Antony Blinken', 'said_by,published_by'],
      ['Axios', 'said_by,published_by'],
      ['Antony Blinken', 'said_by,published_by'],
      ['Axios', 'said_by,published_by'],
    ]);
    expect(new Set(speakers.flatMap(([, { chain }]) => chain.map(({ speaker }) => speaker)))).toEqual(new Set(SPEAKERS.map(({ name }) => name)));
    expect(speakers.filter(([, { quote }]) => quote !== undefined).map(([id, { quote }]) => [id, quote!.charAt(0)])).toEqual([['GVA-04-S1', 's'], ['GVA-16-S1', 'W']]);
  });

  it('lets the acts of a day follow each other as a desk would do them', () => {
    const day = (['log', 'open', 'evidence', 'reopen', 'submit', 'propose', 'approve'] as const).map((moment) => instantOf('2022-02-24', moment, 3));
    expect([...day].sort((a, b) => a.getTime() - b.getTime())).toEqual(day);
    expect(instantOf('2022-02-24', 'evidence', 16, 40) < instantOf('2022-02-24', 'reopen', 0)).toBe(true);
  });
});
