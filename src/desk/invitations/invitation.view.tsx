/** What a link opens to: the first password of somebody invited, or a new one; and what it says when it no longer opens. */
import type { VNode } from 'preact';
import type { OpenedLink } from '../../accounts/invitations/invitations.dto.js';
import { Instant } from '../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { Carried, Send, stateOf, TextField } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { rolesInWords } from '../settings/role.words.js';

export interface LinkProps {
  frame: Frame;
  link: OpenedLink;
  secret: string;
  refused: RefusedForm | undefined;
  /** Somebody in this browser already; using the link ends their session. */
  signedInAs: string | null;
}

function LinkPage({ frame, link, secret, refused, signedInAs }: LinkProps): VNode {
  const form = stateOf('link', refused);
  const invited = link.kind === 'invitation';
  const title = invited ? `Welcome to the desk of ${frame.siteName}` : 'Set a new password';
  return (
    <DeskPage frame={frame} title={refused ? `Error: ${title}` : title}>
      {refused && <ErrorSummary errors={refused.errors} />}
      <div class="page-head">
        <h1>{title}</h1>
        {invited
          ? <p>{link.madeBy ?? 'The desk'} invites you as {rolesInWords(link.roles)}. Set a password of your own, and you are in.</p>
          : <p>For {link.name}. Setting it ends every session of yours; then you sign in with it.</p>}
        <p class="muted">This link works once, until <Instant at={link.expiresAt} />.</p>
      </div>
      {signedInAs !== null && invited && <Notice kind="warning"><p>You are signed in here as {signedInAs}. Going on signs that account out in this browser.</p></Notice>}
      <form class="desk-sign-in" id={form.id} method="post" action={`/desk/invitations/${secret}`} noValidate>
        <Carried csrfToken={frame.csrfToken} />
        <div class="field">
          <label for="link-username">E-mail address</label>
          <p class="hint" id="link-username-hint">You sign in with it.</p>
          <input id="link-username" type="email" name="username" value={link.email} autocomplete="username" readOnly dir="ltr" aria-describedby="link-username-hint" />
        </div>
        {invited && <TextField form={form} name="name" value={link.name} autocomplete="name" hint="As your colleagues and the ledger will call you." />}
        <TextField form={form} name="password" type="password" autocomplete="new-password" hint="At least 12 characters; a few words in a row are easy to keep in mind." />
        <Send form={form} words={invited ? 'Set the password and come in' : 'Set the password'} />
      </form>
    </DeskPage>
  );
}

function LinkGone({ frame, words, signedIn }: { frame: Frame; words: string; signedIn: boolean }): VNode {
  return (
    <DeskPage frame={frame} title="This link does not open">
      <div class="page-head"><h1>This link does not open</h1></div>
      <Notice kind="warning"><p>{words}</p></Notice>
      <p>{signedIn ? <a href="/desk">My work</a> : <a href="/desk/sign-in">Sign in</a>}</p>
    </DeskPage>
  );
}

export const linkPage = (props: LinkProps): string => renderPage(<LinkPage {...props} />);
export const linkGonePage = (props: { frame: Frame; words: string; signedIn: boolean }): string => renderPage(<LinkGone {...props} />);
