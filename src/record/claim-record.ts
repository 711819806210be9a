/** Makes a claim's record of its snapshots, for one viewer. Pure, and the same for today and for any past day. */
import { sideOf } from '../evidence/evidence.rules.js';
import { bounds, fromColumns, type Precision } from '../shared/day.js';
import { slugOf } from '../shared/ids.js';
import { roleOn, type RoleSpan } from '../speakers/role.rules.js';
import type {
  AccountRef, ClaimRecord, CorrectionView, DissentView, EvidenceView, HopView, NumbersView, ProposalView, QuotedSpeaker, RatingView, ResolutionView, ScaleRef, SourceRef, StatementView, VerdictView,
} from './claim-record.dto.js';
import { wasPublic } from './claim-history.rules.js';
import type { Snapshot } from './claim-record.query.js';
import { standing } from './standing.rules.js';

type Data = Record<string, unknown>;
const str = (data: Data, key: string): string | null => (data[key] ?? null) as string | null;
const must = (data: Data, key: string): string => data[key] as string;
/** PostgreSQL's JSON writes instants as "2022-01-21T18:00:00+00:00"; the wire has "…Z" with milliseconds. */
const instant = (value: unknown): string => new Date(value as string).toISOString();
const maybeInstant = (value: unknown): string | null => (value == null ? null : instant(value));

function dayIn(data: Data, day: string, precision: string): string | null {
  return data[day] == null ? null : fromColumns(data[day] as string, data[precision] as Precision);
}

export interface RecordView {
  /** Whether the viewer belongs to the desk: sees drafts, proposals and who is in charge. */
  desk: boolean;
  /** "YYYY-MM-DD" of the moment shown. */
  today: string;
  asOf: Date | null;
}

