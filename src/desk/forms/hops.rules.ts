/** The hops of a chain in a form, "hop1Who", "hop2Who" and so on: which there are, and one more, one less, one further up. */
import type { Sent } from './sent.js';

export type LaterHop = 'relayed_by' | 'published_by';

/** As many as a chain may have beside the words "said by". */
export const MOST_HOPS = 19;

const isLater = (kind: string | undefined): kind is LaterHop => kind === 'relayed_by' || kind === 'published_by';

/** "hop2Who" of hop 2 and "Who". */
export const hopName = (hop: number, name: string): string => `hop${hop}${name}`;

/** The kinds of the hops after "said by", in their order; before anything was sent there is one, who published it. */
export function hopsIn(sent: Sent | undefined): LaterHop[] {
  const hops: LaterHop[] = [];
  for (let hop = 1; hop <= MOST_HOPS; hop++) {
    const kind = sent?.[hopName(hop, 'Kind')]?.[0];
    if (!isLater(kind)) break;
    hops.push(kind);
  }
  return hops.length > 0 ? hops : ['published_by'];
}

/** What a button of the form asks for instead of sending it on. */
export interface Redrawn {
  sent: Sent;
  /** The field to go on with. */
  focus: string;
}

/** Buttons that draw the form again with what was typed. */
const BUTTONS = ['add_hop', 'remove_hop', 'raise_hop', 'look'];

/** @returns nothing where the form is to be sent on */
export function redrawn(sent: Sent): Redrawn | undefined {
  const button = BUTTONS.find((name) => sent[name] !== undefined);
  if (button === undefined) return undefined;
  const { add_hop: added, remove_hop: removed, raise_hop: raised, look: _look, ...rest } = sent;
  const hops = hopsIn(rest).map((kind, index) => hopFields(rest, index + 1, kind));
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !/^hop\d+[A-Z]/.test(name)));
  let at = hops.length;
  const kind = added?.[0];
  if (isLater(kind) && hops.length < MOST_HOPS) {
    // Who relayed it comes before whoever published it in the end.
    at = kind === 'relayed_by' && hops.at(-1)?.['Kind']?.[0] === 'published_by' ? hops.length - 1 : hops.length;
    hops.splice(at, 0, { Kind: [kind] });
  }
  const gone = placeIn(removed, hops.length);
  if (gone !== undefined && hops.length > 1) {
    hops.splice(gone, 1);
    at = Math.min(gone, hops.length - 1);
  }
  const higher = placeIn(raised, hops.length);
  if (higher !== undefined && higher > 0) {
    at = higher - 1;
    hops.splice(at, 0, hops.splice(higher, 1)[0]!);
  }
  const numbered = Object.fromEntries(hops.flatMap((hop, index) => Object.entries(hop).map(([name, value]) => [hopName(index + 1, name), value])));
  return { sent: { ...others, ...numbered }, focus: button === 'look' ? 'wording' : hopName(Math.min(at, hops.length - 1) + 1, 'Who') };
}

function placeIn(button: readonly string[] | undefined, count: number): number | undefined {
  const typed = button?.[0] ?? '';
  return /^\d{1,2}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= count ? Number(typed) - 1 : undefined;
}

/** A hop's fields without its number. */
function hopFields(sent: Sent, hop: number, kind: LaterHop): Record<string, readonly string[]> {
  const prefix = new RegExp(`^hop${hop}(?=[A-Z])`);
  return { Kind: [kind], ...Object.fromEntries(Object.entries(sent).flatMap(([name, value]) => (prefix.test(name) ? [[name.replace(prefix, ''), value]] : []))) };
}
