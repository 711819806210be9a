/** Loads the Geneva corpus through the services, act by act with its own instant, so that every rule is asked; all of it or nothing. */
import type { DataSource, EntityManager } from 'typeorm';
import { LogClaim } from '../../claims/claim.dto.js';
import { ClaimsService } from '../../claims/claims.service.js';
import { Config } from '../../config.js';
import { AddEvidence } from '../../evidence/evidence.dto.js';
import { EvidenceService } from '../../evidence/evidence.service.js';
import { listScales } from '../../scales/scales.query.js';
import type { Act } from '../../shared/act.js';
import { InputPipe } from '../../shared/input.js';
import type { Role } from '../../shared/roles.js';
import { NewSource } from '../../sources/source.dto.js';
import { urlKey } from '../../sources/source.rules.js';
import { SourcesService } from '../../sources/sources.service.js';
import { NewSpeaker } from '../../speakers/speaker.dto.js';
import { SpeakersService } from '../../speakers/speakers.service.js';
import type { StatementInput } from '../../statements/statement.dto.js';
import { NewTopic } from '../../topics/topic.dto.js';
import { TopicsService } from '../../topics/topics.service.js';
import { ActionInput, ProposeVerdict } from '../../workflow/workflow.dto.js';
import { type PlainAction, WorkflowService } from '../../workflow/workflow.service.js';
import { SPEAKERS, statementOf, tiedSources } from './chains.rules.js';
import { type CorpusClaim, type CorpusEvidence, readCorpus } from './corpus.js';
import {
  backgroundOf, consultedOf, evidenceOf, instantOf, type Judging, kindOf, loggedOn, type Moment, recordedOn, resolutionOf, scaleOf, sourcesOf, type Step, stepsOf, TOPICS, topicsOf,
} from './geneva.rules.js';
import { within } from './one-transaction.js';

/** Ids of accounts: the editor logs, adds and submits; of the reviewers one proposes and the other approves, in turns. */
export interface People {
  editor: string;
  reviewers: readonly [string, string];
}

export interface LoadReport {
  claims: number;
  statements: number;
  evidence: number;
  verdicts: number;
  sources: number;
  speakers: number;
}

/** A claim on its way: what later acts on it need of earlier ones. */
interface Under {
  claim: CorpusClaim;
  index: number;
  id: string;
  version: number;
  evidence: Map<string, string>;
  judged: number;
  /** Open again without a verdict since, so that the next one need not reopen. */
  reopened: boolean;
}

interface Planned {
  at: Date;
  run: () => Promise<void>;
}

/** Needs a database without these speakers and topics. The desk's own review policy does not matter: the corpus is judged by two. */
export async function loadGeneva(source: DataSource, people: People): Promise<LoadReport> {
  return source.transaction((manager) => new Loading(manager, people, readCorpus()).run());
}

class Loading {
  private readonly pipe = new InputPipe();
  private readonly claims: ClaimsService;
  private readonly evidence: EvidenceService;
  private readonly workflow: WorkflowService;
  private readonly speakersService: SpeakersService;
  private readonly sourcesService: SourcesService;
  private readonly topicsService: TopicsService;
  private readonly sources: Map<string, NewSource>;
  private readonly sourceIds = new Map<string, string>();
  private readonly speakerIds = new Map<string, string>();
  private readonly topicIds = new Map<string, string>();
  private readonly scaleIds = new Map<string, string>();
  private readonly ratingIds = new Map<string, string>();
  private readonly report: LoadReport = { claims: 0, statements: 0, evidence: 0, verdicts: 0, sources: 0, speakers: 0 };

  constructor(
    private readonly manager: EntityManager,
    private readonly people: People,
    private readonly corpus: readonly CorpusClaim[],
  ) {
    const inside = within(manager);
    this.claims = new ClaimsService(inside);
    this.evidence = new EvidenceService(inside);
    this.workflow = new WorkflowService(inside, new Config());
    this.speakersService = new SpeakersService(inside);
    this.sourcesService = new SourcesService(inside);
    this.topicsService = new TopicsService(inside);
    this.sources = sourcesOf(corpus);
  }

  async run(): Promise<LoadReport> {
    for (const scale of (await listScales(this.manager)).filter(({ current }) => current)) {
      this.scaleIds.set(scale.key, scale.id);
      for (const rating of scale.ratings) this.ratingIds.set(rating.key, rating.id);
    }
    const plan = this.corpus.flatMap((claim, index) => this.plan({ claim, index, id: '', version: 0, evidence: new Map(), judged: 0, reopened: false }));
    // The sort is stable, so acts of one instant keep the order they were planned in.
    plan.sort((a, b) => a.at.getTime() - b.at.getTime());
    await this.addSpeakersAndTopics(plan[0]!.at);
    for (const { run } of plan) await run();
    return this.report;
  }

  private async addSpeakersAndTopics(at: Date): Promise<void> {
    const act = this.act(at, 'editor');
    for (const speaker of SPEAKERS) this.speakerIds.set(speaker.name, (await this.speakersService.create(act, await this.checked(NewSpeaker, speaker))).id);
    for (const [name, description] of Object.entries(TOPICS)) this.topicIds.set(name, (await this.topicsService.create(act, await this.checked(NewTopic, { name, description }))).id);
    this.report.speakers = this.speakerIds.size;
  }

