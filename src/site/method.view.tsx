/** How we work: the scales and the workflow as the service itself holds to them. */
import type { VNode } from 'preact';
import type { ScaleView } from '../scales/scale.dto.js';
import { Badge, toneOf } from '../shared/html/badge.js';
import { type Frame, Page } from '../shared/html/page.js';
import { type Action, WORKFLOW } from '../workflow/workflow.rules.js';
import { language } from '../shared/html/language.js';

const { either } = language('en');

const ACTION_WORDS: Record<Action, string> = {
  open: 'Put on record', submit: 'Send to review', claim_review: 'Take up the review', assign: 'Give to a reviewer', propose_verdict: 'Propose a verdict',
  approve: 'Approve', return: 'Return', reopen: 'Open again', decline: 'Decline', withdraw: 'Withdraw',
};

const STATUS_WORDS = { draft: 'draft', open: 'open', in_review: 'in review', awaiting_approval: 'awaiting approval', rated: 'rated', declined: 'not rated', withdrawn: 'withdrawn' } as const;

/** "from awaiting approval to in review; from in review to open" */
function ways(moves: (typeof WORKFLOW)[Action]['moves']): string {
  const byTarget = Map.groupBy(moves, ([, to]) => to);
  return [...byTarget].map(([to, from]) => (from.length === 1 && from[0]![0] === to ? `stays ${STATUS_WORDS[to]}` : `from ${either(from.map(([status]) => STATUS_WORDS[status]))} to ${STATUS_WORDS[to]}`)).join('; ');
}

export function MethodPage({ frame, scales }: { frame: Frame; scales: readonly ScaleView[] }): VNode {
  const single = frame.reviewPolicy === 'single';
  return (
    <Page {...frame} section="site" path="/method" title="How we work" description="The scales of our verdicts, and who decides what on the way to one.">
      <div class="wrap">
        <div class="page-head">
          <h1>How we work</h1>
          <p>
            We log public statements that the record can settle: facts, assurances, promises, standing commitments, predictions.
            Whether something was said is judged apart from whether it is true.
          </p>
          <p>
            {single
              ? 'This desk works with a single reviewer: no second person checks a verdict, and every verdict says so.'
              : 'A verdict needs two reviewers: one proposes it, another approves it, and neither of them logged the claim.'}{' '}
            Verdicts are replaced, never edited; corrections are published with what stood there before.
          </p>
        </div>
        {scales.filter((scale) => scale.current).map((scale) => (
          <section key={scale.id} class="section" id={`scale-${scale.key}`} aria-labelledby={`scale-${scale.key}-title`}>
            <h2 id={`scale-${scale.key}-title`}>{scale.name}</h2>
            <ul class="scale">
              {scale.ratings.map((rating) => (
                <li key={rating.id}><Badge tone={toneOf('rated', rating.colour)} label={rating.label} /><span>{rating.meaning}</span></li>
              ))}
            </ul>
          </section>
        ))}
        <section class="section" aria-labelledby="weights-title">
          <h2 id="weights-title">What evidence weighs</h2>
          <ul class="bullets">
            <li><strong>Decides it</strong>: enough, alone or together, to settle the claim.</li>
            <li><strong>Adds weight</strong>: points the same way from another side.</li>
            <li><strong>Background</strong>: helps to understand, settles nothing.</li>
            <li><strong>The party’s own account</strong>: what somebody says of their own acts.</li>
            <li><strong>Repeats the claim</strong>: the same words again; that proves nothing by itself.</li>
          </ul>
        </section>
        <section class="section" aria-labelledby="steps-title">
          <h2 id="steps-title">Who decides what</h2>
          <div class="table-scroll" tabIndex={0} role="region" aria-label="Table of the steps">
            <table class="table-stack">
              <thead><tr><th scope="col">Step</th><th scope="col">The claim goes</th><th scope="col">Who</th><th scope="col">Needs</th></tr></thead>
              <tbody>
                {(Object.keys(WORKFLOW) as Action[]).map((action) => {
                  const { moves, who, needsInWords } = WORKFLOW[action];
                  return (
                    <tr key={action}>
                      <th scope="row">{ACTION_WORDS[action]}</th>
                      <td data-label="The claim goes">{ways(moves)}</td>
                      <td data-label="Who">{who}</td>
                      <td data-label="Needs">{needsInWords || 'nothing more'}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
      </div>
    </Page>
  );
}
