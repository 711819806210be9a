/** `bench`: multiplies the record for measuring (`seed`), or measures (`run`); the code of both is in `bench/`, and not in an image for deployment. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '../cannot-start.js';
import { withDatabase } from './database.js';

const script = (name: string): string => fileURLToPath(new URL(`../../../bench/${name}.ts`, import.meta.url));

function known(name: string): string {
  const path = script(name);
  if (!existsSync(path)) throw new CannotStart('The bench is not part of this installation. Run it in a checkout of the project.');
  return path;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,8}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

type Seed = (url: string, wanted: number, progress: (claims: number) => void) => Promise<void>;

export function addBench(program: Command): void {
  const bench = program.command('bench').description('measure, or make a record large enough to measure on');
  bench
    .command('seed')
    .description('multiply the claims on record to this many; for databases that are only measured on')
    .requiredOption('--claims <number>', 'how many claims there shall be', wholeNumber)
    .action(async ({ claims }: { claims: number }) => {
      const { seed } = (await import(known('seed'))) as { seed: Seed };
      await withDatabase((source) => seed((source.options as { url: string }).url, claims, (have) => console.error(`${have} claims`)));
      console.log(`There are now ${claims} claims or a few more.`);
    });
  bench
    .command('run', { isDefault: true })
    .description('measure everything on a database of its own, like npm run bench')
    .option('--sizes <list>', 'numbers of claims, such as 100,10000')
    .option('--seconds <number>', 'seconds a figure', wholeNumber)
    .addOption(new Option('--only <part>', 'leave out all but this part').choices(['desk']))
    .action(async ({ sizes, seconds, only }: { sizes?: string; seconds?: number; only?: string }) => {
      const options = [...(sizes ? [`--sizes=${sizes}`] : []), ...(seconds ? [`--seconds=${seconds}`] : []), ...(only ? [`--only=${only}`] : [])];
      const child = spawn(process.execPath, ['--enable-source-maps', known('bench'), ...options], { stdio: 'inherit' });
      process.exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
    });
}
