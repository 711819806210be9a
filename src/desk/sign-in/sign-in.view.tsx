/** The door of the desk, and the second one behind it. */
import type { VNode } from 'preact';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import type { Refused } from '../../sign-in/single-sign-on/single-sign-on.rules.js';
import { Send, stateOf, TextField } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { PASSKEY_SCRIPTS, PasskeyButton } from './passkey.view.js';

export interface SignInProps {
  frame: Frame;
  /** A path of our own. */
  next: string;
  /** Of the site, as passkeys know it. */
  origin: string;
  /** What the newsroom calls its provider of single sign-on, where there is one. */
  provider: string | undefined;
  notice?: string | undefined;
  /** True when a form came after its session had ended. */
  ended?: boolean;
  /** A reason as the address has it; anybody can write one, so only those known count. */
  why?: unknown;
  refused?: RefusedForm;
}

/** Why somebody who came by the provider, or too late, is not in; said of the provider by its name. */
const WHY: Record<Refused, (provider: string) => string> = {
  down: (provider) => `${provider} does not answer just now. Try again in a while; with a password of this desk you can sign in here meanwhile.`,
  expired: () => 'That took too long, was used already, or began in another browser. Sign in once more.',
  denied: (provider) => `${provider} did not let you in, or you cancelled there. Try again, or ask whoever runs it.`,
  broken: (provider) => `The answer of ${provider} did not fit what this browser had asked for, so nobody was signed in. Try again; if it happens twice, tell an admin.`,
  unverified: (provider) => `${provider} does not vouch for your e-mail address, so we cannot tell which account is yours. Have the address verified there, or ask an admin.`,
  unknown: (provider) => `No account of this desk has the e-mail address that ${provider} gives for you. Ask an admin to invite you.`,
  other_identity: (provider) => `The account with your e-mail address belongs to somebody else at ${provider}, or at another provider. Ask an admin to undo that link if it is yours.`,
  suspended: () => 'Your account is suspended. Ask an admin.',
  no_role: (provider) => `None of your groups at ${provider} gives you a role at this desk. Ask whoever keeps the groups, or an admin.`,
  too_many: () => 'Too many attempts to sign in. Wait a while, then try again.',
};

const whyOf = (why: unknown, provider: string | undefined): string | undefined => (typeof why === 'string' && Object.hasOwn(WHY, why) ? WHY[why as Refused](provider ?? 'The provider') : undefined);

function SignIn({ frame, next, origin, provider, notice, ended, why, refused }: SignInProps): VNode {
  const form = stateOf('sign-in', refused);
  const passkey = stateOf('passkey', refused);
  const errors = [...form.errors, ...passkey.errors];
  const words = whyOf(why, provider);
  return (
    <DeskPage frame={frame} title={errors.length > 0 ? 'Error: Sign in' : 'Sign in'} scripts={PASSKEY_SCRIPTS}>
      <ErrorSummary errors={errors} />
      <div class="page-head">
        <h1>Sign in</h1>
        <p class="muted">For the editors and reviewers of {frame.siteName}. Reading needs no account.</p>
      </div>
      {notice && <Notice kind="success"><p>{notice}</p></Notice>}
      {words && <Notice kind="warning" title="You are not signed in"><p>{words}</p></Notice>}
      {ended && <Notice kind="warning" title="You were signed out before this was sent"><p>Nothing of it was saved. Sign in, then send it again; your browser’s Back button usually still has what you typed.</p></Notice>}
      <form class="desk-sign-in" id={form.id} method="post" action="/desk/sign-in" noValidate>
        <input type="hidden" name="next" value={next} />
        <TextField form={form} name="email" type="email" autocomplete="username" />
        <TextField form={form} name="password" type="password" autocomplete="current-password" />
        <Send form={form} words="Sign in" />
      </form>
      <div class="desk-sign-in other-ways">
        <form id={passkey.id} method="post" action="/desk/sign-in/passkey">
          <input type="hidden" name="next" value={next} />
          <PasskeyButton id={passkey.id} kind="use" options="/desk/sign-in/passkey/options" origin={origin} words="Sign in with a passkey" quiet />
        </form>
        {provider && <p><a class="button button-quiet" href={`/desk/sign-in/single-sign-on?next=${encodeURIComponent(next)}`}>Sign in with {provider}</a></p>}
      </div>
    </DeskPage>
  );
}

export const signInPage = (props: SignInProps): string => renderPage(<SignIn {...props} />);

export interface SecondFactorProps {
  frame: Frame;
  origin: string;
  email: string;
  passkeys: boolean;
  totp: boolean;
  refused?: RefusedForm;
}

function SecondFactorPage({ frame, origin, email, passkeys, totp, refused }: SecondFactorProps): VNode {
  const form = stateOf('second-factor', refused);
  const passkey = stateOf('second-passkey', refused);
  const errors = [...form.errors, ...passkey.errors];
  const label = totp ? 'Code of your app, or a recovery code' : 'Recovery code';
  return (
    <DeskPage frame={frame} title={errors.length > 0 ? 'Error: Second factor' : 'Second factor'} scripts={PASSKEY_SCRIPTS}>
      <ErrorSummary errors={errors} />
      <div class="page-head">
        <h1>One more proof</h1>
        <p class="muted">You are signing in as {email}. Your account asks for a second factor.</p>
      </div>
      {passkeys && (
        <form class="desk-sign-in" id={passkey.id} method="post" action="/desk/sign-in/second-factor/passkey">
          <PasskeyButton id={passkey.id} kind="use" options="/desk/sign-in/second-factor/options" origin={origin} words="Use a passkey">
            <p class="hint">Your passkeys need JavaScript, and a browser that knows passkeys.</p>
          </PasskeyButton>
        </form>
      )}
      <form class={passkeys ? 'desk-sign-in other-ways' : 'desk-sign-in'} id={form.id} method="post" action="/desk/sign-in/second-factor" noValidate>
        <TextField form={form} name="code" label={label} autocomplete="one-time-code" hint={totp ? 'Six digits, or one of the recovery codes that you kept.' : 'One of the codes that you kept when you added your passkey, like bcdf-2345-ghjk-6789.'} />
        <Send form={form} words="Sign in" quiet={passkeys} />
      </form>
      <p class="desk-sign-in muted">Lost all of them? An admin can reset your second factor. <a href="/desk/sign-in">Sign in as somebody else</a></p>
    </DeskPage>
  );
}

export const secondFactorPage = (props: SecondFactorProps): string => renderPage(<SecondFactorPage {...props} />);
