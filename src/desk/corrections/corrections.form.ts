/** The form of a correction → what the service takes, for each thing that may be corrected; and what stands in it at first. */
import { ProposeCorrection } from '../../corrections/proposal.dto.js';
import type { ClaimRecord, StatementView } from '../../record/claim-record.dto.js';
import type { Tx } from '../../shared/database.js';
import { InvalidInput, NotFound } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { evidenceField, evidenceRevisionIn } from '../evidence/evidence.form.js';
import { hopName, hopsIn } from '../forms/hops.rules.js';
import type { RecordsByForm } from '../forms/records.service.js';
import { checked, type Sent, text, together } from '../forms/sent.js';
import { prepareStatement, statementAsSent, statementField } from '../forms/statement.form.js';
import { revisionField, revisionIn } from '../workbench/workbench.form.js';
import type { Corrected } from './correct.view.js';

/** The thing that an address names: "claim", "statement:<id>", "evidence:<id>". @throws NotFound */
export function correctedIn(claim: ClaimRecord, of: unknown): Corrected {
  const [kind, id] = typeof of === 'string' ? of.split(':') : ['claim'];
  if (kind === 'claim' && id === undefined) return { kind, of: 'claim', version: claim.version };
  const statement = kind === 'statement' ? claim.statements.find((one) => one.id === id) : undefined;
  if (statement) return { kind: 'statement', of: `statement:${statement.id}`, version: statement.version, statement };
  const evidence = kind === 'evidence' ? claim.evidence.find((one) => one.id === id && !one.withdrawn) : undefined;
  if (evidence) return { kind: 'evidence', of: `evidence:${evidence.id}`, version: evidence.version, evidence };
  throw new NotFound(isId(id ?? '') ? 'statement or evidence on this claim any more' : 'thing to correct');
}

const KINDS = ['typo', 'clarification', 'factual'] as const;

/** A correction with everything checked, and nothing yet on record. */
export interface PreparedCorrection {
  kind: (typeof KINDS)[number];
  input: ProposeCorrection;
  recordNew: (tx: Tx) => Promise<void>;
}

/** @throws InvalidInput naming every wrong field */
export async function correctionIn(records: RecordsByForm, corrected: Corrected, sent: Sent, report: string | undefined): Promise<PreparedCorrection> {
  const kind = KINDS.find((one) => one === text(sent, 'correctionKind'));
  // The explanation is asked for by this form's own class, and by that of what changes only together with the kind.
  const { correctionKind: _kind, explanation: _explanation, ...rest } = sent;
  const [changed, input] = await together([
    changesIn(records, corrected, rest),
    checked(ProposeCorrection, { explanation: text(sent, 'explanation'), report }),
    kind === undefined ? Promise.reject(new InvalidInput([{ field: 'correctionKind', message: 'is missing: say what kind of error it was' }])) : Promise.resolve(null),
  ]);
  return { kind: kind!, input: Object.assign(input, changed.changes), recordNew: changed.recordNew };
}

interface Changed {
  changes: Partial<ProposeCorrection>;
  recordNew: PreparedCorrection['recordNew'];
}

const NOTHING_NEW = (): Promise<void> => Promise.resolve();

async function changesIn(records: RecordsByForm, corrected: Corrected, sent: Sent): Promise<Changed> {
  if (corrected.kind === 'claim') return { changes: { claim: await revisionIn(sent) }, recordNew: NOTHING_NEW };
  if (corrected.kind === 'evidence') return { changes: { evidenceId: corrected.evidence.id, evidence: await evidenceRevisionIn(sent) }, recordNew: NOTHING_NEW };
  const { input, recordNew } = await prepareStatement(records, sent);
  const cleared = Object.fromEntries((['place', 'occasion', 'audience', 'quote', 'paraphrase', 'note', 'speakerId', 'day'] as const).filter((field) => input[field] === undefined).map((field) => [field, null]));
  return { changes: { statementId: corrected.statement.id, statement: Object.assign(input, cleared, { chain: chainIn(corrected.statement, sent, input.chain ?? []) }) }, recordNew };
}

type Chain = NonNullable<NonNullable<ProposeCorrection['statement']>['chain']>;

/** What the form does not show of a chain, or what nobody touched in it, stays as it is on record. */
function chainIn(now: StatementView, sent: Sent, typed: Chain): Chain {
  const recorded = now.chain.map((hop) => ({ kind: hop.kind, speakerId: hop.speaker.id, occasion: hop.occasion, day: hop.day, form: hop.form, sourceId: hop.source?.id ?? null, note: hop.note }));
  const [first] = recorded;
  const said = typed[0];
  if (!first || !said) return typed;
  const isSameDay = (text(sent, 'saidDay') ?? null) === now.day;
  const isQuoteAsBefore = (text(sent, 'quote') === undefined) === (now.quote === null);
  const begins = {
    ...said, occasion: first.occasion, note: first.note,
    ...(isSameDay || first.day !== now.day ? { day: first.day } : {}),
    ...(isQuoteAsBefore ? { form: first.form } : {}),
  };
  return [begins, ...(hopsTyped(sent) === hopsTyped(statementAsSent(now)) ? recorded.slice(1) : typed.slice(1))];
}

const HOP_FIELDS = ['Kind', 'Who', 'WhoIs', 'Day', 'Occasion', 'Form', 'Note', 'SourceUrl', 'SourceTitle', 'SourcePublisher', 'SourceDay', 'SourceKind', 'SourceLanguage'];

function hopsTyped(sent: Sent): string {
  return JSON.stringify(hopsIn(sent).map((_, index) => HOP_FIELDS.map((name) => text(sent, hopName(index + 1, name)) ?? '')));
}

const FIRST: Record<Corrected['kind'], string> = { claim: 'title', statement: 'quote', evidence: 'evidenceSummary' };

/** The form's field for a path of the API's classes. */
export function correctionField(kind: Corrected['kind'], sent: Sent): (path: string) => string | undefined {
  return (path) => {
    const bare = path.replace(/^(?:claim|statement|evidence)\./, '');
    // "Changes nothing" is said of the thing as a whole.
    if (bare === kind) return FIRST[kind];
    return kind === 'claim' ? revisionField(bare) : kind === 'evidence' ? evidenceField(bare) : statementField(sent, bare);
  };
}
