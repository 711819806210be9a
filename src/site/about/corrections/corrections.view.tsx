/** Everything that was corrected, and verdicts that gave way to others: what readers otherwise hunt for. */
import type { VNode } from 'preact';
import type { ClaimSummary } from '../../../claims/claim.dto.js';
import { CORRECTION_KINDS, type CorrectionKind } from '../../../claims/claim.words.js';
import { Badge, toneOf } from '../../../shared/html/badge.js';
import { Day, RecordedDay } from '../../../shared/html/day.js';
import { ErrorSummary, type ShownError } from '../../../shared/html/form.js';
import { fill, inWords, useLanguage } from '../../../shared/html/language.js';
import { type Frame, Page } from '../../../shared/html/page.js';
import { tongue, written } from '../../../shared/html/words.js';
import { Changes } from '../../claim/change.view.js';
import { gist } from '../../claim/claim.words.js';
import { FeedHead, FeedLinks, Pager } from '../about-parts.view.js';
import type { ChangedVerdict, PublishedCorrection } from './corrections.query.js';
import { changesOf } from '../../claim/correction.words.js';
import { together } from './corrections.words.js';

interface ListProps {
  frame: Frame;
  nextCursor: string | null;
  first: boolean;
  errors: readonly ShownError[];
}

export interface CorrectionsPageProps extends ListProps {
  items: readonly PublishedCorrection[];
  /** Shown alone. */
  kind: CorrectionKind | undefined;
  counts: Partial<Record<CorrectionKind, number>>;
}

/** The value of `kind` that asks for verdicts that changed. */
export const CHANGED = 'verdict';

export function CorrectionsPage({ frame, items, nextCursor, kind, counts, first, errors }: CorrectionsPageProps): VNode {
  const { at, words: { about: { corrections: words }, about, common } } = frame.language;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const notHere = fill(words.notHere, { changed: <a href={at(`/corrections?kind=${CHANGED}`)}>{words.changed}</a> });
  return (
    <Page {...frame} section="site" path="/corrections" title={common.corrections} description={words.description} indexed={first && !kind && errors.length === 0} head={<FeedHead base="/feeds" title={frame.siteName} />}>
      <div class="wrap">
        <ErrorSummary errors={errors} title={about.wrongTitle} />
        <div class="page-head">
          <h1>{common.corrections}</h1>
          <p>{words.lead} <a href={at('/method#corrections')}>{words.policy}</a></p>
          <p class="small muted">{notHere}</p>
        </div>
        <div class="columns">
          <section aria-label={kind ? common.correction[kind] : words.all}>
            <Filter counts={counts} all={all} chosen={kind ?? ''} />
            {items.length > 0 ? (
              <ol class="entries">{together(items).map((group) => <CorrectionEntry key={group[0].correction.id} group={group} />)}</ol>
            ) : <p>{!first ? words.nothingOlder : kind ? words.noneOfKind : words.none}</p>}
            <Pager path={kind ? `/corrections?kind=${kind}` : '/corrections'} nextCursor={nextCursor} first={first} older={words.older} newest={words.newest} />
          </section>
          <Aside title={about.follow} />
        </div>
      </div>
    </Page>
  );
}

export function ChangedPage({ frame, items, nextCursor, counts, first, errors }: ListProps & { items: readonly ChangedVerdict[]; counts: CorrectionsPageProps['counts'] }): VNode {
  const { at, words: { about: { corrections: words }, about, common } } = frame.language;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Page {...frame} section="site" path="/corrections" title={words.changed} description={words.changedLead} indexed={false} head={<FeedHead base="/feeds" title={frame.siteName} />}>
      <div class="wrap">
        <ErrorSummary errors={errors} title={about.wrongTitle} />
        <div class="page-head">
          <p class="kicker"><a href={at('/corrections')}>{common.corrections}</a></p>
          <h1>{words.changed}</h1>
          <p>{words.changedLead} <a href={at('/method#corrections')}>{words.policy}</a></p>
        </div>
        <div class="columns">
          <section aria-label={words.changed}>
            <Filter counts={counts} all={all} chosen={CHANGED} />
            {items.length > 0 ? <ol class="entries">{items.map((item) => <Changed key={item.id} item={item} />)}</ol> : <p>{first ? words.noneChanged : words.nothingOlder}</p>}
            <Pager path={`/corrections?kind=${CHANGED}`} nextCursor={nextCursor} first={first} older={words.olderChanged} newest={words.newest} />
          </section>
          <Aside title={about.follow} />
        </div>
      </div>
    </Page>
  );
}

