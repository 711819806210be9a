/** Slows down whoever tries secrets of links: unknown ones are counted by network, in PostgreSQL, so over all instances. */
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { consume, networkOf } from '../../sign-in/throttle.js';

const UNKNOWN = { points: 20, minutes: 15 } as const;

@Injectable()
export class InvitationsThrottle {
  private readonly limiter: RateLimiterPostgres;

  constructor(source: DataSource) {
    this.limiter = new RateLimiterPostgres({
      storeClient: source, storeType: 'typeorm', tableName: 'rate_limit', tableCreated: true, keyPrefix: 'link_network', points: UNKNOWN.points, duration: UNKNOWN.minutes * 60,
      // The throttle of sign-in clears old rows of the table for all.
      clearExpiredByTimeout: false,
      inMemoryBlockOnConsumed: UNKNOWN.points + 1,
    });
  }

  /**
   * Counted before the link is looked for; for a link that is known the answered function takes it back.
   * @throws TooMany
   */
  async count(address: string): Promise<() => Promise<void>> {
    const network = createHash('sha256').update(networkOf(address)).digest('base64url');
    await consume(this.limiter, network, 'Too many links that do not exist were tried from here. Wait a while, then open yours again.');
    return async () => {
      await this.limiter.reward(network);
    };
  }
}
