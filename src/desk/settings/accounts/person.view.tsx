/** One person of the desk, for admins: what they may do, whether they may come in, and what was done to their account. */
import type { VNode } from 'preact';
import type { PasswordLink } from '../../../accounts/invitations/invitations.dto.js';
import type { RuleAnswer } from '../../../shared/errors.js';
import { Instant } from '../../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../../shared/html/form.js';
import { renderPage } from '../../../shared/html/page.js';
import { Acts } from '../../audit/acts.view.js';
import type { RecordedAct } from '../../audit/audit.query.js';
import { Carried, ChoiceGroup, Send, stateOf, TextArea, TextField } from '../../forms/fields.view.js';
import type { RefusedForm } from '../../forms/refusal.js';
import { DeskPage, type Frame } from '../../frame.view.js';
import { ROLE_CHOICES, rolesInWords } from '../role.words.js';
import { LinkMade } from './link.view.js';
import type { PersonRow } from './people.query.js';

const PATH = '/desk/settings/accounts';

export interface PersonProps {
  frame: Frame;
  person: PersonRow;
  acts: readonly RecordedAct[];
  older: string | null;
  mayChangeRoles: RuleAnswer;
  /** Or restore, where they are suspended. */
  maySuspend: RuleAnswer;
  mayGiveLink: RuleAnswer;
  /** Takes the second factor of somebody who lost theirs. */
  mayReset: RuleAnswer;
  made: PasswordLink | undefined;
  once: string;
  refused: RefusedForm | undefined;
  done: string | undefined;
}

function Person(props: PersonProps): VNode {
  const { frame, person, made, refused, done } = props;
  const you = person.id === frame.viewer.accountId;
  return (
    <DeskPage frame={frame} title={refused ? `Error: ${person.name}` : person.name} scripts={['claim.js']}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      {made && <LinkMade made={made} what="link for a new password" again="If you have not copied it, make another below." />}
      <header class="page-head">
        <p class="kicker">{person.suspendedAt ? <strong>Suspended</strong> : rolesInWords(person.roles)}</p>
        <h1>{person.name}{you && ' (you)'}</h1>
        <p class="desk-links"><a href={PATH}>All people</a> <a href={`/desk/ledger?person=${person.id}`}>What {you ? 'you' : 'they'} did, in the ledger</a> {you && <a href="/desk/me">Your own page</a>}</p>
      </header>
      <div class="desk-bench">
        <div class="desk-record">
          <Facts person={person} />
          <History {...props} />
        </div>
        <div class="people-acts">
          <ChangeRoles {...props} />
          <Password {...props} />
          {person.secondFactor && <SecondFactor {...props} />}
          <Suspension {...props} />
        </div>
      </div>
    </DeskPage>
  );
}

function Facts({ person }: { person: PersonRow }): VNode {
  const ways = [...(person.hasPassword ? ['a password'] : []), ...(person.singleSignOn ? ['single sign-on'] : [])];
  return (
    <section class="section" aria-labelledby="facts-title">
      <h2 id="facts-title">Account</h2>
      <dl class="settles">
        <div><dt>E-mail address</dt><dd dir="ltr">{person.email}</dd></div>
        <div><dt>Roles</dt><dd>{rolesInWords(person.roles)}</dd></div>
        <div><dt>Here since</dt><dd><Instant at={person.createdAt.toISOString()} /></dd></div>
        {person.suspendedAt && <div><dt>Suspended since</dt><dd><Instant at={person.suspendedAt.toISOString()} /></dd></div>}
        <div><dt>Last seen</dt><dd>{person.lastSeenAt ? <Instant at={person.lastSeenAt.toISOString()} /> : 'Never'}</dd></div>
        <div><dt>Signed in</dt><dd>{counted(person.sessions, 'session', 'sessions')}, {counted(person.tokens, 'token', 'tokens')}</dd></div>
        <div><dt>Signs in with</dt><dd>{ways.length === 0 ? 'Nothing yet' : ways.join(' or ')}{person.secondFactor ? ', and a second factor' : ', without a second factor'}</dd></div>
      </dl>
    </section>
  );
}

const counted = (n: number, one: string, many: string): string => (n === 0 ? `no ${one}` : n === 1 ? `1 ${one}` : `${n} ${many}`);

