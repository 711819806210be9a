/** Draws the form for a report, takes it, and says thank you or what is to be mended. */
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { codeInReference, referenceOf, versionSeen } from '../../reports/report.rules.js';
import { reportIn, type ReportedClaim, type ReportField } from '../../reports/reports.dto.js';
import { ReportsService } from '../../reports/reports.service.js';
import { InvalidInput, NotFound, TooMany } from '../../shared/errors.js';
import type { ShownError } from '../../shared/html/form.js';
import { language } from '../../shared/html/language.js';
import { type Frame, renderPage } from '../../shared/html/page.js';
import { newCode } from '../../shared/ids.js';
import { Frames } from '../frames.js';
import type { Reading } from '../reading.js';
import { lastText, type SentReport } from './report.form.js';
import { type Filled, ReportPage, SentPage } from './report.view.js';

@Injectable()
export class ReportPages {
  constructor(
    private readonly reports: ReportsService,
    private readonly frames: Frames,
  ) {}

  /** @throws NotFound for a claim that is none, or not public */
  async form(reading: Reading): Promise<string> {
    const claim = await this.claimCalled(lastText(reading.query['claim']));
    const version = claim && versionSeen(lastText(reading.query['version']), claim.version);
    return this.draw(reading, claim, { typed: { page: lastText(reading.query['page']).slice(0, 500) }, version, errors: [] });
  }

  /** @throws NotFound for a claim that is none, or not public */
  async send(reading: Reading, sent: SentReport, address: string, reply: FastifyReply): Promise<string> {
    // Before anything is looked up, so that robots cost nothing; the answer is the one that people get.
    if (sent.trapped) return thank(reading, referenceOf(newCode()), reply);
    const claim = await this.claimCalled(sent.claim ?? '');
    const version = claim && versionSeen(sent.version, claim.version);
    try {
      const reference = await this.reports.submit(reportIn(sent.typed), { claim, claimVersion: version, language: reading.language, address });
      return thank(reading, reference, reply);
    } catch (error) {
      if (!(error instanceof InvalidInput) && !(error instanceof TooMany)) throw error;
      void reply.status(error instanceof TooMany ? 429 : 400);
      if (error instanceof TooMany) void reply.header('retry-after', String(error.retryAfterSeconds));
      return this.draw(reading, claim, { typed: sent.typed, version, errors: shown(error, reading) });
    }
  }

  /** Shows any reference that could be one, and knows of none: whoever has it learns nothing more here. @throws NotFound */
  sent(reading: Reading, reference: unknown): string {
    const code = codeInReference(lastText(reference));
    if (code === undefined) throw new NotFound('report');
    return renderPage(SentPage({ frame: this.frame(reading, `?ref=${referenceOf(code)}`), reference: referenceOf(code) }));
  }

  private draw(reading: Reading, claim: ReportedClaim | undefined, filled: Filled): string {
    return renderPage(ReportPage({ frame: this.frame(reading, claim ? `?claim=${claim.slug}` : ''), claim, filled }));
  }

  /** @param search what of the address is kept when the reader changes the language; after a refusal there is none */
  private frame(reading: Reading, search: string): Frame {
    return this.frames.of({ ...reading, search });
  }

  private async claimCalled(ref: string): Promise<ReportedClaim | undefined> {
    if (ref.trim() === '') return undefined;
    const claim = await this.reports.about(ref.trim());
    if (!claim) throw new NotFound('claim');
    return claim;
  }
}

/** 303, so that a reload sends nothing twice. */
function thank({ language: code, prefixed }: Reading, reference: string, reply: FastifyReply): string {
  void reply.status(303).header('location', language(code, prefixed).at(`/report/sent?ref=${reference}`));
  return '';
}

function shown(error: InvalidInput | TooMany, { language: code }: Reading): ShownError[] {
  const { count, words: { report } } = language(code);
  if (error instanceof TooMany) return [{ field: 'report', text: count(report.tooMany, Math.ceil(error.retryAfterSeconds / 60)) }];
  return error.errors.map(({ field, message }) => ({ field, text: report.wrong[field as ReportField][message]! }));
}
