/** A button that a passkey answers; there only where the browser's script knows passkeys. */
import type { ComponentChildren, VNode } from 'preact';

/** What a page with such a button loads. */
export const PASSKEY_SCRIPTS = ['webauthn.js', 'passkeys.js'] as const;

interface PasskeyButtonProps {
  id: string;
  /** `add` makes a passkey, `use` signs with one. */
  kind: 'add' | 'use';
  /** Where the challenge comes from. */
  options: string;
  /** Passkeys belong to this address of the site. */
  origin: string;
  words: string;
  quiet?: boolean;
  /** Without script, or in a browser without passkeys. */
  children?: ComponentChildren;
}

/** Inside a form, which is sent with the device's answer in the field `answer`. */
export function PasskeyButton({ id, kind, options, origin, words, quiet, children }: PasskeyButtonProps): VNode {
  return (
    <>
      <div class="passkey" data-passkeys hidden>
        <input type="hidden" name="answer" value="" />
        <button type="submit" class={quiet ? 'button button-quiet' : 'button'} data-passkey={kind} data-options={options} data-origin={origin} data-says={`${id}-says`}>{words}</button>
        <p class="passkey-says" id={`${id}-says`} role="alert" />
      </div>
      {children && <div data-no-passkeys>{children}</div>}
    </>
  );
}