/** @returns nothing when there was no claim, or none that this viewer may see */
export function claimRecord(snapshots: readonly Snapshot[], view: RecordView): ClaimRecord | undefined {
  const of = (kind: Snapshot['kind']) => snapshots.filter((snapshot) => snapshot.kind === kind);
  const index = (kind: Snapshot['kind']) => new Map(of(kind).map((snapshot) => [snapshot.id, snapshot.data]));
  const claim = of('claim')[0]?.data;
  if (!claim || (claim.status === 'draft' && !view.desk)) return undefined;

  const speakers = index('speaker');
  const sources = index('source');
  const accounts = index('account');
  const scales = of('scale').map((snapshot) => scaleRef(snapshot.data));
  const ratings = new Map(scales.flatMap((scale) => scale.ratings.map((rating) => [rating.id, { rating, numbers: numbersOf(scale) }])));
  const account = (id: unknown): AccountRef => ({ id: id as string, name: (accounts.get(id as string)?.name as string | undefined) ?? 'Somebody' });

  const speaker = (id: string, on: string | null): QuotedSpeaker => {
    const data = speakers.get(id)!;
    return { id, slug: slugOf(must(data, 'name'), must(data, 'code')), name: must(data, 'name'), kind: must(data, 'kind') as QuotedSpeaker['kind'], role: on ? roleOn(roleSpans(data), on) : null, wikidataId: str(data, 'wikidata_id') };
  };
  const source = (id: string): SourceRef => sourceRef(sources.get(id)!);

  const statements = of('statement')
    .map(({ data }): StatementView => {
      const said = dayIn(data, 'said_day', 'said_precision');
      return {
        id: must(data, 'id'),
        version: data.version as number,
        speaker: data.speaker_id ? speaker(must(data, 'speaker_id'), said) : null,
        day: said,
        place: str(data, 'place'),
        occasion: str(data, 'occasion'),
        audience: str(data, 'audience'),
        quote: str(data, 'quote'),
        paraphrase: str(data, 'paraphrase'),
        language: must(data, 'language'),
        wasSaid: must(data, 'was_said') as StatementView['wasSaid'],
        note: str(data, 'note'),
        recordedAt: instant(data.recorded_at),
        chain: (data.hops as Data[]).map((hop): HopView => {
          const day = dayIn(hop, 'hop_day', 'hop_precision');
          return {
            kind: must(hop, 'kind') as HopView['kind'],
            speaker: speaker(must(hop, 'speaker_id'), day ?? said),
            occasion: str(hop, 'occasion'),
            day,
            form: must(hop, 'form') as HopView['form'],
            source: hop.source_id ? source(must(hop, 'source_id')) : null,
            note: str(hop, 'note'),
          };
        }),
      };
    })
    .sort(byDay);
  const firstSaid = statements.find((statement) => statement.day !== null)?.day ?? null;

  const evidence = of('evidence')
    .map(({ data }) => evidenceView(data, sources.get(must(data, 'source_id'))!, firstSaid))
    .sort(byDay);

  const verdicts = of('verdict').map(({ data }) => ({ data, view: verdictView(data, ratings, account, view.desk) }));
  const approved = verdicts.filter(({ data }) => data.approved_at != null);
  const inForce = approved.find(({ data }) => data.superseded_at == null)?.view ?? null;
  const earlierVerdicts = approved
    .filter(({ data }) => data.superseded_at != null)
    .map(({ view: verdict }) => verdict)
    .sort((a, b) => (a.approvedAt! < b.approvedAt! ? 1 : -1));

  const resolution = claim.resolution ? resolutionView(claim.resolution as Data) : null;
  const status = must(claim, 'status') as ClaimRecord['status'];
  const record: ClaimRecord = {
    id: must(claim, 'id'),
    slug: slugOf(must(claim, 'title'), must(claim, 'code')),
    version: (view.desk ? claim.version : claim.shown_version) as number,
    title: must(claim, 'title'),
    wording: must(claim, 'wording'),
    kind: must(claim, 'kind') as ClaimRecord['kind'],
    language: must(claim, 'language'),
    background: str(claim, 'background'),
    // That a verdict is proposed is not yet the public's business.
    status: status === 'awaiting_approval' && !view.desk ? 'in_review' : status,
    standing: standing({
      status,
      statusReason: str(claim, 'status_reason'),
      declineCode: str(claim, 'decline_code') as ClaimRecord['declineCode'],
      verdict: inForce ? { label: inForce.rating.label, since: inForce.inForceFrom } : null,
      due: resolution?.due.day ?? null,
      today: view.today,
    }),
    statusReason: view.desk || status === 'declined' || status === 'withdrawn' ? str(claim, 'status_reason') : null,
    declineCode: str(claim, 'decline_code') as ClaimRecord['declineCode'],
    searchedWhere: str(claim, 'searched_where'),
    mergedInto: of('merged').map(({ id, data }) => ({ id, slug: slugOf(must(data, 'title'), must(data, 'code')), title: must(data, 'title') }))[0] ?? null,
    loggedAt: instant(claim.logged_at),
    publicAt: maybeInstant(claim.public_at),
    changedAt: instant(claim.shown_at),
    imported: claim.imported as boolean,
    asOf: view.asOf?.toISOString() ?? null,
    scale: scales.find((scale) => scale.id === claim.scale_id)!,
    topics: of('topic')
      .map(({ id, data }) => ({ id, slug: slugOf(must(data, 'name'), must(data, 'code')), name: must(data, 'name') }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    resolution,
    statements,
    evidence,
    verdict: inForce,
    earlierVerdicts,
    corrections: of('correction')
      .map(({ data }) => correctionView(data))
      .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1)),
  };
  if (!view.desk) return record;

  const proposed = verdicts.find(({ data }) => data.approved_at == null && data.returned_at == null);
  const proposal: ProposalView | null = proposed ? { ...proposed.view, caseUnchanged: proposed.data.case_version === claim.case_version } : null;
  return {
    ...record,
    desk: {
      loggedBy: account(claim.logged_by_id),
      editorInCharge: account(claim.editor_in_charge_id),
      reviewer: claim.reviewer_id ? account(claim.reviewer_id) : null,
      caseVersion: claim.case_version as number,
      statusAt: instant(claim.status_at),
      proposal,
      returned: verdicts
        .filter(({ data }) => data.returned_at != null)
        .map(({ data, view: verdict }) => ({ ...verdict, returnedAt: instant(data.returned_at), returnedBy: account(data.returned_by_id), returnReason: must(data, 'return_reason') }))
        .sort((a, b) => (a.proposedAt < b.proposedAt ? 1 : -1)),
    },
  };
}

/** One piece of evidence of its snapshot and its source's; `firstSaid` is the day of the claim's first statement. */
export function evidenceView(data: Data, source: Data, firstSaid: string | null): EvidenceView {
  const day = dayIn(data, 'event_day', 'event_precision')!;
  return {
    id: must(data, 'id'),
    version: data.version as number,
    side: sideOf(day, firstSaid),
    stance: must(data, 'stance') as EvidenceView['stance'],
    weight: must(data, 'weight') as EvidenceView['weight'],
    day,
    summary: must(data, 'summary'),
    excerpt: str(data, 'excerpt'),
    note: str(data, 'note'),
    independence: str(data, 'independence'),
    source: sourceRef(source),
    recordedAt: instant(data.recorded_at),
    withdrawn: data.withdrawn_at ? { at: instant(data.withdrawn_at), reason: must(data, 'withdraw_reason') } : null,
  };
}

