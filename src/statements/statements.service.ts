/** Statements and their attribution chains: recorded with a claim, added to one, revised with an explanation. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { lockClaim, stepClaim } from '../claims/claim.act.js';
import type { Claim } from '../claims/claim.entity.js';
import { loadRecord } from '../record/claim-records.service.js';
import type { StatementView } from '../record/claim-record.dto.js';
import { obeyRevision, type Revision, stepRevised } from '../corrections/correction.act.js';
import { changesBetween } from '../corrections/correction.rules.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { bounds, dayOf, fromColumns, toColumns } from '../shared/day.js';
import { InvalidInput, NotFound, RuleBroken } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { requireVersion } from '../shared/versions.js';
import { AttributionHop } from './attribution-hop.entity.js';
import { chainErrors, isComplete } from './chain.rules.js';
import type { HopInput, ReviseStatement, StatementInput } from './statement.dto.js';
import { Statement } from './statement.entity.js';

/** A statement's own fields as the API names them; days as one text. */
interface Fields {
  speakerId: string | null;
  day: string | null;
  place: string | null;
  occasion: string | null;
  audience: string | null;
  quote: string | null;
  paraphrase: string | null;
  language: string;
  wasSaid: Statement['wasSaid'];
  note: string | null;
}

type Chain = Required<HopInput>[];

const EMPTY: Fields = { speakerId: null, day: null, place: null, occasion: null, audience: null, quote: null, paraphrase: null, language: 'en', wasSaid: 'unconfirmed', note: null };

@Injectable()
export class StatementsService {
  constructor(private readonly source: DataSource) {}

  /** @param seen the claim's version, where the client sent the one it saw */
  async add(act: Act, claimRef: string, input: StatementInput, seen?: number): Promise<StatementView> {
    return inTransaction(this.source, act, async (tx) => {
      const claim = await lockClaim(tx, claimRef);
      if (seen !== undefined) requireVersion(claim, seen);
      return view(tx, claim.id, await addStatement(tx, claim, input));
    });
  }

  async revise(act: Act, id: string, seen: number, input: ReviseStatement): Promise<StatementView> {
    return inTransaction(this.source, act, async (tx) => {
      const found = isId(id) ? await tx.manager.findOneBy(Statement, { id }) : null;
      if (!found) throw new NotFound('statement');
      const claim = await lockClaim(tx, found.claimId);
      const statement = await tx.manager.findOneByOrFail(Statement, { id });
      requireVersion(statement, seen);
      const { correction, ...given } = input;
      const revision = await planStatementRevision(tx, claim, statement, given);
      if (Object.keys(revision.changes).length > 0) await revision.make({ correction });
      return view(tx, claim.id, id);
    });
  }
}

/** What is to change of a statement whose claim the caller has locked; nothing is saved before `make`. */
export async function planStatementRevision(tx: Tx, claim: Claim, statement: Statement, given: StatementInput): Promise<Revision> {
  const { id } = statement;
  const { chain, ...rest } = given;
  const was = { ...fieldsOf(statement), chain: await chainOf(tx, id) };
  const fields = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<Fields>;
  const becomes = { ...was, ...fields, chain: chain ? chain.map(wholeHop) : was.chain };
  const changes = changesBetween(was, becomes);
  const check = async (): Promise<void> => {
    checkStatement(becomes, becomes.chain, '');
    notInFuture(tx, becomes.day, '');
    await keepComplete(tx, claim, id, becomes);
  };
  return {
    was,
    changes,
    check,
    make: async (explained) => {
      obeyRevision(tx, claim, explained);
      await check();
      await tx.manager.update(Statement, { id }, { ...columns(becomes), version: statement.version + 1 });
      if (changes.chain) await replaceChain(tx, id, becomes.chain);
      await stepRevised(tx, claim, { act: 'revise_statement', subject: { kind: 'statement', id }, changes }, explained);
    },
  };
}

async function view(tx: Tx, claimId: string, id: string): Promise<StatementView> {
  const record = await loadRecord(tx.manager, claimId, tx.act.roles);
  return record.statements.find((statement) => statement.id === id)!;
}

/** Adds to a claim that the caller has locked. @returns the new statement's id */
export async function addStatement(tx: Tx, claim: Claim, input: StatementInput): Promise<string> {
  if (claim.status === 'withdrawn') throw new RuleBroken('withdrawn', 'A withdrawn claim stays as it was.');
  // What is on a public page cannot be taken back, so it is whole from the start.
  const whole = isComplete({ speakerId: input.speakerId ?? null, day: input.day ?? null, chain: (input.chain ?? []).map((hop) => ({ kind: hop.kind, sourceId: hop.sourceId ?? null })) });
  if (claim.status !== 'draft' && !whole) throw new RuleBroken('statement_incomplete', 'A statement of a public claim needs a speaker, a day and an attribution chain that ends in a source.');
  const id = await insertStatement(tx, claim, input, '');
  await stepClaim(tx, claim, { act: 'add_statement', changesCase: true, subjects: [{ kind: 'statement', id }] });
  return id;
}

