/** One's own second factors: what is enrolled, adding and removing it, and codes for the day a phone is lost. */
import type { ComponentChildren, VNode } from 'preact';
import { RecordedDay } from '../../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../../shared/html/form.js';
import { renderPage } from '../../../shared/html/page.js';
import { type Factors, FRESH_MINUTES, hasFactor, RECOVERY } from '../../../sign-in/second-factor/second-factor.rules.js';
import { Carried, type FormState, Send, stateOf, TextField } from '../../forms/fields.view.js';
import type { RefusedForm } from '../../forms/refusal.js';
import { DeskPage, type Frame } from '../../frame.view.js';
import { PASSKEY_SCRIPTS, PasskeyButton } from '../../sign-in/passkey.view.js';

const PATH = '/desk/me/two-factor';
/** So few codes left that it is time for new ones. */
const FEW = 3;

interface ShownPasskey {
  id: string;
  name: string;
  synced: boolean;
  addedAt: string;
  lastUsedAt: string | null;
}

export interface TwoFactorProps {
  frame: Frame;
  origin: string;
  factors: Factors;
  passkeys: readonly ShownPasskey[];
  totpSince: string | null;
  /** What adding one needs besides this session. */
  toEnrol: 'none' | 'proof' | 'sign_in_again';
  hasPassword: boolean;
  otherSessions: number;
  provider: string | undefined;
  identity: { issuer: string; linkedAt: string } | undefined;
  /** Nothing else of the desk opens before there is one. */
  required: boolean;
  done: string | undefined;
  refused?: RefusedForm;
}

type ProofProps = Pick<TwoFactorProps, 'hasPassword' | 'factors' | 'origin'> & { form: FormState };

/** That whoever sits here is the owner. */
function Proof({ form, hasPassword, factors }: Omit<ProofProps, 'origin'>): VNode {
  const code = factors.totp ? 'a code of your app or a recovery code' : 'a recovery code';
  const label = hasPassword ? (hasFactor(factors) ? 'Your password, or a code' : 'Your password') : 'A code';
  return (
    <TextField form={form} name="proof" type="password" label={label} autocomplete="current-password"
      hint={hasFactor(factors) ? `To confirm that it is you: ${hasPassword ? 'your password, ' : ''}${code}.` : 'To confirm that it is you.'} />
  );
}

/** Sends the form with a passkey as the proof; behind the form's own button, which the Enter key presses. */
function OrByPasskey({ form, factors, origin, words }: Omit<ProofProps, 'hasPassword'> & { words: string }): VNode | null {
  return factors.passkeys > 0 ? <PasskeyButton id={form.id} kind="use" options={`${PATH}/proof/options`} origin={origin} words={`${words} with a passkey`} quiet /> : null;
}

function Remove({ id, action, summary, words, says, ...props }: Omit<ProofProps, 'form'> & { id: string; action: string; summary: string; words: string; says?: ComponentChildren; refused: RefusedForm | undefined; csrfToken: string }): VNode {
  const form = stateOf(id, props.refused);
  return (
    <details class="desk-more" open={form.errors.length > 0}>
      <summary>{summary}</summary>
      <form class="desk-sign-in" id={id} method="post" action={action} noValidate>
        <Carried csrfToken={props.csrfToken} />
        {says}
        <Proof form={form} hasPassword={props.hasPassword} factors={props.factors} />
        <Send form={form} words={words} quiet />
        <OrByPasskey form={form} factors={props.factors} origin={props.origin} words={words} />
      </form>
    </details>
  );
}

function SignInAgain({ provider, what }: { provider: string | undefined; what: string }): VNode {
  return <p>{what} is for who has just signed in: within {FRESH_MINUTES} minutes. <a href={`/desk/sign-in/single-sign-on?again=1&next=${encodeURIComponent(PATH)}`}>Sign in again with {provider ?? 'single sign-on'}</a></p>;
}