function Aside({ title }: { title: string }): VNode {
  return (
    <section class="section" aria-labelledby="follow-title">
      <h2 id="follow-title">{title}</h2>
      <FeedLinks base="/feeds" />
    </section>
  );
}

function Filter({ counts, all, chosen }: { counts: CorrectionsPageProps['counts']; all: number; chosen: string }): VNode {
  const { at, number, words: { about: { corrections: words }, common } } = useLanguage();
  const choices = [
    { value: '', label: words.all, count: all },
    ...CORRECTION_KINDS.map((kind) => ({ value: kind, label: common.correction[kind], count: counts[kind] ?? 0 })).filter(({ count, value }) => count > 0 || value === chosen),
    { value: CHANGED, label: words.changed, count: null },
  ];
  return (
    <nav class="choices no-print" aria-label={words.filter} id="kind">
      <ul>
        {choices.map(({ value, label, count }) => (
          <li key={value}><a href={at(value ? `/corrections?kind=${value}` : '/corrections')} aria-current={value === chosen ? 'page' : undefined}>{label}{count !== null && <> <span class="tally-count">{number(count)}</span></>}</a></li>
        ))}
      </ul>
    </nav>
  );
}

/** One error mended, on one claim or on several. */
export function CorrectionEntry({ group }: { group: readonly [PublishedCorrection, ...PublishedCorrection[]] }): VNode {
  const spoken = useLanguage();
  const { at, count, say, words: { about: { corrections: words }, common } } = spoken;
  const [{ correction, claim }] = group;
  return (
    <li class="entry correction" id={`correction-${correction.id}`}>
      <p class="entry-when"><RecordedDay at={correction.publishedAt} /> · {say(words.about, { what: words.what[correction.subject] })}</p>
      <h2 class="entry-title">{common.correction[correction.kind]}</h2>
      <p {...written(claim.language)}>{correction.explanation}</p>
      <Changes changes={changesOf(correction, spoken)} />
      <div class="correction-claims">
        {group.length > 1 && <p class="small muted">{count(words.on, group.length)}</p>}
        <ul class="plain-list">{group.map((one) => (
          <li key={one.correction.id}><a class="correction-claim" href={at(`/claims/${one.claim.slug}#correction-${one.correction.id}`)} {...tongue(one.claim.language)}>{one.claim.title}</a> <span class="claim-who"><Who claim={one.claim} /></span></li>
        ))}</ul>
      </div>
    </li>
  );
}

/** "Sergey Lavrov, 21 Jan 2022", and whether the claim was withdrawn since. */
function Who({ claim: { speaker, saidOn, standing } }: { claim: ClaimSummary }): VNode {
  const { words: { common } } = useLanguage();
  return (
    <>
      {speaker?.name}{speaker && saidOn && common.comma}{saidOn && <Day day={saidOn} />}
      {standing.code === 'withdrawn' && <>{speaker || saidOn ? common.comma : ''}<strong>{common.standing.withdrawn}</strong></>}
    </>
  );
}

function Changed({ item }: { item: ChangedVerdict }): VNode {
  const { at, words: { about: { corrections: words }, common } } = useLanguage();
  const { claim, from, to } = item;
  const badge = (rating: ChangedVerdict['from']) => <Badge tone={toneOf('rated', rating.colour)} label={inWords(common.ratings, rating.label)} />;
  return (
    <li class="entry" id={`change-${item.id}`}>
      <p class="entry-when"><RecordedDay at={item.recordedAt} /> · {fill(words.inForce, { day: <Day day={item.since} /> })}</p>
      <p class="changed-to">{fill(words.changedTo, { from: badge(from), to: badge(to) })}</p>
      <h2 class="claim-title" {...tongue(claim.language)}><a href={at(`/claims/${claim.slug}#before`)}>{claim.title}</a></h2>
      <p class="claim-who"><Who claim={claim} /></p>
      <p class="claim-summary" {...written(claim.language)}>{gist(item.summary)}</p>
    </li>
  );
}
