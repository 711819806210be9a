/** What a form says of the draft that stands in it, and its buttons for drafts, which need no script. */
import type { VNode } from 'preact';
import { sayInstant } from '../../shared/day.js';
import type { FormState } from '../forms/fields.view.js';

/**
 * First in a form: that what stands in it was typed before.
 * @param version of what the page shows, where the form changes something that others may have changed since
 */
export function DraftNotice({ form, version }: { form: FormState; version?: number }): VNode | null {
  if (!form.draft) return null;
  const seen = form.sent?.['version']?.[0];
  return (
    <div class="notice notice-info draft-notice" role="note" data-drafted={form.draft.savedAt.toISOString()}>
      <p>Restored what you typed at <time dateTime={form.draft.savedAt.toISOString()}>{sayInstant(form.draft.savedAt)}</time>. It is not sent yet, and only you can see it.</p>
      {version !== undefined && seen !== undefined && seen !== String(version) && <p><strong>The claim has changed since then.</strong> Read what it says now before you send this.</p>}
      <p><button type="submit" class="button-quiet" name="forget_draft" value={form.draft.key} formAction="/desk/drafts/forget" formNoValidate>Start afresh</button></p>
    </div>
  );
}

/** The version that a form goes on from: what was seen when kept words were typed, so that they overwrite nothing unseen. */
export function seenWhenTyped(form: FormState, name: 'version' | 'seen', now: number): number {
  const kept = form.draft ? (form.sent?.[name]?.[0] ?? '') : '';
  return /^\d{1,9}$/.test(kept) ? Math.min(Number(kept), now) : now;
}

/** Beside a form's own button; where scripts run the form saves itself, and the button goes. */
export function SaveDraft({ draft }: { draft: string }): VNode {
  return <button type="submit" class="button-quiet" name="save_draft" value={draft} formAction="/desk/drafts" formNoValidate data-save-draft>Save as a draft</button>;
}
