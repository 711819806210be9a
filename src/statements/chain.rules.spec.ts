import { describe, expect, it } from '@jest/globals';
import { chainErrors, endsInSource, type Hop, isComplete } from './chain.rules.js';

const hop = (kind: Hop['kind'], overrides: Partial<Hop> = {}): Hop => ({ kind, speakerId: kind === 'said_by' ? 'lavrov' : 'axios', day: null, sourceId: kind === 'published_by' ? 's' : null, ...overrides });
const fields = (chain: Hop[], speaker: string | null = 'lavrov') => chainErrors(chain, speaker).map((error) => error.field);

describe('An attribution chain', () => {
  it('runs from who said it through who relayed it to who published it', () => {
    expect(fields([hop('said_by'), hop('relayed_by', { speakerId: 'blinken' }), hop('published_by')])).toEqual([]);
    expect(fields([hop('said_by'), hop('published_by'), hop('relayed_by'), hop('published_by')])).toEqual([]);
    expect(fields([])).toEqual([]);
  });

  it('is wrong where it begins otherwise, says twice, lacks a source, or goes back in time', () => {
    expect(fields([hop('published_by')])).toEqual(['chain[0].kind']);
    expect(fields([hop('said_by'), hop('said_by')])).toEqual(['chain[1].kind']);
    expect(fields([hop('said_by')], 'blinken')).toEqual(['chain[0].speakerId']);
    expect(fields([hop('said_by'), hop('published_by', { sourceId: null })])).toEqual(['chain[1].sourceId']);
    expect(fields([hop('said_by', { day: '2022-01-21' }), hop('published_by', { day: '2022-01-20' })])).toEqual(['chain[1].day']);
    expect(fields([hop('said_by', { day: '2022-01-21' }), hop('published_by', { day: '2022-01' })])).toEqual([]);
    expect(fields([hop('said_by', { day: '2022-01' }), hop('published_by', { day: '2021' })])).toEqual(['chain[1].day']);
  });

  it('ends in a source only with a publication as its last hop', () => {
    expect(endsInSource([hop('said_by'), hop('published_by')])).toBe(true);
    expect(endsInSource([hop('said_by'), hop('published_by'), hop('relayed_by')])).toBe(false);
    expect(endsInSource([hop('said_by', { sourceId: 's' })])).toBe(false);
    expect(endsInSource([])).toBe(false);
  });

  it('makes a statement whole with a speaker and a day', () => {
    const chain = [hop('said_by'), hop('published_by')];
    expect([isComplete({ speakerId: 'a', day: '2022', chain }), isComplete({ speakerId: null, day: '2022', chain }), isComplete({ speakerId: 'a', day: null, chain })]).toEqual([true, false, false]);
  });
});
