/** How corrections are listed. */
import type { CorrectionView } from '../../../record/claim-record.dto.js';

/** Corrections that one act made on several claims, together: a source renamed is one error mended. */
export function together<Item extends { correction: CorrectionView }>(items: readonly Item[]): [Item, ...Item[]][] {
  const groups: [Item, ...Item[]][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && keyOf(last[0].correction) === keyOf(item.correction)) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

const keyOf = ({ publishedAt, subject, subjectId, kind, explanation, changes }: CorrectionView): string => JSON.stringify([publishedAt, subject, subjectId, kind, explanation, changes]);
