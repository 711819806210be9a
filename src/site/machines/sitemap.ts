/** Sitemaps as sitemaps.org has them, with each page's other languages as search engines read them; pure. */
import { element, XML_DECLARATION } from '../../interop/feeds/xml.js';
import { DEFAULT_LANGUAGE, LANGUAGES } from '../../shared/language/language.js';

export interface Listed {
  /** Without its language: "/claims/…". */
  path: string;
  changed?: Date;
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** One text after the other, so that a long sitemap never stands in memory whole. */
export function* urlset(publicUrl: string, pages: Iterable<Listed>): Generator<string> {
  yield `${XML_DECLARATION}<urlset xmlns="${NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;
  for (const page of pages) yield url(publicUrl, page);
  yield '</urlset>\n';
}

export function sitemapIndex(publicUrl: string, parts: readonly Listed[]): string {
  const entries = parts.map(({ path, changed }) => `${element('sitemap', {}, [element('loc', {}, publicUrl + path), ...lastmod(changed)])}\n`);
  return `${XML_DECLARATION}<sitemapindex xmlns="${NAMESPACE}">\n${entries.join('')}</sitemapindex>\n`;
}

function url(publicUrl: string, { path, changed }: Listed): string {
  const alternate = (hreflang: string, address: string) => element('xhtml:link', { rel: 'alternate', hreflang, href: publicUrl + address });
  const others = LANGUAGES.map((code) => alternate(code, code === DEFAULT_LANGUAGE ? path : path === '/' ? `/${code}` : `/${code}${path}`));
  return `${element('url', {}, [element('loc', {}, publicUrl + path), ...lastmod(changed), ...others, alternate('x-default', path)])}\n`;
}

function lastmod(changed: Date | undefined): string[] {
  return changed ? [element('lastmod', {}, changed.toISOString())] : [];
}
