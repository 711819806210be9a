/** Links by which a person sets a password: invited by an admin, sent again, taken back, and used once. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { inTransaction, type Tx } from '../../shared/database.js';
import { InvalidInput, NotFound, obey, RuleBroken } from '../../shared/errors.js';
import { isId, newId } from '../../shared/ids.js';
import { decodeCursor, type Page, PAGE_SIZE, type PageQuery, pageOf, SORTED_BY } from '../../shared/paging.js';
import type { Role } from '../../shared/roles.js';
import { hashOfSecret, hashPassword, newSecret } from '../../sign-in/secrets.js';
import { actorAmong, endLinks, endSessions, factsOf, inOrder, insertAccount, lockAccounts, tell, tellStreams } from '../account.act.js';
import { Account } from '../account.entity.js';
import { LINK_DAYS, type LinkKind, type LinkOutcome, mayEndInvitation, mayGivePasswordLink, mayInvite, mayUseLink, wrongInPassword } from '../account.rules.js';
import {
  type InvitationAnswer, type InvitationRow, type InviteBody, type MadeInvitationAnswer, type OpenedLink, type PasswordLink, toInvitationAnswer, type UseLinkBody,
} from './invitations.dto.js';
import { LinkPost } from './link-post.js';
import { InvitationsThrottle } from './invitations.throttle.js';

const SHAPE = /^[\w-]{43}$/;

interface Link {
  id: string;
  kind: LinkKind;
  email: string;
  name: string;
  roles: Role[];
  accountId: string | null;
  madeBy: string | null;
  expiresAt: Date;
  outcome: LinkOutcome | null;
  suspended: boolean;
}

const LINK = `SELECT i.id, i.kind, coalesce(i.email, a.email) AS email, coalesce(i.name, a.name) AS name, coalesce(i.roles, a.roles) AS roles, i.account_id AS "accountId",
                     m.name AS "madeBy", i.expires_at AS "expiresAt", i.outcome, a.suspended_at IS NOT NULL AS suspended
                FROM invitation i LEFT JOIN account a ON a.id = i.account_id LEFT JOIN account m ON m.id = i.made_by_id WHERE i.secret_hash = $1`;

const INVITATION = `SELECT i.id, i.email, i.name, i.roles, m.name AS "madeBy", i.made_at AS "madeAt", i.expires_at AS "expiresAt"
                      FROM invitation i LEFT JOIN account m ON m.id = i.made_by_id`;

@Injectable()
export class InvitationsService {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly post: LinkPost,
    private readonly throttle: InvitationsThrottle,
  ) {}

  /** Those that may still be accepted or sent again, the newest first; expired ones among them. */
  async list(query: PageQuery): Promise<Page<InvitationAnswer>> {
    const limit = query.limit ?? PAGE_SIZE;
    const [at, id] = query.cursor ? decodeCursor(query.cursor, [SORTED_BY.instant, SORTED_BY.id]) : [null, null];
    const rows = await this.source.query<InvitationRow[]>(
      `${INVITATION} WHERE i.outcome IS NULL AND i.kind = 'invitation' AND ($1::timestamptz IS NULL OR (i.made_at, i.id) < ($1::timestamptz, $2::uuid))
        ORDER BY i.made_at DESC, i.id DESC LIMIT $3`,
      [at, id, limit + 1],
    );
    const now = new Date();
    return pageOf(rows.map((row) => toInvitationAnswer(row, now)), limit, (item) => [item.invitedAt, item.id]);
  }

  /** @throws RuleBroken for an address that has an account, or an open invitation */
  async invite(act: Act, body: InviteBody): Promise<MadeInvitationAnswer> {
    return this.making(act, async (tx, secret) => {
      const email = body.email.toLowerCase();
      const actor = actorAmong(tx, await lockAccounts(tx, null));
      const [has] = await tx.query<{ account: boolean; openInvitation: boolean }>(
        `SELECT EXISTS (SELECT FROM account WHERE email = $1) AS account, EXISTS (SELECT FROM invitation WHERE email = $1 AND outcome IS NULL AND kind = 'invitation') AS "openInvitation"`,
        [email],
      );
      obey(mayInvite(actor, has!));
      const wanted = { email, name: body.name, roles: inOrder(body.roles) };
      await tellOfInvitation(tx, 'invite', wanted);
      return this.issue(tx, secret, wanted);
    });
  }

  /**
   * A new link, good for seven days again; the old one ends.
   * @throws NotFound
   */
  async sendAgain(act: Act, id: string): Promise<MadeInvitationAnswer> {
    return this.making(act, async (tx, secret) => {
      const old = await lockOpen(tx, id);
      await tx.query(`UPDATE invitation SET outcome = 'replaced', ended_at = $2 WHERE id = $1`, [id, tx.at]);
      await tellOfInvitation(tx, 'send_invitation_again', old);
      return this.issue(tx, secret, old);
    });
  }

  /** @throws NotFound */
  async revoke(act: Act, id: string): Promise<InvitationAnswer> {
    return inTransaction(this.source, act, async (tx) => {
      const old = await lockOpen(tx, id);
      await tx.query(`UPDATE invitation SET outcome = 'revoked', ended_at = $2 WHERE id = $1`, [id, tx.at]);
      await tellOfInvitation(tx, 'revoke_invitation', old);
      return toInvitationAnswer(old, tx.at);
    });
  }

  /**
   * A link by which this person sets a new password, so that no admin ever knows it. One made before ends.
   * @throws NotFound
   */
  async givePasswordLink(act: Act, accountId: string): Promise<PasswordLink> {
    if (!isId(accountId)) throw new NotFound('account');
    return this.making(act, async (tx, secret) => {
      const locked = await lockAccounts(tx, accountId);
      const account = locked.find((each) => each.id === accountId);
      if (!account) throw new NotFound('account');
      obey(mayGivePasswordLink(actorAmong(tx, locked), factsOf(account)));
      await endLinks(tx, 'account_id = $3::uuid', accountId, 'replaced');
      const link = this.addressOf(secret);
      const { expiresAt } = await insertLink(tx, secret, { kind: 'new_password', accountId });
      await tell(tx, 'make_password_link', account);
      const mailed = await this.post.send(tx, { kind: 'new_password', email: account.email, name: account.name, roles: account.roles, madeBy: null, expiresAt: expiresAt.toISOString() }, link);
      return { name: account.name, email: account.email, expiresAt: expiresAt.toISOString(), link, mailed };
    });
  }

  /**
   * What a link is for, to whoever holds it.
   * @throws NotFound for a secret that is none of ours
   * @throws RuleBroken when it was used, taken back, replaced, or has expired
   * @throws TooMany
   */
  async open(secret: string, address: string): Promise<OpenedLink> {
    const link = await this.known(secret, address);
    obey(mayUseLink(link, new Date()));
    return { kind: link.kind, email: link.email, name: link.name, roles: link.roles, madeBy: link.madeBy, expiresAt: link.expiresAt.toISOString() };
  }

  /**
   * Makes the account, or sets the password of the one that is there; of two at once one is too late.
   * @returns whose account it is now
   * @throws as `open` does
   */
  async use(secret: string, body: UseLinkBody, address: string): Promise<{ kind: LinkKind; email: string }> {
    const seen = await this.known(secret, address);
    obey(mayUseLink(seen, new Date()));
    const name = (seen.kind === 'invitation' ? body.name : undefined) ?? seen.name;
    const wrong = wrongInPassword(body.password, { email: seen.email, name });
    if (wrong.length > 0) throw new InvalidInput(wrong);
    const passwordHash = await hashPassword(body.password);
    const id = seen.accountId ?? newId();
    const act: Act = { accountId: id, roles: seen.roles, via: 'site' };
    await inTransaction(this.source, act, async (tx) => {
      // The account first and then its link, as whoever suspends it does.
      if (seen.kind === 'new_password') await tx.query(`SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      await tx.query(`SELECT id FROM invitation WHERE id = $1 FOR UPDATE`, [seen.id]);
      await tx.tick();
      const [link] = await tx.query<Link>(LINK, [hashOfSecret(secret)]);
      obey(mayUseLink(link!, tx.at));
      if (link!.kind === 'invitation') await join(tx, link!, { id, name, passwordHash });
      else await setPassword(tx, id, passwordHash);
      await tx.query(`UPDATE invitation SET outcome = 'used', ended_at = $2, account_id = $3 WHERE id = $1`, [seen.id, tx.at, id]);
    });
    return { kind: seen.kind, email: seen.email };
  }

  private async known(secret: string, address: string): Promise<Link> {
    const takeBack = await this.throttle.count(address);
    const [link] = SHAPE.test(secret) ? await this.source.query<Link[]>(LINK, [hashOfSecret(secret)]) : [];
    if (!link) throw new NotFound('link');
    await takeBack();
    return link;
  }

  private addressOf(secret: string): string {
    return `${this.config.publicUrl}/desk/invitations/${secret}`;
  }

  /** With an Idempotency-Key the answer is kept for a repeat, so what is kept must not hold the link. */
  private async making<Made extends { link: string | null }>(act: Act, work: (tx: Tx, secret: string) => Promise<Made>): Promise<Made> {
    const secret = newSecret();
    let link: string | null = null;
    const made = await inTransaction(this.source, act, async (tx) => {
      const made = await work(tx, secret);
      link = made.link;
      return { ...made, link: null };
    });
    return { ...made, link };
  }

  private async issue(tx: Tx, secret: string, { email, name, roles }: Pick<InvitationRow, 'email' | 'name' | 'roles'>): Promise<MadeInvitationAnswer> {
    const { id } = await insertLink(tx, secret, { kind: 'invitation', email, name, roles });
    const [row] = await tx.query<InvitationRow>(`${INVITATION} WHERE i.id = $1`, [id]);
    const answer = toInvitationAnswer(row!, tx.at);
    const link = this.addressOf(secret);
    const mailed = await this.post.send(tx, { kind: 'invitation', email, name, roles, madeBy: row!.madeBy, expiresAt: answer.expiresAt }, link);
    return { ...answer, link, mailed };
  }
}

type NewLink = { kind: 'invitation'; email: string; name: string; roles: Role[] } | { kind: 'new_password'; accountId: string };

async function insertLink(tx: Tx, secret: string, link: NewLink): Promise<{ id: string; expiresAt: Date }> {
  const [email, name, roles, accountId] = link.kind === 'invitation' ? [link.email, link.name, link.roles, null] : [null, null, null, link.accountId];
  const [row] = await tx.query<{ id: string; expiresAt: Date }>(
    `INSERT INTO invitation (id, kind, email, name, roles, account_id, secret_hash, made_by_id, made_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz, $9::timestamptz + make_interval(days => $10)) RETURNING id, expires_at AS "expiresAt"`,
    [newId(), link.kind, email, name, roles, accountId, hashOfSecret(secret), tx.act.accountId, tx.at, LINK_DAYS],
  );
  return row!;
}

/** In the stream of the admin who does it, because whoever is invited has no account yet. */
async function tellOfInvitation(tx: Tx, act: 'invite' | 'send_invitation_again' | 'revoke_invitation', { email, roles }: Pick<InvitationRow, 'email' | 'roles'>): Promise<void> {
  if (tx.act.accountId === null) return;
  const admin = await tx.manager.findOneByOrFail(Account, { id: tx.act.accountId });
  await tell(tx, act, admin, `${email}, as ${roles.join(', ')}`);
}

/** @throws NotFound, and RuleBroken when it is no longer open */
async function lockOpen(tx: Tx, id: string): Promise<InvitationRow> {
  const actor = actorAmong(tx, await lockAccounts(tx, null));
  const [row] = isId(id) ? await tx.query<{ outcome: LinkOutcome | null }>(`SELECT outcome FROM invitation WHERE id = $1 AND kind = 'invitation' FOR UPDATE`, [id]) : [];
  if (!row) throw new NotFound('invitation');
  await tx.tick();
  obey(mayEndInvitation(actor, row));
  return (await tx.query<InvitationRow>(`${INVITATION} WHERE i.id = $1`, [id]))[0]!;
}

async function join(tx: Tx, link: Link, { id, name, passwordHash }: { id: string; name: string; passwordHash: string }): Promise<void> {
  if (await tx.manager.existsBy(Account, { email: link.email })) {
    throw new RuleBroken('already_exists', 'There is an account with this e-mail address already. Sign in, or ask an admin for a link to set a new password.');
  }
  await insertAccount(tx, { id, email: link.email, name, roles: link.roles, passwordHash }, 'accept_invitation', link.madeBy === null ? null : `Invited by ${link.madeBy}.`);
}

/** Whoever had the old password is out. */
async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  const account = await tx.manager.findOneByOrFail(Account, { id });
  account.version += 1;
  await tx.manager.update(Account, { id }, { passwordHash, version: account.version });
  await endSessions(tx, id);
  await tellStreams(tx, id);
  await tell(tx, 'set_password', account, 'With a link that an admin made.');
}
