/** Slows down whoever reports without end, and everybody when a flood comes; counted in PostgreSQL, so over all instances. */
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { consume, networkOf } from '../sign-in/throttle.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** From the narrowest to the widest, so that one network that is refused takes nothing from the rest. */
const LIMITS = [
  { keyPrefix: 'report_burst', points: 5, duration: 10 * MINUTE, of: 'network' },
  { keyPrefix: 'report_day', points: 30, duration: 24 * HOUR, of: 'network' },
  { keyPrefix: 'report_all', points: 200, duration: HOUR, of: 'everybody' },
] as const;

@Injectable()
export class ReportsThrottle {
  private readonly limiters: { limiter: RateLimiterPostgres; of: 'network' | 'everybody' }[];

  constructor(source: DataSource) {
    this.limiters = LIMITS.map(({ of, ...limit }) => ({
      of,
      limiter: new RateLimiterPostgres({
        ...limit, storeClient: source, storeType: 'typeorm', tableName: 'rate_limit', tableCreated: true,
        // The throttle of sign-in clears old rows of the table for all.
        clearExpiredByTimeout: false,
        // Who is refused is refused from memory until the time is up, so that a flood does not reach the database.
        inMemoryBlockOnConsumed: limit.points + 1,
      }),
    }));
  }

  /** @throws TooMany */
  async count(address: string): Promise<void> {
    const network = createHash('sha256').update(networkOf(address)).digest('base64url');
    for (const { limiter, of } of this.limiters) await consume(limiter, of === 'network' ? network : of, 'Too many reports came in a short time. Wait a while, then send it again.');
  }
}
