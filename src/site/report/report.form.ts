/** What a reader's form sends: flat texts, some of it hidden, none of it to be trusted. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { REPORT_FIELDS, type ReportField } from '../../reports/reports.dto.js';
import { TRAP } from './report.words.js';

export interface SentReport {
  /** As typed, to be checked, and to fill the form again. */
  typed: Readonly<Partial<Record<ReportField, string>>>;
  /** Slug or id of the claim that the form was opened for. */
  claim: string | undefined;
  version: string | undefined;
  /** What no person sees was filled in. */
  trapped: boolean;
}

/** Far above what any field takes, so that nothing that a person typed is cut off; and the page that comes back stays small. */
const KEPT = 20_000;

/** → SentReport; a decorator of its own, so that text the pipe would refuse comes back to the form instead of to an error page. */
export const SentReportOf = createParamDecorator((_: unknown, context: ExecutionContext): SentReport => sentReport(context.switchToHttp().getRequest<FastifyRequest>().body));

function sentReport(body: unknown): SentReport {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  return {
    typed: Object.fromEntries(REPORT_FIELDS.map((field) => [field, lastText(fields[field]).replaceAll('\r\n', '\n').slice(0, KEPT)])),
    claim: lastText(fields['claim']) || undefined,
    version: lastText(fields['version']) || undefined,
    trapped: lastText(fields[TRAP]) !== '',
  };
}

/** Of a field sent several times the last one counts. */
export function lastText(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : '';
}
