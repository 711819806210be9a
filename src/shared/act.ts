/** Who does something, through which door, and (for imports alone) when it is said to have happened. */
import type { Role } from './roles.js';

export interface Act {
  /** Nobody for what the service does by itself. */
  readonly accountId: string | null;
  readonly roles: readonly Role[];
  readonly via: 'site' | 'api' | 'cli' | 'import';
  /** Only imports bring their own instant; their ledger entries are marked `imported`. */
  readonly at?: Date;
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

/** A desk's review policy travels with the act, so that rules stay pure. */
export type ReviewPolicy = 'two_person' | 'single';
