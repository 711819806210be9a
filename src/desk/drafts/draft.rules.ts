/** What of a form is kept as a draft, under which key, and for how long. */
import type { Sent } from '../forms/sent.js';

/** Never kept: proofs of who one is, and what belongs to the page rather than to the person. */
const NOT_KEPT = /^_|password|secret|token|passkey|^once$|^(?:otp|code|totp|recovery\w*)$/i;
/** Buttons. */
const PRESSED = /^(?:add_hop|remove_hop|raise_hop|look|statement_of|save_draft|forget_draft)$/;

export const DRAFT_BOUNDS = { fields: 400, characters: 200_000, drafts: 60, days: 60 } as const;

export const DRAFT_KEY = /^[a-z][a-z0-9_:-]{0,119}$/;

/** @returns nothing where nothing was typed that could be kept, or more than a form can hold */
export function keptFields(sent: Sent): Sent | undefined {
  const fields = Object.entries(sent).filter(([name, values]) => /^[\w.-]{1,80}$/.test(name) && !(name in Object.prototype) && !NOT_KEPT.test(name) && !PRESSED.test(name) && values.length > 0);
  const kept = Object.fromEntries(fields.map(([name, values]) => [name, values.map((value) => value.replaceAll('\0', '').toWellFormed())]));
  const size = JSON.stringify(kept).length;
  return fields.length === 0 || fields.length > DRAFT_BOUNDS.fields || size > DRAFT_BOUNDS.characters ? undefined : kept;
}

/** Whether somebody typed more than what stands in the form by itself. */
export const isTyped = (fields: Sent): boolean => Object.entries(fields).some(([name, values]) => name !== 'version' && values.some((value) => value.trim() !== ''));

/** Forms of a claim by their address below it, with the ids that their pages give them. */
const FORMS: readonly [RegExp, (id: string) => string][] = [
  [/^statements$/, () => 'statement'], [/^statements\/([0-9a-f-]{36})\/revise$/, (id) => `restate-${id}`],
  [/^evidence$/, () => 'evidence'], [/^evidence\/([0-9a-f-]{36})\/revise$/, (id) => `revise-${id}`], [/^evidence\/([0-9a-f-]{36})\/withdraw$/, (id) => `withdraw-${id}`],
  [/^notes$/, () => 'note'], [/^(?:verdicts|review\/(?:verdicts|propose))$/, () => 'propose_verdict'], [/^(?:review\/)?actions\/([a-z_]+)$/, (id) => id], [/^(revise|arrange)$/, (id) => id],
  [/^review\/verdicts\/[0-9a-f-]{36}\/dissents$/, () => 'dissent'],
];

/** The draft's key of a form that was sent to this path, for forms that come too late to be sent on. */
export function keyOfForm(path: string): string | undefined {
  if (path === '/desk/claims/new') return 'new-claim';
  const [, claim, form] = /^\/desk\/claims\/([0-9a-f-]{36})\/(.+)$/.exec(path) ?? [];
  if (claim === undefined || form === undefined) return undefined;
  for (const [pattern, name] of FORMS) {
    const found = pattern.exec(form);
    if (found) return `claim:${claim}:${name(found[1] ?? '')}`;
  }
  return undefined;
}

/** The page on which the form with this key stands. */
export function pageOfDraft(key: string): string {
  const [kind, claim, form, thing] = key.split(':');
  if (kind === 'claim' && form?.startsWith('correct-')) return `/desk/claims/${claim}/corrections/new?of=${form.slice('correct-'.length)}${thing === undefined ? '' : `:${thing}`}`;
  if (kind === 'claim' && claim !== undefined && /^[0-9a-f-]{36}$/.test(claim)) return `/desk/claims/${claim}${form === 'propose_verdict' || form === 'dissent' ? '/review' : ''}`;
  return key === 'new-claim' ? '/desk/claims/new' : '/desk';
}

/** Of which draft the words in a form are. */
export interface KeptDraft {
  key: string;
  savedAt: Date;
}

const [KEY, SAVED] = ['_draft', '_saved'] as const;

/** The draft's own marks stand beside its fields, under names that no form sends. */
export const asSent = (key: string, fields: Sent, savedAt: Date): Sent => ({ ...fields, [KEY]: [key], [SAVED]: [savedAt.toISOString()] });

export function keptIn(sent: Sent | undefined): KeptDraft | undefined {
  const [key, saved] = [sent?.[KEY]?.[0], sent?.[SAVED]?.[0]];
  return key === undefined || saved === undefined ? undefined : { key, savedAt: new Date(saved) };
}
