/** What the page on one's second factors does: proof first where it is due, then the act; and what the page shows. */
import { Injectable } from '@nestjs/common';
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Viewer } from '../../../accounts/viewer.js';
import { Config } from '../../../config.js';
import type { Act } from '../../../shared/act.js';
import { InvalidInput, NotSignedIn, obey, RuleBroken } from '../../../shared/errors.js';
import { Passkeys } from '../../../sign-in/second-factor/passkeys.service.js';
import { type FactorAct, mayAddTotp, proofFor } from '../../../sign-in/second-factor/second-factor.rules.js';
import { type Mine, type NewTotp, SecondFactor } from '../../../sign-in/second-factor/second-factor.service.js';
import { SignInSteps } from '../../../sign-in/sign-in-steps.js';
import { SingleSignOn } from '../../../sign-in/single-sign-on/single-sign-on.service.js';
import { frameOf } from '../../desk.answers.js';
import { doneWords } from '../../desk.words.js';
import type { RefusedForm } from '../../forms/refusal.js';
import { type Sent, text } from '../../forms/sent.js';
import type { Exchange } from '../../sign-in/way-in.service.js';
import { qrPath } from './qr.js';
import { appPage, codesPage, twoFactorPage } from './two-factor.view.js';

export const PATH = '/desk/me/two-factor';
const LONGEST_NAME = 60;

/** Who does something to their own factors, by which request. */
export interface Doing extends Exchange {
  viewer: Viewer;
  act: Act;
  sent: Sent;
}

@Injectable()
export class OwnFactors {
  constructor(
    private readonly secondFactor: SecondFactor,
    private readonly passkeys: Passkeys,
    private readonly singleSignOn: SingleSignOn,
    private readonly steps: SignInSteps,
    private readonly config: Config,
  ) {}

  async page(viewer: Viewer, { refused, done }: { refused?: RefusedForm; done?: unknown } = {}): Promise<string> {
    const me = await this.mine(viewer);
    const [passkeys, identity] = await Promise.all([this.passkeys.list(viewer.accountId!), this.singleSignOn.identityOf(viewer.accountId!)]);
    return twoFactorPage({
      frame: frameOf(this.config, viewer, PATH), origin: this.config.publicUrl, factors: me.factors, totpSince: me.totpSince?.toISOString() ?? null,
      passkeys: passkeys.map(({ addedAt, lastUsedAt, ...passkey }) => ({ ...passkey, addedAt: addedAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null })),
      toEnrol: proofFor('enrol', factsOf(me)), hasPassword: me.hasPassword, otherSessions: me.otherSessions, provider: this.singleSignOn.name,
      identity: identity && { issuer: identity.issuer, linkedAt: identity.linkedAt.toISOString() }, required: viewer.mustEnrol === true, done: doneWords(done), ...(refused ? { refused } : {}),
    });
  }

