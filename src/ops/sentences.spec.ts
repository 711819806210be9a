import { describe, expect, it } from '@jest/globals';
import { causeOf } from './cannot-start.js';
import { greeting, type Start } from './greeting.js';
import { sayListenError } from './listen.js';
import { mayReadMetrics } from './health/metrics.rules.js';
import { compareSteps } from './migration-status.js';

const coded = (code: string) => Object.assign(new Error('raw words'), { code });

describe('The greeting', () => {
  const accounts = [
    { email: 'ed@example.org', name: 'Ed', roles: ['editor'], password: 'pass-one' },
    { email: 'ada@example.org', name: 'Ada', roles: ['admin', 'editor'], password: 'pass-two' },
  ];
  const first: Start = { address: 'http://localhost:3000', embedded: true, accounts, accountsFile: '/x/.data/demo-accounts.json', firstTime: true };

  it('shows what to open and, the first time, who can sign in with which password', () => {
    expect(greeting(first)).toContain('http://localhost:3000/desk/sign-in');
    expect(greeting(first)).toMatch(/editor +Ed +ed@example\.org +pass-one/);
  });

  it('says later only where the passwords are kept', () => {
    const later = greeting({ ...first, firstTime: false });
    expect(later).toContain('/x/.data/demo-accounts.json');
    expect(later).not.toMatch(/pass-(one|two)/);
  });

  it('names the command for an account where there is no demo', () => {
    expect(greeting({ ...first, embedded: false, accounts: undefined })).toContain('account create');
  });
});

describe('Why a port cannot be had', () => {
  it.each([
    ['EADDRINUSE', /Port 80 is taken/],
    ['EACCES', /higher number/],
    ['EADDRNOTAVAIL', /HOST \(h\)/],
    ['EWHATEVER', /Cannot listen on h, port 80: raw words\./],
  ])('is said: %s', (code, sentence) => {
    expect(sayListenError(coded(code), { HOST: 'h', PORT: 80 })).toMatch(sentence);
  });
});

describe('A cause', () => {
  it('is put in words', () => {
    expect(causeOf(coded('ENOSPC'))).toBe('the disk is full');
    expect(causeOf(new Error('first line.\nsecond'))).toBe('first line');
    expect(causeOf('text')).toBe('text');
  });
});

describe('The figures', () => {
  it.each([
    ['this machine', { peer: '127.0.0.1', headers: {}, isPublic: false }, true],
    ['this machine by IPv6', { peer: '::ffff:127.0.0.1', headers: {}, isPublic: false }, true],
    ['another machine', { peer: '10.0.0.7', headers: {}, isPublic: false }, false],
    ['a stranger by way of a proxy here', { peer: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.9' }, isPublic: false }, false],
    ['anybody, where that is wanted', { peer: '203.0.113.9', headers: {}, isPublic: true }, true],
  ])('are for %s: %j → %s', (_, asking, answer) => {
    expect(mayReadMetrics(asking)).toBe(answer);
  });
});

describe('The steps of a schema', () => {
  it('are done, pending, or of a newer Claimline', () => {
    expect(compareSteps(['a', 'b', 'c'], ['a', 'b', 'z'])).toEqual({ done: ['a', 'b'], pending: ['c'], unknown: ['z'] });
  });
});
