/** What the rules of each format ask, as tables: a document's faults by the rule's own words, none for one that is right. */
import { XmlDocument } from 'libxml2-wasm';

const SPACES = { a: 'http://www.w3.org/2005/Atom', dc: 'http://purl.org/dc/elements/1.1/', s: 'http://www.sitemaps.org/schemas/sitemap/0.9', x: 'http://www.w3.org/1999/xhtml' };

type Xml = ReturnType<typeof XmlDocument.fromString>;
type Rule<T> = readonly [rule: string, holds: (subject: T) => boolean];

const faultsOf = <T>(rules: readonly Rule<T>[], subject: T): string[] => rules.filter(([, holds]) => !holds(subject)).map(([rule]) => rule);

/** libxml2 is as strict as XML itself: a control character, an unknown prefix or a bare "&" is no document. */
function faultsOfXml(xml: string, rules: readonly Rule<Xml>[]): string[] {
  let document: Xml;
  try {
    document = XmlDocument.fromString(xml);
  } catch (error) {
    return [`well-formed: ${(error as Error).message}`];
  }
  try {
    return faultsOf(rules, document);
  } finally {
    document.dispose();
  }
}

const xpath = (rule: string, expression: string): Rule<Xml> => [rule, (xml) => xml.eval(expression, SPACES) === true];
const texts = (xml: Xml, expression: string): string[] => (xml.eval(expression, SPACES) as { content: string }[]).map(({ content }) => content);
const each = (rule: string, expression: string, holds: (text: string, at: number, all: string[]) => boolean): Rule<Xml> => [rule, (xml) => texts(xml, expression).every(holds)];

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const RFC_822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const isIri = (text: string) => /^(urn:uuid:[0-9a-f-]{36}|https?:\/\/\S+)$/.test(text);
const isWebAddress = (text: string) => URL.canParse(text) && /^https?:/.test(text);
const isUnique = (text: string, at: number, all: string[]) => all.indexOf(text) === at;
const hasWholeAddresses = (html: string) => [...html.matchAll(/(?:href|src)="([^"]*)"/g)].every(([, address]) => isWebAddress(address!));

/** RFC 4287, with the section that asks it. */
const ATOM: readonly Rule<Xml>[] = [
  xpath('2 the document element is atom:feed', 'count(/a:feed) = 1'),
  xpath('4.1.1 exactly one id, title and updated', 'count(/a:feed/a:id) = 1 and count(/a:feed/a:title) = 1 and count(/a:feed/a:updated) = 1'),
  xpath('4.1.1 an author of the feed, or of each entry', 'count(/a:feed/a:author) >= 1 or not(/a:feed/a:entry[not(a:author)])'),
  xpath('4.1.1 one link to itself', 'count(/a:feed/a:link[@rel="self"]) = 1'),
  xpath('4.1.1 one alternate link of a type', 'count(/a:feed/a:link[@rel="alternate"]) = 1'),
  xpath('4.1.1 at most one generator and subtitle', 'count(/a:feed/a:generator) <= 1 and count(/a:feed/a:subtitle) <= 1'),
  xpath('4.1.2 each entry has one id, title, updated', 'not(/a:feed/a:entry[count(a:id) != 1 or count(a:title) != 1 or count(a:updated) != 1])'),
  xpath('4.1.2 each entry has one alternate link', 'not(/a:feed/a:entry[count(a:link[@rel="alternate"]) != 1])'),
  xpath('4.1.2 at most one content, summary and published', 'not(/a:feed/a:entry[count(a:content) > 1 or count(a:summary) > 1 or count(a:published) > 1])'),
  xpath('4.1.3 content is escaped HTML, without elements of its own', 'not(//a:content[@type != "html" or *])'),
  xpath('3.2.1 each person has one name', 'not(//a:author[count(a:name) != 1])'),
  xpath('4.2.2 each category has a term', 'not(//a:category[not(@term) or @term = ""])'),
  xpath('2 the language is said', '/a:feed/@xml:lang = "en"'),
  xpath('6 nothing but Atom', 'not(//*[namespace-uri() != "http://www.w3.org/2005/Atom"])'),
  each('3.3 dates are of RFC 3339', '//a:updated | //a:published', (text) => RFC_3339.test(text)),
  each('4.2.6 ids are whole IRIs', '//a:id', isIri),
  each('4.1.1 no two entries have one id', '//a:id', isUnique),
  each('4.2.7 links are whole addresses', '//a:link/@href | //a:uri', isWebAddress),
  each('4.2.14 no title is empty', '//a:title', (text) => text.trim() !== ''),
  each('addresses in the content are whole', '//a:content', hasWholeAddresses),
  ['4.2.15 the feed was updated when its last entry was', (xml) => {
    const entries = texts(xml, '//a:entry/a:updated').sort();
    return entries.length === 0 || texts(xml, '/a:feed/a:updated')[0] === entries.at(-1);
  }],
  ['4.2.9 nothing was published after it was updated', (xml) => {
    const updated = texts(xml, '//a:entry/a:updated');
    return texts(xml, '//a:entry/a:published').every((published, at) => published <= updated[at]!);
  }],
];

