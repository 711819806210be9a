/** Before and after of something that was corrected. */
import type { VNode } from 'preact';
import type { CorrectionView } from '../../record/claim-record.dto.js';
import { RecordedDay } from '../../shared/html/day.js';
import { CORRECTION_WORDS, type ShownChange, shownChanges } from './claim.words.js';

export function Changes({ changes }: { changes: readonly ShownChange[] }): VNode | null {
  if (changes.length === 0) return null;
  return (
    <ul class="changes">
      {changes.map(({ label, before, after }) => (
        <li key={label}>
          {before === null && after === null ? <p class="change-field">{label} changed</p> : (
            <>
              <p class="change-field">{label}</p>
              <dl class="change">
                <dt>Before</dt>
                <dd>{before === null ? <span class="muted">nothing</span> : <del>{before}</del>}</dd>
                <dt>After</dt>
                <dd>{after === null ? <span class="muted">nothing</span> : after}</dd>
              </dl>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Correction({ correction }: { correction: CorrectionView }): VNode {
  return (
    <li class="entry">
      <p class="entry-when"><RecordedDay at={correction.publishedAt} /></p>
      <h3>{CORRECTION_WORDS[correction.kind]}</h3>
      <p>{correction.explanation}</p>
      <Changes changes={shownChanges(correction.changes)} />
    </li>
  );
}
