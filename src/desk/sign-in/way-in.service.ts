/** The ways in, from the first proof to the session: password, second factor, passkey, the newsroom's own provider. */
import { Injectable } from '@nestjs/common';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { viewerOf } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { InvalidInput, NotSignedIn, TooMany } from '../../shared/errors.js';
import { Passkeys } from '../../sign-in/second-factor/passkeys.service.js';
import type { Proof } from '../../sign-in/second-factor/second-factor.rules.js';
import { SecondFactor } from '../../sign-in/second-factor/second-factor.service.js';
import { setSessionCookie } from '../../sign-in/session.cookie.js';
import { SignInBody } from '../../sign-in/sessions.dto.js';
import { type Browser, type Proven, SecondFactorNeeded, SessionsService } from '../../sign-in/sessions.service.js';
import { SignInSteps } from '../../sign-in/sign-in-steps.js';
import { type Asked, NotLetIn, Provider } from '../../sign-in/single-sign-on/provider.js';
import { SingleSignOn } from '../../sign-in/single-sign-on/single-sign-on.service.js';
import { SignInThrottle } from '../../sign-in/throttle.js';
import { checked, type Sent, text } from '../forms/sent.js';
import { localPath } from './next.rules.js';

/** What the first proof left to be done. */
interface Waiting {
  version: number;
  next: string;
}

