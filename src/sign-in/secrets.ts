/** Secrets of sessions and tokens, and passwords: how they are made, and what of them may be stored. */
import { hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** OWASP's floor for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_LENGTH = { least: 12, most: 1000 } as const;

/** 32 random bytes, base64url: 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What the database keeps; a fast hash is enough because the secret is random. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hashOfSecret(a), hashOfSecret(b));
}

/** The same password typed on another keyboard may arrive in other code points. */
const composed = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(composed(password), ARGON2);
export const isPassword = (hashed: string, password: string): Promise<boolean> => verify(hashed, composed(password));

/** No vowels and no look-alikes, so that it can be read out; 27^20, 95 bits. */
const LETTERS = '23456789bcdfghjkmnpqrstvwxz';

export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
