/** Logs claims as drafts and revises their wording, kind, resolution and topics. */
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { obeyRevision, type Revision, stepRevised } from '../corrections/correction.act.js';
import { changesBetween } from '../corrections/correction.rules.js';
import { append } from '../ledger/ledger.js';
import { currentScale } from '../scales/scales.query.js';
import { Scale } from '../scales/scale.entity.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { fromColumns, toColumns } from '../shared/day.js';
import { type FieldError, InvalidInput, RuleBroken } from '../shared/errors.js';
import { newCode, newId } from '../shared/ids.js';
import { requireVersion } from '../shared/versions.js';
import { insertStatement } from '../statements/statements.service.js';
import { Topic } from '../topics/topic.entity.js';
import { lockClaim, stepClaim } from './claim.act.js';
import type { ClaimChanges, LogClaim, ResolutionInput, ReviseClaim } from './claim.dto.js';
import { Claim } from './claim.entity.js';
import { ClaimTopic } from './claim-topic.entity.js';
import { DEFAULT_SCALE } from './claim.words.js';
import { loadRecord } from '../record/claim-records.service.js';
import type { ClaimRecord } from '../record/claim-record.dto.js';
import { Resolution } from './resolution.entity.js';

@Injectable()
export class ClaimsService {
  constructor(private readonly source: DataSource) {}

  async log(act: Act, input: LogClaim): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => loadRecord(tx.manager, await insertClaim(tx, input), act.roles));
  }

  async revise(act: Act, ref: string, seen: number, input: ReviseClaim): Promise<ClaimRecord> {
    return inTransaction(this.source, act, async (tx) => {
      const claim = await lockClaim(tx, ref);
      requireVersion(claim, seen);
      const { correction, topicIds, editorInChargeId, ...content } = withoutUndefined(input);
      const revision = await planClaimRevision(tx, claim, content);
      const isRewritten = Object.keys(revision.changes).length > 0;
      if (!isRewritten && claim.status === 'withdrawn' && (topicIds || editorInChargeId)) throw new RuleBroken('withdrawn', 'A withdrawn claim stays as it was.');
      if (isRewritten) obeyRevision(tx, claim, { correction });
      if (topicIds) await saveTopics(tx, claim.id, topicIds);
      if (editorInChargeId) await knownEditor(tx, editorInChargeId);
      const change = editorInChargeId ? { editorInChargeId } : {};
      if (isRewritten) await revision.make({ correction }, change);
      else if (topicIds || editorInChargeId) await stepClaim(tx, claim, { act: 'revise_claim', reason: correction?.explanation ?? null, change });
      return loadRecord(tx.manager, claim.id, act.roles);
    });
  }
}

/** What is to change of a claim that the caller has locked; nothing is saved before `make`. */
export async function planClaimRevision(tx: Tx, claim: Claim, given: ClaimChanges): Promise<Revision> {
  const { resolution, ...content } = withoutUndefined(given);
  const { title, wording, kind, language, background, scaleId } = claim;
  const was = { title, wording, kind, language, background, scaleId, resolution: await resolutionOf(tx, claim.id) };
  const becomes = { ...was, ...content, ...(resolution === undefined ? {} : { resolution: resolution && wholeResolution(resolution) }) };
  const changes = changesBetween(was, becomes);
  const check = async (approved?: boolean): Promise<void> => {
    if (changes.resolution && becomes.resolution) checkResolution(becomes.resolution);
    if (changes.scaleId && claim.status === 'rated' && !approved) throw new RuleBroken('reopen_first', 'The verdict in force is of this scale. Reopen the claim, then choose another.', [{ field: 'scaleId', message: 'cannot change while the claim is rated' }]);
    if (changes.scaleId) await knownScale(tx, becomes.scaleId);
    if (claim.status !== 'draft' && claim.status !== 'declined' && becomes.kind !== 'factual' && !becomes.resolution) {
      throw new RuleBroken('resolution_missing', 'Only a factual claim goes without a resolution once it is public.');
    }
  };
  return {
    was,
    changes,
    check,
    make: async (explained, change = {}) => {
      obeyRevision(tx, claim, explained);
      await check(explained.approval !== undefined);
      if (changes.resolution) await saveResolution(tx, claim.id, becomes.resolution);
      const { resolution: _stored, ...columns } = becomes;
      await stepRevised(tx, claim, { act: 'revise_claim', subject: { kind: 'claim', id: claim.id }, changes, change: { ...columns, ...change } }, explained);
    },
  };
}