/** RSS 2.0 and the RSS Best Practices Profile. */
const RSS: readonly Rule<Xml>[] = [
  xpath('rss 2.0 with one channel', '/rss/@version = "2.0" and count(/rss/channel) = 1'),
  xpath('one title, link and description', 'count(/rss/channel/title) = 1 and count(/rss/channel/link) = 1 and count(/rss/channel/description) = 1'),
  xpath('the channel says its language', 'string(/rss/channel/language) = "en"'),
  xpath('one atom:link to itself', 'count(/rss/channel/a:link[@rel="self" and @type="application/rss+xml"]) = 1'),
  xpath('each item has a title or description', 'not(//item[not(title) and not(description)])'),
  xpath('each item has one guid, which is no address', 'not(//item[count(guid) != 1 or guid/@isPermaLink != "false"])'),
  xpath('each item has one link and pubDate', 'not(//item[count(link) != 1 or count(pubDate) != 1])'),
  xpath('author is an e-mail address or not there', 'not(//author)'),
  xpath('descriptions are escaped, without elements of their own', 'not(//description/*)'),
  xpath('no element of no known name', 'not(//item/*[not(self::title or self::link or self::guid or self::pubDate or self::dc:creator or self::category or self::description)])'),
  each('guids are unique', '//guid', isUnique),
  each('dates are of RFC 822 with four digits a year', '//pubDate | //lastBuildDate', (text) => RFC_822.test(text) && !Number.isNaN(Date.parse(text))),
  each('links are whole addresses', '//channel/link | //item/link | //a:link/@href', isWebAddress),
  each('addresses in descriptions are whole', '//item/description', hasWholeAddresses),
];

interface JsonFeedDocument {
  version?: unknown;
  title?: unknown;
  home_page_url?: unknown;
  feed_url?: unknown;
  language?: unknown;
  author?: unknown;
  authors?: unknown;
  items?: Record<string, unknown>[];
  [key: string]: unknown;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const TOP_LEVEL = ['version', 'title', 'home_page_url', 'feed_url', 'description', 'language', 'authors', 'items'];
const OF_ITEM = ['id', 'url', 'title', 'summary', 'content_html', 'date_published', 'date_modified', 'tags'];

/** jsonfeed.org, version 1.1. */
const JSON_FEED: readonly Rule<JsonFeedDocument>[] = [
  ['version is that of 1.1', (feed) => feed.version === 'https://jsonfeed.org/version/1.1'],
  ['title is there', (feed) => isText(feed.title)],
  ['items is a list', (feed) => Array.isArray(feed.items)],
  ['home_page_url and feed_url are addresses', (feed) => [feed.home_page_url, feed.feed_url].every((address) => isText(address) && isWebAddress(address))],
  ['authors is a list of names, and author (of version 1) is gone', (feed) => feed.author === undefined && Array.isArray(feed.authors) && feed.authors.every((author: { name?: unknown }) => isText(author.name))],
  ['only known keys', (feed) => Object.keys(feed).every((key) => TOP_LEVEL.includes(key)) && feed.items!.every((item) => Object.keys(item).every((key) => OF_ITEM.includes(key)))],
  ['each item has an id that is text and unique', (feed) => feed.items!.every(({ id }, at, all) => isText(id) && all.findIndex((other) => other.id === id) === at)],
  ['each item has content', (feed) => feed.items!.every(({ content_html: html }) => isText(html) && hasWholeAddresses(html))],
  ['dates are of RFC 3339', (feed) => feed.items!.every((item) => RFC_3339.test(item.date_published as string) && RFC_3339.test(item.date_modified as string))],
  ['tags are texts', (feed) => feed.items!.every(({ tags }) => tags === undefined || (Array.isArray(tags) && tags.every(isText)))],
  ['language is a tag of RFC 5646', (feed) => feed.language === 'en'],
];

/** sitemaps.org 0.9, and how search engines want other languages told. */
const URLSET: readonly Rule<Xml>[] = [
  xpath('a urlset', 'count(/s:urlset) = 1 and not(/s:urlset/*[not(self::s:url)])'),
  xpath('1 to 50,000 addresses', 'count(/s:urlset/s:url) >= 1 and count(/s:urlset/s:url) <= 50000'),
  xpath('each has one loc, first, and at most one lastmod', 'not(//s:url[count(s:loc) != 1 or not(*[1][self::s:loc]) or count(s:lastmod) > 1])'),
  xpath('each names itself among its languages, and one for everybody else', 'not(//s:url[not(x:link[@hreflang="en"]/@href = string(s:loc)) or count(x:link[@hreflang="x-default"]) != 1])'),
  xpath('each names the same languages', 'not(//s:url[count(x:link[@rel="alternate"]) != 5])'),
  each('locs are whole, unique, below 2,048 characters', '//s:loc', (text, at, all) => isWebAddress(text) && text.length < 2048 && isUnique(text, at, all)),
  each('lastmod is a W3C date', '//s:lastmod', (text) => RFC_3339.test(text)),
];

const SITEMAP_INDEX: readonly Rule<Xml>[] = [
  xpath('a sitemapindex', 'count(/s:sitemapindex) = 1 and not(/s:sitemapindex/*[not(self::s:sitemap)])'),
  xpath('1 to 50,000 sitemaps', 'count(//s:sitemap) >= 1 and count(//s:sitemap) <= 50000'),
  xpath('each has one loc, first', 'not(//s:sitemap[count(s:loc) != 1 or not(*[1][self::s:loc])])'),
  each('locs are whole and unique', '//s:loc', (text, at, all) => isWebAddress(text) && isUnique(text, at, all)),
  each('lastmod is a W3C date', '//s:lastmod', (text) => RFC_3339.test(text)),
];

export const atomFaults = (xml: string): string[] => faultsOfXml(xml, ATOM);
export const rssFaults = (xml: string): string[] => faultsOfXml(xml, RSS);
export const jsonFeedFaults = (json: string): string[] => faultsOf(JSON_FEED, JSON.parse(json) as JsonFeedDocument);
export const urlsetFaults = (xml: string): string[] => faultsOfXml(xml, URLSET);
export const sitemapIndexFaults = (xml: string): string[] => faultsOfXml(xml, SITEMAP_INDEX);

/** The text of all nodes that an XPath names. */
export function textsIn(xml: string, expression: string): string[] {
  const document = XmlDocument.fromString(xml);
  try {
    return texts(document, expression);
  } finally {
    document.dispose();
  }
}

/** What Google says of ClaimReview (Search Central, "Fact check structured data"), and schema.org of the values. */
type Node = Record<string, unknown>;
const node = (value: unknown): Node => (value ?? {}) as Node;
const list = (value: unknown): Node[] => (value === undefined ? [] : [value].flat() as Node[]);
const isDate = (value: unknown) => typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?)?)?$/.test(value);
const numbersOf = (review: Node) => ['worstRating', 'ratingValue', 'bestRating'].map((key) => node(review.reviewRating)[key]);

