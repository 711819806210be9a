/** `remind`: one round of reminders now, as the jobs queue does it every hour. */
import type { Command } from 'commander';
import { remind } from '../../due/reminders.js';
import { withDatabase } from './database.js';

export function addRemind(program: Command): void {
  program
    .command('remind')
    .description('tell owners which of their claims fall due or are overdue, and admins which nobody looks at; what was told already is not told again')
    .action(async () => {
      const told = await withDatabase((source) => remind(source));
      for (const { kind, to, words } of told) console.log([kind, to, words].join('\t'));
      console.error(told.length === 0 ? 'There was nothing to tell.' : `Told ${told.length} ${told.length === 1 ? 'reminder' : 'reminders'}. A running service sends them on by e-mail.`);
    });
}
