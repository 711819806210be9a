/** `verify`: recomputes the ledger's hashes, holds the record against it, and names whatever does not fit. */
import type { Command } from 'commander';
import { findStrays, verifyChains } from '../../ledger/ledger.js';
import { withDatabase } from './database.js';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('check that no entry of the ledger was changed, removed or moved, and that the record is as its last entries say')
    .action(async () => {
      const { entries, broken, strays } = await withDatabase(async (source) => ({ ...(await verifyChains(source)), strays: await findStrays(source) }));
      for (const { streamKind, streamId, position } of broken) console.log(`broken: ${streamKind} ${streamId}, entry ${position}`);
      for (const { subjectKind, subjectId } of strays) console.log(`not as the ledger says: ${subjectKind} ${subjectId}`);
      const holds = broken.length + strays.length === 0;
      console.log(
        holds
          ? `The ledger holds: ${entries} entries checked, none broken, and the record is as they say.`
          : `The ledger does not hold: of ${entries} entries ${broken.length} do not fit, and ${strays.length} things on record are not as they say.`,
      );
      process.exitCode = holds ? 0 : 1;
    });
}
