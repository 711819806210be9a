/** Words of other people: in their language, in their direction, and links that lead out. */
import type { ComponentChildren, VNode } from 'preact';

const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'sd', 'ug', 'yi', 'ckb', 'dv']);

/** `lang` and `dir` of text in a language of its own ("ar", "pt-BR"). */
export function tongue(language: string): { lang: string; dir: 'ltr' | 'rtl' } {
  return { lang: language, dir: RIGHT_TO_LEFT.has(language.split('-')[0]!) ? 'rtl' : 'ltr' };
}

/** What the desk wrote, in the claim's language as far as we know; the browser finds the direction from the words themselves. */
export function written(language: string): { lang: string; dir: 'auto' } {
  return { lang: language, dir: 'auto' };
}

/** True only for http and https: React's and Preact's escaping lets `javascript:` through. */
function isLinkable(address: string | null): address is string {
  if (address === null || !URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === 'http:' || protocol === 'https:';
}

/** A link to somebody else's page; plain text where the address is none of the web. `lang` is of the words in it. */
export function OutLink({ href, children, lang }: { href: string | null; children?: ComponentChildren; lang?: string }): VNode {
  const spoken = lang === undefined ? {} : tongue(lang);
  if (!isLinkable(href)) return <span {...spoken}>{children}</span>;
  return <a href={href} rel="nofollow noopener" {...spoken}>{children}</a>;
}
