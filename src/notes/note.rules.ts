/** Notes between colleagues: who is mentioned in one, what of it is a link, and how long its author may word it anew. Pure. */
import type { RuleAnswer } from '../shared/errors.js';

const EDIT_MINUTES = 15;

export interface Colleague {
  id: string;
  name: string;
  email: string;
}

export interface Mention {
  accountId: string;
  /** As it stands in the words after the @. */
  called: string;
}

/** An @ that fits more than one colleague. */
export interface Unclear {
  called: string;
  among: readonly Colleague[];
}

export type Part = { kind: 'text' | 'link'; words: string } | ({ kind: 'mention'; words: string } & Pick<Mention, 'accountId'>);

/** An @ that stands for itself, not in the middle of an address. */
const AT = /(?<![\p{L}\p{M}\p{N}._%+@/-])@/gu;
const TOKEN = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}._+'’-]*[\p{L}\p{M}\p{N}])?(?:@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)?/u;
const GOES_ON = /^[\p{L}\p{M}\p{N}]/u;
const LINK = /https?:\/\/[^\s<>"“”«»]+/giu;

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Unicode's composed form, so that a name is as long in the note as on record. */
const composed = (text: string): string => text.normalize('NFC');

/** The address in `found` without what ends the sentence around it: "(see https://x.example/a_(b))." */
function addressIn(found: string): string {
  let address = found;
  for (;;) {
    const last = address.at(-1)!;
    const closesOwn = last === ')' && address.split('(').length >= address.split(')').length;
    if (closesOwn || !/[.,;:!?'’)\]}…*]/u.test(last)) break;
    address = address.slice(0, -1);
  }
  return address;
}

/** Links are cut out first, so that "https://x.example/@ada" mentions nobody. */
function linksAndText(words: string): { kind: 'text' | 'link'; words: string }[] {
  const parts: { kind: 'text' | 'link'; words: string }[] = [];
  let at = 0;
  for (const found of words.matchAll(LINK)) {
    const address = addressIn(found[0]);
    if (!URL.canParse(address)) continue;
    parts.push({ kind: 'text', words: words.slice(at, found.index) }, { kind: 'link', words: address });
    at = found.index + address.length;
  }
  parts.push({ kind: 'text', words: words.slice(at) });
  return parts.filter((part) => part.words !== '');
}

/**
 * Whom the words mention: "@Ada Reviewer", "@ada.reviewer" or "@ada.reviewer@example.org", and "@ada" where only one is called so.
 * What fits nobody is left alone, because accounts of other sites are written the same way.
 */
export function mentionsIn(words: string, colleagues: readonly Colleague[]): { mentions: Mention[]; unclear: Unclear[] } {
  const mentions: Mention[] = [];
  const unclear: Unclear[] = [];
  for (const { kind, words: text } of linksAndText(composed(words))) {
    if (kind === 'link') continue;
    for (const { index } of text.matchAll(AT)) {
      const found = calledAt(text.slice(index + 1), colleagues);
      if (!found) continue;
      if (found.among.length > 1) unclear.push(found);
      else mentions.push({ accountId: found.among[0]!.id, called: found.called });
    }
  }
  const once = <T>(list: T[], keyOf: (one: T) => string): T[] => [...new Map(list.map((one) => [keyOf(one), one])).values()];
  return { mentions: once(mentions, ({ accountId, called }) => `${accountId} ${called}`), unclear: once(unclear, ({ called }) => folded(called)) };
}

function calledAt(rest: string, colleagues: readonly Colleague[]): Unclear | undefined {
  const byName = colleagues.filter(({ name }) => begins(rest, composed(name)));
  const longest = Math.max(0, ...byName.map(({ name }) => composed(name).length));
  if (longest > 0) return { called: rest.slice(0, longest), among: byName.filter(({ name }) => composed(name).length === longest) };
  const called = TOKEN.exec(rest)?.[0];
  if (called === undefined) return undefined;
  const token = folded(called);
  const fits = [
    (colleague: Colleague) => folded(colleague.email) === token,
    (colleague: Colleague) => folded(colleague.email).split('@')[0] === token,
    (colleague: Colleague) => folded(colleague.name).split(/\s+/).includes(token) || folded(colleague.email).split('@')[0]!.split(/[._+-]/)[0] === token,
  ];
  for (const fit of fits) {
    const among = colleagues.filter(fit);
    if (among.length > 0) return { called, among };
  }
  return undefined;
}

function begins(rest: string, name: string): boolean {
  return folded(rest.slice(0, name.length)) === folded(name) && !GOES_ON.test(rest.slice(name.length));
}

/** A note's words in parts to be drawn: text, links of the web, and mentions that were told. */
export function partsOf(words: string, mentions: readonly Mention[]): Part[] {
  const known = [...mentions].sort((a, b) => b.called.length - a.called.length);
  return linksAndText(composed(words)).flatMap((part): Part[] => {
    if (part.kind === 'link') return [part];
    const parts: Part[] = [];
    let at = 0;
    for (const { index } of part.words.matchAll(AT)) {
      const mention = known.find(({ called }) => part.words.startsWith(called, index + 1) && !GOES_ON.test(part.words.slice(index + 1 + called.length)));
      if (!mention) continue;
      parts.push({ kind: 'text', words: part.words.slice(at, index) }, { kind: 'mention', words: `@${mention.called}`, accountId: mention.accountId });
      at = index + 1 + mention.called.length;
    }
    parts.push({ kind: 'text', words: part.words.slice(at) });
    return parts.filter((one) => one.words !== '');
  });
}

/** "“@ada” may be Ada Reviewer (ada.reviewer@…) or Ada Lovelace (…): write the whole name, or the e-mail address." */
export function sayUnclear({ called, among }: Unclear): string {
  const sameName = new Set(among.map(({ name }) => folded(name))).size < among.length;
  const people = among.slice(0, 5).map(({ name, email }) => `${name} (@${email})`);
  return `“@${called}” may be ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(people)}. Write ${sameName ? 'the e-mail address after the @' : 'the whole name, or the e-mail address, after the @'}.`;
}

export function mayEditNote(note: { authorId: string; writtenAt: Date }, who: string, now: Date): RuleAnswer {
  if (note.authorId !== who) return { code: 'not_yours', message: 'Only who wrote a note may change it.' };
  if (now.getTime() - note.writtenAt.getTime() > EDIT_MINUTES * 60_000) return { code: 'too_late', message: `A note can be changed for ${EDIT_MINUTES} minutes after it was written. Write another one that puts it right.` };
  return true;
}

/** Of one thread; nobody writes what would not be shown. */
export const MOST_REPLIES = 200;

export function mayAnswer(replies: number): RuleAnswer {
  return replies < MOST_REPLIES || { code: 'thread_full', message: `This thread has ${MOST_REPLIES} answers. Begin a new one.` };
}
