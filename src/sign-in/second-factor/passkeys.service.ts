/** Passkeys: enrolled, known again by their signature (after the password, or in place of it), listed and removed. */
import { Injectable } from '@nestjs/common';
import {
  type AuthenticationResponseJSON, generateAuthenticationOptions, generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON, verifyAuthenticationResponse, verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import { Config } from '../../config.js';
import type { Act } from '../../shared/act.js';
import { InvalidInput, NotFound, obey } from '../../shared/errors.js';
import { isId, newId } from '../../shared/ids.js';
import { codesForFirstFactor, dropIdleCodes, factorsOf, onOwnFactors, tell } from './factor-record.js';
import { mayAddPasskey } from './second-factor.rules.js';

export interface PasskeyRow {
  id: string;
  name: string;
  /** Kept on several devices by a provider, rather than on one alone. */
  synced: boolean;
  addedAt: Date;
  lastUsedAt: Date | null;
}

interface Stored {
  id: string;
  accountId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: string;
  transports: string[];
}

/** More than the largest answer of an authenticator. */
const LONGEST_ANSWER = 50_000;
/** EdDSA, ES256, RS256: what every authenticator has one of; newer ones are experimental in Node and would say so on its terminal. */
const ALGORITHMS = [-8, -7, -257];
const NOT_ADDED = 'The passkey could not be checked, so it was not added. Try once more.';

@Injectable()
export class Passkeys {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  list(accountId: string): Promise<PasskeyRow[]> {
    return this.source.query<PasskeyRow[]>(
      `SELECT id, name, backed_up AS synced, added_at AS "addedAt", last_used_at AS "lastUsedAt" FROM passkey WHERE account_id = $1 ORDER BY added_at, id`,
      [accountId],
    );
  }

  /** The challenge in what it answers has to be kept for `add`. */
  async optionsToAdd(me: { accountId: string; email: string; name: string }): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const known = await this.storedOf(me.accountId);
    obey(mayAddPasskey(known.length));
    return generateRegistrationOptions({
      rpName: this.config.SITE_NAME, rpID: this.rpId, userName: me.email, userDisplayName: me.name, userID: handleOf(me.accountId), attestationType: 'none', supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: known.map(descriptor),
      // A key without room for one more, or without a PIN, is still a good second factor.
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    });
  }

  /**
   * Answers recovery codes when this is the first factor.
   * @throws InvalidInput when the authenticator's answer does not hold
   */
  async add(act: Act, name: string, challenge: string, answer: string): Promise<string[] | undefined> {
    const response = parsed<RegistrationResponseJSON>(answer);
    const checked = response && (await orNothing(verifyRegistrationResponse({ response, expectedChallenge: challenge, expectedOrigin: this.origin, expectedRPID: this.rpId, requireUserVerification: false, supportedAlgorithmIDs: ALGORITHMS })));
    if (!checked?.registrationInfo) throw new InvalidInput([{ field: 'name', message: NOT_ADDED }]);
    const { credential, credentialDeviceType, credentialBackedUp } = checked.registrationInfo;
    return onOwnFactors(this.source, act, async (tx, me) => {
      obey(mayAddPasskey((await factorsOf(tx, me.id)).passkeys));
      await tx.query(
        `INSERT INTO passkey (id, account_id, credential_id, public_key, name, counter, transports, synced_kind, backed_up, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [newId(), me.id, credential.id, Buffer.from(credential.publicKey), name, credential.counter, transportsIn(credential.transports), credentialDeviceType === 'multiDevice', credentialBackedUp, tx.at],
      );
      const codes = await codesForFirstFactor(tx, me.id);
      await tell(tx, 'add_passkey', me, name);
      return codes;
    });
  }

  /** @param accountId whose passkeys may answer; without it, any that its device finds for this site, with its owner's finger or PIN */
  async optionsToUse(accountId?: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const known = accountId === undefined ? undefined : (await this.storedOf(accountId)).map(descriptor);
    return generateAuthenticationOptions({ rpID: this.rpId, userVerification: known ? 'preferred' : 'required', ...(known ? { allowCredentials: known } : {}) });
  }

  /**
   * Whose passkey signed this challenge; nothing when it is none of ours, of another account than asked for, or does not hold.
   * @param accountId as for `optionsToUse`
   */
  async use(challenge: string, answer: string, accountId?: string): Promise<string | undefined> {
    const response = parsed<AuthenticationResponseJSON>(answer);
    if (typeof response?.id !== 'string' || !/^[\w-]{1,1400}$/.test(response.id)) return undefined;
    const [passkey] = await this.source.query<Stored[]>(`${STORED} WHERE credential_id = $1`, [response.id]);
    if (!passkey || (accountId !== undefined && passkey.accountId !== accountId)) return undefined;
    const handle = response.response?.userHandle;
    if (handle && handle !== Buffer.from(handleOf(passkey.accountId)).toString('base64url')) return undefined;
    const checked = await orNothing(
      verifyAuthenticationResponse({
        response, expectedChallenge: challenge, expectedOrigin: this.origin, expectedRPID: this.rpId, requireUserVerification: accountId === undefined,
        credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: Number(passkey.counter), transports: passkey.transports },
      }),
    );
    if (!checked?.verified) return undefined;
    const { newCounter, credentialBackedUp } = checked.authenticationInfo;
    // A counter that stands still, where it counts at all, is that of a copy.
    const noted = await this.source.query<unknown[]>(
      `WITH noted AS (UPDATE passkey SET counter = $2, backed_up = $3, last_used_at = now() WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING id) SELECT * FROM noted`,
      [passkey.id, newCounter, credentialBackedUp],
    );
    return noted.length === 1 ? passkey.accountId : undefined;
  }

  /** @throws NotFound for one that is not one's own */
  async remove(act: Act, id: string): Promise<void> {
    if (!isId(id)) throw new NotFound('passkey');
    await onOwnFactors(this.source, act, async (tx, me) => {
      const [gone] = await tx.query<{ name: string }>(`WITH gone AS (DELETE FROM passkey WHERE id = $1 AND account_id = $2 RETURNING name) SELECT * FROM gone`, [id, me.id]);
      if (!gone) throw new NotFound('passkey');
      await dropIdleCodes(tx, me.id);
      await tell(tx, 'remove_passkey', me, gone.name);
    });
  }

  private storedOf(accountId: string): Promise<Stored[]> {
    return this.source.query<Stored[]>(`${STORED} WHERE account_id = $1 ORDER BY added_at, id`, [accountId]);
  }

  /** Passkeys belong to the host that people reach the site by. */
  private get rpId(): string {
    return new URL(this.config.publicUrl).hostname;
  }

  private get origin(): string {
    return new URL(this.config.publicUrl).origin;
  }
}

const STORED = `SELECT id, account_id AS "accountId", credential_id AS "credentialId", public_key AS "publicKey", counter, transports FROM passkey`;

/** What the browser says of how the authenticator is reached; only a help for the next time. */
const transportsIn = (told: unknown): string[] => (Array.isArray(told) ? told.filter((one): one is string => typeof one === 'string' && /^[a-z-]{1,20}$/.test(one)).slice(0, 8) : []);

const descriptor = ({ credentialId, transports }: Stored) => ({ id: credentialId, transports: transports as never });

/** What a device keeps as the user: the account's id, which says nothing about the person. */
const handleOf = (accountId: string) => new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex'));

function parsed<T>(answer: string): T | undefined {
  if (answer.length > LONGEST_ANSWER) return undefined;
  try {
    const value: unknown = JSON.parse(answer);
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

/** The library throws for whatever does not hold; to us it is all one. */
async function orNothing<T>(checking: Promise<T>): Promise<T | undefined> {
  try {
    return await checking;
  } catch {
    return undefined;
  }
}
