/** What a correction changed, for readers; those of a source or speaker have fields of their own. */
import type { CorrectionView } from '../../record/claim-record.dto.js';
import { inWords, type Language } from '../../shared/html/language.js';
import { type ShownChange, shownChanges } from './claim.words.js';

type Field = keyof Language['words']['about']['corrections']['fields'];

export function changesOf(correction: Pick<CorrectionView, 'kind' | 'subject' | 'changes'>, spoken: Language): ShownChange[] {
  const { subject, changes } = correction;
  if (subject !== 'source' && subject !== 'speaker') return shownChanges(changes, spoken).map((change) => (correction.kind === 'rating' ? inRatings(change, spoken) : change));
  const { fields } = spoken.words.about.corrections;
  return changes.flatMap(({ field, before, after }) => (Object.hasOwn(fields, field) ? [{ label: fields[field as Field], before: told(field as Field, before, spoken), after: told(field as Field, after, spoken) }] : []));
}

function told(field: Field, value: unknown, { words, day, listed }: Language): string | null {
  if (Array.isArray(value)) return value.length > 0 ? listed(value.map(String)) : null;
  if (typeof value !== 'string' || value === '') return null;
  if (field === 'publishedDay') return day(value);
  if (field === 'kind') return inWords({ ...words.common.sourceKind, person: words.about.speaker, organisation: words.about.organisation }, value);
  return value;
}

const inRatings = ({ label, before, after }: ShownChange, { words }: Language): ShownChange => ({
  label, before: before && inWords(words.common.ratings, before), after: after && inWords(words.common.ratings, after),
});
