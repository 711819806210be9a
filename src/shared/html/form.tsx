/** What forms say when something is missing, at the top and beside each field; and banners. */
import type { ComponentChildren, VNode } from 'preact';
import { useLanguage } from './language.js';

export interface ShownError {
  /** Id of the input that mends it; the summary links there. */
  field: string;
  /** A whole sentence: "Choose one of the ratings in the list." */
  text: string;
}

/** Stands first in the page's main part, before the heading, and has the focus when the page opens. */
export function ErrorSummary({ errors, title }: { errors: readonly ShownError[]; title?: string }): VNode | null {
  const { words: { common } } = useLanguage();
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabIndex={-1} autofocus>
      <h2 id="error-summary-title">{title ?? common.problemTitle}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={field}><a href={`#${field}`}>{text}</a></li>
        ))}
      </ul>
    </div>
  );
}

/** Beside the input; spread `described(field, errors)` on the input, so that it is read out with it. */
export function FieldError({ field, errors }: { field: string; errors: readonly ShownError[] }): VNode | null {
  const { words: { common } } = useLanguage();
  const found = errors.find((error) => error.field === field);
  if (!found) return null;
  return (
    <p class="field-error" id={errorId(field)}>
      <span class="visually-hidden">{common.errorPrefix}</span>
      {found.text}
    </p>
  );
}

const errorId = (field: string): string => `${field}-error`;

/** Attributes that tie an input to its error, hint or both. */
export function described(field: string, errors: readonly ShownError[], hintId?: string): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const wrong = errors.some((error) => error.field === field);
  const ids = [hintId, wrong ? errorId(field) : undefined].filter((id) => id !== undefined).join(' ');
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(wrong ? { 'aria-invalid': 'true' as const } : {}) };
}

/** A banner: `info` for a circumstance, `warning` for something to mind, `success` after an act. */
export function Notice({ kind = 'info', title, children }: { kind?: 'info' | 'warning' | 'success'; title?: string; children?: ComponentChildren }): VNode {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'success' ? 'status' : 'note'}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}
