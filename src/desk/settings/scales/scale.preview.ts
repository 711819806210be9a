/** A scale as readers and machines would see it, before it is made. */
import { reviewRating } from '../../../interop/claim-review/claim-review.js';
import { wrongInScale } from '../../../scales/scales.service.js';
import { InvalidInput } from '../../../shared/errors.js';
import { type ScaleForm, scaleIn } from './scale.form.js';
import type { ScaleFormProps } from './scales.view.js';

/** @throws InvalidInput for everything that would be refused when it is made */
export async function previewOf(form: ScaleForm): Promise<NonNullable<ScaleFormProps['preview']>> {
  const scale = await scaleIn(form);
  const wrong = wrongInScale(scale);
  if (wrong.length > 0) throw new InvalidInput(wrong);
  const ratings = scale.ratings.map((rating) => ({ ...rating, number: rating.number ?? null }));
  const known = ratings.map(({ number }) => number).filter((number) => number !== null);
  const numbers = known.length > 0 ? { worst: Math.min(...known), best: Math.max(...known) } : null;
  return { ratings, numbers: ratings.map((rating) => ({ label: rating.label, json: JSON.stringify(reviewRating({ rating, numbers })) })) };
}
