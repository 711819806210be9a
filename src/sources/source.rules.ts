/** One document, one source: addresses are compared without what does not tell documents apart. */

const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|cmpid|ocid)$/i;

/**
 * The key under which two spellings of one address meet: no scheme, `www.`, default port, fragment, trailing slash or
 * tracking parameters; host in lower case; remaining parameters in order. The path keeps its case, because servers do.
 */
export function urlKey(address: string): string {
  const url = new URL(address);
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  const query = new URLSearchParams(kept).toString();
  const host = url.host.replace(/^www\./, '').replace(/:(80|443)$/, '');
  const path = url.pathname.replace(/\/+$/, '');
  return `${host}${path}${query ? `?${query}` : ''}`;
}
