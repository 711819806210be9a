/** The form by which a reader says what is wrong, and the page that thanks for it. */
import type { ComponentChildren, VNode } from 'preact';
import { REPORT_KINDS } from '../../reports/report.rules.js';
import type { ReportedClaim, ReportField } from '../../reports/reports.dto.js';
import { described, ErrorSummary, FieldError, type ShownError } from '../../shared/html/form.js';
import { useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { TRAP } from './report.words.js';

/** The form as it stands: empty, or as it was sent and refused. */
export interface Filled {
  typed: Readonly<Partial<Record<ReportField, string>>>;
  version: number | undefined;
  errors: readonly ShownError[];
}

export function ReportPage({ frame, claim, filled }: { frame: Frame; claim: ReportedClaim | undefined; filled: Filled }): VNode {
  const { common, report } = frame.language.words;
  const wrong = filled.errors.length > 0;
  return (
    <Page {...frame} section="site" path="/report" title={wrong ? `${common.errorPrefix}${report.title}` : report.title} description={report.description} indexed={!claim && !wrong}>
      <div class="wrap">
        <ErrorSummary errors={filled.errors} title={report.notSent} />
        <div class="page-head">
          <h1>{report.title}</h1>
          <p>{report.lead}</p>
        </div>
        {claim && <About claim={claim} />}
        <ReportForm claim={claim} filled={filled} />
      </div>
    </Page>
  );
}

function About({ claim }: { claim: ReportedClaim }): VNode {
  const { at, words: { report } } = useLanguage();
  return (
    <div class="report-about">
      <p class="muted">{report.about}</p>
      <p class="reading"><a href={at(`/claims/${claim.slug}`)} {...tongue(claim.language)}>{claim.wording}</a></p>
    </div>
  );
}

function ReportForm({ claim, filled }: { claim: ReportedClaim | undefined; filled: Filled }): VNode {
  const { at, words: { report } } = useLanguage();
  const { typed, version, errors } = filled;
  const hint = (field: ReportField) => `${field}-hint`;
  const about = (field: ReportField) => described(field, errors, hint(field));
  return (
    <form class="form report-form" id="report" method="post" action={at('/report')} noValidate>
      {claim && <input type="hidden" name="claim" value={claim.slug} />}
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <Kinds typed={typed.kind} errors={errors} />
      <Field field="words" label={report.words} hint={report.wordsHint} errors={errors}>
        <textarea id="words" name="words" rows={7} dir="auto" aria-required="true" {...about('words')}>{readable(typed.words)}</textarea>
      </Field>
      {!claim && (
        <Field field="page" label={report.page} hint={report.pageHint} errors={errors} optional>
          <input id="page" name="page" type="text" dir="auto" autocomplete="off" value={readable(typed.page)} {...about('page')} />
        </Field>
      )}
      <Field field="sourceUrl" label={report.sourceUrl} hint={report.sourceUrlHint} errors={errors} optional>
        <input id="sourceUrl" name="sourceUrl" type="url" dir="ltr" autocomplete="off" value={readable(typed.sourceUrl)} {...about('sourceUrl')} />
      </Field>
      <Field field="email" label={report.email} hint={report.emailHint} errors={errors} optional>
        <input id="email" name="email" type="email" dir="ltr" autocomplete="email" value={readable(typed.email)} {...about('email')} />
      </Field>
      {/* Out of sight and out of reach of the keyboard; what fills it in is a program. */}
      <div class="visually-hidden" aria-hidden="true">
        <label for={TRAP}>{report.trap}</label>
        <input id={TRAP} name={TRAP} type="text" tabIndex={-1} autocomplete="off" />
      </div>
      <p class="hint">{report.whatWeKeep}</p>
      <FieldError field="report" errors={errors} />
      <div class="form-actions"><button type="submit">{report.send}</button></div>
    </form>
  );
}

function Kinds({ typed, errors }: { typed: string | undefined; errors: readonly ShownError[] }): VNode {
  const { words: { report } } = useLanguage();
  const { 'aria-describedby': describedBy } = described('kind', errors);
  // The first one carries the group's id, so that the error summary leads there.
  const idOf = (kind: string, place: number) => (place === 0 ? 'kind' : `kind-${kind}`);
  return (
    <fieldset class="field" aria-describedby={describedBy}>
      <legend>{report.kind}</legend>
      <FieldError field="kind" errors={errors} />
      {REPORT_KINDS.map((kind, place) => (
        <div class="check" key={kind}>
          <input id={idOf(kind, place)} type="radio" name="kind" value={kind} checked={typed === kind} />
          <label for={idOf(kind, place)}>{report.kinds[kind]}</label>
        </div>
      ))}
    </fieldset>
  );
}

function Field({ field, label, hint, errors, optional, children }: { field: ReportField; label: string; hint: string; errors: readonly ShownError[]; optional?: boolean; children?: ComponentChildren }): VNode {
  const { words: { report } } = useLanguage();
  return (
    <div class="field">
      <label for={field}>{label}{optional && <span class="optional"> {report.optional}</span>}</label>
      <p class="hint" id={`${field}-hint`}>{hint}</p>
      <FieldError field={field} errors={errors} />
      {children}
    </div>
  );
}

/** What was typed, without what no page can hold. */
function readable(typed: string | undefined): string {
  // eslint-disable-next-line no-control-regex -- control characters are just what is looked for
  return (typed ?? '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').toWellFormed().replaceAll('\ufffd', '');
}

export function SentPage({ frame, reference }: { frame: Frame; reference: string }): VNode {
  const { at, words: { common, report } } = frame.language;
  return (
    <Page {...frame} section="site" path="/report/sent" title={report.sentTitle} indexed={false}>
      <div class="wrap">
        <div class="page-head">
          <h1>{report.sentTitle}</h1>
          <p>{report.sentLead}</p>
          <p class="report-reference" dir="ltr">{reference}</p>
          <p>{report.sentKeep}</p>
        </div>
        <section class="section prose" aria-labelledby="next-title">
          <h2 id="next-title">{report.nextTitle}</h2>
          <ul class="bullets">{report.next.map((line) => <li key={line}>{line}</li>)}</ul>
          <p class="more"><a href={at('/corrections')}>{report.seeCorrections}</a></p>
          <p class="more"><a href={at('/claims')}>{common.newestFirst}</a></p>
        </section>
      </div>
    </Page>
  );
}
