/** Adds statements to a claim and revises them, by the form that logs a claim. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lockClaim } from '../../claims/claim.act.js';
import { CorrectionInput } from '../../corrections/correction.dto.js';
import type { StatementView } from '../../record/claim-record.dto.js';
import { loadRecord } from '../../record/claim-records.service.js';
import type { Act } from '../../shared/act.js';
import { inTransaction } from '../../shared/database.js';
import { NotFound } from '../../shared/errors.js';
import { requireVersion } from '../../shared/versions.js';
import type { StatementInput } from '../../statements/statement.dto.js';
import { Statement } from '../../statements/statement.entity.js';
import { addStatement, planStatementRevision } from '../../statements/statements.service.js';
import { Drafts } from '../drafts/drafts.service.js';
import { explainedIn } from '../evidence/evidence.form.js';
import { hopsIn } from '../forms/hops.rules.js';
import { onceBy, onceMoreIfFaster, RecordsByForm } from '../forms/records.service.js';
import { checked, type Sent, seenVersion, together } from '../forms/sent.js';
import { prepareStatement, statementAsSent, statementField } from '../forms/statement.form.js';
import { CORRECTION_FIELDS } from './workbench.form.js';

const EMPTY: Required<Omit<StatementInput, 'language' | 'wasSaid' | 'chain'>> = { speakerId: null, day: null, place: null, occasion: null, audience: null, quote: null, paraphrase: null, note: null };

/** The form's field for a path of the API's class. */
export const restatedField = (sent: Sent, path: string): string | undefined => CORRECTION_FIELDS[path] ?? statementField(sent, path);

@Injectable()
export class ClaimStatements {
  constructor(
    private readonly source: DataSource,
    private readonly byForm: RecordsByForm,
    private readonly drafts: Drafts,
  ) {}

  /** Each act answers the address to go on to. */
  async add(act: Act, ref: string, sent: Sent): Promise<string> {
    const once = onceBy(act, sent);
    return onceMoreIfFaster(async () => {
      const { input, recordNew } = await prepareStatement(this.byForm, sent);
      return inTransaction(this.source, once, async (tx) => {
        const claim = await lockClaim(tx, ref);
        await recordNew(tx);
        await this.drafts.forget(tx.manager, act.accountId!, `claim:${claim.id}:statement`);
        return addressOf(ref, 'statement', await addStatement(tx, claim, input));
      });
    });
  }

  /** An empty field clears what stood there. @throws NotFound @throws StaleEdit @throws InvalidInput @throws RuleBroken */
  async revise(act: Act, ref: string, id: string, sent: Sent): Promise<string> {
    const seen = seenVersion(sent);
    const explained = explainedIn(sent);
    const [{ input, recordNew }, correction] = await together([prepareStatement(this.byForm, sent), explained ? checked(CorrectionInput, explained, 'correction.') : Promise.resolve(undefined)]);
    return inTransaction(this.source, act, async (tx) => {
      const claim = await lockClaim(tx, ref);
      const was = (await loadRecord(tx.manager, claim.id, act.roles)).statements.find((statement) => statement.id === id);
      if (!was) throw new NotFound('statement');
      const statement = await tx.manager.findOneByOrFail(Statement, { id });
      requireVersion(statement, seen);
      await recordNew(tx);
      const revision = await planStatementRevision(tx, claim, statement, { ...EMPTY, ...input, chain: chainOf(was, sent, input.chain ?? []) });
      if (Object.keys(revision.changes).length > 0) await revision.make({ correction });
      await this.drafts.forget(tx.manager, act.accountId!, `claim:${claim.id}:restate-${id}`);
      return addressOf(ref, 'statement_revised', id);
    });
  }
}

type Hop = NonNullable<StatementInput['chain']>[number];

/** A step that nobody touched stays to the letter, for the form does not show all that a step on record may hold. */
function chainOf(was: StatementView, sent: Sent, chain: readonly Hop[]): Hop[] {
  const onRecord = was.chain.map(({ kind, speaker, occasion, day, form, source, note }): Hop => ({ kind, speakerId: speaker.id, occasion, day, form, sourceId: source?.id ?? null, note }));
  const shown = statementAsSent(was);
  const later = onRecord.filter(({ kind }) => kind !== 'said_by');
  const [first, ...steps] = chain;
  const saidBy = onRecord.find(({ kind }) => kind === 'said_by');
  const begins = first && saidBy?.speakerId === first.speakerId ? { ...first, occasion: saidBy.occasion ?? null, sourceId: saidBy.sourceId ?? null, note: saidBy.note ?? null, ...(saidBy.day === was.day ? {} : { day: saidBy.day ?? null }), ...(was.quote === null || sameWords(shown, sent, 'quote') ? { form: saidBy.form } : {}) } : first;
  const isWhole = steps.length === hopsIn(sent).length;
  const kept = steps.map((step, index) => {
    const same = isWhole ? later.findIndex((_, at) => hopWords(shown, at + 1) === hopWords(sent, index + 1)) : -1;
    return same === -1 ? step : later[same]!;
  });
  return begins ? [begins, ...kept] : kept;
}

const sameWords = (a: Sent, b: Sent, name: string): boolean => (a[name]?.[0] ?? '').trim() === (b[name]?.[0] ?? '').trim();

/** All that a form says of one step, in one text. */
function hopWords(sent: Sent, hop: number): string {
  const prefix = `hop${hop}`;
  const said = Object.entries(sent).flatMap(([name, [value]]) => (name.startsWith(prefix) && /^[A-Z]/.test(name.slice(prefix.length)) && value?.trim() ? [`${name.slice(prefix.length)}=${value.trim()}`] : []));
  return said.sort().join('\n');
}

const addressOf = (ref: string, done: string, statement: string): string => `/desk/claims/${encodeURIComponent(ref)}?done=${done}#statement-${statement}`;
