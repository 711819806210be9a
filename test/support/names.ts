/** Names of test databases carry the second they were made in, so that what killed runs left behind can be told from what is in use. */
import { randomBytes } from 'node:crypto';

const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1000);

export const databaseName = (): string => `claimline_test_${now()}_${randomBytes(4).toString('hex')}`;

export function aDayOld(name: string): boolean {
  const made = /^claimline_test_(\d+)_/.exec(name)?.[1];
  return made !== undefined && now() - Number(made) > DAY;
}
