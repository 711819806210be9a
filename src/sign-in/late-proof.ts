/** Whose a form was that came too late: proven by the session that drew it, which opens nothing any more. */
import type { EntityManager } from 'typeorm';
import { hashOfSecret, sameSecret } from './secrets.js';
import { LATE_HOURS } from './session.cookie.js';

type Reader = Pick<EntityManager, 'query'>;

/**
 * The account of a session that has ended, by its cookie and the token that its forms carry; nobody when either is wrong, the account
 * is suspended, or the session ended long ago.
 */
export async function accountOfEnded(reader: Reader, cookie: string | undefined, token: string | undefined): Promise<string | undefined> {
  if (cookie === undefined || token === undefined || !/^[\w-]{43}$/.test(cookie)) return undefined;
  const [row]: { accountId: string; csrfToken: string }[] = await reader.query(
    `SELECT s.account_id AS "accountId", s.csrf_token AS "csrfToken" FROM session s JOIN account a ON a.id = s.account_id
      WHERE s.secret_hash = $1 AND a.suspended_at IS NULL AND least(s.ended_at, s.expires_at) BETWEEN now() - make_interval(hours => ${LATE_HOURS}) AND now()`,
    [hashOfSecret(cookie)],
  );
  return row && sameSecret(row.csrfToken, token) ? row.accountId : undefined;
}

/** Whether the form was drawn for this account, in a session before the one that it has now. */
export async function wasDrawnFor(reader: Reader, accountId: string, token: string | undefined): Promise<boolean> {
  if (token === undefined) return false;
  const rows: { csrfToken: string }[] = await reader.query(
    `SELECT csrf_token AS "csrfToken" FROM session WHERE account_id = $1 AND expires_at > now() - make_interval(hours => ${LATE_HOURS}) ORDER BY created_at DESC LIMIT 50`, [accountId]);
  return rows.some(({ csrfToken }) => sameSecret(csrfToken, token));
}
