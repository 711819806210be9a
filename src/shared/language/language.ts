/** The languages of the interface, and which of them a reader gets: by the address ("/uk/claims/…") or by what the browser asks for. */

export const LANGUAGES = ['en', 'uk', 'es', 'ar'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: LanguageCode = 'en';

/** What is the same in every language (programs read it), or not for readers: no prefix stands before it. */
const WITHOUT_LANGUAGE = /^\/(?:api|desk|assets|health|metrics|feeds|oembed|v1alpha1|sitemap[^/]*|robots\.txt|favicon\.ico)(?:[/?]|$)/;

export interface Addressed {
  /** Named by the address. */
  language?: LanguageCode;
  /** The address without its language: "/claims?text=x". */
  url: string;
}

/** "/uk/claims?text=x" → uk, "/claims?text=x". An address that names none stays as it is. */
export function addressedIn(url: string): Addressed {
  const found = /^\/(en|uk|es|ar)(\/[^]*|\?[^]*)?$/.exec(url);
  if (!found) return { url };
  const rest = found[2] ?? '/';
  const bare = rest.startsWith('?') ? `/${rest}` : rest;
  return WITHOUT_LANGUAGE.test(bare) || bare.startsWith('//') ? { url } : { language: found[1] as LanguageCode, url: bare };
}

/** Headers met lately: browsers send a few hundred different ones in all. */
const negotiated = new Map<string, LanguageCode>();
const REMEMBERED = 2000;

/** The language wanted most that we have (RFC 9110, section 12.5.4); English when there is none. */
export function wantedLanguage(acceptLanguage: string | undefined): LanguageCode {
  if (!acceptLanguage) return DEFAULT_LANGUAGE;
  const known = negotiated.get(acceptLanguage);
  if (known) return known;
  const language = negotiate(acceptLanguage.slice(0, 500));
  if (negotiated.size >= REMEMBERED) negotiated.clear();
  if (acceptLanguage.length <= 500) negotiated.set(acceptLanguage, language);
  return language;
}

function negotiate(header: string): LanguageCode {
  const wanted = header
    .split(',')
    .map((part, place) => {
      const [range = '', ...parameters] = part.trim().split(';');
      const quality = Number(/^\s*q\s*=\s*([\d.]+)\s*$/i.exec(parameters.find((parameter) => /^\s*q\s*=/i.test(parameter)) ?? '')?.[1] ?? 1);
      return { base: range.trim().toLowerCase().split('-')[0]!, quality: Number.isNaN(quality) ? 0 : quality, place };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place);
  for (const { base } of wanted) {
    const found = LANGUAGES.find((language) => language === base);
    if (found) return found;
    if (base === '*') return DEFAULT_LANGUAGE;
  }
  return DEFAULT_LANGUAGE;
}
