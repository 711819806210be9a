/** The people of a test's newsroom, each with a token of their own, and how they call the API. */
import request from 'supertest';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { TokensService } from '../../src/sign-in/tokens.service.js';
import type { Role } from '../../src/shared/roles.js';
import type { TestApp } from './app.js';

type Method = 'get' | 'post' | 'patch' | 'delete';

export class Person {
  constructor(
    private readonly url: string,
    readonly id: string,
    readonly name: string,
    readonly email: string,
    readonly roles: readonly Role[],
    readonly password: string,
    readonly token: string,
  ) {}

  /** A request to `/api/v1` + path; `version` goes into If-Match. */
  call(method: Method, path: string, options: { body?: object; version?: number; key?: string } = {}): request.Test {
    const call = request(this.url)[method](`/api/v1${path}`).set('authorization', `Bearer ${this.token}`);
    if (options.version !== undefined) void call.set('if-match', `"v${options.version}"`);
    if (options.key !== undefined) void call.set('idempotency-key', options.key);
    return options.body === undefined ? call : call.send(options.body);
  }
}

let count = 0;

export async function hire(testApp: TestApp, name: string, ...roles: Role[]): Promise<Person> {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${++count}@example.org`;
  const password = `a long password of ${name}`;
  const { account } = await testApp.app.get(AccountsService).create({ accountId: null, roles: ['admin'], via: 'cli' }, { email, name, roles, password });
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const { secret } = await testApp.app.get(TokensService).create({ accountId: account.id, roles, via: 'site' }, { name: 'test', roles, expiresAt });
  return new Person(testApp.url, account.id, name, email, roles, password, secret!);
}

export interface Newsroom {
  editor: Person;
  reviewerA: Person;
  reviewerB: Person;
  admin: Person;
}

export async function hireNewsroom(testApp: TestApp): Promise<Newsroom> {
  return {
    editor: await hire(testApp, 'Edith Editor', 'editor'),
    reviewerA: await hire(testApp, 'Ada Reviewer', 'reviewer'),
    reviewerB: await hire(testApp, 'Bo Reviewer', 'reviewer'),
    admin: await hire(testApp, 'Ahmed Admin', 'admin'),
  };
}

/** A reader without any account. */
export function reader(testApp: TestApp) {
  return request(testApp.url);
}
