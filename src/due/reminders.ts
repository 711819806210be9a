/** Tells the owners of a claim that it falls due, and everybody who could mend it when nobody looks at it; each thing once. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Workers } from '../jobs/workers.js';
import { tell } from '../notices/tell.js';
import type { NoticeKind } from '../notices/notice.words.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { dayOf, fromColumns, type Precision } from '../shared/day.js';
import { UNATTENDED } from './due.query.js';
import { reminder, unattendedWords } from './due.rules.js';
import { STILL } from './due.words.js';

const OF_ITSELF: Act = Object.freeze({ accountId: null, roles: [], via: 'site' });

/** Days of the desk are days in UTC, which know no summer time: a reminder is told in the first hour of its day, and a missed hour is made up by the next. */
const EVERY_HOUR = '7 * * * *';

/** Told in one transaction. */
const BATCH = 200;

export interface ToldReminder {
  kind: NoticeKind;
  to: string;
  words: string;
}

@Injectable()
export class Reminders implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly workers: Workers,
  ) {}

  onModuleInit(): void {
    this.workers.every(EVERY_HOUR, 'reminders');
    this.workers.does('reminders', async (_data, signal) => {
      await remind(this.source, new Date(), signal);
    });
  }
}

/** One round: whatever is to be told at this instant and was not. Two rounds at once tell it once. */
export async function remind(source: DataSource, now = new Date(), signal?: AbortSignal): Promise<ToldReminder[]> {
  const told: ToldReminder[] = [];
  for (const find of [fallingDue, unattendedToAdmins]) {
    for (;;) {
      signal?.throwIfAborted();
      const batch = await inTransaction(source, OF_ITSELF, async (tx) => tellAll(tx, await find(tx, now)));
      told.push(...batch);
      if (batch.length === 0) break;
    }
  }
  return told;
}

interface Found {
  kind: NoticeKind;
  accountId: string;
  to: string;
  claimId: string;
  words: string;
  once: string;
}

async function tellAll(tx: Tx, found: readonly Found[]): Promise<ToldReminder[]> {
  const told: ToldReminder[] = [];
  for (const { kind, accountId, to, claimId, words, once } of found) {
    if (await tell(tx, { to: accountId, kind, claimId, words, path: `/desk/claims/${claimId}`, once })) told.push({ kind, to, words });
  }
  return told;
}

interface Row {
  accountId: string;
  to: string;
  claimId: string;
  title: string;
  status: string;
  dueDay: string;
  duePrecision: Precision;
  lastDue: string;
  editor: string;
  once: string;
}

const ROW = `x.id AS "accountId", x.name AS to, c.id AS "claimId", c.title, c.status, r.due_day::text AS "dueDay", r.due_precision AS "duePrecision", a.last_due::text AS "lastDue", e.name AS editor`;
/** A due day that is moved is another reminder; a claim that changes hands is told to the new ones. */
const NOT_TOLD = 'NOT EXISTS (SELECT 1 FROM notice n WHERE n.account_id = x.id AND n.once = s.once)';

/**
 * The day before, on the day, the day after, and from then on every week; to the editor in charge, and to the reviewer while it is under
 * review. Where the editor in charge is gone, admins hear of it instead.
 */
async function fallingDue(tx: Tx, now: Date): Promise<Found[]> {
  const today = dayOf(now);
  const rows = await tx.query<Row>(
    `SELECT ${ROW}, s.once
       FROM awaited a
       JOIN claim c ON c.id = a.claim_id
       JOIN resolution r ON r.claim_id = c.id
       JOIN account e ON e.id = c.editor_in_charge_id
       JOIN account x ON x.suspended_at IS NULL
        AND (x.id = e.id OR (x.id = c.reviewer_id AND c.status IN ('in_review', 'awaiting_approval')) OR (e.suspended_at IS NOT NULL AND 'admin' = ANY (x.roles)))
       CROSS JOIN LATERAL (SELECT 'due ' || a.last_due || ' ' || c.id || CASE WHEN a.last_due > $1::date THEN ' day before' WHEN a.last_due = $1::date THEN ' day' ELSE ' week ' || ($1::date - a.last_due - 1) / 7 END AS once) s
      WHERE a.last_due <= $1::date + 1 AND ${NOT_TOLD}
      ORDER BY a.last_due DESC, a.claim_id, x.id LIMIT ${BATCH}`,
    [today],
  );
  return rows.map((row) => ({ ...row, kind: row.lastDue < today ? 'overdue' : 'due', words: reminder({ ...row, due: fromColumns(row.dueDay, row.duePrecision), status: STILL[row.status]! }, today) }));
}

/** To every admin, again after thirty more days of nobody's looking. */
async function unattendedToAdmins(tx: Tx, now: Date): Promise<Found[]> {
  const today = dayOf(now);
  const rows = await tx.query<Row>(
    `SELECT ${ROW}, s.once
       FROM awaited a
       JOIN claim c ON c.id = a.claim_id
       JOIN resolution r ON r.claim_id = c.id
       JOIN account e ON e.id = c.editor_in_charge_id
       JOIN account x ON x.suspended_at IS NULL AND 'admin' = ANY (x.roles)
       CROSS JOIN LATERAL (SELECT 'unattended ' || a.last_due || ' ' || c.id || ' ' || (($1::timestamptz AT TIME ZONE 'UTC')::date - a.last_due) / 30 AS once) s
      WHERE a.last_due IS NOT NULL AND ${UNATTENDED} AND ${NOT_TOLD}
      ORDER BY a.last_due, a.claim_id, x.id LIMIT ${BATCH}`,
    [now],
  );
  return rows.map((row) => ({ ...row, kind: 'unattended', words: unattendedWords(row, today, row.editor) }));
}
