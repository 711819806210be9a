/** Before and after of something that was corrected. */
import type { VNode } from 'preact';
import type { CorrectionView } from '../../record/claim-record.dto.js';
import { RecordedDay } from '../../shared/html/day.js';
import { useLanguage } from '../../shared/html/language.js';
import { written } from '../../shared/html/words.js';
import type { ShownChange } from './claim.words.js';
import { changesOf } from './correction.words.js';

export function Changes({ changes }: { changes: readonly ShownChange[] }): VNode | null {
  const { say, words: { claim } } = useLanguage();
  if (changes.length === 0) return null;
  return (
    <ul class="changes">
      {changes.map(({ label, before, after }) => (
        <li key={label}>
          {before === null && after === null ? <p class="change-field">{say(claim.changed, { field: label })}</p> : (
            <>
              <p class="change-field">{label}</p>
              <dl class="change">
                <dt>{claim.changeBefore}</dt>
                <dd dir="auto">{before === null ? <span class="muted">{claim.nothing}</span> : <del>{before}</del>}</dd>
                <dt>{claim.changeAfter}</dt>
                <dd dir="auto">{after === null ? <span class="muted">{claim.nothing}</span> : after}</dd>
              </dl>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** @param language of the claim, in which the desk writes of it */
export function Correction({ correction, language }: { correction: CorrectionView; language: string }): VNode {
  const spoken = useLanguage();
  return (
    <li class="entry" id={`correction-${correction.id}`}>
      <p class="entry-when"><RecordedDay at={correction.publishedAt} /></p>
      <h4 class="entry-title">{spoken.words.common.correction[correction.kind]}</h4>
      <p {...written(language)}>{correction.explanation}</p>
      <Changes changes={changesOf(correction, spoken)} />
    </li>
  );
}
