/** The only reader of the environment: validated, typed, frozen. A wrong value stops the boot and is named, never printed. */
import 'reflect-metadata';
import { Expose, plainToInstance, Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, MaxLength, Min, MinLength, ValidateBy, ValidateIf, type ValidationArguments, validateSync } from 'class-validator';
import path from 'node:path';
import { isSender, isSmtp } from './shared/mail-address.rules.js';

type Given = { value: string | undefined };
const whole = Transform(({ value }: Given) => (value === undefined ? undefined : Number(value)));
const yesNo = Transform(({ value }: Given) => (value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value));

const withIssuer = (config: Config): boolean => config.OIDC_ISSUER !== undefined;

/** Nobody is of the desk without a role, so a new account needs to be told one. */
const saysRoles = (create: unknown, about?: ValidationArguments): boolean => create !== true || (about?.object as Config).OIDC_ROLES_CLAIM !== undefined;

/** Field names are the environment variables; the README's table lists them with these defaults. */
export class Config {
  @Expose() @whole @IsInt({ message: 'must be a whole number from 0 to 65535' }) @Min(0, { message: 'must be a whole number from 0 to 65535' }) @Max(65535, { message: 'must be a whole number from 0 to 65535' })
  readonly PORT: number = 3000;

  @Expose() @IsString() @MinLength(1) @MaxLength(255)
  readonly HOST: string = '0.0.0.0';

