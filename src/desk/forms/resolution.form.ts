/** The fields of a resolution → the API's shape. */
import type { Sent } from './sent.js';
import { text } from './sent.js';

const NAMES = ['wouldConfirm', 'wouldRefute', 'wouldVoid', 'dueKind', 'dueDay', 'dueEvent', 'resolutionNote'];

/** Nothing when every field is empty, so that a fact is logged without. */
export function resolutionIn(sent: Sent): object | undefined {
  if (!NAMES.some((name) => text(sent, name) !== undefined)) return undefined;
  return given({
    wouldConfirm: text(sent, 'wouldConfirm'),
    wouldRefute: text(sent, 'wouldRefute'),
    wouldVoid: text(sent, 'wouldVoid'),
    due: given({ kind: text(sent, 'dueKind') ?? kindByFields(sent), day: text(sent, 'dueDay'), event: text(sent, 'dueEvent') }),
    note: text(sent, 'resolutionNote'),
  });
}

/** Whoever names a day or an event has said what kind it is. */
function kindByFields(sent: Sent): string | undefined {
  if (text(sent, 'dueDay') !== undefined) return 'day';
  return text(sent, 'dueEvent') === undefined ? undefined : 'event';
}

export const RESOLUTION_FIELDS: Record<string, string> = {
  'resolution.wouldConfirm': 'wouldConfirm', 'resolution.wouldRefute': 'wouldRefute', 'resolution.wouldVoid': 'wouldVoid', 'resolution.due': 'dueKind',
  'resolution.due.kind': 'dueKind', 'resolution.due.day': 'dueDay', 'resolution.due.event': 'dueEvent', 'resolution.note': 'resolutionNote',
};

function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