const CLAIM_REVIEW: readonly Rule<Node>[] = [
  ['context and type', (review) => review['@context'] === 'https://schema.org' && review['@type'] === 'ClaimReview'],
  ['required: claimReviewed', (review) => isText(review.claimReviewed)],
  ['required: reviewRating of type Rating', (review) => node(review.reviewRating)['@type'] === 'Rating'],
  ['required: url, whole, of the page of the claim', (review) => isText(review.url) && isWebAddress(review.url) && /\/claims\/[^/?#]+$/.test(review.url)],
  ['url is on the domain of the desk', (review) => new URL(review.url as string).host === new URL(node(review.author).url as string).host],
  ['required: alternateName of the rating', (review) => isText(node(review.reviewRating).alternateName)],
  ['all of worstRating, ratingValue, bestRating, or none', (review) => [0, 3].includes(numbersOf(review).filter((number) => number !== undefined).length)],
  ['1 ≤ worst ≤ value ≤ best, and worst < best', (review) => {
    const [worst, value, best] = numbersOf(review);
    if (value === undefined) return true;
    return typeof worst === 'number' && typeof value === 'number' && typeof best === 'number' && 1 <= worst && worst <= value && value <= best && worst < best;
  }],
  ['author is the desk, an Organization with name and url', (review) => node(review.author)['@type'] === 'Organization' && isText(node(review.author).name) && isText(node(review.author).url)],
  ['itemReviewed is a Claim', (review) => node(review.itemReviewed)['@type'] === 'Claim'],
  ['author of the claim is a Person or Organization with a name, or not told', (review) => list(node(review.itemReviewed).author).every((author) => ['Person', 'Organization'].includes(author['@type'] as string) && isText(author.name))],
  ['dates are of ISO 8601', (review) => [review.datePublished, review.dateModified, ...list(node(review.itemReviewed).appearance).flatMap(({ datePublished }) => (datePublished === undefined ? [] : [datePublished]))].every(isDate)],
  ['not modified before it was published', (review) => (review.dateModified as string) >= (review.datePublished as string)],
  ['appearances are works, with addresses of the web alone', (review) => list(node(review.itemReviewed).appearance).every((work) => ['CreativeWork', 'Article'].includes(work['@type'] as string) && (work.url === undefined || isWebAddress(work.url as string)))],
  ['firstAppearance is one of the appearances', (review) => node(review.itemReviewed).firstAppearance === undefined || list(node(review.itemReviewed).appearance).some((work) => JSON.stringify(work) === JSON.stringify(node(review.itemReviewed).firstAppearance))],
  ['corrections have their words and day', (review) => list(review.correction).every((correction) => correction['@type'] === 'CorrectionComment' && isText(correction.text) && isDate(correction.datePublished))],
];

export const claimReviewFaults = (review: object): string[] => faultsOf(CLAIM_REVIEW, review as Node);
