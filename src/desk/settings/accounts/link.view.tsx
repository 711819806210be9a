/** A link that was just made: shown this once, to be handed over. */
import type { VNode } from 'preact';
import { RecordedDay } from '../../../shared/html/day.js';
import { Notice } from '../../../shared/html/form.js';

interface MadeLink {
  name: string;
  email: string;
  expiresAt: string;
  link: string | null;
  mailed: boolean;
}

/** @param props.what "invitation", "link for a new password" */
export function LinkMade({ made, what, again }: { made: MadeLink; what: string; again: string }): VNode {
  if (made.link === null) {
    return <Notice kind="warning" title={`The ${what} for ${made.name} is made already`}><p>Its link was shown once and is stored nowhere. {again}</p></Notice>;
  }
  return (
    <Notice kind="success" title={`The ${what} for ${made.name} is made`}>
      <p>{made.mailed ? <>It is on its way to {made.email}. You may also hand the link over yourself.</> : <>No e-mail is sent from here: hand this link to {made.name} yourself, by a way that only they read.</>} It works once, until <RecordedDay at={made.expiresAt} />, and is shown only now.</p>
      <div class="field people-link">
        <label for="made-link">The link</label>
        <input id="made-link" type="text" readOnly value={made.link} dir="ltr" data-copy="Copy the link" data-copied="Copied." />
      </div>
    </Notice>
  );
}
