/** What a form sends, flat texts with lists as repeated keys, and its way into the classes that the API validates. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { dayOf } from '../../shared/day.js';
import { InvalidInput, VersionRequired } from '../../shared/errors.js';
import { InputPipe } from '../../shared/input.js';
import { AskedBack } from './asked.js';
import { readDay } from './day-typed.rules.js';

/** Every field as a list, because a browser sends a field once for each box that is ticked. */
export type Sent = Readonly<Record<string, readonly string[]>>;

/** The form's fields as sent; a decorator of its own, so that text the pipe would refuse comes back to the form instead of to an error page. */
export const SentFields = createParamDecorator((_: unknown, context: ExecutionContext): Sent => sentIn(context.switchToHttp().getRequest<FastifyRequest>().body));

export function sentIn(body: unknown): Sent {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).filter((text): text is string => typeof text === 'string').map((text) => text.replaceAll('\r\n', '\n'))]),
  );
}

/** One field as typed; empty and blank count as absent. */
export function text(sent: Sent, name: string): string | undefined {
  const typed = sent[name]?.[0];
  return typed === undefined || typed.trim() === '' ? undefined : typed.trim();
}

/** The entries of a field that is sent once for each of them. */
export function texts(sent: Sent, name: string): string[] {
  return (sent[name] ?? []).filter((entry) => entry !== '');
}

/** One entry a line. */
export function lines(sent: Sent, name: string): string[] {
  return (sent[name]?.[0] ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/**
 * The version that the person saw when the form was drawn.
 * @throws VersionRequired
 */
export function seenVersion(sent: Sent): number {
  const typed = sent['version']?.[0] ?? '';
  if (!/^\d{1,9}$/.test(typed)) throw new VersionRequired();
  return Number(typed);
}

const pipe = new InputPipe();

/** Fields of the API's classes that hold a day, which programs write as 2022-01-21 and people in many ways. */
const DAYS = new Set(['day', 'publishedDay', 'inForceFrom', 'from', 'until']);

/** Days as people write them become the API's, at any depth; what cannot be read is left for the class to refuse. */
function withDays(value: unknown, today: string, name = ''): unknown {
  if (typeof value === 'string' && DAYS.has(name)) {
    const read = readDay(value, today);
    return read && 'day' in read ? read.day : value;
  }
  if (Array.isArray(value)) return value.map((item) => withDays(item, today));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [[key, withDays(part, today, key)]])));
}

/**
 * The API's own class, validated by the API's own pipe. `at` goes before the paths of wrong fields.
 * @throws InvalidInput
 */
export async function checked<T extends object>(type: new () => T, plain: object, at = ''): Promise<T> {
  const given = withDays({ ...plain }, dayOf(new Date()));
  try {
    return (await pipe.transform(given, { type: 'body', metatype: type })) as T;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(error.errors.map(({ field, message }) => ({ field: at + field, message })));
  }
}

/**
 * All answers, or all wrong fields at once: whoever filled in a form should hear of everything in one go.
 * @throws InvalidInput
 */
export async function together<T extends readonly unknown[]>(checks: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const settled = await Promise.allSettled(checks as readonly Promise<unknown>[]);
  const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const other = refused.find((error) => !(error instanceof InvalidInput));
  if (other !== undefined) throw other as Error;
  if (refused.length > 0) {
    throw new AskedBack((refused as InvalidInput[]).flatMap((error) => error.errors), refused.flatMap((error) => (error instanceof AskedBack ? error.asked : [])));
  }
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
