/** One's own page: who one is to the desk, one's password, where one is signed in, and keys for programs. */
import type { VNode } from 'preact';
import { Instant, RecordedDay } from '../../shared/html/day.js';
import { ErrorSummary, FieldError, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import type { OwnAccount, OwnSession } from '../../sign-in/own/own-account.dto.js';
import type { CreatedTokenAnswer, TokenAnswer } from '../../sign-in/tokens.dto.js';
import { Carried, ChoiceGroup, choicesOf, Select, Send, stateOf, TextField } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { ROLE_CHOICES, rolesInWords } from '../settings/role.words.js';
import { deviceWords } from './device.rules.js';

export interface MeProps {
  frame: Frame;
  account: OwnAccount;
  sessions: readonly OwnSession[];
  /** The session that asks; none for a token. */
  present: string | undefined;
  tokens: readonly TokenAnswer[];
  made: CreatedTokenAnswer | undefined;
  refused: RefusedForm | undefined;
  once: string;
  done: string | undefined;
  now: Date;
}

function Me(props: MeProps): VNode {
  const { frame, account, made, refused, done } = props;
  return (
    <DeskPage frame={frame} title={refused ? 'Error: Your page' : 'Your page'} scripts={['claim.js']}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      {made && <TokenMade made={made} />}
      <header class="page-head">
        <h1>{account.name}</h1>
        <ul class="desk-facts">
          <li dir="ltr">{account.email}</li>
          <li>As {rolesInWords(account.roles)}; an admin may change that</li>
          <li>Here since <RecordedDay at={account.createdAt.toISOString()} /></li>
        </ul>
        <p class="desk-links"><a href="#sessions">Where you are signed in</a> <a href="#tokens">Tokens</a> <a href={`/desk/ledger?person=${account.id}`}>What you did, in the ledger</a></p>
      </header>
      <div class="people-own">
        <Name {...props} />
        <Password {...props} />
        <TwoFactor />
        <Letters />
        <Sessions {...props} />
        <Tokens {...props} />
      </div>
    </DeskPage>
  );
}

function Name({ frame, account, refused }: MeProps): VNode {
  const form = stateOf('name', refused);
  return (
    <section class="section" aria-labelledby="name-title">
      <h2 id="name-title">Name</h2>
      <form id={form.id} class="people-form" method="post" action="/desk/me/name" noValidate>
        <Carried csrfToken={frame.csrfToken} version={account.version} />
        <TextField form={form} name="name" value={account.name} autocomplete="name" hint="As pages and the ledger call you, also for what you did before." />
        <Send form={form} words="Change the name" quiet />
      </form>
    </section>
  );
}

function Password({ frame, account, refused }: MeProps): VNode {
  const form = stateOf('password', refused);
  return (
    <section class="section" aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      {!account.hasPassword ? <p>Your account has no password: you sign in another way. An admin can make you a link to set one.</p> : (
        <form id={form.id} class="people-form" method="post" action="/desk/me/password" noValidate>
          <Carried csrfToken={frame.csrfToken} />
          {/* Tells a password manager whose password this is. */}
          <input type="text" name="username" value={account.email} autocomplete="username" readOnly hidden />
          <TextField form={form} name="presentPassword" type="password" autocomplete="current-password" />
          <TextField form={form} name="newPassword" type="password" autocomplete="new-password" hint="At least 12 characters; a few words in a row are easy to keep in mind. Everywhere else you are signed out." />
          <Send form={form} words="Change the password" quiet />
        </form>
      )}
    </section>
  );
}

function TwoFactor(): VNode {
  return (
    <section class="section" aria-labelledby="two-factor-title">
      <h2 id="two-factor-title">Two-factor sign-in</h2>
      <p>With a passkey or an app’s code beside the password, a stolen password alone opens nothing.</p>
      <p class="more"><a href="/desk/me/two-factor">Passkeys, authenticator app and recovery codes</a></p>
    </section>
  );
}

function Letters(): VNode {
  return (
    <section class="section" aria-labelledby="letters-title">
      <h2 id="letters-title">E-mail</h2>
      <p>Mentions, reviews that are given to you, claims that fall due: which of them also come as letters.</p>
      <p class="more"><a href="/desk/me/notices">Choose what you are told by e-mail</a></p>
    </section>
  );
}

function Sessions({ frame, sessions, present, refused }: MeProps): VNode {
  const form = stateOf('sessions', refused);
  const others = sessions.filter((session) => session.id !== present);
  return (
    <section class="section" id="sessions" aria-labelledby="sessions-title">
      <h2 id="sessions-title">Where you are signed in</h2>
      <FieldError field="sessions" errors={form.errors} />
      {sessions.length === 0 ? <p>Nowhere.</p> : <ul class="desk-list">{sessions.map((session) => <Session key={session.id} session={session} isPresent={session.id === present} frame={frame} />)}</ul>}
      {others.length > 0 && (
        <form class="form-actions" method="post" action="/desk/me/sessions/end-others">
          <Carried csrfToken={frame.csrfToken} />
          <button type="submit" class="button-quiet">End all other sessions</button>
        </form>
      )}
    </section>
  );
}

function Session({ session, isPresent, frame }: { session: OwnSession; isPresent: boolean; frame: Frame }): VNode {
  const device = deviceWords(session.userAgent);
  return (
    <li class="desk-item people-row">
      <div>
        <p><strong>{device}</strong>{isPresent && <span class="muted"> (this one)</span>}</p>
        <ul class="desk-item-facts">
          <li>Begun <Instant at={session.createdAt.toISOString()} /></li>
          <li>Last used <Instant at={session.lastUsedAt.toISOString()} /></li>
          <li>Ends by itself <RecordedDay at={session.expiresAt.toISOString()} /></li>
        </ul>
      </div>
      {!isPresent && (
        <form method="post" action={`/desk/me/sessions/${session.id}/end`}>
          <Carried csrfToken={frame.csrfToken} />
          <button type="submit" class="button-quiet">End it<span class="visually-hidden">: {device}, begun <Instant at={session.createdAt.toISOString()} /></span></button>
        </form>
      )}
    </li>
  );
}

function Tokens(props: MeProps): VNode {
  const { tokens, now, refused } = props;
  const isOpen = (token: TokenAnswer): boolean => token.revokedAt === null && new Date(token.expiresAt) > now;
  const [open, ended] = [tokens.filter(isOpen), tokens.filter((token) => !isOpen(token))];
  return (
    <section class="section" id="tokens" aria-labelledby="tokens-title">
      <h2 id="tokens-title">Tokens</h2>
      <p class="section-lead">Keys for programs that use the <a href="/api/docs">API</a> in your name. Each may do what you give it, and no more than you may yourself.</p>
      <FieldError field="tokens" errors={stateOf('tokens', refused).errors} />
      {open.length === 0 ? <p>You have no token.</p> : <ul class="desk-list">{open.map((token) => <Token key={token.id} token={token} frame={props.frame} />)}</ul>}
      {ended.length > 0 && (
        <details>
          <summary>Tokens that have ended ({ended.length})</summary>
          <ul class="desk-list">{ended.map((token) => <Token key={token.id} token={token} />)}</ul>
        </details>
      )}
      <NewToken {...props} />
    </section>
  );
}

/** @param frame where it can still be revoked */
function Token({ token, frame }: { token: TokenAnswer; frame?: Frame }): VNode {
  return (
    <li class="desk-item people-row">
      <div>
        <p><strong>{token.name}</strong></p>
        <ul class="desk-item-facts">
          <li>May act as {rolesInWords(token.roles)}</li>
          <li>Made <RecordedDay at={token.createdAt} /></li>
          <li>{token.lastUsedAt ? <>Last used <Instant at={token.lastUsedAt} /></> : 'Never used'}</li>
          <li>{token.revokedAt ? <><strong>Revoked</strong> <RecordedDay at={token.revokedAt} /></> : <>{frame ? 'Expires' : <strong>Expired</strong>} <RecordedDay at={token.expiresAt} /></>}</li>
        </ul>
      </div>
      {frame && (
        <form method="post" action={`/desk/me/tokens/${token.id}/revoke`}>
          <Carried csrfToken={frame.csrfToken} />
          <button type="submit" class="button-quiet">Revoke<span class="visually-hidden"> the token “{token.name}”</span></button>
        </form>
      )}
    </li>
  );
}

const DAYS = choicesOf({ 7: '7 days', 30: '30 days', 90: '90 days', 365: 'A year' });

function NewToken({ frame, account, refused, once }: MeProps): VNode {
  const form = stateOf('token', refused, { tokenDays: ['30'] });
  return (
    <form id={form.id} class="people-form people-token" method="post" action="/desk/me/tokens" noValidate aria-labelledby="token-title">
      <h3 id="token-title">Make a token</h3>
      <Carried csrfToken={frame.csrfToken} once={refused?.id === form.id ? (refused.once ?? once) : once} />
      <TextField form={form} name="tokenName" hint="Such as: nightly import of transcripts." />
      <ChoiceGroup form={form} name="tokenRoles" many choices={ROLE_CHOICES.filter(({ value }) => account.roles.includes(value))} />
      <Select form={form} name="tokenDays" choices={DAYS} />
      <Send form={form} words="Make the token" quiet />
    </form>
  );
}

function TokenMade({ made }: { made: CreatedTokenAnswer }): VNode {
  if (made.secret === null) {
    return <Notice kind="warning" title={`The token “${made.name}” is made already`}><p>Its secret was shown once and is stored nowhere. If you have not copied it, revoke the token below and make another.</p></Notice>;
  }
  return (
    <Notice kind="success" title={`The token “${made.name}” is made`}>
      <p>Copy it now: it is shown this once and stored nowhere. Programs send it as “Authorization: Bearer …”.</p>
      <div class="field people-link">
        <label for="made-token">The token</label>
        <input id="made-token" type="text" readOnly value={made.secret} dir="ltr" data-copy="Copy the token" data-copied="Copied." />
      </div>
    </Notice>
  );
}

export const mePage = (props: MeProps): string => renderPage(<Me {...props} />);
