import { describe, expect, it } from '@jest/globals';
import { type Answers, sayConnectionError, sayUnfit, targetOf } from './database-check.js';
import { CannotStart } from './cannot-start.js';

const url = 'postgres://desk:s3cret%21@db.example.org:6543/claims?sslmode=require';
const coded = (code: string, message = 'raw words') => Object.assign(new Error(message), { code });

describe('What a database address points at', () => {
  it('is told without the password', () => {
    expect(targetOf(url)).toEqual({ host: 'db.example.org:6543', user: 'desk', database: 'claims' });
  });

  it('has PostgreSQL’s own defaults', () => {
    expect(targetOf('postgres://desk@db')).toEqual({ host: 'db:5432', user: 'desk', database: 'desk' });
  });

  it('may be a socket', () => {
    expect(targetOf('postgres://desk@/claims?host=/run/postgresql').host).toBe('/run/postgresql');
  });

  it.each(['postgres://u:p@h:port/db', 'postgres://u:p#w@[h/db'])('cannot be told of %s, which is said in a sentence', (text) => {
    expect(() => targetOf(text)).toThrow(CannotStart);
  });
});

describe('Why a connection failed', () => {
  it.each([
    [coded('ECONNREFUSED'), /Nothing answers at db.example.org:6543.*Start PostgreSQL/],
    [coded('ENOTFOUND'), /host of DATABASE_URL .* is not known/],
    [coded('28P01'), /refuses the password of user desk/],
    [coded('3D000'), /no database claims.*createdb claims/],
    [new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]), /Nothing answers/],
    [new Error('timeout expired'), /does not answer/],
    [new Error('Connection terminated unexpectedly'), /does not speak PostgreSQL/],
    [new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), /DATABASE_URL has none/],
    [new Error('The server does not support SSL connections'), /encrypted/],
    [new Error('something new\n    at stack'), /something new\. Mend/],
  ])('is said with the mend and without the password: %s', (error, sentence) => {
    const said = sayConnectionError(error, targetOf(url));
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/s3cret|\n/);
  });
});

describe('A server that will not do', () => {
  const fit: Answers = { version: 150000, version_name: '15.0', encoding: 'UTF8', read_only: false, schema_missing: false, may_create: true };
  it.each<[string, Partial<Answers>, RegExp]>([
    ['is older than 15', { version: 140012, version_name: '14.12' }, /version 14\.12, and Claimline needs 15/],
    ['keeps text in Latin-1', { encoding: 'LATIN1' }, /encoding LATIN1/],
    ['is a standby', { read_only: true }, /primary/],
    ['has lost its schema', { schema_missing: true, may_create: false }, /CREATE SCHEMA public/],
    ['gives no right to create tables', { may_create: false }, /GRANT CREATE ON SCHEMA public TO "desk"/],
  ])('%s', (_, change, sentence) => {
    expect(sayUnfit({ ...fit, ...change }, targetOf(url))).toMatch(sentence);
  });

  it('is none that has all of this', () => {
    expect(sayUnfit(fit, targetOf(url))).toBeUndefined();
  });
});