/** The browser's request and the answer that will set its cookies. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

export const SECOND_STEP = '/desk/sign-in/second-factor';
const START = '/desk/sign-in';
const TOO_LATE = 'That took too long, or something changed on the way. Sign in once more.';

@Injectable()
export class WayIn {
  constructor(
    private readonly sessions: SessionsService,
    private readonly secondFactor: SecondFactor,
    private readonly passkeys: Passkeys,
    private readonly steps: SignInSteps,
    private readonly provider: Provider,
    private readonly singleSignOn: SingleSignOn,
    private readonly throttle: SignInThrottle,
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /** Answers where to go. */
  async byPassword(sent: Sent, exchange: Exchange): Promise<string> {
    const { email, password } = await checked(SignInBody, { email: text(sent, 'email'), password: sent['password']?.[0] || undefined });
    const { userAgent, previousSessionId } = browserOf(exchange.request);
    const next = localPath(text(sent, 'next'));
    try {
      const { cookie } = await this.sessions.signIn(email, password, exchange.request.ip, userAgent, previousSessionId);
      setSessionCookie(exchange.reply, this.config, cookie);
      return next;
    } catch (error) {
      if (!(error instanceof SecondFactorNeeded)) throw error;
      return this.askSecond(error.proven, next, exchange.reply);
    }
  }

  /** Whose second proof this browser owes, and with what it may be given; nothing when it owes none. */
  async waiting({ request }: Pick<Exchange, 'request'>): Promise<{ email: string; passkeys: boolean; totp: boolean } | undefined> {
    const step = await this.steps.of<Waiting>(request, 'second_factor');
    if (!step?.accountId) return undefined;
    const [account] = await this.source.query<{ email: string }[]>(`SELECT email FROM account WHERE id = $1`, [step.accountId]);
    const factors = await this.secondFactor.stateOf(step.accountId);
    return account && { email: account.email, passkeys: factors.passkeys > 0, totp: factors.totp };
  }

  async byCode(sent: Sent, exchange: Exchange): Promise<string> {
    const step = await this.steps.of<Waiting>(exchange.request, 'second_factor');
    if (!step?.accountId) throw new NotSignedIn(TOO_LATE);
    const typed = text(sent, 'code');
    if (typed === undefined || typed.includes('\0')) throw new InvalidInput([{ field: 'code', message: 'Type the six digits that your app shows, or a recovery code.' }]);
    const proof = await this.secondFactor.use(step.accountId, typed, exchange.request.ip);
    if (!proof) throw new InvalidInput([{ field: 'code', message: 'This code is wrong, or was used already. Wait for the next one, or use a recovery code.' }]);
    return this.finish(step.accountId, proof, exchange);
  }

  /** The challenge for the second proof by passkey. */
  async optionsForSecond(exchange: Exchange): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const step = await this.steps.of<Waiting>(exchange.request, 'second_factor');
    if (!step?.accountId) throw new NotSignedIn(TOO_LATE);
    return this.challenge(step.accountId, exchange);
  }

  async bySecondPasskey(sent: Sent, exchange: Exchange): Promise<string> {
    const step = await this.steps.of<Waiting>(exchange.request, 'second_factor');
    if (!step?.accountId) throw new NotSignedIn(TOO_LATE);
    const accountId = await this.signedBy(sent, exchange, step.accountId);
    if (accountId !== step.accountId) throw new NotSignedIn('This passkey could not be checked. Try again, or use a code.', 'wrong_passkey');
    return this.finish(accountId, 'second_passkey', exchange);
  }

  /** The challenge for a passkey in place of the password. */
  async optionsForAnybody(exchange: Exchange): Promise<PublicKeyCredentialRequestOptionsJSON> {
    await this.throttle.countBegun(exchange.request.ip);
    return this.challenge(null, exchange);
  }

  async byPasskey(sent: Sent, exchange: Exchange): Promise<string> {
    const accountId = await this.signedBy(sent, exchange, null);
    const [account] = accountId === undefined ? [] : await this.source.query<{ version: number }[]>(`SELECT version FROM account WHERE id = $1 AND suspended_at IS NULL`, [accountId]);
    if (accountId === undefined || !account) throw new NotSignedIn('This passkey opens no account here. Sign in with your password, or try another passkey.', 'wrong_passkey');
    await this.begin({ accountId, version: account.version }, 'passkey', exchange);
    return localPath(text(sent, 'next'));
  }

  /** Answers the provider's address, or the sign-in page with the reason why not. */
  async toProvider(next: unknown, again: boolean, { request, reply }: Exchange): Promise<string> {
    if (!this.provider.enabled) return START;
    return this.orWhyNot(localPath(next), async () => {
      await this.throttle.countBegun(request.ip);
      const { url, asked } = await this.provider.ask(again);
      await this.steps.begin(reply, 'single_sign_on', { accountId: null, data: { ...asked, next: localPath(next) } });
      return url.href;
    });
  }

  async fromProvider(exchange: Exchange): Promise<string> {
    const { request, reply } = exchange;
    if (!this.provider.enabled) return START;
    const step = await this.steps.take<Asked & { next: string }>(request, reply, 'single_sign_on');
    if (!step) return whyNot('expired', '/desk');
    const next = localPath(step.data.next);
    return this.orWhyNot(next, async () => {
      const { proven, secondFactor } = await this.singleSignOn.letIn(await this.provider.answer(new URL(request.originalUrl, 'http://here.invalid').search, step.data));
      if (secondFactor) return this.askSecond(proven, next, reply);
      await this.begin(proven, 'single_sign_on', exchange);
      return next;
    });
  }

  private async askSecond({ accountId, version }: Proven, next: string, reply: FastifyReply): Promise<string> {
    await this.steps.begin(reply, 'second_factor', { accountId, data: { version, next } });
    return SECOND_STEP;
  }

  private async finish(accountId: string, by: Proof, exchange: Exchange): Promise<string> {
    const step = await this.steps.take<Waiting>(exchange.request, exchange.reply, 'second_factor');
    if (step?.accountId !== accountId) throw new NotSignedIn(TOO_LATE);
    await this.begin({ accountId, version: step.data.version }, by, exchange);
    return localPath(step.data.next);
  }

  private async begin(proven: Proven, by: Proof, { request, reply }: Exchange): Promise<void> {
    const signedIn = await this.sessions.begin(proven, by, browserOf(request));
    if (!signedIn) throw new NotSignedIn(TOO_LATE);
    setSessionCookie(reply, this.config, signedIn.cookie);
  }

  private async challenge(accountId: string | null, { reply }: Exchange): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const options = await this.passkeys.optionsToUse(accountId ?? undefined);
    await this.steps.begin(reply, 'passkey', { accountId, data: { challenge: options.challenge } });
    return options;
  }

  /** Whose passkey answered the challenge that this browser was given for just this. */
  private async signedBy(sent: Sent, { request, reply }: Exchange, accountId: string | null): Promise<string | undefined> {
    const step = await this.steps.take<{ challenge: string }>(request, reply, 'passkey');
    if (!step || step.accountId !== accountId) return undefined;
    return this.passkeys.use(step.data.challenge, text(sent, 'answer') ?? '', accountId ?? undefined);
  }

  private async orWhyNot(next: string, work: () => Promise<string>): Promise<string> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof NotLetIn) return whyNot(error.why, next);
      if (error instanceof TooMany) return whyNot('too_many', next);
      if (error instanceof NotSignedIn) return whyNot('expired', next);
      throw error;
    }
  }
}

const whyNot = (why: NotLetIn['why'], next: string): string => `${START}?refused=${why}&next=${encodeURIComponent(next)}`;

const browserOf = (request: FastifyRequest): Browser => ({ userAgent: request.headers['user-agent'], previousSessionId: viewerOf(request).session?.id });
