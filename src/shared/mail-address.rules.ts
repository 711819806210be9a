/** Addresses of mail: what can be one, how a mail server is named, and whom letters may be from. */

/** One address and nothing else: no list, no name, no comment, no line of its own. */
export function isAddress(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are just what must not be there
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+$/u.test(text);
}

export interface Smtp {
  host: string;
  port: number;
  secure: boolean;
  /** No password in the clear across a network. */
  requireTLS: boolean;
  auth?: { user: string; pass: string };
}

/** `smtps://` speaks TLS from the first byte; `smtp://` changes to it when the server can, and must when there is a password and the server is another machine. */
export function smtpOf(address: string): Smtp {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'smtps:';
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !local && username !== '',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

/** True for an address of a mail server that `smtpOf` can read. */
export function isSmtp(text: unknown): boolean {
  if (typeof text !== 'string' || !/^smtps?:\/\/[^/?#\s]+\/?$/.test(text)) return false;
  try {
    return smtpOf(text).host !== '';
  } catch {
    return false;
  }
}

/** "Claimline <desk@example.org>" or the address alone. */
export function isSender(text: unknown): boolean {
  if (typeof text !== 'string' || text.length > 300 || /[\r\n]/.test(text)) return false;
  return isAddress(/^[^<>"]*<([^<>]+)>$/.exec(text)?.[1] ?? text);
}
