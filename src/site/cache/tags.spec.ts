import { describe, expect, it } from '@jest/globals';
import { tagOf, tagOfAll, tagOfClaimsBy, tagOfClaimsCiting, tagOfClaimsOn, tagsTold } from './tags.js';

describe('What the database tells', () => {
  it('touches the thing, and whatever lists things of its kind', () => {
    expect(tagsTold('claim:1 claims-of-speaker:2 claims-on-topic:3 claims-citing-source:4')).toEqual([tagOf('claim', '1'), tagOfClaimsBy('2'), tagOfClaimsOn('3'), tagOfClaimsCiting('4'), tagOfAll('claim')]);
    expect(tagsTold('speaker:1')).toEqual(['speaker:1', 'speakers']);
    expect(tagsTold('scale:1 account:2')).toEqual(['scale:1', 'account:2', 'scales', 'accounts']);
  });
  it('may be nothing that we know', () => expect([tagsTold(''), tagsTold('weather')]).toEqual([[], ['weather']]));
});
