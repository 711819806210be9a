import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { ConfigError, loadConfig } from './config.js';

const refusal = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('Configuration', () => {
  it('needs nothing to be set', () => {
    expect({ ...loadConfig({}) }).toMatchObject({ PORT: 3000, HOST: '0.0.0.0', REVIEW_POLICY: 'two_person', METRICS_PUBLIC: false, TRUST_PROXY: false, DATA_DIR: path.resolve('.data') });
  });

  it('takes an empty variable for one that is not set', () => {
    expect({ ...loadConfig({ PORT: '', REVIEW_POLICY: '', METRICS_PUBLIC: '', DATABASE_URL: '', DATA_DIR: '', PUBLIC_URL: '' }) }).toEqual({ ...loadConfig({}) });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '80.5'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['REVIEW_POLICY', 'trust_me'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/claims'],
    ['DATABASE_POOL', '1'],
    ['PUBLIC_URL', 'nowhere'],
    ['TRUST_PROXY', 'perhaps'],
    ['METRICS_PUBLIC', 'yes please'],
    ['SESSION_HOURS', '9999'],
    ['LOG_LEVEL', 'loud'],
    ['REQUIRE_SECOND_FACTOR', 'sometimes'],
    ['OIDC_ISSUER', 'http://id.example.org'],
    ['OIDC_SCOPE', 'email profile'],
    ['OIDC_ROLES_CLAIM', 'my groups'],
    ['OIDC_ROLES_MAP', 'desk-editors=owner'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['SMTP_URL', 'smtp://user:hunter2@mail.example.org/path'],
    ['SMTP_URL', 'smtp://user:100%@mail.example.org'],
    ['MAIL_FROM', 'the desk'],
    ['MAIL_FROM', 'Desk <a@example.org>, b@example.org'],
  ])('refuses %s=%s, names it in one line and does not print the value', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`${name} must`);
    expect(message).not.toContain('\n');
    // The mend may name the good values, never the one that was given.
    expect(message).not.toContain(value);
  });

  it('names every wrong variable at once', () => {
    expect(refusal({ PORT: 'x', REVIEW_POLICY: 'y' })).toMatch(/PORT must.*REVIEW_POLICY must/);
  });

  it('wants to know whom letters are from as soon as it has a mail server', () => {
    expect(refusal({ SMTP_URL: 'smtps://desk:hunter2@mail.example.org' })).toMatch(/^Cannot start.*MAIL_FROM must be set where SMTP_URL is/);
    expect(refusal({ SMTP_URL: 'smtps://desk:hunter2@mail.example.org' })).not.toContain('hunter2');
    expect(refusal({ SMTP_URL: 'smtps://desk:hunter2@mail.example.org', MAIL_FROM: 'Claimline <desk@example.org>' })).toBe('');
  });

  it('wants the whole of single sign-on, or none of it', () => {
    expect(refusal({ OIDC_ISSUER: 'https://id.example.org' })).toMatch(/OIDC_CLIENT_ID must be set.*OIDC_CLIENT_SECRET must be set/);
    expect(refusal({ OIDC_ROLES_CLAIM: 'groups' })).toContain('OIDC_ROLES_MAP must be set with OIDC_ROLES_CLAIM');
    expect(refusal({ OIDC_CREATE_ACCOUNTS: 'true' })).toContain('OIDC_CREATE_ACCOUNTS must be false unless');
    const whole = { OIDC_ISSUER: 'https://id.example.org/realms/news', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 'x', OIDC_ROLES_CLAIM: 'groups', OIDC_ROLES_MAP: 'desk-editors=editor,chiefs=admin', OIDC_CREATE_ACCOUNTS: 'true' };
    expect({ ...loadConfig(whole) }).toMatchObject({ ...whole, OIDC_CREATE_ACCOUNTS: true, OIDC_SCOPE: 'openid email profile' });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  it('asks for secure cookies exactly when readers come by https', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://claims.example.org/' })).toMatchObject({ secureCookies: true, publicUrl: 'https://claims.example.org' });
    expect(loadConfig({ PORT: '8080' })).toMatchObject({ secureCookies: false, publicUrl: 'http://localhost:8080' });
  });
});
