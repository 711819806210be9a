/** The verdict in full, and the ones before it. */
import type { VNode } from 'preact';
import type { ClaimRecord, DissentView, EvidenceView, VerdictView } from '../../record/claim-record.dto.js';
import type { ReviewPolicy } from '../../shared/act.js';
import { Badge, toneOf } from '../../shared/html/badge.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { Notice } from '../../shared/html/form.js';
import { fill, inWords, useLanguage } from '../../shared/html/language.js';
import { written } from '../../shared/html/words.js';
import { Correction } from './change.view.js';
import { gist } from './claim.words.js';
import { evidenceAnchor } from './evidence.view.js';

export function VerdictSection({ record, reviewPolicy }: { record: ClaimRecord; reviewPolicy: ReviewPolicy }): VNode {
  const { words: { claim } } = useLanguage();
  return (
    <section class="section" id="verdict" aria-labelledby="verdict-title">
      <h2 id="verdict-title">{record.verdict ? claim.verdict : claim.noVerdict}</h2>
      {record.verdict ? <Verdict record={record} verdict={record.verdict} /> : <p>{reviewPolicy === 'single' ? claim.noVerdictSingle : claim.noVerdictText}</p>}
    </section>
  );
}

function Verdict({ record, verdict }: { record: ClaimRecord; verdict: VerdictView }): VNode {
  const { at, say, words: { claim, common } } = useLanguage();
  const { rating } = verdict;
  const cited = verdict.cited.map((id) => record.evidence.find((item) => item.id === id)).filter((item) => item !== undefined);
  return (
    <>
      {record.standing.code === 'being_reassessed' && (
        <Notice kind="warning" title={claim.beingReassessedTitle}>
          <p>{claim.beingReassessedText}</p>
        </Notice>
      )}
      <p class="verdict-meaning">
        <Badge tone={toneOf('rated', rating.colour)} label={inWords(common.ratings, rating.label)} />
        <span class="muted small">{inWords(common.meanings, rating.meaning)} <a href={at(`/method#scale-${record.scale.key}`)}>{say(claim.theScale, { scale: inWords(common.scales, record.scale.name) })}</a></span>
      </p>
      <div class="reading" {...written(record.language)}>{paragraphs(verdict.summary)}</div>
      {verdict.earlyReason && <p class="verdict-note"><strong>{claim.judgedEarly}</strong> <span {...written(record.language)}>{verdict.earlyReason}</span></p>}
      {verdict.caveats.length > 0 && (
        <>
          <h3>{claim.caveats}</h3>
          <ul class="bullets" {...written(record.language)}>{verdict.caveats.map((caveat) => <li key={caveat}>{caveat}</li>)}</ul>
        </>
      )}
      {cited.length > 0 && (
        <>
          <h3>{claim.restsOn}</h3>
          <ol class="cited">{cited.map((item) => <Cited key={item.id} item={item} language={record.language} />)}</ol>
        </>
      )}
      <Dissents verdict={verdict} language={record.language} />
      <dl class="verdict-dates">
        <div><dt>{claim.inForceSince}</dt><dd><Day day={verdict.inForceFrom} /></dd></div>
        {verdict.approvedAt && <div><dt>{claim.recordedByUs}</dt><dd><RecordedDay at={verdict.approvedAt} /></dd></div>}
        <div><dt>{claim.proposedBy}</dt><dd>{verdict.proposedBy.name}</dd></div>
        {verdict.approvedBy && <div><dt>{claim.approvedBy}</dt><dd>{verdict.approvedBy.name}</dd></div>}
      </dl>
      {verdict.singleReviewer && <p class="verdict-note"><strong>{claim.singleReviewer}</strong> {claim.singleReviewerText}</p>}
      {verdict.imported && <p class="verdict-note">{claim.sample}</p>}
    </>
  );
}