/** @returns the new draft's id */
export async function insertClaim(tx: Tx, input: LogClaim): Promise<string> {
  const id = newId();
  if (input.resolution) checkResolution(wholeResolution(input.resolution));
  if (input.scaleId) await knownScale(tx, input.scaleId);
  await tx.manager.insert(Claim, {
    id,
    code: newCode(),
    title: input.title ?? shortened(input.wording),
    wording: input.wording,
    kind: input.kind,
    language: input.language ?? 'en',
    background: input.background ?? null,
    scaleId: input.scaleId ?? (await currentScale(tx.manager, DEFAULT_SCALE[input.kind])),
    status: 'draft',
    statusAt: tx.at,
    loggedById: tx.act.accountId!,
    loggedAt: tx.at,
    editorInChargeId: tx.act.accountId!,
    version: 1,
    caseVersion: 1,
    shownAt: tx.at,
    shownVersion: 1,
    imported: tx.act.via === 'import',
  });
  if (input.resolution) await saveResolution(tx, id, wholeResolution(input.resolution));
  if (input.topicIds) await saveTopics(tx, id, input.topicIds);
  const statements: string[] = [];
  for (const [index, statement] of (input.statements ?? []).entries()) statements.push(await insertStatement(tx, { id }, statement, `statements[${index}].`));
  await append(tx, { act: 'log', stream: { kind: 'claim', id, version: 1 }, subjects: [{ kind: 'claim', id }, ...statements.map((statement) => ({ kind: 'statement' as const, id: statement }))] });
  return id;
}

type WholeResolution = Omit<Required<ResolutionInput>, 'due'> & { due: { kind: Resolution['dueKind']; day: string | null; event: string | null } };

function wholeResolution(input: ResolutionInput): WholeResolution {
  return {
    wouldConfirm: input.wouldConfirm,
    wouldRefute: input.wouldRefute,
    wouldVoid: input.wouldVoid ?? null,
    due: { kind: input.due.kind, day: input.due.day ?? null, event: input.due.event ?? null },
    note: input.note ?? null,
  };
}

function checkResolution({ due }: WholeResolution): void {
  const errors: FieldError[] = [];
  const at = (field: string, message: string) => errors.push({ field: `resolution.due.${field}`, message });
  if (due.kind === 'day' && due.day === null) at('day', 'is needed when the claim is due on a day');
  if (due.kind !== 'day' && due.day !== null) at('day', `does not go with due kind ${due.kind}; leave it out`);
  if (due.kind === 'event' && due.event === null) at('event', 'is needed when an event settles the claim');
  if (due.kind !== 'event' && due.event !== null) at('event', `does not go with due kind ${due.kind}; leave it out`);
  if (errors.length > 0) throw new InvalidInput(errors);
}

async function resolutionOf(tx: Tx, claimId: string): Promise<WholeResolution | null> {
  const found = await tx.manager.findOneBy(Resolution, { claimId });
  if (!found) return null;
  const { wouldConfirm, wouldRefute, wouldVoid, note } = found;
  return { wouldConfirm, wouldRefute, wouldVoid, due: { kind: found.dueKind, day: found.dueDay && fromColumns(found.dueDay, found.duePrecision!), event: found.dueEvent }, note };
}

async function saveResolution(tx: Tx, claimId: string, resolution: WholeResolution | null): Promise<void> {
  if (!resolution) {
    await tx.manager.delete(Resolution, { claimId });
    return;
  }
  const { due, ...words } = resolution;
  const day = due.day === null ? null : toColumns(due.day);
  await tx.manager.upsert(Resolution, { claimId, ...words, dueKind: due.kind, dueDay: day?.day ?? null, duePrecision: day?.precision ?? null, dueEvent: due.event }, ['claimId']);
}

async function saveTopics(tx: Tx, claimId: string, topicIds: readonly string[]): Promise<void> {
  const known = await tx.manager.countBy(Topic, { id: In([...topicIds]) });
  if (known < topicIds.length) throw new InvalidInput([{ field: 'topicIds', message: 'names a topic that is not on record' }]);
  await tx.manager.delete(ClaimTopic, { claimId });
  if (topicIds.length > 0) await tx.manager.insert(ClaimTopic, topicIds.map((topicId) => ({ claimId, topicId })));
}

async function knownScale(tx: Tx, scaleId: string): Promise<void> {
  if (!(await tx.manager.existsBy(Scale, { id: scaleId }))) throw new InvalidInput([{ field: 'scaleId', message: 'is not a scale on record' }]);
}

async function knownEditor(tx: Tx, accountId: string): Promise<void> {
  const account = await tx.manager.findOneBy(Account, { id: accountId });
  if (!account || account.suspendedAt || !account.roles.includes('editor')) throw new InvalidInput([{ field: 'editorInChargeId', message: 'must be an editor of this desk' }]);
}

function shortened(wording: string): string {
  const characters = [...wording];
  if (characters.length <= 120) return wording;
  return `${characters.slice(0, 119).join('').replace(/\s+\S*$/, '')}…`;
}

function withoutUndefined<T extends object>(input: T): T {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as T;
}
