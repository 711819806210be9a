/** The pages of people and what their forms ask of the accounts: the forms' texts into the classes that the API validates, the answers into pages. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { mayChange, mayGivePasswordLink } from '../../../accounts/account.rules.js';
import { ChangeAccountBody } from '../../../accounts/accounts.dto.js';
import { AccountsService } from '../../../accounts/accounts.service.js';
import { InviteBody, type MadeInvitationAnswer, type PasswordLink } from '../../../accounts/invitations/invitations.dto.js';
import { InvitationsService } from '../../../accounts/invitations/invitations.service.js';
import type { Viewer } from '../../../accounts/viewer.js';
import { Config } from '../../../config.js';
import type { Act } from '../../../shared/act.js';
import { NotFound } from '../../../shared/errors.js';
import { Words } from '../../../shared/fields.js';
import { isId, newId } from '../../../shared/ids.js';
import { PageQuery } from '../../../shared/paging.js';
import { mayReset } from '../../../sign-in/second-factor/second-factor.rules.js';
import { SecondFactor } from '../../../sign-in/second-factor/second-factor.service.js';
import { actsOn } from '../../audit/audit.query.js';
import { frameOf } from '../../desk.answers.js';
import { doneWords } from '../../desk.words.js';
import { onceBy } from '../../forms/records.service.js';
import type { RefusedForm } from '../../forms/refusal.js';
import { checked, seenVersion, type Sent, text, texts } from '../../forms/sent.js';
import { people, person } from './people.query.js';
import { peoplePage } from './people.view.js';
import { personPage } from './person.view.js';

export const PATH = '/desk/settings/accounts';

type Query = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

/** Why is asked on the page; the next admin wants to know. */
class ReasonBody {
  @Words({ max: 500 }) reason: string;
}

class FindBody extends PageQuery {
  @Words({ max: 120, optional: true }) q?: string;
}

interface Drawn<Made> {
  refused?: RefusedForm;
  made?: Made;
}

@Injectable()
export class PeopleByForm {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly accounts: AccountsService,
    private readonly invitations: InvitationsService,
    private readonly secondFactor: SecondFactor,
  ) {}

  async listPage(viewer: Viewer, query: Query, { refused, made }: Drawn<MadeInvitationAnswer> = {}): Promise<string> {
    const { q, cursor } = await checked(FindBody, { q: textOf(query['q']), cursor: textOf(query['after']) });
    const [found, open] = await Promise.all([people(this.source.manager, q, cursor), this.invitations.list({ limit: 50, ...cursorIn(query['invited']) })]);
    return peoplePage({ frame: frameOf(this.config, viewer, PATH), q, people: found, invitations: open, isFurther: cursor !== undefined, refused, made, once: newId(), done: doneWords(query['done']) });
  }

  /** @throws NotFound */
  async personPage(viewer: Viewer, id: string, query: Query, { refused, made }: Drawn<PasswordLink> = {}): Promise<string> {
    const shown = isId(id) ? await person(this.source.manager, id) : undefined;
    if (!shown) throw new NotFound('account');
    const acts = await actsOn(this.source.manager, id, textOf(query['after']));
    const actor = { accountId: viewer.accountId, isActiveAdmin: viewer.roles.includes('admin') };
    const facts = { id, name: shown.name, roles: shown.roles, suspended: shown.suspendedAt !== null };
    const others = await this.otherAdmins(id);
    // Whether another role than the present ones would be let through, whichever it be.
    const change = mayChange(actor, facts, { roles: facts.roles.includes('editor') ? ['reviewer'] : ['editor'] }, 1);
    return personPage({
      frame: frameOf(this.config, viewer, `${PATH}/${id}`), person: shown, acts: acts.items, older: acts.nextCursor,
      mayChangeRoles: change, maySuspend: mayChange(actor, facts, { suspended: !facts.suspended }, others), mayGiveLink: mayGivePasswordLink(actor, facts), mayReset: mayReset(actor, id),
      refused, made, once: newId(), done: doneWords(query['done']),
    });
  }

  async invite(act: Act, sent: Sent): Promise<MadeInvitationAnswer> {
    const body = await checked(InviteBody, { email: text(sent, 'email'), name: text(sent, 'name'), roles: texts(sent, 'roles') });
    return this.invitations.invite(onceBy(act, sent), body);
  }

  sendAgain(act: Act, id: string, sent: Sent): Promise<MadeInvitationAnswer> {
    return this.invitations.sendAgain(onceBy(act, sent), id);
  }

  async revoke(act: Act, id: string): Promise<string> {
    await this.invitations.revoke(act, id);
    return `${PATH}?done=invitation_revoked`;
  }

  async change(act: Act, id: string, sent: Sent): Promise<string> {
    // One's own roles are not in one's own form.
    const roles = sent['roles'] === undefined && sent['rolesShown'] === undefined ? undefined : texts(sent, 'roles');
    const body = await checked(ChangeAccountBody, { name: sent['name']?.[0] ?? '', roles, reason: text(sent, 'reason') });
    await this.accounts.change(act, id, seenVersion(sent), body);
    return `${PATH}/${id}?done=account_changed`;
  }

  async suspend(act: Act, id: string, sent: Sent, suspended: boolean): Promise<string> {
    const { reason } = await checked(ReasonBody, { reason: text(sent, 'reason') });
    await this.accounts.change(act, id, seenVersion(sent), { suspended, reason });
    return `${PATH}/${id}?done=account_${suspended ? 'suspended' : 'restored'}`;
  }

  passwordLink(act: Act, id: string, sent: Sent): Promise<PasswordLink> {
    return this.invitations.givePasswordLink(onceBy(act, sent), id);
  }

  async resetSecondFactor(act: Act, id: string): Promise<string> {
    await this.secondFactor.reset(act, id);
    return `${PATH}/${id}?done=second_factor_reset`;
  }

  private async otherAdmins(id: string): Promise<number> {
    const [row] = await this.source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM account WHERE 'admin' = ANY (roles) AND suspended_at IS NULL AND id <> $1`, [id]);
    return row!.n;
  }
}

const cursorIn = (value: unknown): { cursor?: string } => {
  const cursor = textOf(value);
  return cursor === undefined ? {} : { cursor };
};
