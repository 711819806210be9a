/** What the terminal says when the service is up: what to open, and who can sign in. */
export interface DemoAccount {
  email: string;
  name: string;
  roles: string[];
  password: string;
}

export interface Start {
  address: string;
  embedded: boolean;
  accounts: readonly DemoAccount[] | undefined;
  accountsFile: string;
  /** Passwords are shown on the very first start alone. */
  firstTime: boolean;
}

export function greeting({ address, embedded, accounts, accountsFile, firstTime }: Start): string {
  const lines = ['', `Claimline is ready: ${address}`, `The desk signs in at ${address}/desk/sign-in`, ''];
  if (accounts && firstTime) lines.push('Demo accounts (these passwords are shown this once):', ...table(accounts), '', `They are kept in ${accountsFile}`);
  else if (accounts) lines.push(`Demo accounts: ${accounts.map((each) => each.email).join(', ')}`, `Their passwords are kept in ${accountsFile}`);
  else if (!embedded) lines.push('An account is made by: npm run cli -- account create --help');
  return `${lines.join('\n').trimEnd()}\n`;
}

function table(accounts: readonly DemoAccount[]): string[] {
  const rows = accounts.map(({ roles, name, email, password }) => [roles.join(', '), name, email, password]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
}
