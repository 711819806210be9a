/** Takes readers' reports in, and closes them for the desk. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import type { Act } from '../shared/act.js';
import { fingerprint, inTransaction, type Tx } from '../shared/database.js';
import { NotFound, obey } from '../shared/errors.js';
import { newCode, newId } from '../shared/ids.js';
import type { Page } from '../shared/paging.js';
import { networkOf } from '../sign-in/throttle.js';
import { Report } from './report.entity.js';
import { codeInReference, mayClose, referenceOf } from './report.rules.js';
import type { CloseReport, NewReport, ReportedClaim, ReportRow, ReportView } from './reports.dto.js';
import { findReport, listReports, publicClaim, type ReportList } from './reports.query.js';
import { ReportsThrottle } from './reports.throttle.js';

/** What the reader did not type. */
export interface Sender {
  claim: ReportedClaim | undefined;
  claimVersion: number | undefined;
  /** Of the site as the reader had it. */
  language: string;
  /** Network address; counted, and forgotten. */
  address: string;
}

/** A stranger acts, with no account. */
const READER: Act = { accountId: null, roles: [], via: 'site' };

/** For so long the same report from the same network is the same report. */
const REPEAT = `interval '10 minutes'`;

@Injectable()
export class ReportsService {
  constructor(
    private readonly source: DataSource,
    private readonly throttle: ReportsThrottle,
  ) {}

  /** The claim that a UUID or a slug names, if readers may know of it. */
  about(ref: string): Promise<ReportedClaim | undefined> {
    return publicClaim(this.source.manager, ref);
  }

  /**
   * Answers the reference; for a report that was just sent already, the one that it has.
   * @throws TooMany
   */
  async submit(report: NewReport, sender: Sender): Promise<string> {
    const claim = sender.claim ?? (await this.claimNamedIn(report.page));
    const mark = fingerprint([networkOf(sender.address), claim?.id ?? null, report.kind, report.words, report.page ?? null, report.sourceUrl ?? null, report.email ?? null]);
    // Asked before it is counted: a second press of the button is no second report.
    const sent = await sentAlready(this.source.manager, mark);
    if (sent) return referenceOf(sent);
    await this.throttle.count(sender.address);
    return inTransaction(this.source, READER, (tx) => keepOnce(tx, report, { claim, claimVersion: sender.claimVersion ?? null, language: sender.language, mark }));
  }

  list(list: ReportList, cursor?: string): Promise<Page<ReportRow>> {
    return listReports(this.source.manager, list, cursor);
  }

  /**
   * @param reference as the reader has it, or its code
   * @throws NotFound
   */
  async show(reference: string): Promise<ReportView> {
    const code = codeInReference(reference);
    const found = code === undefined ? undefined : await findReport(this.source.manager, code);
    if (!found) throw new NotFound('report');
    return found;
  }

  /** The reader's e-mail address goes with it. @throws NotFound @throws RuleBroken when somebody was faster */
  async close(act: Act, reference: string, { outcome, closingNote }: CloseReport): Promise<void> {
    const { code } = await this.show(reference);
    await inTransaction(this.source, act, async (tx) => {
      const report = await tx.manager.findOneOrFail(Report, { where: { code }, lock: { mode: 'pessimistic_write' } });
      await tx.tick();
      const closer = report.closedById === null ? null : await tx.manager.findOneBy(Account, { id: report.closedById });
      obey(mayClose({ status: report.status, closedBy: closer?.name ?? null }));
      await tx.manager.update(Report, { code }, { status: outcome, closedAt: tx.at, closedById: act.accountId, closingNote, email: null, fingerprint: null });
    });
  }

  /** Of the address of one of our claims that a reader typed. */
  private async claimNamedIn(page: string | undefined): Promise<ReportedClaim | undefined> {
    const ref = /\/claims\/([\w-]{8,300})/.exec(page ?? '')?.[1];
    return ref === undefined ? undefined : this.about(ref);
  }
}

async function keepOnce(tx: Tx, report: NewReport, { claim, claimVersion, language, mark }: Omit<Sender, 'address' | 'claimVersion'> & { claimVersion: number | null; mark: string }): Promise<string> {
  // Two at once wait for each other here, so that one of them finds the other.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [mark]);
  await tx.tick();
  const sent = await sentAlready(tx.manager, mark);
  if (sent) return referenceOf(sent);
  await tx.query(FORGET);
  const code = newCode();
  await tx.manager.insert(Report, {
    id: newId(), code, claimId: claim?.id ?? null, claimVersion, page: report.page ?? null, kind: report.kind, words: report.words,
    sourceUrl: report.sourceUrl ?? null, email: report.email ?? null, language, receivedAt: tx.at, fingerprint: mark, status: 'open',
  });
  return referenceOf(code);
}

async function sentAlready(reader: Pick<EntityManager, 'query'>, mark: string): Promise<string | undefined> {
  const [row] = await reader.query<{ code: string }[]>(`SELECT code FROM report WHERE fingerprint = $1 AND received_at > clock_timestamp() - ${REPEAT} LIMIT 1`, [mark]);
  return row?.code;
}

/** A few at a time, whenever a report comes; never one that somebody is closing. */
const FORGET = `UPDATE report SET fingerprint = NULL WHERE id IN
  (SELECT id FROM report WHERE fingerprint IS NOT NULL AND received_at < clock_timestamp() - ${REPEAT} LIMIT 50 FOR UPDATE SKIP LOCKED)`;
