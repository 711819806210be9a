/** `account`: makes people's accounts and lists them; how the first admin comes to be. */
import { Command, InvalidArgumentError } from 'commander';
import { text } from 'node:stream/consumers';
import type { DataSource } from 'typeorm';
import type { AccountAnswer } from '../../accounts/accounts.dto.js';
import { AccountsService } from '../../accounts/accounts.service.js';
import { InvalidInput } from '../../shared/errors.js';
import { type Role, ROLES } from '../../shared/roles.js';
import { CLI_ACT, withDatabase } from './database.js';

interface CreateOptions {
  email: string;
  name: string;
  role: Role[];
  passwordStdin?: boolean;
}

function roles(list: string): Role[] {
  const named = list.split(',').map((word) => word.trim());
  const unknown = named.filter((word) => !(ROLES as readonly string[]).includes(word));
  if (unknown.length > 0) throw new InvalidArgumentError(`Roles are ${ROLES.join(', ')}, with commas between.`);
  return [...new Set(named)] as Role[];
}

export function addAccount(program: Command): void {
  const account = program.command('account').description('people of the desk');
  account
    .command('create')
    .description('make an account; without --password-stdin a password is made and printed once')
    .requiredOption('--email <address>', 'what the person signs in with')
    .requiredOption('--name <name>', 'what pages call the person')
    .requiredOption('--role <roles>', `one or more of ${ROLES.join(', ')}, with commas between`, roles)
    .option('--password-stdin', 'read the password from standard input')
    .action(create);
  account.command('list').description('list the accounts, one a line: e-mail, roles, name').action(list);
}

async function create({ email, name, role, passwordStdin }: CreateOptions): Promise<void> {
  const password = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  if (password === '') throw new InvalidInput([{ field: 'the password', message: 'on standard input is empty' }]);
  const made = await withDatabase((source) => new AccountsService(source).create(CLI_ACT, { email, name, roles: role, ...(password === undefined ? {} : { password }) }));
  console.log(`Made the account ${made.account.email} (${made.account.roles.join(', ')}).`);
  if (made.password !== undefined) console.log(`Password, shown this once: ${made.password}`);
}

async function list(): Promise<void> {
  const accounts = await withDatabase(everybody);
  for (const { email, roles: held, name, suspended } of accounts) console.log([email, held.join(','), name, ...(suspended ? ['(suspended)'] : [])].join('\t'));
}

async function everybody(source: DataSource): Promise<AccountAnswer[]> {
  const service = new AccountsService(source);
  const accounts: AccountAnswer[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await service.list({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    accounts.push(...page.items);
    cursor = page.nextCursor;
  }
  return accounts;
}
