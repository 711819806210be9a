/** The language a page speaks: its catalogue of words, its days and numbers, and addresses that keep the reader in it. */
import { type ComponentChildren, createContext, Fragment, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { dayOf, sayDay, sayInstant } from '../day.js';
import { DEFAULT_LANGUAGE, type LanguageCode } from '../language/language.js';
import { CATALOGUE, type Words } from '../words/catalogue.js';
import type { Forms } from '../words/forms.js';

type Values = Readonly<Record<string, string | number>>;

export interface Language {
  readonly code: LanguageCode;
  readonly dir: 'ltr' | 'rtl';
  /** For Intl: "en-GB". */
  readonly locale: string;
  /** Whether the address names the language, so that links within the site must name it too. */
  readonly prefixed: boolean;
  readonly words: Words;
  /** A path of the site in this language: "/claims" → "/uk/claims" where the reader came by such an address. */
  at(path: string): string;
  /** "21 Jan 2022", "January 2022" or "2022". */
  day(text: string): string;
  /** A whole day, written out: "1 February 2022". */
  longDay(day: string): string;
  /** "21 Jan 2022, 18:00 UTC" */
  instant(at: string): string;
  number(n: number): string;
  /** "a, b and c" */
  listed(words: readonly string[]): string;
  /** "a, b or c" */
  either(words: readonly string[]): string;
  /** The text with `{name}` replaced. */
  say(text: string, values: Values): string;
  /** The form for this number, with `{n}` replaced by it. */
  count(forms: Forms, n: number, values?: Values): string;
}

const LOCALES: Record<LanguageCode, string> = { en: 'en-GB', uk: 'uk-UA', es: 'es-ES', ar: 'ar' };

function languageOf(code: LanguageCode, prefixed: boolean): Language {
  const locale = LOCALES[code];
  // Making a formatter costs far more than using it.
  const longDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const choice = new Intl.ListFormat(locale, { type: 'disjunction' });
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const say = (text: string, values: Values): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  return Object.freeze({
    code,
    dir: code === 'ar' ? 'rtl' : 'ltr',
    locale,
    prefixed,
    words: CATALOGUE[code],
    at: (path: string) => (prefixed ? (path === '/' ? `/${code}` : `/${code}${path}`) : path),
    day: (text: string) => sayDay(text, locale),
    longDay: (day: string) => longDay.format(new Date(`${day}T00:00:00Z`)),
    instant: (at: string) => sayInstant(new Date(at), locale),
    number: (n: number) => numbers.format(n),
    listed: (words: readonly string[]) => list.format(words),
    either: (words: readonly string[]) => choice.format(words),
    say,
    count: (forms: Forms, n: number, values: Values = {}) => say(forms[plurals.select(n)] ?? forms.other, { n: numbers.format(n), ...values }),
  } satisfies Language);
}

const known = new Map<string, Language>();

export function language(code: LanguageCode, prefixed = false): Language {
  const key = `${code} ${prefixed}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = languageOf(code, prefixed)));
  return found;
}

/** English where nobody says otherwise: the desk's pages. */
const Speaking = createContext<Language>(language(DEFAULT_LANGUAGE));

/** Around a whole page; `Page` does it. */
export function Speak({ language: spoken, children }: { language: Language; children?: ComponentChildren }): VNode {
  return <Speaking.Provider value={spoken}>{children}</Speaking.Provider>;
}

export function useLanguage(): Language {
  return useContext(Speaking);
}

/** A text with elements in place of `{name}`: `fill('Through {who}', { who: <a …> })`. */
export function fill(text: string, parts: Readonly<Record<string, ComponentChildren>>): VNode {
  const pieces = text.split(/\{(\w+)\}/);
  return <>{pieces.map((piece, place) => (place % 2 === 0 ? piece : <Fragment key={place}>{parts[piece]}</Fragment>))}</>;
}

/** "21 Jan 2022" of an instant. */
export const dayOfInstant = (at: string): string => dayOf(new Date(at));

/** What the desk wrote of a default scale, in the reader's language. */
export function inWords(own: Readonly<Record<string, string>>, text: string): string {
  return Object.hasOwn(own, text) ? own[text]! : text;
}