function PasskeySection(props: TwoFactorProps): VNode {
  const { frame: { csrfToken }, passkeys, factors, hasPassword, origin, toEnrol, provider, refused } = props;
  const form = stateOf('passkey', refused);
  return (
    <section class="section" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">Passkeys</h2>
      <p class="muted">Kept by your phone, computer, password manager or security key, and opened with your finger, face or PIN. Nobody can be tricked into giving one away, and it also signs you in without a password.</p>
      {passkeys.length > 0 && (
        <ul class="desk-list">
          {passkeys.map(({ id, name, synced, addedAt, lastUsedAt }) => (
            <li class="desk-item" key={id}>
              <strong dir="auto">{name}</strong>
              <p class="desk-item-facts"><span>Added <RecordedDay at={addedAt} /></span><span>{lastUsedAt ? <>Last used <RecordedDay at={lastUsedAt} /></> : 'Not used yet'}</span><span>{synced ? 'Backed up by its password manager' : 'On one device only'}</span></p>
              <Remove id={`passkey-${id}`} action={`${PATH}/passkeys/${id}/remove`} summary={`Remove “${name}”`} words="Remove" {...{ hasPassword, factors, origin, refused, csrfToken }} />
            </li>
          ))}
        </ul>
      )}
      {toEnrol === 'sign_in_again' ? <SignInAgain provider={provider} what="Adding a passkey" /> : (
        <form class="desk-sign-in" id={form.id} method="post" action={`${PATH}/passkeys`} noValidate>
          <Carried csrfToken={csrfToken} />
          <div data-passkeys hidden>
            <TextField form={form} name="name" label="Name of the new passkey" hint="So that you know it again: “Work phone”." optional />
            {toEnrol === 'proof' && <Proof form={form} hasPassword={hasPassword} factors={factors} />}
          </div>
          <PasskeyButton id={form.id} kind="add" options={`${PATH}/passkeys/options`} origin={origin} words="Add a passkey">
            <p class="hint">Passkeys need JavaScript, and a browser that knows them. An authenticator app works without.</p>
          </PasskeyButton>
        </form>
      )}
    </section>
  );
}

function AppSection(props: TwoFactorProps): VNode {
  const { frame: { csrfToken }, factors, totpSince, hasPassword, origin, toEnrol, provider, refused } = props;
  const form = stateOf('app', refused);
  return (
    <section class="section" aria-labelledby="app-title">
      <h2 id="app-title">Authenticator app</h2>
      <p class="muted">An app on your phone shows six digits that change every thirty seconds.</p>
      {totpSince !== null && (
        <>
          <p>Added <RecordedDay at={totpSince} />.</p>
          <Remove id="app-remove" action={`${PATH}/app/remove`} summary="Remove the authenticator app" words="Remove the app" {...{ hasPassword, factors, origin, refused, csrfToken }} />
        </>
      )}
      {totpSince === null && toEnrol === 'sign_in_again' && <SignInAgain provider={provider} what="Adding an app" />}
      {totpSince === null && toEnrol !== 'sign_in_again' && (
        <form class="desk-sign-in" id={form.id} method="post" action={`${PATH}/app`} noValidate>
          <Carried csrfToken={csrfToken} />
          {toEnrol === 'proof' && <Proof form={form} hasPassword={hasPassword} factors={factors} />}
          <Send form={form} words="Add an authenticator app" quiet />
          {toEnrol === 'proof' && <OrByPasskey form={form} factors={factors} origin={origin} words="Add an authenticator app" />}
        </form>
      )}
    </section>
  );
}

function CodesSection({ frame: { csrfToken }, factors, hasPassword, origin, refused }: TwoFactorProps): VNode | null {
  if (!hasFactor(factors)) return null;
  const { recoveryLeft } = factors;
  return (
    <section class="section" aria-labelledby="codes-title">
      <h2 id="codes-title">Recovery codes</h2>
      <p>{recoveryLeft === 0 ? 'None is left.' : recoveryLeft === 1 ? 'One is left.' : `${recoveryLeft} of ${RECOVERY.codes} are left.`} Each opens your account once, when phone and passkeys are out of reach.</p>
      {recoveryLeft <= FEW && <Notice kind="warning"><p>Make new ones while you still can sign in.</p></Notice>}
      <Remove id="codes" action={`${PATH}/recovery-codes`} summary="Make new codes" words="Make new codes" says={<p>The codes that you have now stop working.</p>} {...{ hasPassword, factors, origin, refused, csrfToken }} />
    </section>
  );
}

