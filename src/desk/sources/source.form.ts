/** The form of a source → the API's class. */
import { ReviseSource } from '../../sources/source.dto.js';
import { checked, lines, type Sent, text } from '../forms/sent.js';

/** @throws InvalidInput */
export function sourceIn(sent: Sent): Promise<ReviseSource> {
  const [kind, explanation] = [text(sent, 'correctionKind'), text(sent, 'explanation')];
  const correction = Object.fromEntries(Object.entries({ kind, explanation }).filter(([, value]) => value !== undefined));
  return checked(ReviseSource, {
    kind: text(sent, 'sourceKind'), title: text(sent, 'sourceTitle') ?? '', publisher: text(sent, 'sourcePublisher') ?? '', authors: lines(sent, 'authors'), publishedDay: text(sent, 'sourceDay') ?? null, language: text(sent, 'sourceLanguage'),
    url: text(sent, 'sourceUrl') ?? null, archivedUrl: text(sent, 'archivedUrl') ?? null, note: text(sent, 'sourceNote') ?? null, correction: Object.keys(correction).length > 0 ? correction : undefined,
  });
}

const FIELDS: Record<string, string> = {
  kind: 'sourceKind', title: 'sourceTitle', publisher: 'sourcePublisher', publishedDay: 'sourceDay', language: 'sourceLanguage', url: 'sourceUrl', note: 'sourceNote', correction: 'explanation',
  'correction.kind': 'correctionKind', 'correction.explanation': 'explanation',
};

export const sourceField = (path: string): string => FIELDS[path] ?? (path.startsWith('authors') ? 'authors' : path);
