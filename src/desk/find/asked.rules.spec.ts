import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asked } from './asked.rules.js';

const ID = '018f0000-0000-7000-8000-00000000000a';
const ALL = ['claim', 'speaker', 'source', 'report'];
const ask = (text: string, report?: string) => asked(text, 'claims.example.org', report);

describe('What is typed into the one box', () => {
  it.each([
    [ID, { id: { kinds: ALL, id: ID }, words: [] }],
    [`https://claims.example.org/desk/claims/${ID}/review`, { id: { kinds: ['claim'], id: ID }, words: [] }],
    ['https://claims.example.org/uk/claims/no-intention-x7k2p9bc?as_of=2022-02-01', { code: { kinds: ['claim'], code: 'x7k2p9bc' }, words: [] }],
    ['/claims/no-intention-x7k2p9bc', { code: { kinds: ['claim'], code: 'x7k2p9bc' }, words: [] }],
    ['/speakers/sergey-lavrov-x7k2p9bc', { code: { kinds: ['speaker'], code: 'x7k2p9bc' }, words: [] }],
    ['x7k2p9bc', { code: { kinds: ALL, code: 'x7k2p9bc' }, words: ['x7k2p9bc'] }],
    ['https://www.axios.com/2022/01/21/lavrov/?utm_source=x#top', { urlKey: 'axios.com/2022/01/21/lavrov', words: [] }],
    ['www.axios.com/2022/01/21/lavrov', { urlKey: 'axios.com/2022/01/21/lavrov', words: [] }],
    ['axios.com/2022/01/21/lavrov', { urlKey: 'axios.com/2022/01/21/lavrov', words: [] }],
    ['https://other.example.org/claims/no-intention-x7k2p9bc', { urlKey: 'other.example.org/claims/no-intention-x7k2p9bc', words: [] }],
    ['no intention', { words: ['no', 'intention'] }],
    ['  Лавров  ', { words: ['Лавров'] }],
    ['', { words: [] }],
    ['«»', { words: [] }],
  ])('%p', (text, answer) => expect(ask(text)).toEqual(answer));

  it('may be a report’s reference', () => {
    expect(ask('R-7KX2-9PBC', '7kx29pbc').code).toEqual({ kinds: ['report'], code: '7kx29pbc' });
    expect(ask('R 7KX2 9PBC', '7kx29pbc').code).toEqual({ kinds: ['report'], code: '7kx29pbc' });
  });

  it('may be anything, and is at most eight words', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => ask(text).words.length <= 8));
  });
});