  private plan(under: Under): Planned[] {
    const { claim, index } = under;
    const day = loggedOn(claim);
    const planned = (on: string, moment: Moment, run: (at: Date) => Promise<void>, place = 0): Planned => {
      const at = instantOf(on, moment, index, place);
      return { at, run: () => run(at) };
    };
    const steps = stepsOf(claim);
    return [
      planned(day, 'log', (at) => this.log(under, at)),
      ...(steps.some((step) => step.act === 'decline') ? [] : [planned(day, 'open', (at) => this.perform(under, at, 'editor', 'open', {}))]),
      ...[...Map.groupBy(claim.evidence, (evidence) => recordedOn(claim, evidence))].flatMap(([on, ofDay]) =>
        ofDay.map((evidence, place) => planned(on, 'evidence', (at) => this.addEvidence(under, at, evidence), place)),
      ),
      ...steps.map((step) => planned(step.day, step.act === 'decline' ? 'decline' : 'reopen', () => this.take(under, step))),
    ];
  }

  private async log(under: Under, at: Date): Promise<void> {
    const { claim } = under;
    const tied = tiedSources(claim);
    const statements = [];
    for (const statement of claim.statements) statements.push(await this.statement(statementOf(statement), at));
    for (const consulted of consultedOf(claim, tied)) await this.sourceId(urlKey(consulted.url), at);
    const scale = scaleOf(claim);
    const input = await this.checked(LogClaim, {
      title: claim.short_title,
      wording: claim.claim,
      kind: kindOf(claim),
      language: 'en',
      background: backgroundOf(claim, tied),
      ...(scale ? { scaleId: this.scaleIds.get(scale)! } : {}),
      topicIds: topicsOf(claim).map((topic) => this.topicIds.get(topic)!),
      resolution: resolutionOf(claim),
      statements,
    });
    const record = await this.claims.log(this.act(at, 'editor'), input);
    under.id = record.id;
    under.version = record.version;
    this.report.claims++;
    this.report.statements += record.statements.length;
  }

  private async statement({ speaker, chain, ...fields }: ReturnType<typeof statementOf>, at: Date): Promise<StatementInput> {
    const hops: StatementInput['chain'] = [];
    for (const { speaker: name, source, ...hop } of chain) hops.push({ ...hop, speakerId: this.speakerId(name), sourceId: source === null ? null : await this.sourceId(source, at) });
    return { ...fields, speakerId: this.speakerId(speaker), chain: hops };
  }

  private speakerId(name: string): string {
    const id = this.speakerIds.get(name);
    if (!id) throw new Error(`The Geneva corpus names a speaker who is not folded yet: ${name}.`);
    return id;
  }

  /** A source is put on record with the first act that names it. */
  private async sourceId(key: string, at: Date): Promise<string> {
    const known = this.sourceIds.get(key);
    if (known) return known;
    const { id } = await this.sourcesService.create(this.act(at, 'editor'), await this.checked(NewSource, this.sources.get(key)!));
    this.sourceIds.set(key, id);
    this.report.sources++;
    return id;
  }

  private async addEvidence(under: Under, at: Date, evidence: CorpusEvidence): Promise<void> {
    const sourceId = await this.sourceId(urlKey(evidence.url), at);
    const { id } = await this.evidence.add(this.act(at, 'editor'), under.id, await this.checked(AddEvidence, { sourceId, ...evidenceOf(under.claim, evidence) }));
    under.evidence.set(evidence.evidence_id, id);
    under.version++;
    this.report.evidence++;
  }

  private async take(under: Under, step: Step): Promise<void> {
    const at = (moment: Moment): Date => instantOf(step.day, moment, under.index);
    if (step.act === 'decline') return this.perform(under, at('decline'), this.people.reviewers[under.index % 2]!, 'decline', { declineCode: step.code, reason: step.reason });
    if (step.act === 'reopen') {
      under.reopened = true;
      return this.perform(under, at('reopen'), 'editor', 'reopen', { reason: step.reason });
    }
    if (under.judged > 0 && !under.reopened) await this.perform(under, at('reopen'), 'editor', 'reopen', { reason: step.reopenReason });
    await this.judge(under, step, at);
  }

  private async judge(under: Under, judging: Judging, at: (moment: Moment) => Date): Promise<void> {
    const turn = (under.index + under.judged) % 2;
    await this.perform(under, at('submit'), 'editor', 'submit', {});
    const input = await this.checked(ProposeVerdict, {
      ratingId: this.ratingIds.get(judging.rating)!,
      summary: judging.summary,
      caveats: judging.caveats,
      citedEvidenceIds: judging.cited.map((id) => under.evidence.get(id)!),
      inForceFrom: judging.inForceFrom,
      ...(judging.earlyReason === undefined ? {} : { earlyReason: judging.earlyReason }),
    });
    const proposed = await this.workflow.propose(this.act(at('propose'), this.people.reviewers[turn]!), under.id, under.version, input);
    under.version = proposed.version;
    await this.perform(under, at('approve'), this.people.reviewers[1 - turn]!, 'approve', {});
    under.judged++;
    under.reopened = false;
    this.report.verdicts++;
  }

  /** @param who the word `editor`, or a reviewer's id */
  private async perform(under: Under, at: Date, who: string, action: PlainAction, input: ActionInput): Promise<void> {
    const record = await this.workflow.perform(this.act(at, who), under.id, action, under.version, await this.checked(ActionInput, input));
    under.version = record.version;
  }

  private act(at: Date, who: string): Act {
    const roles: Role[] = who === 'editor' ? ['editor'] : ['reviewer'];
    return { accountId: who === 'editor' ? this.people.editor : who, roles, via: 'import', at };
  }

  /** The corpus comes through the same gate as what people send. */
  private async checked<T extends object>(type: new () => T, input: T): Promise<T> {
    return (await this.pipe.transform({ ...input }, { type: 'body', metatype: type })) as T;
  }
}
