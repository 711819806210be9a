/** Commands for whoever runs the desk: `npm run cli -- <command>`. Codes: 0 done, 1 failed, 2 wrongly called, 78 wrong configuration. */
import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { ConfigError, loadConfig } from './config.js';
import { CannotStart } from './ops/cannot-start.js';
import { addAccount } from './ops/commands/account.js';
import { addBench } from './ops/commands/bench.js';
import { addMigrate } from './ops/commands/migrate.js';
import { addRemind } from './ops/commands/remind.js';
import { addVerify } from './ops/commands/verify.js';
import { ClaimlineError, InvalidInput } from './shared/errors.js';

const COMMANDS = [addMigrate, addAccount, addVerify, addRemind, addBench];

/** What went wrong in a line or two, and the code to end with. */
function explain(error: unknown): { lines: string[]; code: number } {
  if (error instanceof CommanderError) return { lines: [], code: error.exitCode === 0 ? 0 : 2 };
  if (error instanceof ConfigError) return { lines: [error.message], code: 78 };
  if (error instanceof InvalidInput) return { lines: error.errors.map(({ field, message }) => `${field} ${message}.`), code: 2 };
  if (error instanceof CannotStart || error instanceof ClaimlineError) return { lines: [error.message], code: 1 };
  const stack = ['debug', 'trace'].includes(loadConfig().LOG_LEVEL) && error instanceof Error ? [error.stack ?? ''] : [];
  return { lines: ['The command failed because of an error of its own. Run it with LOG_LEVEL=debug to see which, and report it.', ...stack], code: 1 };
}

// A reader of the pipe that goes away early (head, less) is no failure.
process.stdout.on('error', () => process.exit(0));
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.on(signal, () => process.exit(code));

const program = new Command('npm run cli --').description('Claimline: commands for whoever runs the desk.').showHelpAfterError('Add --help to see how it is called.').exitOverride();
for (const add of COMMANDS) add(program);
try {
  await program.parseAsync();
} catch (error) {
  const { lines, code } = explain(error);
  for (const line of lines) console.error(line);
  process.exitCode = code;
}
process.exit();
