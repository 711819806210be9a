/** What people typed and have not sent: kept for them alone, bounded, and forgotten when it was sent. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { InvalidInput } from '../../shared/errors.js';
import { asSent, DRAFT_BOUNDS, DRAFT_KEY, isTyped, keptFields } from './draft.rules.js';
import type { Sent } from '../forms/sent.js';

type Reader = Pick<EntityManager, 'query'>;

export interface Draft {
  key: string;
  fields: Sent;
  savedAt: Date;
}

@Injectable()
export class Drafts {
  constructor(private readonly source: DataSource) {}

  /** What this person typed into the form with this key, to be given to `stateOf`. */
  async of(accountId: string, key: string): Promise<Sent | undefined> {
    const [draft] = await this.all(accountId, [key]);
    return draft && asSent(draft.key, draft.fields, draft.savedAt);
  }

  /** Those of the keys that this person has a draft of. */
  all(accountId: string, keys: readonly string[]): Promise<Draft[]> {
    return this.source.query(`SELECT key, fields, updated_at AS "savedAt" FROM draft WHERE account_id = $1 AND key = ANY ($2)`, [accountId, keys]);
  }

  /**
   * Empty fields forget the draft. One form of one person has one draft, the newest.
   * @returns when it was saved; nothing where there was nothing to keep
   * @throws InvalidInput for a key that is none, and for more than a form can hold
   */
  async save(accountId: string, key: string, sent: Sent): Promise<Date | undefined> {
    if (!DRAFT_KEY.test(key)) throw new InvalidInput([{ field: 'key', message: 'is not the key of a form' }]);
    const fields = keptFields(sent);
    if (fields === undefined && Object.keys(sent).length > 1 && JSON.stringify(sent).length > DRAFT_BOUNDS.characters) {
      throw new InvalidInput([{ field: 'fields', message: 'are more than a draft can hold' }]);
    }
    if (fields === undefined || !isTyped(fields)) {
      await this.forget(this.source.manager, accountId, key);
      return undefined;
    }
    const [row]: { savedAt: Date }[] = await this.source.query(
      `WITH swept AS (DELETE FROM draft WHERE ctid IN (SELECT ctid FROM draft WHERE updated_at < now() - make_interval(days => ${DRAFT_BOUNDS.days}) LIMIT 20 FOR UPDATE SKIP LOCKED)),
            beyond AS (DELETE FROM draft WHERE account_id = $1 AND key IN (SELECT key FROM draft WHERE account_id = $1 AND key <> $2 ORDER BY updated_at DESC OFFSET ${DRAFT_BOUNDS.drafts - 1}))
       INSERT INTO draft (account_id, key, fields, updated_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (account_id, key) DO UPDATE SET fields = excluded.fields, updated_at = excluded.updated_at RETURNING updated_at AS "savedAt"`,
      [accountId, key, JSON.stringify(fields)],
    );
    return row!.savedAt;
  }

  async forgetNow(accountId: string, key: string): Promise<void> {
    await this.forget(this.source.manager, accountId, key);
  }

  /** In the transaction that did what the form asked for. */
  async forget(reader: Reader, accountId: string, key: string): Promise<void> {
    await reader.query('DELETE FROM draft WHERE account_id = $1 AND key = $2', [accountId, key]);
  }

  /** Which of these forms' marks have been used: what was sent with one is done, whatever the browser heard of it. */
  async sentAlready(accountId: string, marks: readonly string[]): Promise<string[]> {
    if (marks.length === 0) return [];
    const rows: { key: string }[] = await this.source.query('SELECT key FROM idempotency_key WHERE account_id = $1 AND key = ANY ($2)', [accountId, marks.map((mark) => `form:${mark}`)]);
    return rows.map(({ key }) => key.slice('form:'.length));
  }
}
