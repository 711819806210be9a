/** Addresses as they come out of messages and documents, with the full stop or bracket behind them: where the page that they name is. */

const SECTIONS = 'claims|speakers|topics|sources|corrections|method|report';
/** A page's path as we write it. Nothing else is ever led to, so that no address can lead to another host. */
const OURS = new RegExp(`^/(?:(?:en|uk|es|ar)(?:/(?:${SECTIONS})(?:/[a-z0-9][a-z0-9._-]*)*)?|(?:${SECTIONS})(?:/[a-z0-9][a-z0-9._-]*)*)?$`);
/** What a sentence puts behind an address, and what was to be one more part of it. */
const BEHIND = /[\s/\\\p{Pe}\p{Pf}\p{Pi}.,;:!?…'"*>|،؛؟。、]+$/u;

/** The same page's own address, with the query as it was sent; nothing where that is what was asked for, or no page could be meant. */
export function tidied(url: string): string | undefined {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  // The usual address is done with at once.
  if (path === '/' || path.length > 1000 || (!/[^a-z0-9/_-]/.test(path) && !path.endsWith('/'))) return undefined;
  const read = path.startsWith('/') ? decoded(path) : undefined;
  const tidy = read && (read.replace(BEHIND, '').toLowerCase() || '/');
  if (!tidy || tidy === path || !OURS.test(tidy)) return undefined;
  return tidy + (mark < 0 ? '' : url.slice(mark));
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
