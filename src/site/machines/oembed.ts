/** oEmbed 1.0 (oembed.com): what another site shows when somebody pastes the address of a claim; pure. */
import { element, XML_DECLARATION } from '../../interop/feeds/xml.js';
import { addressedIn, type LanguageCode } from '../../shared/language/language.js';
import { heightFor, type Said } from './embed.rules.js';

/** Of a link to a claim's page, in whatever language its address names. */
export interface Pasted {
  slug: string;
  language: LanguageCode | undefined;
}

/** Nothing for the address of anything but a claim's page on this site. */
export function readPasted(url: string, publicUrl: string): Pasted | undefined {
  const here = new URL(publicUrl);
  const base = here.pathname.replace(/\/$/, '');
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname, username } = new URL(url);
  // Old links and careless typing have http where the site has https by now.
  if ((protocol !== 'http:' && protocol !== 'https:') || host !== here.host || username !== '' || !pathname.startsWith(`${base}/`)) return undefined;
  const { language, url: path } = addressedIn(pathname.slice(base.length));
  const slug = /^\/claims\/([^/]+)\/?$/.exec(path)?.[1];
  return slug === undefined ? undefined : { slug, language };
}

export interface Limits {
  maxwidth?: number;
  maxheight?: number;
}

export interface Embedding {
  /** Address of the card. */
  src: string;
  title: string;
  site: { name: string; url: string };
  /** What the card says; its height is reckoned from it. */
  says: Said;
  /** The drawn card, 1200 × 630. */
  picture: string;
}

const WIDTH = 550;
const PICTURE = { width: 1200, height: 630 };
/** How long a copy may stand before it has to be asked for again; the card itself is always of now. */
const CACHE_SECONDS = 300;

/** The desk is the author, for the record is its work; the speaker named as author of a page that says “Broken” would be a false byline. */
export function oembed({ src, title, site, says, picture }: Embedding, { maxwidth = Infinity, maxheight = Infinity }: Limits): Record<string, string | number> {
  const width = Math.min(WIDTH, maxwidth);
  const height = Math.min(heightFor(says, width), maxheight);
  const withPicture = PICTURE.width <= maxwidth && PICTURE.height <= maxheight;
  return {
    version: '1.0',
    type: 'rich',
    title,
    author_name: site.name,
    author_url: site.url,
    provider_name: site.name,
    provider_url: site.url,
    cache_age: CACHE_SECONDS,
    width,
    height,
    html: embedFrame({ src, title, width, height }),
    ...(withPicture ? { thumbnail_url: picture, thumbnail_width: PICTURE.width, thumbnail_height: PICTURE.height } : {}),
  };
}

/**
 * The frame may open links, and run the card's one script, which brings it up to date; it is nobody's origin, so it can reach nothing.
 * Browsers count renewing a page as scripting too: without `allow-scripts` the card stays as it was when it was loaded.
 */
function embedFrame({ src, title, width, height }: { src: string; title: string; width: number | string; height: number }): string {
  const attributes = { src, title, width: String(width), height: String(height), loading: 'lazy', sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox', style: 'border:0;max-width:100%' };
  // HTML knows no empty element that is not named so.
  return element('iframe', attributes).replace(/\/>$/, '></iframe>');
}

export function oembedXml(answer: Record<string, string | number>): string {
  return `${XML_DECLARATION.replace('?>', ' standalone="yes"?>')}${element('oembed', {}, Object.entries(answer).map(([name, value]) => element(name, {}, String(value))))}\n`;
}