/** Who of the reviewers sees it otherwise, and why; what was taken back stays, struck out. */
export function Dissents({ verdict, language, level = 3 }: { verdict: VerdictView; language: string; level?: 3 | 4 }): VNode | null {
  const { words: { claim } } = useLanguage();
  const { dissents, singleReviewer } = verdict;
  if (dissents.length === 0) return null;
  const Heading = `h${level}` as const;
  return (
    <div class="dissents">
      <Heading>{dissents.length === 1 ? claim.dissentOne : claim.dissentMany}</Heading>
      {dissents.map((dissent) => <Dissent key={dissent.id} dissent={dissent} language={language} />)}
      {!singleReviewer && <p class="small muted">{claim.dissentNote}</p>}
    </div>
  );
}

function Dissent({ dissent: { by, words, recordedAt, withdrawn }, language }: { dissent: DissentView; language: string }): VNode {
  const { words: { claim } } = useLanguage();
  return (
    <div class="dissent">
      <div {...written(language)}>{withdrawn ? <p><del>{words}</del></p> : paragraphs(words)}</div>
      <p class="small">{fill(claim.dissentBy, { who: <bdi>{by.name}</bdi>, day: <RecordedDay at={recordedAt} /> })}</p>
      {withdrawn && <p class="withdrawn-why">{fill(claim.dissentWithdrawn, { day: <RecordedDay at={withdrawn.at} />, reason: <span {...written(language)}>{withdrawn.reason}</span> })}</p>}
    </div>
  );
}

function Cited({ item, language }: { item: EvidenceView; language: string }): VNode {
  const { words: { claim, common } } = useLanguage();
  return (
    <li>
      <Day day={item.day} />
      <span>
        <a href={`#${evidenceAnchor(item.id)}`} {...written(language)}>{gist(item.summary, 180)}</a>
        <span class="cited-weight"> {item.source.publisher}, {item.withdrawn ? claim.withdrawnSince : common.weight[item.weight]}</span>
      </span>
    </li>
  );
}

/** What the page said before: earlier verdicts with the words of then, and corrections with before and after. */
export function EarlierSection({ record }: { record: ClaimRecord }): VNode | null {
  const { words: { claim } } = useLanguage();
  const { earlierVerdicts, corrections } = record;
  if (earlierVerdicts.length === 0 && corrections.length === 0) return null;
  return (
    <section class="section" id="before" aria-labelledby="before-title">
      <h2 id="before-title">{claim.before}</h2>
      {earlierVerdicts.length > 0 && (
        <ol class="entries">{earlierVerdicts.map((verdict) => <Earlier key={verdict.id} record={record} verdict={verdict} />)}</ol>
      )}
      {corrections.length > 0 && (
        <>
          <h3 id="corrections">{claim.corrections}</h3>
          <ol class="entries">{corrections.map((correction) => <Correction key={correction.id} correction={correction} language={record.language} />)}</ol>
        </>
      )}
    </section>
  );
}

function Earlier({ record, verdict }: { record: ClaimRecord; verdict: VerdictView }): VNode {
  const { at, words: { claim, common } } = useLanguage();
  const parts = { day: <Day day={verdict.inForceFrom} />, proposer: verdict.proposedBy.name, approver: verdict.approvedBy?.name };
  return (
    <li class="entry">
      <p class="entry-when">
        {fill(verdict.supersededAt ? claim.recordedReplaced : claim.recorded, { day: <RecordedDay at={verdict.approvedAt!} />, replaced: verdict.supersededAt && <RecordedDay at={verdict.supersededAt} /> })}
      </p>
      <h3><Badge tone={toneOf('rated', verdict.rating.colour)} label={inWords(common.ratings, verdict.rating.label)} /></h3>
      <p {...written(record.language)}>{verdict.summary}</p>
      <Dissents verdict={verdict} language={record.language} level={4} />
      <p class="small">
        {fill(verdict.approvedBy ? claim.earlierInForce : claim.earlierSingle, parts)}{' '}
        <a href={at(`/claims/${record.slug}?as_of=${encodeURIComponent(verdict.approvedAt!)}`)}>{claim.pageThen}</a>
      </p>
    </li>
  );
}

function paragraphs(text: string): VNode[] {
  return text.split(/\n{2,}/).map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}
