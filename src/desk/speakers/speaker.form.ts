/** The form of a speaker → the API's class. */
import { ReviseSpeaker } from '../../speakers/speaker.dto.js';
import { checked, lines, type Sent, text } from '../forms/sent.js';
import { isTyped, roleLines } from './role-lines.rules.js';

/** @throws InvalidInput */
export function speakerIn(sent: Sent): Promise<ReviseSpeaker> {
  const [kind, explanation] = [text(sent, 'correctionKind'), text(sent, 'explanation')];
  return checked(ReviseSpeaker, {
    name: text(sent, 'speakerName') ?? '', kind: text(sent, 'speakerKind'), aliases: lines(sent, 'aliases'), wikidataId: text(sent, 'wikidataId') ?? null, description: text(sent, 'speakerDescription') ?? null,
    roles: roleLines(sent).filter(isTyped).map((role) => ({ title: role.title, ...(role.from ? { from: role.from } : {}), ...(role.until ? { until: role.until } : {}) })),
    correction: kind === undefined && explanation === undefined ? undefined : given({ kind, explanation }),
  });
}

function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const FIELDS: Record<string, string> = {
  name: 'speakerName', kind: 'speakerKind', description: 'speakerDescription', aliases: 'aliases', wikidataId: 'wikidataId', correction: 'explanation', 'correction.kind': 'correctionKind', 'correction.explanation': 'explanation',
};

/** "roles[1].from" → "role_from-1" of the lines that were typed, among which empty ones do not count. */
export function speakerField(sent: Sent, path: string): string | undefined {
  const role = /^roles\[(\d+)\](?:\.(\w+))?/.exec(path);
  if (role) {
    const typed = roleLines(sent).flatMap((line, index) => (isTyped(line) ? [index] : []));
    return `role_${role[2] ?? 'title'}-${typed[Number(role[1])] ?? 0}`;
  }
  return FIELDS[path] ?? (path.startsWith('aliases') ? 'aliases' : undefined);
}
