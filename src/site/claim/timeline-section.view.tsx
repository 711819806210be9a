/** The drawn timeline of a claim, in the reader's language. */
import type { VNode } from 'preact';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { useLanguage } from '../../shared/html/language.js';
import { timelineOf } from '../pictures/timeline.rules.js';
import { TimelinePicture } from '../pictures/timeline.view.js';

/** Whether there is anything to draw beside the statement itself. */
export const hasTimeline = (record: ClaimRecord): boolean => timelineOf(record) !== null;

export function TimelineSection({ record }: { record: ClaimRecord }): VNode | null {
  const { words: { claim, pictures } } = useLanguage();
  if (!hasTimeline(record)) return null;
  return (
    <section class="section" id="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{claim.timeline}</h2>
      <TimelinePicture record={record} labels={pictures.timeline} />
    </section>
  );
}
