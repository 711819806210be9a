/** What the service could not do for good: a letter to an address that is gone, a mail server that was away too long. */
import type { VNode } from 'preact';
import type { FailedJob } from '../../jobs/failed.query.js';
import { Instant } from '../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { Carried, Send, stateOf } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';

export const AGAIN_FORM = 'again';

const QUEUE_WORDS: Readonly<Record<string, string>> = { mail: 'A letter', notices: 'Sending notices on by e-mail', reminders: 'A round of reminders' };

export interface FailedJobsProps {
  frame: Frame;
  jobs: readonly FailedJob[];
  /** There are more than these. */
  more: boolean;
  /** False where the desk has no mail server. */
  mailing: boolean;
  done: boolean;
  refused: RefusedForm | undefined;
}

function FailedJobs({ frame, jobs, more, mailing, done, refused }: FailedJobsProps): VNode {
  const form = stateOf(AGAIN_FORM, refused);
  return (
    <DeskPage frame={frame} title={refused ? 'Error: What could not be done' : 'What could not be done'}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>All of it is tried again. What fails once more comes back here.</p></Notice>}
      <div class="page-head">
        <h1>What could not be done</h1>
        <p>Work that the service does by itself and gave up: letters that a mail server refused, or that could not be handed over for a day and a half. It is kept for ninety days.</p>
        {!mailing && <p>This desk has no mail server; letters and reminders by e-mail are not sent. Whoever runs the service sets SMTP_URL and MAIL_FROM.</p>}
      </div>
      {jobs.length === 0 ? <p>Everything was done.</p> : (
        <>
          <ol class="desk-list">{jobs.map((job) => <Item key={job.id} job={job} />)}</ol>
          {more && <p>There are more, older ones.</p>}
          <form id={form.id} method="post" action="/desk/settings/jobs/again" noValidate>
            <Carried csrfToken={frame.csrfToken} />
            <p class="hint">Mend the cause first: the address, or the mail server.</p>
            <Send form={form} words="Try all of it again" />
          </form>
        </>
      )}
    </DeskPage>
  );
}

function Item({ job }: { job: FailedJob }): VNode {
  return (
    <li class="desk-item">
      <p><strong>{QUEUE_WORDS[job.queue] ?? job.queue}</strong>{job.to !== null && <> to <bdi>{job.to}</bdi></>}{job.subject !== null && <>: <span dir="auto">{job.subject}</span></>}</p>
      <ul class="desk-item-facts">
        <li>Given up on <Instant at={job.failedAt.toISOString()} /></li>
        <li dir="auto">{job.why}</li>
      </ul>
    </li>
  );
}

export const failedJobsPage = (props: FailedJobsProps): string => renderPage(<FailedJobs {...props} />);