function History({ person, acts, older }: PersonProps): VNode {
  return (
    <section class="section" id="history" aria-labelledby="history-title">
      <h2 id="history-title">What was done to this account</h2>
      {acts.length === 0 ? <p>Nothing is on record.</p> : <Acts acts={acts} />}
      {older && <p class="more"><a href={`${PATH}/${person.id}?after=${encodeURIComponent(older)}#history`}>Earlier acts</a></p>}
    </section>
  );
}

function ChangeRoles({ frame, person, mayChangeRoles, refused }: PersonProps): VNode {
  const form = stateOf('change', refused, { name: [person.name], roles: person.roles });
  return (
    <section class="section desk-actions" aria-labelledby="change-title">
      <h2 id="change-title">Name and roles</h2>
      <form id={form.id} method="post" action={`${PATH}/${person.id}/change`} noValidate>
        <Carried csrfToken={frame.csrfToken} version={person.version} />
        <TextField form={form} name="name" />
        {mayChangeRoles === true ? (
          <>
            <input type="hidden" name="rolesShown" value="1" />
            <ChoiceGroup form={form} name="roles" many choices={ROLE_CHOICES} />
          </>
        ) : <p class="desk-why">{mayChangeRoles.message}</p>}
        <TextField form={form} name="reason" hint="Kept in the ledger." optional />
        <Send form={form} words="Save" />
      </form>
    </section>
  );
}

function Password({ frame, person, mayGiveLink, once, refused }: PersonProps): VNode {
  const form = stateOf('password-link', refused);
  return (
    <section class="section desk-actions" aria-labelledby="password-title">
      <h2 id="password-title">New password</h2>
      {mayGiveLink !== true ? <p class="desk-why">{mayGiveLink.message}</p> : (
        <form id={form.id} method="post" action={`${PATH}/${person.id}/password-link`} noValidate>
          <Carried csrfToken={frame.csrfToken} once={once} />
          <p class="hint">Makes a link by which {person.name} sets a new password. You never see the password; the old one works until then, and setting the new one ends every session.</p>
          {person.passwordLinkUntil && <p class="hint">A link is open until <Instant at={person.passwordLinkUntil.toISOString()} />. A new one ends it.</p>}
          <Send form={form} words="Make a link" quiet />
        </form>
      )}
    </section>
  );
}

function SecondFactor({ frame, person, mayReset, refused }: PersonProps): VNode {
  const form = stateOf('second-factor', refused);
  return (
    <section class="section desk-actions" aria-labelledby="second-factor-title">
      <h2 id="second-factor-title">Lost second factor</h2>
      {mayReset !== true ? <p class="desk-why">{mayReset.message}</p> : (
        <form id={form.id} method="post" action={`${PATH}/${person.id}/reset-second-factor`} noValidate>
          <Carried csrfToken={frame.csrfToken} />
          <p class="hint">Takes {person.name}’s passkeys, authenticator app and recovery codes, so that the password alone opens until they enrol anew. Be sure that it is them who asks: call them back.</p>
          <Send form={form} words="Reset the second factor" quiet />
        </form>
      )}
    </section>
  );
}

function Suspension({ frame, person, maySuspend, refused }: PersonProps): VNode {
  const act = person.suspendedAt ? 'restore' : 'suspend';
  const form = stateOf(act, refused);
  return (
    <section class="section desk-actions" aria-labelledby="suspension-title">
      <h2 id="suspension-title">{person.suspendedAt ? 'Let them in again' : 'Suspend'}</h2>
      {maySuspend !== true ? <p class="desk-why">{maySuspend.message}</p> : (
        <form id={form.id} method="post" action={`${PATH}/${person.id}/${act}`} noValidate>
          <Carried csrfToken={frame.csrfToken} version={person.version} />
          <p class="hint">{person.suspendedAt
            ? 'They sign in as before. Tokens that ended stay ended.'
            : 'Sessions and tokens end at once, and so do links that they made for others. What they did stays on record.'}</p>
          <TextArea form={form} name="reason" rows={2} hint="Kept in the ledger; admins read it." />
          <Send form={form} words={person.suspendedAt ? 'Restore the account' : 'Suspend the account'} quiet={person.suspendedAt === null} />
        </form>
      )}
    </section>
  );
}

export const personPage = (props: PersonProps): string => renderPage(<Person {...props} />);