  /** Where readers reach the site; without it, http://localhost:PORT. Cookies are `Secure` when it starts with https. */
  @Expose() @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true }, { message: 'must be an address such as https://claims.example.org' })
  readonly PUBLIC_URL?: string;

  @Expose() @IsOptional() @Matches(/^postgres(ql)?:\/\//, { message: 'must start with postgres:// (postgres://user:password@host:5432/database)' })
  readonly DATABASE_URL?: string;

  @Expose() @whole @IsInt({ message: 'must be a whole number from 2 to 200' }) @Min(2, { message: 'must be a whole number from 2 to 200' }) @Max(200, { message: 'must be a whole number from 2 to 200' })
  readonly DATABASE_POOL: number = 10;

  /** Where the embedded PostgreSQL and the demo accounts live when there is no DATABASE_URL. */
  @Expose() @Transform(({ value }: Given) => path.resolve(value || '.data')) @IsString()
  readonly DATA_DIR: string = path.resolve('.data');

  @Expose() @IsIn(['two_person', 'single'], { message: 'must be two_person or single' })
  readonly REVIEW_POLICY: 'two_person' | 'single' = 'two_person';

  @Expose() @whole @IsInt({ message: 'must be a whole number of hours from 1 to 2160' }) @Min(1, { message: 'must be a whole number of hours from 1 to 2160' }) @Max(2160, { message: 'must be a whole number of hours from 1 to 2160' })
  readonly SESSION_HOURS: number = 336;

  /** True behind a proxy that sets X-Forwarded-For; sign-in is throttled by the address it names. */
  @Expose() @yesNo @IsBoolean({ message: 'must be true or false' })
  readonly TRUST_PROXY: boolean = false;

  /** False lets only this machine read `/metrics`; true is for a scraper elsewhere, on a network that strangers do not reach. */
  @Expose() @yesNo @IsBoolean({ message: 'must be true or false' })
  readonly METRICS_PUBLIC: boolean = false;

  @Expose() @IsIn(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], { message: 'must be one of silent, fatal, error, warn, info, debug, trace' })
  readonly LOG_LEVEL: string = 'warn';

  @Expose() @IsString() @MaxLength(80, { message: 'must be at most 80 characters' })
  readonly SITE_NAME: string = 'Claimline';

  /** The mail server; without it nothing is sent. May hold a password. */
  @Expose() @IsOptional() @ValidateBy({ name: 'smtp', validator: { validate: isSmtp } }, { message: 'must be an address such as smtp://user:password@mail.example.org:587 or smtps://…, with % escapes in the password' })
  readonly SMTP_URL?: string;

  @Expose() @IsOptional() @ValidateBy({ name: 'sender', validator: { validate: isSender } }, { message: 'must be an address such as "Claimline <desk@example.org>"' })
  readonly MAIL_FROM?: string;

  /** True leads everybody of the desk to a second factor before anything else opens. */
  @Expose() @yesNo @IsBoolean({ message: 'must be true or false' })
  readonly REQUIRE_SECOND_FACTOR: boolean = false;

  /** The provider of single sign-on, as it names itself: https, or http on this very machine. With it, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET have to be set. */
  @Expose() @IsOptional() @Matches(/^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)(?=[:/]|$))[^\s?#]*$/, { message: 'must be the https address of the provider, without ? and #' }) @MaxLength(2000, { message: 'must be at most 2000 characters' })
  readonly OIDC_ISSUER?: string;

  @Expose() @ValidateIf(withIssuer) @MaxLength(500, { message: 'must be at most 500 characters' }) @IsString({ message: 'must be set when OIDC_ISSUER is' })
  readonly OIDC_CLIENT_ID?: string;

  @Expose() @ValidateIf(withIssuer) @MaxLength(2000, { message: 'must be at most 2000 characters' }) @IsString({ message: 'must be set when OIDC_ISSUER is' })
  readonly OIDC_CLIENT_SECRET?: string;

  /** What the button says after “Sign in with”. */
  @Expose() @IsString() @MaxLength(60, { message: 'must be at most 60 characters' })
  readonly OIDC_NAME: string = 'single sign-on';

  /** What the provider is asked for; some want one more for groups. */
  @Expose() @Matches(/^openid(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/, { message: 'must be scopes with single spaces between, openid first' }) @MaxLength(300, { message: 'must be at most 300 characters' })
  readonly OIDC_SCOPE: string = 'openid email profile';

  /** The claim that holds somebody's groups; without it, roles are given by hand. */
  @Expose() @IsOptional() @Matches(/^[\w:/.-]{1,200}$/, { message: 'must be the name of a claim, such as groups' })
  readonly OIDC_ROLES_CLAIM?: string;

  /** Which group gives which role. */
  @Expose() @ValidateIf((config: Config) => config.OIDC_ROLES_MAP !== undefined || config.OIDC_ROLES_CLAIM !== undefined)
  @Matches(/^[^=,]+=(?:editor|reviewer|admin)(?:,[^=,]+=(?:editor|reviewer|admin))*$/, { message: 'must be set with OIDC_ROLES_CLAIM, like desk-editors=editor,desk-reviewers=reviewer,desk-admins=admin' })
  readonly OIDC_ROLES_MAP?: string;

  /** True makes an account for whoever the provider lets in with a verified e-mail address and a role. */
  @Expose() @yesNo @IsBoolean({ message: 'must be true or false' }) @ValidateBy({ name: 'roles', validator: { validate: saysRoles } }, { message: 'must be false unless OIDC_ROLES_CLAIM and OIDC_ROLES_MAP say who gets which role' })
  readonly OIDC_CREATE_ACCOUNTS: boolean = false;

  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://localhost:${this.PORT}`).replace(/\/+$/, '');
  }

  get secureCookies(): boolean {
    return this.publicUrl.startsWith('https:');
  }
}

/** Names the variables that are wrong and how to mend them; `main.ts` and `cli.ts` print it and end with code 78 (EX_CONFIG). */
export class ConfigError extends Error {}

/** @throws ConfigError naming every wrong variable */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  // `PORT=` in a compose file or a shell means that it is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const config = plainToInstance(Config, given, { excludeExtraneousValues: true, exposeDefaultValues: true });
  const wrong = validateSync(config, { forbidUnknownValues: false });
  const lines = wrong.map((e) => `${e.property} ${Object.values(e.constraints ?? {})[0]}`);
  if (config.SMTP_URL !== undefined && config.MAIL_FROM === undefined) lines.push('MAIL_FROM must be set where SMTP_URL is: whom letters are from');
  if (lines.length > 0) {
    throw new ConfigError(`Cannot start, because of the environment: ${lines.join('; ')}.`);
  }
  return Object.freeze(config);
}
