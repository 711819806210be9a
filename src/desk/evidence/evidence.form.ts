/** The forms of a piece of evidence → the API's classes; no rule is written here. */
import { CorrectionInput } from '../../corrections/correction.dto.js';
import { AddEvidence, ReviseEvidence, WithdrawEvidence } from '../../evidence/evidence.dto.js';
import type { NewSource } from '../../sources/source.dto.js';
import type { Wanted } from '../forms/records.service.js';
import { checked, type Sent, text, together } from '../forms/sent.js';
import { dayIn, type EvidenceSources } from './evidence.sources.js';

export interface PreparedEvidence {
  source: Wanted<NewSource>;
  input: AddEvidence;
}

/** What the desk says of a source, the same when it is added and when it is revised. */
async function saidOf(sent: Sent): Promise<object> {
  return {
    stance: text(sent, 'stance'), weight: text(sent, 'weight'), day: dayIn(sent, 'eventDay'), summary: text(sent, 'evidenceSummary'),
    excerpt: text(sent, 'excerpt'), note: text(sent, 'evidenceNote'), independence: text(sent, 'independence'),
  };
}

/** @throws InvalidInput naming every wrong field, of the evidence and of its source */
export async function evidenceIn(sources: EvidenceSources, sent: Sent): Promise<PreparedEvidence> {
  const [source, input] = await together([
    sources.wanted(sent),
    // Stands in until the source is known, so that every other field is checked in the same go.
    saidOf(sent).then((said) => checked(AddEvidence, { sourceId: '00000000-0000-4000-8000-000000000000', ...said })),
  ]);
  return { source, input: Object.assign(input, { sourceId: source.id }) };
}

/** An empty field clears what stood there. @throws InvalidInput */
export async function evidenceRevisionIn(sent: Sent): Promise<ReviseEvidence> {
  const said = await saidOf(sent);
  return checked(ReviseEvidence, { excerpt: null, note: null, independence: null, ...defined(said), summary: text(sent, 'evidenceSummary') ?? '', day: dayIn(sent, 'eventDay') ?? '', correction: explainedIn(sent) });
}

/** Nothing where neither the kind nor the explanation is given: the record says whether that will do. */
export function explainedIn(sent: Sent): Partial<CorrectionInput> | undefined {
  const given = defined({ kind: text(sent, 'correctionKind'), explanation: text(sent, 'explanation') });
  return Object.keys(given).length > 0 ? given : undefined;
}

export const withdrawalIn = (sent: Sent): Promise<WithdrawEvidence> => checked(WithdrawEvidence, { reason: text(sent, 'reason') });

const FIELDS: Record<string, string> = {
  day: 'eventDay', summary: 'evidenceSummary', note: 'evidenceNote', sourceId: 'sourceId', url: 'sourceUrl', correction: 'explanation', 'correction.kind': 'correctionKind', 'correction.explanation': 'explanation',
  'source.url': 'sourceUrl', 'source.title': 'sourceTitle', 'source.publisher': 'sourcePublisher', 'source.kind': 'sourceKind', 'source.publishedDay': 'sourceDay', 'source.language': 'sourceLanguage', 'source.authors': 'sourceAuthors',
};

/** The form's field for a path of the API's classes. */
export const evidenceField = (path: string): string | undefined => FIELDS[path.replace(/\[\d+\]$/, '')];

const defined = (fields: object): object => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