/** @returns the new statement's id; the caller tells the ledger with its own act */
export async function insertStatement(tx: Tx, claim: Pick<Claim, 'id'>, input: StatementInput, path: string): Promise<string> {
  const { chain, ...rest } = input;
  const fields: Fields = { ...EMPTY, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
  const hops = (chain ?? []).map(wholeHop);
  checkStatement(fields, hops, path);
  notInFuture(tx, fields.day, path);
  const id = newId();
  await tx.manager.insert(Statement, { id, claimId: claim.id, ...columns(fields), recordedAt: tx.at, recordedById: tx.act.accountId!, version: 1 });
  await replaceChain(tx, id, hops);
  return id;
}

function wholeHop(hop: HopInput): Required<HopInput> {
  return { kind: hop.kind, speakerId: hop.speakerId, occasion: hop.occasion ?? null, day: hop.day ?? null, form: hop.form, sourceId: hop.sourceId ?? null, note: hop.note ?? null };
}

function checkStatement(fields: Fields, chain: Chain, path: string): void {
  const errors = chainErrors(chain.map((hop) => ({ kind: hop.kind, speakerId: hop.speakerId, day: hop.day ?? null, sourceId: hop.sourceId ?? null })), fields.speakerId, `${path}chain`);
  if (fields.quote === null && fields.paraphrase === null) errors.unshift({ field: `${path}quote`, message: 'give the words as a quote, as a paraphrase, or both' });
  if (errors.length > 0) throw new InvalidInput(errors);
}

function notInFuture(tx: Tx, day: string | null, path: string): void {
  if (day !== null && bounds(day).first > dayOf(tx.at)) throw new InvalidInput([{ field: `${path}day`, message: 'a statement has been made; this day is in the future' }]);
}

/** A public claim keeps at least one statement that is complete, also after this one has changed. */
async function keepComplete(tx: Tx, claim: Claim, id: string, becomes: Fields & { chain: Chain }): Promise<void> {
  if (claim.status === 'draft' || claim.status === 'declined') return;
  if (isComplete({ ...becomes, chain: becomes.chain.map((hop) => ({ kind: hop.kind, sourceId: hop.sourceId ?? null })) })) return;
  for (const other of await tx.manager.findBy(Statement, { claimId: claim.id })) {
    if (other.id !== id && isComplete({ speakerId: other.speakerId, day: other.saidDay, chain: (await chainOf(tx, other.id)) })) return;
  }
  throw new RuleBroken('statement_incomplete', 'A public claim keeps one statement with a speaker, a day and an attribution chain that ends in a source.');
}

function fieldsOf(statement: Statement): Fields {
  const { speakerId, place, occasion, audience, quote, paraphrase, language, wasSaid, note } = statement;
  return { speakerId, day: statement.saidDay && fromColumns(statement.saidDay, statement.saidPrecision!), place, occasion, audience, quote, paraphrase, language, wasSaid, note };
}

function columns(fields: Fields): Partial<Statement> {
  const { day, speakerId, place, occasion, audience, quote, paraphrase, language, wasSaid, note } = fields;
  const said = day === null ? null : toColumns(day);
  return { speakerId, place, occasion, audience, quote, paraphrase, language, wasSaid, note, saidDay: said?.day ?? null, saidPrecision: said?.precision ?? null };
}

async function chainOf(tx: Tx, statementId: string): Promise<Chain> {
  const hops = await tx.manager.find(AttributionHop, { where: { statementId }, order: { position: 'ASC' } });
  return hops.map((hop) => ({
    kind: hop.kind, speakerId: hop.speakerId, occasion: hop.occasion, day: hop.hopDay && fromColumns(hop.hopDay, hop.hopPrecision!), form: hop.form, sourceId: hop.sourceId, note: hop.note,
  }));
}

async function replaceChain(tx: Tx, statementId: string, chain: Chain): Promise<void> {
  await tx.manager.delete(AttributionHop, { statementId });
  if (chain.length === 0) return;
  await tx.manager.insert(
    AttributionHop,
    chain.map((hop, index) => {
      const day = hop.day ? toColumns(hop.day) : null;
      return {
        id: newId(), statementId, position: index + 1, kind: hop.kind, speakerId: hop.speakerId, occasion: hop.occasion, form: hop.form, sourceId: hop.sourceId, note: hop.note,
        hopDay: day?.day ?? null, hopPrecision: day?.precision ?? null,
      };
    }),
  );
}
