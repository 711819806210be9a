import { describe, expect, it } from '@jest/globals';
import { isAddress, isSender, isSmtp, smtpOf } from './mail-address.rules.js';

describe('Addresses of mail', () => {
  it.each(['ada@example.org', 'a.b+c@sub.example.org', 'пошта@приклад.укр', "o'hara@example.org", 'desk@localhost'])('%s is one', (address) => expect(isAddress(address)).toBe(true));
  it.each(['ada', 'ada@', '@example.org', 'a@b@c', 'ada@example.org, eve@example.org', 'Ada <ada@example.org>', 'ada@example.org\nBcc: eve@example.org', 'ada@exa\u0000mple.org', '"a b"@example.org', `${'a'.repeat(250)}@b.org`])('%j is none', (address) => expect(isAddress(address)).toBe(false));

  it.each(['desk@example.org', 'Claimline <desk@example.org>', 'Проверка <desk@example.org>'])('letters may be from %s', (sender) => expect(isSender(sender)).toBe(true));
  it.each(['', 'Claimline', 'A <a@example.org>, b@example.org', 'A <a@example.org> <b@example.org>', 'A\r\nBcc: eve@example.org <a@example.org>'])('and not from %j', (sender) => expect(isSender(sender)).toBe(false));
});

describe('A mail server', () => {
  it('is named with its port, its way of hiding what is said, and whom it knows', () => {
    expect(smtpOf('smtps://desk%40example.org:p%40ss%3Aword@mail.example.org')).toEqual({ host: 'mail.example.org', port: 465, secure: true, requireTLS: false, auth: { user: 'desk@example.org', pass: 'p@ss:word' } });
    expect(smtpOf('smtp://desk:pass@mail.example.org:2525')).toEqual({ host: 'mail.example.org', port: 2525, secure: false, requireTLS: true, auth: { user: 'desk', pass: 'pass' } });
    expect(smtpOf('smtp://relay.internal')).toEqual({ host: 'relay.internal', port: 587, secure: false, requireTLS: false });
    expect(smtpOf('smtp://desk:pass@127.0.0.1:1025')).toMatchObject({ requireTLS: false });
    expect(smtpOf('smtp://[::1]:1025')).toMatchObject({ host: '::1', port: 1025 });
  });

  it.each(['smtp://', 'mail.example.org', 'http://mail.example.org', 'smtp://a:100%@b', 'smtp://mail.example.org:99999', 'smtp://mail example.org'])('is not named by %s', (address) => expect(isSmtp(address)).toBe(false));
});
