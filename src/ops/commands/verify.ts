/** `verify`: recomputes the ledger's hashes and names every entry that does not fit. */
import type { Command } from 'commander';
import { verifyChains } from '../../ledger/ledger.js';
import { withDatabase } from './database.js';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('check that no entry of the ledger was changed, removed or moved')
    .action(async () => {
      const { entries, broken } = await withDatabase((source) => verifyChains(source));
      for (const { streamKind, streamId, position } of broken) console.log(`broken: ${streamKind} ${streamId}, entry ${position}`);
      console.log(broken.length === 0 ? `The ledger holds: ${entries} entries checked, none broken.` : `The ledger is broken: ${broken.length} of ${entries} entries do not fit.`);
      process.exitCode = broken.length === 0 ? 0 : 1;
    });
}
