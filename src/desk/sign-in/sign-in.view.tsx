/** The door of the desk. */
import type { VNode } from 'preact';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { Send, stateOf, TextField } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';

export interface SignInProps {
  frame: Frame;
  /** A path of our own. */
  next: string;
  notice?: string | undefined;
  /** True when a form came after its session had ended. */
  ended?: boolean;
  refused?: RefusedForm;
}

function SignIn({ frame, next, notice, ended, refused }: SignInProps): VNode {
  const form = stateOf('sign-in', refused);
  return (
    <DeskPage frame={frame} title={form.errors.length > 0 ? 'Error: Sign in' : 'Sign in'}>
      <ErrorSummary errors={form.errors} />
      <div class="page-head">
        <h1>Sign in</h1>
        <p class="muted">For the editors and reviewers of {frame.siteName}. Reading needs no account.</p>
      </div>
      {notice && <Notice kind="success"><p>{notice}</p></Notice>}
      {ended && <Notice kind="warning" title="You were signed out before this was sent"><p>Nothing of it was saved. Sign in, then send it again; your browser’s Back button usually still has what you typed.</p></Notice>}
      <form class="desk-sign-in" id={form.id} method="post" action="/desk/sign-in" noValidate>
        <input type="hidden" name="next" value={next} />
        <TextField form={form} name="email" type="email" autocomplete="username" />
        <TextField form={form} name="password" type="password" autocomplete="current-password" />
        <Send form={form} words="Sign in" />
      </form>
    </DeskPage>
  );
}

export const signInPage = (props: SignInProps): string => renderPage(<SignIn {...props} />);
