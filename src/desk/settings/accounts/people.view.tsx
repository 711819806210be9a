/** Everybody at the desk, who is invited, and the form that invites. */
import type { VNode } from 'preact';
import type { InvitationAnswer, MadeInvitationAnswer } from '../../../accounts/invitations/invitations.dto.js';
import { Instant, RecordedDay } from '../../../shared/html/day.js';
import { ErrorSummary, FieldError, Notice } from '../../../shared/html/form.js';
import { renderPage } from '../../../shared/html/page.js';
import type { Page } from '../../../shared/paging.js';
import { Carried, ChoiceGroup, Send, stateOf, TextField } from '../../forms/fields.view.js';
import type { RefusedForm } from '../../forms/refusal.js';
import { DeskPage, type Frame } from '../../frame.view.js';
import { ROLE_CHOICES, rolesInWords } from '../role.words.js';
import { LinkMade } from './link.view.js';
import type { PersonRow } from './people.query.js';

const PATH = '/desk/settings/accounts';

export interface PeopleProps {
  frame: Frame;
  q: string | undefined;
  people: Page<PersonRow>;
  /** True on any page but the first. */
  isFurther: boolean;
  invitations: Page<InvitationAnswer>;
  made: MadeInvitationAnswer | undefined;
  once: string;
  refused: RefusedForm | undefined;
  done: string | undefined;
}

function People(props: PeopleProps): VNode {
  const { frame, q, people, isFurther, invitations, made, refused, done } = props;
  return (
    <DeskPage frame={frame} title={refused ? 'Error: People' : 'People'} scripts={['claim.js']}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      {made && <LinkMade made={made} what="invitation" again="If you have not copied it, send the invitation again below: that makes a new link." />}
      <div class="page-head">
        <h1>People</h1>
        <p class="desk-links"><a href="/desk/settings">Settings</a> <a href="#invite-title">Invite somebody</a> <a href="#invitations">Open invitations</a> <a href="/desk/ledger?kind=account">What was done to accounts</a></p>
      </div>
      <div class="desk-bench">
        <div class="desk-record">
          <section class="section" aria-labelledby="people-title">
            <h2 id="people-title">At the desk</h2>
            <form class="problem-search" action={PATH} role="search" aria-label="Find a person">
              <div class="field">
                <label for="q">Find by name or e-mail address</label>
                <input id="q" name="q" type="text" autocomplete="off" maxLength={120} value={q} />
              </div>
              <button type="submit" class="button-quiet">Find</button>
            </form>
            {people.items.length === 0 ? <p>{q === undefined ? 'Nobody further.' : `Nobody is found by “${q}”.`} <a href={PATH}>Everybody</a></p> : <ul class="desk-list">{people.items.map((person) => <Item key={person.id} person={person} you={person.id === frame.viewer.accountId} />)}</ul>}
            {(people.nextCursor !== null || isFurther || q !== undefined) && people.items.length > 0 && (
              <p class="more desk-links">
                {people.nextCursor && <a href={`${PATH}?${new URLSearchParams({ ...(q === undefined ? {} : { q }), after: people.nextCursor }).toString()}`}>More people</a>}
                {(isFurther || q !== undefined) && <a href={PATH}>Everybody, from the first</a>}
              </p>
            )}
          </section>
          <section class="section" id="invitations" aria-labelledby="invitations-title">
            <h2 id="invitations-title">Invited, not here yet</h2>
            {invitations.items.length === 0 ? <p>No invitation is open.</p> : <ul class="desk-list">{invitations.items.map((item) => <Invited key={item.id} item={item} {...props} />)}</ul>}
            {invitations.nextCursor && <p class="more"><a href={`${PATH}?invited=${encodeURIComponent(invitations.nextCursor)}#invitations`}>Older invitations</a></p>}
          </section>
        </div>
        <Invite {...props} />
      </div>
    </DeskPage>
  );
}

function Item({ person, you }: { person: PersonRow; you: boolean }): VNode {
  const { id, name, email, roles, suspendedAt, lastSeenAt, secondFactor, singleSignOn, passwordLinkUntil } = person;
  return (
    <li class="desk-item">
      <a class="desk-item-title" href={`${PATH}/${id}`}>{name}</a>{you && <span class="muted"> (you)</span>}
      <p class="muted people-email" dir="ltr">{email}</p>
      <ul class="desk-item-facts">
        {suspendedAt && <li><strong>Suspended</strong> since <RecordedDay at={suspendedAt.toISOString()} /></li>}
        <li>{rolesInWords(roles)}</li>
        <li>{lastSeenAt ? <>Last seen <RecordedDay at={lastSeenAt.toISOString()} /></> : 'Never seen'}</li>
        {secondFactor && <li>Two-factor sign-in</li>}
        {singleSignOn && <li>Single sign-on</li>}
        {passwordLinkUntil && <li>Has a link for a new password</li>}
      </ul>
    </li>
  );
}

function Invited({ item, frame, refused, once }: { item: InvitationAnswer } & Pick<PeopleProps, 'frame' | 'refused' | 'once'>): VNode {
  const form = stateOf(`invitation-${item.id}`, refused);
  return (
    <li class="desk-item" id={form.id}>
      <p><strong>{item.name}</strong> <span class="muted people-email" dir="ltr">{item.email}</span></p>
      <ul class="desk-item-facts">
        <li>As {rolesInWords(item.roles)}</li>
        <li>Invited by {item.invitedBy ?? 'whoever runs the machine'} on <RecordedDay at={item.invitedAt} /></li>
        <li>{item.expired ? <><strong>Expired</strong> on <RecordedDay at={item.expiresAt} /></> : <>Good until <Instant at={item.expiresAt} /></>}</li>
      </ul>
      <FieldError field={form.id} errors={form.errors} />
      <div class="people-buttons">
        <form method="post" action={`${PATH}/invitations/${item.id}/send-again`}>
          <Carried csrfToken={frame.csrfToken} once={`${once}-${item.id.slice(0, 8)}`} />
          <button type="submit" class="button-quiet">Send again<span class="visually-hidden"> to {item.name}</span></button>
        </form>
        <form method="post" action={`${PATH}/invitations/${item.id}/revoke`}>
          <Carried csrfToken={frame.csrfToken} />
          <button type="submit" class="button-quiet">Revoke<span class="visually-hidden"> the invitation of {item.name}</span></button>
        </form>
      </div>
    </li>
  );
}

function Invite({ frame, refused, once }: PeopleProps): VNode {
  const form = stateOf('invite', refused);
  return (
    <section class="section desk-actions" aria-labelledby="invite-title">
      <h2 id="invite-title">Invite somebody</h2>
      <p class="hint">They get a link, good for seven days and once, by which they set a password of their own.</p>
      <form id={form.id} method="post" action={`${PATH}/invitations`} noValidate>
        <Carried csrfToken={frame.csrfToken} once={refused?.id === form.id ? (refused.once ?? once) : once} />
        <TextField form={form} name="email" type="email" />
        <TextField form={form} name="name" hint="As pages and the ledger call them. They may mend it when they come." />
        <ChoiceGroup form={form} name="roles" many choices={ROLE_CHOICES} />
        <Send form={form} words="Invite" />
      </form>
    </section>
  );
}

export const peoplePage = (props: PeopleProps): string => renderPage(<People {...props} />);
