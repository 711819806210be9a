/** The verdict in full, and the ones before it. */
import type { VNode } from 'preact';
import type { ClaimRecord, EvidenceView, VerdictView } from '../../record/claim-record.dto.js';
import { Badge, toneOf } from '../../shared/html/badge.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { Notice } from '../../shared/html/form.js';
import { Correction } from './change.view.js';
import { gist, WEIGHT_WORDS } from './claim.words.js';
import { evidenceAnchor } from './evidence.view.js';

export function VerdictSection({ record, verdict }: { record: ClaimRecord; verdict: VerdictView }): VNode {
  const { rating } = verdict;
  const cited = verdict.cited.map((id) => record.evidence.find((item) => item.id === id)).filter((item) => item !== undefined);
  return (
    <section class="section" id="verdict" aria-labelledby="verdict-title">
      <h2 id="verdict-title">The verdict</h2>
      {record.standing.code === 'being_reassessed' && (
        <Notice kind="warning" title="This verdict is being reassessed">
          <p>The claim was opened again. The verdict below stays in force until another is approved.</p>
        </Notice>
      )}
      <p class="verdict-meaning">
        <Badge tone={toneOf('rated', rating.colour)} label={rating.label} />
        <span class="muted small">{rating.meaning} <a href={`/method#scale-${record.scale.key}`}>The {record.scale.name} scale</a></span>
      </p>
      <div class="reading">{paragraphs(verdict.summary)}</div>
      {verdict.earlyReason && <p class="verdict-note"><strong>Judged before it was due.</strong> {verdict.earlyReason}</p>}
      {verdict.caveats.length > 0 && (
        <>
          <h3>What this verdict does not say</h3>
          <ul class="bullets">{verdict.caveats.map((caveat) => <li key={caveat}>{caveat}</li>)}</ul>
        </>
      )}
      {cited.length > 0 && (
        <>
          <h3>What it rests on</h3>
          <ol class="cited">{cited.map((item) => <Cited key={item.id} item={item} />)}</ol>
        </>
      )}
      <dl class="verdict-dates">
        <div><dt>In force since</dt><dd><Day day={verdict.inForceFrom} /></dd></div>
        {verdict.approvedAt && <div><dt>Recorded by us</dt><dd><RecordedDay at={verdict.approvedAt} /></dd></div>}
        <div><dt>Proposed by</dt><dd>{verdict.proposedBy.name}</dd></div>
        {verdict.approvedBy && <div><dt>Approved by</dt><dd>{verdict.approvedBy.name}</dd></div>}
      </dl>
      {verdict.singleReviewer && <p class="verdict-note"><strong>Single reviewer.</strong> This desk works with one reviewer: no second person has checked this verdict.</p>}
      {verdict.imported && <p class="verdict-note">This is a sample record: its entries carry the dates of the events, loaded afterwards.</p>}
    </section>
  );
}

function Cited({ item }: { item: EvidenceView }): VNode {
  return (
    <li>
      <Day day={item.day} />
      <span>
        <a href={`#${evidenceAnchor(item.id)}`}>{gist(item.summary, 180)}</a>
        <span class="cited-weight"> {item.source.publisher}, {item.withdrawn ? 'withdrawn since' : WEIGHT_WORDS[item.weight]}</span>
      </span>
    </li>
  );
}

/** What the page said before: earlier verdicts with the words of then, and corrections with before and after. */
export function EarlierSection({ record }: { record: ClaimRecord }): VNode | null {
  const { earlierVerdicts, corrections } = record;
  if (earlierVerdicts.length === 0 && corrections.length === 0) return null;
  return (
    <section class="section" id="before" aria-labelledby="before-title">
      <h2 id="before-title">What this page said before</h2>
      {earlierVerdicts.length > 0 && (
        <ol class="entries">{earlierVerdicts.map((verdict) => <Earlier key={verdict.id} record={record} verdict={verdict} />)}</ol>
      )}
      {corrections.length > 0 && (
        <>
          <h3 id="corrections">Corrections</h3>
          <ol class="entries">{corrections.map((correction) => <Correction key={correction.id} correction={correction} />)}</ol>
        </>
      )}
    </section>
  );
}

function Earlier({ record, verdict }: { record: ClaimRecord; verdict: VerdictView }): VNode {
  return (
    <li class="entry">
      <p class="entry-when">
        Recorded <RecordedDay at={verdict.approvedAt!} />{verdict.supersededAt && <>, replaced <RecordedDay at={verdict.supersededAt} /></>}
      </p>
      <h3><Badge tone={toneOf('rated', verdict.rating.colour)} label={verdict.rating.label} /></h3>
      <p>{verdict.summary}</p>
      <p class="small">
        In force from <Day day={verdict.inForceFrom} />. Proposed by {verdict.proposedBy.name}{verdict.approvedBy && <>, approved by {verdict.approvedBy.name}</>}.{' '}
        <a href={`/claims/${record.slug}?as_of=${encodeURIComponent(verdict.approvedAt!)}`}>The page as it stood then</a>
      </p>
    </li>
  );
}

function paragraphs(text: string): VNode[] {
  return text.split(/\n{2,}/).map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}
