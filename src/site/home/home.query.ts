/** What the first page lists. */
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { summaries } from '../../record/claims.query.js';
import { dayOf } from '../../shared/day.js';
import type { Reader } from '../site.query.js';

export interface HomeLists {
  latest: ClaimSummary[];
  open: ClaimSummary[];
  due: ClaimSummary[];
}

const NO_VERDICT = `NOT EXISTS (SELECT FROM verdict v WHERE v.claim_id = c.id AND v.approved_at IS NOT NULL AND v.superseded_at IS NULL)`;
const UNDER_WAY = `c.status IN ('open', 'in_review', 'awaiting_approval')`;

export async function homeLists(reader: Reader, now: Date): Promise<HomeLists> {
  const view = { desk: false, now };
  return {
    latest: await summaries(
      reader,
      `SELECT c.id FROM verdict v JOIN claim c ON c.id = v.claim_id
        WHERE v.superseded_at IS NULL AND v.approved_at IS NOT NULL AND c.status NOT IN ('draft', 'withdrawn') ORDER BY v.approved_at DESC, v.id DESC LIMIT 10`,
      [],
      view,
    ),
    open: await summaries(reader, `SELECT c.id FROM claim c WHERE ${UNDER_WAY} AND ${NO_VERDICT} ORDER BY c.logged_at DESC, c.id DESC LIMIT 8`, [], view),
    due: await summaries(
      reader,
      `SELECT c.id FROM resolution r JOIN claim c ON c.id = r.claim_id WHERE r.due_day >= $1::date AND ${UNDER_WAY} ORDER BY r.due_day, c.id LIMIT 6`,
      [dayOf(now)],
      view,
    ),
  };
}
