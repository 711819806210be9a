/** What an entry of a feed holds for people: HTML that stands alone, so every address in it is whole. */
import type { ComponentChildren, VNode } from 'preact';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { fill, language } from '../../shared/html/language.js';
import { tongue, written } from '../../shared/html/words.js';
import { Changes } from '../claim/change.view.js';
import { shownChanges } from '../claim/claim.words.js';
import type { CorrectionEntry, VerdictEntry } from './feeds.query.js';
import { feedWords } from './feeds.words.js';

interface EntryProps<Entry> {
  publicUrl: string;
  entry: Entry;
}

export function VerdictOfFeed({ publicUrl, entry }: EntryProps<VerdictEntry>): VNode {
  const { claim, superseded, withdrawn } = entry;
  if (withdrawn) return <Framed publicUrl={publicUrl} entry={entry}><Withdrawn publicUrl={publicUrl} withdrawn={withdrawn} text={feedWords.withdrawnText} /></Framed>;
  return (
    <Framed publicUrl={publicUrl} entry={entry}>
      <p><strong>{entry.label}.</strong> {fill(feedWords.inForceFrom, { day: <Day day={entry.inForceFrom} /> })}</p>
      {superseded && <p><strong>{fill(feedWords.superseded, { day: <RecordedDay at={superseded.at.toISOString()} />, rating: superseded.by })}</strong></p>}
      {entry.summary.split(/\n{2,}/).map((paragraph) => <p key={paragraph} {...written(claim.language)}>{paragraph}</p>)}
    </Framed>
  );
}

export function CorrectionOfFeed({ publicUrl, entry }: EntryProps<CorrectionEntry>): VNode {
  return (
    <Framed publicUrl={publicUrl} entry={entry}>
      <p><strong>{feedWords.correction[entry.kind]}.</strong> <span {...written(entry.claim.language)}>{entry.explanation}</span></p>
      <Changes changes={shownChanges(entry.changes, language('en'))} />
      {entry.withdrawn && <Withdrawn publicUrl={publicUrl} withdrawn={entry.withdrawn} text={feedWords.correctionOfWithdrawn} />}
    </Framed>
  );
}

function Framed({ publicUrl, entry: { claim }, children }: { publicUrl: string; entry: VerdictEntry | CorrectionEntry; children?: ComponentChildren }): VNode {
  return (
    <>
      <blockquote><p {...tongue(claim.language)}>{claim.wording}</p></blockquote>
      {claim.speaker && <p>{claim.speaker.name}{claim.speaker.role && `, ${claim.speaker.role}`}{claim.saidOn && <>, <Day day={claim.saidOn} /></>}</p>}
      {children}
      <p><a href={`${publicUrl}/claims/${claim.slug}`}>{feedWords.record}</a></p>
    </>
  );
}

function Withdrawn({ publicUrl, withdrawn: { at, reason, mergedInto }, text }: { publicUrl: string; withdrawn: NonNullable<VerdictEntry['withdrawn']>; text: string }): VNode {
  return (
    <>
      <p><strong>{fill(text, { day: <RecordedDay at={at.toISOString()} />, reason })}</strong></p>
      {mergedInto && <p>{fill(feedWords.mergedInto, { claim: <a href={`${publicUrl}/claims/${mergedInto.slug}`}>{mergedInto.title}</a> })}</p>}
    </>
  );
}
