/** The people of the desk as an admin sees them: who was here last, and how they sign in. */
import type { EntityManager } from 'typeorm';
import { decodeCursor, type Page, PAGE_SIZE, pageOf, SORTED_BY } from '../../../shared/paging.js';
import { likeLiteral } from '../../../shared/sql.js';
import type { Role } from '../../../shared/roles.js';

type Reader = Pick<EntityManager, 'query'>;

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  version: number;
  createdAt: Date;
  suspendedAt: Date | null;
  /** By a page or by a token of theirs. */
  lastSeenAt: Date | null;
  sessions: number;
  tokens: number;
  hasPassword: boolean;
  secondFactor: boolean;
  singleSignOn: boolean;
  /** Until when a link for a new password is open. */
  passwordLinkUntil: Date | null;
}

const PERSON = `
  SELECT a.id, a.name, a.email, a.roles, a.version, a.created_at AS "createdAt", a.suspended_at AS "suspendedAt",
         greatest(s.seen, t.seen) AS "lastSeenAt", s.open AS sessions, t.open AS tokens, a.password_hash IS NOT NULL AS "hasPassword",
         EXISTS (SELECT FROM passkey p WHERE p.account_id = a.id) OR EXISTS (SELECT FROM totp o WHERE o.account_id = a.id) AS "secondFactor",
         EXISTS (SELECT FROM identity i WHERE i.account_id = a.id) AS "singleSignOn",
         (SELECT l.expires_at FROM invitation l WHERE l.account_id = a.id AND l.outcome IS NULL AND l.kind = 'new_password' AND l.expires_at > now()) AS "passwordLinkUntil"
    FROM account a
    CROSS JOIN LATERAL (SELECT max(last_used_at) AS seen, count(*) FILTER (WHERE ended_at IS NULL AND expires_at > now())::int AS open FROM session WHERE account_id = a.id) s
    CROSS JOIN LATERAL (SELECT max(last_used_at) AS seen, count(*) FILTER (WHERE revoked_at IS NULL AND expires_at > now())::int AS open FROM api_token WHERE account_id = a.id) t`;

/**
 * By name.
 * @throws InvalidInput for a cursor that is not of this list
 */
export async function people(reader: Reader, q: string | undefined, cursor: string | undefined): Promise<Page<PersonRow>> {
  const [name, id] = cursor ? decodeCursor(cursor, [SORTED_BY.name, SORTED_BY.id]) : [null, null];
  const rows: PersonRow[] = await reader.query(
    `${PERSON}
      WHERE ($1::text IS NULL OR (a.name, a.id) > ($1, $2::uuid))
        AND ($3::text IS NULL OR fold_accents(lower(a.name || ' ' || a.email)) LIKE '%' || fold_accents(lower($3)) || '%')
      ORDER BY a.name, a.id LIMIT $4`,
    [name, id, q === undefined ? null : likeLiteral(q), PAGE_SIZE + 1],
  );
  return pageOf(rows, PAGE_SIZE, (row) => [row.name, row.id]);
}

export async function person(reader: Reader, id: string): Promise<PersonRow | undefined> {
  const rows: PersonRow[] = await reader.query(`${PERSON} WHERE a.id = $1`, [id]);
  return rows[0];
}