  /** The challenge for a new passkey; whoever is not sure to be the owner has proved it before. */
  async optionsToAdd(doing: Doing): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { viewer, reply } = doing;
    await this.prove(doing, 'enrol');
    const me = await this.mine(viewer);
    const options = await this.passkeys.optionsToAdd({ accountId: viewer.accountId!, email: me.email, name: me.name });
    await this.steps.begin(reply, 'enrol_passkey', { accountId: viewer.accountId, data: { challenge: options.challenge } });
    return options;
  }

  /** Answers recovery codes to show, when this is the first factor. */
  async addPasskey({ viewer, act, sent, request, reply }: Doing): Promise<string[] | undefined> {
    const name = text(sent, 'name') ?? 'Passkey';
    // eslint-disable-next-line no-control-regex -- control characters are just what is looked for
    if (name.length > LONGEST_NAME || /[\u0000-\u001f\u007f]/.test(name) || !name.isWellFormed()) throw new InvalidInput([{ field: 'name', message: `Give it a name of at most ${LONGEST_NAME} ordinary characters.` }]);
    const step = await this.steps.take<{ challenge: string }>(request, reply, 'enrol_passkey');
    if (!step || step.accountId !== viewer.accountId) throw new InvalidInput([{ field: 'name', message: 'That took too long, so nothing was added. Press “Add a passkey” again.' }]);
    return this.passkeys.add(act, name, step.data.challenge, text(sent, 'answer') ?? '');
  }

  async removePasskey(doing: Doing, id: string): Promise<string> {
    await this.prove(doing, 'remove');
    await this.passkeys.remove(doing.act, id);
    return `${PATH}?done=passkey_removed`;
  }

  /** A new key, kept for this browser until the app's first code comes. */
  async beginApp(doing: Doing): Promise<string> {
    await this.prove(doing, 'enrol');
    const me = await this.mine(doing.viewer);
    obey(mayAddTotp(me.factors));
    await this.steps.begin(doing.reply, 'enrol_totp', { accountId: doing.viewer.accountId, data: { key: this.secondFactor.newTotp(me.email).key } });
    return `${PATH}/app`;
  }

  /** Nothing where no key waits for its first code. */
  async appPage(viewer: Viewer, { request }: Pick<Exchange, 'request'>, refused?: RefusedForm): Promise<string | undefined> {
    const pending = await this.pendingApp(viewer, { request });
    return pending && appPage({ frame: frameOf(this.config, viewer, `${PATH}/app`), key: pending.key, uri: pending.uri, qr: qrPath(pending.uri), ...(refused ? { refused } : {}) });
  }

  async confirmApp({ viewer, act, sent, request, reply }: Doing): Promise<string[] | undefined> {
    const pending = await this.pendingApp(viewer, { request });
    if (!pending) throw new RuleBroken('too_late', 'That took too long, so the app was not added. Begin again.');
    const codes = await this.secondFactor.confirmTotp(act, pending.key, text(sent, 'code') ?? '');
    await this.steps.take(request, reply, 'enrol_totp');
    return codes;
  }

  async removeApp(doing: Doing): Promise<string> {
    await this.prove(doing, 'remove');
    await this.secondFactor.removeTotp(doing.act);
    return `${PATH}?done=app_removed`;
  }

  async newCodes(doing: Doing): Promise<string[]> {
    await this.prove(doing, 'new_recovery_codes');
    return this.secondFactor.newRecoveryCodes(doing.act);
  }

  async unlink(doing: Doing): Promise<string> {
    await this.prove(doing, 'remove');
    await this.singleSignOn.unlink(doing.act, doing.viewer.accountId!);
    return `${PATH}?done=unlinked`;
  }

  codesPage(viewer: Viewer, codes: readonly string[], added: 'passkey_added' | 'app_added' | undefined): string {
    return codesPage({ frame: frameOf(this.config, viewer, PATH), codes, added: added && doneWords(added) });
  }

  /** The challenge for a passkey as proof that one is oneself. */
  async optionsToProve({ viewer, reply }: Doing): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await this.passkeys.optionsToUse(viewer.accountId!);
    await this.steps.begin(reply, 'proof', { accountId: viewer.accountId, data: { challenge: options.challenge } });
    return options;
  }

  /**
   * By the password, a code or a passkey, as far as the act needs one.
   * @throws InvalidInput when the proof is none
   * @throws RuleBroken when there is nothing to prove it with but signing in again
   */
  private async prove({ viewer, act, sent, request, reply }: Doing, what: FactorAct): Promise<void> {
    const needs = proofFor(what, factsOf(await this.mine(viewer)));
    if (needs === 'none') return;
    if (needs === 'sign_in_again') throw new RuleBroken('sign_in_again', 'You signed in a while ago. Sign in again by your provider, then do this within ten minutes.');
    const answer = text(sent, 'answer');
    if (answer === undefined) return this.secondFactor.prove(act, sent['proof']?.[0] || undefined, request.ip);
    const step = await this.steps.take<{ challenge: string }>(request, reply, 'proof');
    const by = step?.accountId === viewer.accountId ? await this.passkeys.use(step.data.challenge, answer, viewer.accountId!) : undefined;
    if (by === undefined) throw new InvalidInput([{ field: 'proof', message: 'This passkey could not be checked. Try again, or type your password or a code.' }]);
  }

  private async pendingApp(viewer: Viewer, { request }: Pick<Exchange, 'request'>): Promise<NewTotp | undefined> {
    const step = await this.steps.of<{ key: string }>(request, 'enrol_totp');
    return step && step.accountId === viewer.accountId ? this.secondFactor.described(step.data.key, viewer.email ?? '') : undefined;
  }

  private async mine(viewer: Viewer): Promise<Mine> {
    const me = await this.secondFactor.mine(viewer.accountId!, viewer.session!.id);
    if (!me) throw new NotSignedIn();
    return me;
  }
}

const factsOf = ({ hasPassword, factors, sessionMinutes }: Mine) => ({ hasPassword, sessionMinutes, hasFactor: factors.passkeys > 0 || factors.totp });