function IdentitySection({ frame: { csrfToken }, identity, provider, factors, hasPassword, origin, refused }: TwoFactorProps): VNode | null {
  if (!identity && provider === undefined) return null;
  return (
    <section class="section" aria-labelledby="identity-title">
      <h2 id="identity-title">Single sign-on</h2>
      {identity ? <p>Your account is linked to {provider ?? 'a provider'} (<span class="desk-address">{identity.issuer}</span>) since <RecordedDay at={identity.linkedAt} />.</p> : <p>You can also sign in with {provider}: the first time links your account, if {provider} vouches for the same e-mail address.</p>}
      <p class="muted">{hasPassword ? 'Because your account also has a password, the second factor here is asked for after single sign-on too.' : 'Your account has no password here, so a second factor is asked for by the provider, not by us.'}</p>
      {identity && hasPassword && <Remove id="identity" action={`${PATH}/identity/unlink`} summary="Undo the link" words="Undo the link" {...{ hasPassword, factors, origin, refused, csrfToken }} />}
    </section>
  );
}

function TwoFactorPage(props: TwoFactorProps): VNode {
  const { frame, factors, otherSessions, required, done, refused } = props;
  const on = hasFactor(factors);
  return (
    <DeskPage frame={frame} title={refused?.errors.length ? 'Error: Two-factor sign-in' : 'Two-factor sign-in'} scripts={PASSKEY_SCRIPTS}>
      <ErrorSummary errors={refused?.errors ?? []} />
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      {required && <Notice kind="warning" title="Add a second factor to go on"><p>Everybody at this desk signs in with one. Add a passkey or an authenticator app; then the rest of the desk opens.</p></Notice>}
      <div class="page-head">
        <h1>Two-factor sign-in</h1>
        <p>{on ? 'It is on: your password alone does not open your account.' : 'It is off: whoever has your password has your account.'}</p>
        {!required && <p class="desk-links"><a href="/desk/me">Your own page</a></p>}
      </div>
      {on && otherSessions > 0 && (
        <Notice><p>{otherSessions === 1 ? 'One other session of yours stays' : `${otherSessions} other sessions of yours stay`} signed in, also if begun before you added a factor. <a href="/desk/me#sessions">See them and end them</a></p></Notice>
      )}
      <PasskeySection {...props} />
      <AppSection {...props} />
      <CodesSection {...props} />
      <IdentitySection {...props} />
    </DeskPage>
  );
}

export const twoFactorPage = (props: TwoFactorProps): string => renderPage(<TwoFactorPage {...props} />);

export interface AppProps {
  frame: Frame;
  key: string;
  uri: string;
  qr: { size: number; path: string };
  refused?: RefusedForm;
}

function AppPage({ frame, secret, uri, qr, refused }: Omit<AppProps, 'key'> & { secret: string }): VNode {
  const form = stateOf('app', refused);
  return (
    <DeskPage frame={frame} title={form.errors.length > 0 ? 'Error: Add an authenticator app' : 'Add an authenticator app'}>
      <ErrorSummary errors={form.errors} />
      <div class="page-head">
        <h1>Add an authenticator app</h1>
        <p>Scan this with the app, then type the six digits that it shows. The key is not shown again afterwards.</p>
      </div>
      <div class="qr">
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} width="220" height="220" role="img" aria-label="QR code with the key for the app" shape-rendering="crispEdges">
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <div>
          <p>No camera? Type this key into the app:</p>
          <p class="secret-key"><code>{secret.match(/.{1,4}/g)!.join(' ')}</code></p>
          <p class="desk-links"><a href={uri}>Open it in an app on this device</a></p>
        </div>
      </div>
      <form class="desk-sign-in" id={form.id} method="post" action={`${PATH}/app/confirm`} noValidate>
        <Carried csrfToken={frame.csrfToken} />
        <TextField form={form} name="code" label="Code that the app shows" autocomplete="one-time-code" short />
        <Send form={form} words="Add the app" />
      </form>
      <p class="desk-links"><a href={PATH}>Not now</a></p>
    </DeskPage>
  );
}

export const appPage = ({ key, ...props }: AppProps): string => renderPage(<AppPage {...props} secret={key} />);

function CodesPage({ frame, codes, added }: { frame: Frame; codes: readonly string[]; added: string | undefined }): VNode {
  return (
    <DeskPage frame={frame} title="Recovery codes">
      {added && <Notice kind="success"><p>{added}</p></Notice>}
      <div class="page-head">
        <h1>Keep these recovery codes</h1>
        <p>Each opens your account once, when you have neither phone nor passkey. They are shown this once: print them, or put them where you keep passwords. Earlier codes do not work any more.</p>
      </div>
      <ol class="recovery-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
      <p><a class="button" href={PATH}>I have kept them</a></p>
    </DeskPage>
  );
}

export const codesPage = (props: { frame: Frame; codes: readonly string[]; added: string | undefined }): string => renderPage(<CodesPage {...props} />);
