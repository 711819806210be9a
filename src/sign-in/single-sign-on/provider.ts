/** The newsroom's provider of single sign-on, spoken to by OpenID Connect: where to send a browser, and what its answer says. */
import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests, AuthorizationResponseError, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, type ClientAuth, ClientSecretBasic, ClientSecretPost,
  type Configuration, discovery, fetchUserInfo,
  randomNonce, randomPKCECodeVerifier, randomState,
} from 'openid-client';
import type { Logger } from 'pino';
import { Config } from '../../config.js';
import { LOGGER } from '../../shared/problem.filter.js';
import { type Claims, groupsIn, type Refused } from './single-sign-on.rules.js';

/** What the browser's way back is checked against. */
export interface Asked {
  state: string;
  nonce: string;
  verifier: string;
}

/** No sign-in: why, for the sign-in page. */
export class NotLetIn extends Error {
  constructor(readonly why: Refused) {
    super(why);
  }
}

const SECONDS = 8;
/** As long as its addresses are believed before they are asked for anew. */
const KNOWN_FOR = 3_600_000;

@Injectable()
export class Provider {
  private known: { configuration: Promise<Configuration>; until: number } | undefined;

  constructor(
    private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get enabled(): boolean {
    return this.config.OIDC_ISSUER !== undefined;
  }

  /**
   * @param again true asks the provider to have its person prove anew who they are
   * @throws NotLetIn when the provider does not answer
   */
  async ask(again: boolean): Promise<{ url: URL; asked: Asked }> {
    const configuration = await this.configuration();
    const asked: Asked = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri, scope: this.config.OIDC_SCOPE, state: asked.state, nonce: asked.nonce,
      code_challenge: await calculatePKCECodeChallenge(asked.verifier), code_challenge_method: 'S256', ...(again ? { prompt: 'login' } : {}),
    });
    return { url, asked };
  }

  /**
   * @param search of the address that the browser came back to: "?code=…&state=…"
   * @throws NotLetIn when it does not fit what was asked, was used before, or the person said no
   */
  async answer(search: string, asked: Asked): Promise<Claims> {
    const configuration = await this.configuration();
    try {
      const tokens = await authorizationCodeGrant(configuration, new URL(this.redirectUri + search), {
        pkceCodeVerifier: asked.verifier, expectedState: asked.state, expectedNonce: asked.nonce, idTokenExpected: true,
      });
      const token = tokens.claims()!;
      const needsMore = token['email'] === undefined || (this.config.OIDC_ROLES_CLAIM !== undefined && token[this.config.OIDC_ROLES_CLAIM] === undefined);
      const more = needsMore && configuration.serverMetadata().userinfo_endpoint !== undefined ? await fetchUserInfo(configuration, tokens.access_token, token.sub) : {};
      return this.claimsOf({ ...more, ...token });
    } catch (error) {
      this.note(error);
      if (error instanceof AuthorizationResponseError) throw new NotLetIn(error.error === 'access_denied' || error.error === 'login_required' ? 'denied' : 'broken');
      throw new NotLetIn(isUnreached(error) ? 'down' : 'broken');
    }
  }

  private claimsOf(told: Record<string, unknown> & { iss: string; sub: string }): Claims {
    const text = (name: string, longest: number): string | undefined => {
      const value = told[name];
      return typeof value === 'string' && value.trim() !== '' && value.length <= longest && value.isWellFormed() && !/\p{Cc}/u.test(value) ? value.trim() : undefined;
    };
    const subject = text('sub', 255);
    if (subject !== told.sub) throw new NotLetIn('broken');
    const claim = this.config.OIDC_ROLES_CLAIM;
    const email = text('email', 254)?.toLowerCase();
    // Some send the word; nothing else counts.
    const emailVerified = told['email_verified'] === true || told['email_verified'] === 'true';
    return { issuer: told.iss, subject, email: /^[^\s@]+@[^\s@]+$/.test(email ?? '') ? email : undefined, emailVerified, name: text('name', 120), groups: claim === undefined ? [] : groupsIn(told[claim]) };
  }

  private async configuration(): Promise<Configuration> {
    if (!this.known || this.known.until < Date.now()) {
      const issuer = new URL(this.config.OIDC_ISSUER!);
      const configuration = discovery(issuer, this.config.OIDC_CLIENT_ID!, this.config.OIDC_CLIENT_SECRET, withSecret(this.config.OIDC_CLIENT_SECRET), {
        timeout: SECONDS, execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [],
      });
      this.known = { configuration, until: Date.now() + KNOWN_FOR };
    }
    try {
      return await this.known.configuration;
    } catch (error) {
      this.known = undefined;
      this.note(error);
      throw new NotLetIn('down');
    }
  }

  /** For whoever runs the service; the answer itself may hold what is nobody's business. */
  private note(error: unknown): void {
    const { name, message, code, error: said } = error as { name?: string; message?: string; code?: string; error?: string };
    this.log.warn({ issuer: this.config.OIDC_ISSUER, name, message, code, said }, 'single sign-on failed');
  }

  private get redirectUri(): string {
    return `${this.config.publicUrl}/desk/sign-in/callback`;
  }
}

/** In the header, as is the rule where a provider says nothing; in the body where it takes that alone. */
const withSecret = (secret: string | undefined): ClientAuth => (server, client, body, headers) => {
  const inHeader = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
  return (inHeader ? ClientSecretBasic(secret) : ClientSecretPost(secret))(server, client, body, headers);
};

/** The network's failures come as a TypeError of fetch, or as a timeout. */
function isUnreached(error: unknown): boolean {
  return error instanceof TypeError || ['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes((error as { code?: string }).code ?? '');
}
