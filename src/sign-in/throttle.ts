/** Slows down whoever guesses passwords: failures are counted by account and by address, in PostgreSQL, so over all instances. */
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { TooMany } from '../shared/errors.js';

const REFUSAL = 'Too many attempts to sign in. Wait a while, then try again.';
const FAILURES = { byAccount: 10, byAddress: 50, minutes: 15 } as const;
/** Six digits are soon guessed, and whoever guesses them has the password already. */
const CODES = { wrong: 10, minutes: 60 } as const;
/** By one address in fifteen minutes: more than a newsroom behind one line does. */
const BEGUN = 300;
const CODES_REFUSAL = 'Too many wrong codes. Wait an hour, or use a passkey.';

@Injectable()
export class SignInThrottle {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;
  private readonly byCode: RateLimiterPostgres;
  private readonly byBeginning: RateLimiterPostgres;

  constructor(source: DataSource) {
    const shared = { storeClient: source, storeType: 'typeorm', tableName: 'rate_limit', tableCreated: true, duration: FAILURES.minutes * 60 };
    this.byAccount = new RateLimiterPostgres({ ...shared, keyPrefix: 'sign_in_account', points: FAILURES.byAccount });
    // One of the two clears old rows for both, as they share the table.
    this.byAddress = new RateLimiterPostgres({ ...shared, keyPrefix: 'sign_in_address', points: FAILURES.byAddress, clearExpiredByTimeout: false });
    this.byCode = new RateLimiterPostgres({ ...shared, keyPrefix: 'sign_in_code', points: CODES.wrong, duration: CODES.minutes * 60, clearExpiredByTimeout: false });
    this.byBeginning = new RateLimiterPostgres({ ...shared, keyPrefix: 'sign_in_begun', points: BEGUN, clearExpiredByTimeout: false });
  }

  /**
   * Counts an attempt as failed before anything is verified, so that a hundred at once are not all let through; a good
   * sign-in calls the answered function to take it back.
   * @throws TooMany
   */
  async count(email: string, address: string): Promise<() => Promise<void>> {
    const network = keyOf(networkOf(address));
    const account = keyOf(email);
    await consume(this.byAddress, network, REFUSAL);
    await consume(this.byAccount, account, REFUSAL);
    return async () => {
      await Promise.all([this.byAddress.reward(network), this.byAccount.reward(account)]);
    };
  }

  /**
   * The same for a code; a right password does not take it back, and whoever has none cannot spend it for its owner.
   * @throws TooMany
   */
  async countCode(accountId: string, address: string): Promise<() => Promise<void>> {
    const network = keyOf(networkOf(address));
    const account = keyOf(accountId);
    await consume(this.byAddress, network, REFUSAL);
    await consume(this.byCode, account, CODES_REFUSAL);
    return async () => {
      await Promise.all([this.byAddress.reward(network), this.byCode.reward(account)]);
    };
  }

  /**
   * What a stranger may begin without naming anybody (a passkey's challenge, a way to the provider); each is a row for some minutes.
   * @throws TooMany
   */
  async countBegun(address: string): Promise<void> {
    await consume(this.byBeginning, keyOf(networkOf(address)), REFUSAL);
  }
}

/** Hashed: e-mail addresses and network addresses are nobody's business in a side table, and may be too long for its key. */
const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** One household or server commonly holds a whole IPv6 /64, so that is what counts as one address. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::') as [string, string?];
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const full = tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
  return `${full.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/**
 * Counts one more.
 * @throws TooMany, in these words, with how long to wait
 */
export async function consume(limiter: RateLimiterPostgres, key: string, refusal: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new TooMany(refusal, Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
  }
}
