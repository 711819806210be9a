/** The short form on a claim's page: the same report with the fewest questions; what is refused comes back on the long one. */
import type { VNode } from 'preact';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { useLanguage } from '../../shared/html/language.js';
import { TRAP } from './report.words.js';

/** Holds nothing of one reader, for the page is the same for all. */
export function ShortReport({ record }: { record: ClaimRecord }): VNode {
  const { at, words: { claim, report } } = useLanguage();
  return (
    <section class="section no-print" id="report" aria-labelledby="report-title">
      <h2 id="report-title">{claim.wrongHere}</h2>
      <details class="report-short">
        <summary>{claim.tellUs}</summary>
        <form class="form report-form" method="post" action={at('/report')}>
          <input type="hidden" name="claim" value={record.slug} />
          <input type="hidden" name="version" value={record.version} />
          <input type="hidden" name="kind" value="other" />
          <div class="field">
            <label for="report-words">{report.words}</label>
            <p class="hint" id="report-words-hint">{report.wordsHint}</p>
            <textarea id="report-words" name="words" rows={4} dir="auto" required minLength={10} maxLength={2000} aria-describedby="report-words-hint" />
          </div>
          <div class="field">
            <label for="report-email">{report.email}<span class="optional"> {report.optional}</span></label>
            <p class="hint" id="report-email-hint">{report.emailHint}</p>
            <input id="report-email" name="email" type="email" dir="ltr" maxLength={254} autocomplete="email" aria-describedby="report-email-hint" />
          </div>
          <div class="visually-hidden" aria-hidden="true">
            <label for={TRAP}>{report.trap}</label>
            <input id={TRAP} name={TRAP} type="text" tabIndex={-1} autocomplete="off" />
          </div>
          <p class="hint">{report.whatWeKeep}</p>
          <div class="form-actions">
            <button type="submit">{report.send}</button>
            <a class="small" href={at(`/report?claim=${encodeURIComponent(record.slug)}&version=${record.version}`)}>{report.longForm}</a>
          </div>
        </form>
      </details>
    </section>
  );
}
