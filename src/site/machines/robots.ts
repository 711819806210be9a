/** What crawlers may fetch: every page for readers once, and nothing of which there is no end. */
import { LANGUAGES } from '../../shared/language/language.js';

/** Pages of a past day stay open: whoever shares one wants its preview, and they ask not to be indexed themselves. */
export function robotsTxt(publicUrl: string): string {
  // English, too, is read under its own prefix as well as without any.
  const inEachLanguage = (path: string) => ['', ...LANGUAGES.map((code) => `/${code}`)].map((prefix) => `Disallow: ${prefix}${path}`);
  return [
    'User-agent: *',
    'Allow: /api/docs',
    'Allow: /api/v1/openapi.json',
    'Disallow: /api/',
    'Disallow: /desk',
    '# Filtered lists, further pages of lists, and the form for errors with a claim filled in',
    ...inEachLanguage('/claims?'),
    'Disallow: /*?*cursor=',
    ...inEachLanguage('/report?'),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n');
}
