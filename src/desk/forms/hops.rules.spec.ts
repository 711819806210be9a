import { describe, expect, it } from '@jest/globals';
import { hopsIn, MOST_HOPS, redrawn } from './hops.rules.js';

const axios = { hop1Kind: ['published_by'], hop1Who: ['Axios'], hop1SourceUrl: ['https://axios.com/x'] };

describe('The hops of a form', () => {
  it('are one who published it, until somebody says otherwise', () => {
    expect(hopsIn(undefined)).toEqual(['published_by']);
    expect(hopsIn({ quote: ['x'] })).toEqual(['published_by']);
    expect(hopsIn({ ...axios, hop2Kind: ['relayed_by'], hop4Kind: ['relayed_by'] })).toEqual(['published_by', 'relayed_by']);
    expect(hopsIn({ hop1Kind: ['said_by'] })).toEqual(['published_by']);
  });

  it('are left alone where the form is to be sent', () => expect(redrawn({ ...axios, quote: ['x'] })).toBeUndefined());

  it('get one who relayed it before whoever published it, with what was typed kept', () => {
    expect(redrawn({ ...axios, quote: ['x'], add_hop: ['relayed_by'] })).toEqual({
      sent: { quote: ['x'], hop1Kind: ['relayed_by'], hop2Kind: ['published_by'], hop2Who: ['Axios'], hop2SourceUrl: ['https://axios.com/x'] }, focus: 'hop1Who',
    });
  });

  it('get one more who published it at the end', () => {
    expect(redrawn({ ...axios, add_hop: ['published_by'] })).toEqual({ sent: { ...axios, hop2Kind: ['published_by'] }, focus: 'hop2Who' });
  });

  it('lose one, but never the last', () => {
    const two = redrawn({ ...axios, add_hop: ['relayed_by'] })!.sent;
    expect(redrawn({ ...two, remove_hop: ['1'] })).toEqual({ sent: axios, focus: 'hop1Who' });
    expect(redrawn({ ...axios, remove_hop: ['1'] })).toEqual({ sent: axios, focus: 'hop1Who' });
    for (const odd of ['0', '3', '-1', 'x', '']) expect(redrawn({ ...two, remove_hop: [odd] })!.sent).toEqual(two);
  });

  it('change places', () => {
    const two = redrawn({ ...axios, add_hop: ['relayed_by'] })!.sent;
    expect(redrawn({ ...two, raise_hop: ['2'] })).toEqual({ sent: { ...axios, hop2Kind: ['relayed_by'] }, focus: 'hop1Who' });
    expect(redrawn({ ...two, raise_hop: ['1'] })!.sent).toEqual(two);
  });

  it('are never more than a chain may have', () => {
    let sent: NonNullable<ReturnType<typeof redrawn>>['sent'] = axios;
    for (let count = 0; count < 30; count++) sent = redrawn({ ...sent, add_hop: ['relayed_by'] })!.sent;
    expect(hopsIn(sent)).toHaveLength(MOST_HOPS);
    expect(sent[`hop${MOST_HOPS}Who`]).toEqual(['Axios']);
  });

  it('stay as they are when somebody only looks for claims like it', () => {
    expect(redrawn({ ...axios, look: [''] })).toEqual({ sent: axios, focus: 'wording' });
  });
});