function byDay(a: { day: string | null; recordedAt: string; id: string }, b: { day: string | null; recordedAt: string; id: string }): number {
  const first = (day: string | null) => (day === null ? '9999' : bounds(day).first);
  return compare(first(a.day), first(b.day)) || compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function roleSpans(speaker: Data): RoleSpan[] {
  return (speaker.roles as Data[]).map((role) => ({ title: must(role, 'title'), from: dayIn(role, 'from_day', 'from_precision'), until: dayIn(role, 'until_day', 'until_precision') }));
}

function sourceRef(data: Data): SourceRef {
  return {
    id: must(data, 'id'),
    slug: slugOf(must(data, 'title'), must(data, 'code')),
    kind: must(data, 'kind') as SourceRef['kind'],
    title: must(data, 'title'),
    publisher: must(data, 'publisher'),
    authors: data.authors as string[],
    publishedDay: dayIn(data, 'published_day', 'published_precision'),
    language: must(data, 'language'),
    url: str(data, 'url'),
    archivedUrl: str(data, 'archived_url'),
    note: str(data, 'note'),
  };
}

function scaleRef(data: Data): ScaleRef {
  return {
    id: must(data, 'id'),
    key: must(data, 'key'),
    version: data.version as number,
    name: must(data, 'name'),
    ratings: (data.ratings as Data[]).map((rating) => ({
      id: must(rating, 'id'),
      key: must(rating, 'key'),
      label: must(rating, 'label'),
      meaning: must(rating, 'meaning'),
      colour: must(rating, 'colour') as RatingView['colour'],
      conclusive: rating.conclusive as boolean,
      number: (rating.number ?? null) as number | null,
    })),
  };
}

function numbersOf({ ratings }: ScaleRef): NumbersView | null {
  const numbers = ratings.map(({ number }) => number).filter((number) => number !== null);
  return numbers.length > 0 ? { worst: Math.min(...numbers), best: Math.max(...numbers) } : null;
}

function resolutionView(data: Data): ResolutionView {
  return {
    wouldConfirm: must(data, 'would_confirm'),
    wouldRefute: must(data, 'would_refute'),
    wouldVoid: str(data, 'would_void'),
    due: { kind: must(data, 'due_kind') as ResolutionView['due']['kind'], day: dayIn(data, 'due_day', 'due_precision'), event: str(data, 'due_event') },
    note: str(data, 'note'),
  };
}

function verdictView(data: Data, ratings: Map<string, Pick<VerdictView, 'rating' | 'numbers'>>, account: (id: unknown) => AccountRef, desk: boolean): VerdictView {
  return {
    id: must(data, 'id'),
    ...ratings.get(must(data, 'rating_id'))!,
    summary: must(data, 'summary'),
    caveats: data.caveats as string[],
    earlyReason: str(data, 'early_reason'),
    inForceFrom: must(data, 'in_force_from'),
    proposedAt: instant(data.proposed_at),
    proposedBy: account(data.proposed_by_id),
    approvedAt: maybeInstant(data.approved_at),
    approvedBy: data.approved_by_id ? account(data.approved_by_id) : null,
    supersededAt: maybeInstant(data.superseded_at),
    singleReviewer: data.review_policy === 'single',
    imported: data.imported as boolean,
    cited: data.cited as string[],
    // Verdicts from before dissents could be recorded have none.
    dissents: ((data.dissents ?? []) as Data[]).filter((dissent) => desk || wasPublic({ withdrawnAt: str(dissent, 'withdrawn_at') }, str(data, 'approved_at'))).map((dissent) => dissentView(dissent, account)),
  };
}

function dissentView(data: Data, account: (id: unknown) => AccountRef): DissentView {
  return {
    id: must(data, 'id'),
    by: account(data.account_id),
    words: must(data, 'words'),
    recordedAt: instant(data.recorded_at),
    withdrawn: data.withdrawn_at ? { at: instant(data.withdrawn_at), reason: must(data, 'withdraw_reason') } : null,
  };
}

function correctionView(data: Data): CorrectionView {
  return {
    id: must(data, 'id'),
    kind: must(data, 'kind') as CorrectionView['kind'],
    explanation: must(data, 'explanation'),
    subject: must(data, 'subject_kind') as CorrectionView['subject'],
    subjectId: must(data, 'subject_id'),
    changes: Object.entries(data.changes as Record<string, { before: unknown; after: unknown }>).map(([field, { before, after }]) => ({ field, before, after })),
    publishedAt: instant(data.published_at),
  };
}
