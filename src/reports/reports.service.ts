/** Takes readers' reports in, and closes them for the desk. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Config } from '../config.js';
import { Correction } from '../corrections/correction.entity.js';
import { Mail } from '../mail/mail.js';
import type { Act } from '../shared/act.js';
import { fingerprint, inTransaction, type Tx } from '../shared/database.js';
import { InvalidInput, NotFound, obey, RuleBroken } from '../shared/errors.js';
import { newCode, newId } from '../shared/ids.js';
import type { Page } from '../shared/paging.js';
import { networkOf } from '../sign-in/throttle.js';
import { Report } from './report.entity.js';
import { answerLetter, codeInReference, mayClose, mayWorkOn, referenceOf } from './report.rules.js';
import type { CloseReport, NewReport, ReportedClaim, ReportRow, ReportView } from './reports.dto.js';
import { countOpenReports, findReport, listReports, publicClaim, type ReportList } from './reports.query.js';
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
    private readonly config: Config,
    private readonly mail: Mail,
  ) {}

  /** Whether answers go out from here. */
  get mails(): boolean {
    return this.mail.enabled;
  }

  /** Up to one hundred. */
  countOpen(): Promise<number> {
    return countOpenReports(this.source.manager);
  }

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

  /** @param takenBy only what this person deals with */
  list(list: ReportList, cursor?: string, takenBy?: string): Promise<Page<ReportRow>> {
    return listReports(this.source.manager, list, cursor, takenBy);
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

  /**
   * The answer goes out by e-mail where the reader left an address and the desk has a mail server; the address goes with it.
   * @throws NotFound @throws RuleBroken when somebody was faster, or something is missing
   */
  async close(act: Act, reference: string, closing: CloseReport): Promise<{ mailed: boolean }> {
    const { code, claim } = await this.show(reference);
    return inTransaction(this.source, act, async (tx) => {
      const report = await lockReport(tx, code);
      const { outcome, answer, closingNote, correctionId } = closing;
      obey(mayClose({ status: report.status, closedBy: await nameOf(tx, report.closedById), hasEmail: report.email !== null, mails: this.mail.enabled }, closing));
      if (correctionId !== undefined && !(await tx.manager.existsBy(Correction, { id: correctionId, ...(report.claimId === null ? {} : { claimId: report.claimId }) }))) {
        throw new InvalidInput([{ field: 'correctionId', message: 'is not a published correction of this claim' }]);
      }
      const mailed = answer !== undefined && report.email !== null && this.mail.enabled;
      if (mailed) {
        const about = claim ? new URL(`/claims/${claim.slug}${correctionId === undefined ? '' : `#correction-${correctionId}`}`, this.config.publicUrl).href : null;
        await this.mail.queue(tx, answerLetter(report.email!, { code, answer, site: this.config.SITE_NAME, about }));
      }
      await tx.manager.update(Report, { code }, {
        status: outcome, closedAt: tx.at, closedById: act.accountId, closingNote: closingNote ?? null, answer: answer ?? null, mailed, correctionId: correctionId ?? null, email: null, fingerprint: null,
      });
      return { mailed };
    });
  }

  /**
   * Says who deals with it, so that two do not write to the same reader.
   * @param seen who dealt with it when the person decided so; nothing for nobody
   * @throws RuleBroken when it is closed, or somebody else took it meanwhile
   */
  async take(act: Act, reference: string, seen: string | null, leave = false): Promise<void> {
    const { code } = await this.show(reference);
    await inTransaction(this.source, act, async (tx) => {
      const report = await lockReport(tx, code);
      obey(mayWorkOn({ status: report.status, closedBy: await nameOf(tx, report.closedById) }));
      if (report.takenById !== seen && report.takenById !== act.accountId) {
        throw new RuleBroken('taken_by_other', report.takenById === null ? 'Whoever dealt with it has left it. Look again.' : `${await nameOf(tx, report.takenById)} has taken this report meanwhile.`);
      }
      await tx.manager.update(Report, { code }, leave ? { takenAt: null, takenById: null } : { takenAt: tx.at, takenById: act.accountId });
    });
  }

  /** Of the address of one of our claims that a reader typed. */
  private async claimNamedIn(page: string | undefined): Promise<ReportedClaim | undefined> {
    const ref = /\/claims\/([\w-]{8,300})/.exec(page ?? '')?.[1];
    return ref === undefined ? undefined : this.about(ref);
  }
}

async function lockReport(tx: Tx, code: string): Promise<Report> {
  const report = await tx.manager.findOneOrFail(Report, { where: { code }, lock: { mode: 'pessimistic_write' } });
  await tx.tick();
  return report;
}

async function nameOf(tx: Tx, accountId: string | null): Promise<string | null> {
  return accountId === null ? null : ((await tx.manager.findOneBy(Account, { id: accountId }))?.name ?? null);
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
