/** The drawn timeline of a claim, in the reader's language. */
import type { VNode } from 'preact';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { useLanguage } from '../../shared/html/language.js';

export function TimelineSection({ record }: { record: ClaimRecord; today: string }): VNode | null {
  const { words: { claim } } = useLanguage();
  if (record.statements.length === 0) return null;
  return (
    <section class="section" id="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{claim.timeline}</h2>
    </section>
  );
}
