/** What a browser has begun and not finished on its way in (a challenge, a right password without its second factor): held by a cookie of its own, for minutes, once. */
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Config } from '../config.js';
import { newId } from '../shared/ids.js';
import { hashOfSecret, newSecret } from './secrets.js';

const MINUTES = { second_factor: 10, passkey: 5, proof: 5, enrol_passkey: 10, enrol_totp: 20, single_sign_on: 15 } as const;
export type StepKind = keyof typeof MINUTES;

export interface Step<Data = Record<string, unknown>> {
  accountId: string | null;
  data: Data;
}

@Injectable()
export class SignInSteps {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /** One of a kind a browser: a later one takes the place of an earlier one. */
  async begin(reply: FastifyReply, kind: StepKind, step: Step): Promise<void> {
    const secret = newSecret();
    await this.source.query(
      `WITH swept AS (DELETE FROM sign_in_step WHERE expires_at < now())
       INSERT INTO sign_in_step (id, secret_hash, kind, account_id, data, expires_at) VALUES ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
      [newId(), hashOfSecret(secret), kind, step.accountId, JSON.stringify(step.data), MINUTES[kind]],
    );
    reply.setCookie(this.nameOf(kind), secret, { ...this.attributes, maxAge: MINUTES[kind] * 60 });
  }

  /** Looks, and leaves it. */
  async of<Data>(request: FastifyRequest, kind: StepKind): Promise<Step<Data> | undefined> {
    const [row] = await this.found<Data>(`SELECT account_id AS "accountId", data FROM sign_in_step WHERE secret_hash = $1 AND kind = $2 AND expires_at > now()`, request, kind);
    return row;
  }

  /** Takes it away: of two at once only one gets it. */
  async take<Data>(request: FastifyRequest, reply: FastifyReply, kind: StepKind): Promise<Step<Data> | undefined> {
    const [row] = await this.found<Data>(
      `WITH taken AS (DELETE FROM sign_in_step WHERE secret_hash = $1 AND kind = $2 RETURNING account_id, data, expires_at)
       SELECT account_id AS "accountId", data FROM taken WHERE expires_at > now()`,
      request, kind,
    );
    reply.clearCookie(this.nameOf(kind), this.attributes);
    return row;
  }

  private async found<Data>(sql: string, request: FastifyRequest, kind: StepKind): Promise<Step<Data>[]> {
    const secret = request.cookies[this.nameOf(kind)];
    return secret !== undefined && /^[\w-]{43}$/.test(secret) ? this.source.query<Step<Data>[]>(sql, [hashOfSecret(secret), kind]) : [];
  }

  private get attributes() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.config.secureCookies } as const;
  }

  private nameOf(kind: StepKind): string {
    return `${this.config.secureCookies ? '__Host-' : ''}claimline_${kind}`;
  }
}
