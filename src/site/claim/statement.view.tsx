/** How we know that it was said: each statement with its words and the hops by which they came to us. */
import { type ComponentChildren, Fragment, type VNode } from 'preact';
import type { ClaimRecord, HopView, SourceRef, SpeakerRef, StatementView } from '../../record/claim-record.dto.js';
import { Day } from '../../shared/html/day.js';
import { fill, useLanguage } from '../../shared/html/language.js';
import { OutLink, tongue, written } from '../../shared/html/words.js';
import { mainStatement } from './claim.words.js';

export function StatementSection({ record }: { record: ClaimRecord }): VNode {
  const { words: { claim } } = useLanguage();
  const said = mainStatement(record);
  return (
    <section class="section" id="said" aria-labelledby="said-title">
      <h2 id="said-title">{claim.saidTitle}</h2>
      <p class="section-lead">{claim.saidLead}</p>
      {said && <Statement statement={said} language={record.language} />}
    </section>
  );
}

/** The other occasions on which the same claim was made. */
export function OthersSection({ record }: { record: ClaimRecord }): VNode | null {
  const { words: { claim } } = useLanguage();
  const said = mainStatement(record);
  const others = record.statements.filter((statement) => statement !== said);
  if (others.length === 0) return null;
  return (
    <section class="section" id="others" aria-labelledby="others-title">
      <h2 id="others-title">{claim.others}</h2>
      <p class="section-lead">{claim.othersLead}</p>
      {others.map((statement) => <Statement key={statement.id} statement={statement} language={record.language} />)}
    </section>
  );
}

function Statement({ statement, language }: { statement: StatementView; language: string }): VNode {
  const { say, words: { claim, common } } = useLanguage();
  const { speaker, day, place, occasion, audience, quote, paraphrase, wasSaid, note, chain } = statement;
  const circumstances = [place, occasion].filter((part) => part !== null);
  const heading = { day: day && <Day day={day} />, speaker: speaker?.name };
  return (
    <article class="statement" id={`statement-${statement.id}`}>
      <h3>{fill(day && speaker ? claim.saidHeading : day ? claim.saidOn : speaker ? claim.saidBy : claim.saidPlain, heading)}</h3>
      {(circumstances.length > 0 || audience) && <p class="small muted">{[...circumstances, audience && say(claim.toAudience, { audience })].filter(Boolean).join(' · ')}</p>}
      {quote && (
        <blockquote class="quote">
          <span class="quote-kind">{claim.inTheseWords}</span>
          <span {...tongue(statement.language)}>{say(common.quote, { words: quote })}</span>
        </blockquote>
      )}
      {paraphrase && (
        <blockquote class="quote">
          <span class="quote-kind">{claim.inSubstance}</span>
          <span {...tongue(language)}>{paraphrase}</span>
        </blockquote>
      )}
      <p class={`was-said was-said-${wasSaid}`}><strong>{claim.wasSaid[wasSaid]}</strong>{note && <> <span {...written(language)}>{note}</span></>}</p>
      <ol class="chain">
        {chain.map((hop, index) => <Hop key={index} hop={hop} language={language} />)}
      </ol>
    </article>
  );
}

function Hop({ hop, language }: { hop: HopView; language: string }): VNode {
  const { words: { claim, common } } = useLanguage();
  return (
    <li>
      <span class="hop-kind">{claim.hop[hop.kind]}</span> <Speaker speaker={hop.speaker} />{' '}
      <span class="hop-rest">
        {hop.occasion && <>{hop.occasion}{common.comma}</>}
        {hop.day && <><Day day={hop.day} />{common.comma}</>}
        <span class={`hop-form hop-form-${hop.form}`}>{claim.form[hop.kind][hop.form]}</span>
      </span>
      {hop.source && <span class="hop-rest"><SourceLine source={hop.source} /></span>}
      {hop.note && <span class="hop-rest" {...written(language)}>{hop.note}</span>}
      {hop.source && <SourceNote source={hop.source} language={language} />}
    </li>
  );
}

/** With the role held on the day in question. */
export function Speaker({ speaker }: { speaker: SpeakerRef }): VNode {
  const { at, words } = useLanguage();
  return (
    <>
      <a class="name" href={at(`/speakers/${speaker.slug}`)}><bdi>{speaker.name}</bdi></a>
      {speaker.role && <>{words.common.comma}<bdi>{speaker.role}</bdi></>}
    </>
  );
}

/** Who published what, when; with the archived copy. */
export function SourceLine({ source }: { source: SourceRef }): VNode {
  const { words: { common } } = useLanguage();
  return (
    <>
      {source.authors.map((author) => <Fragment key={author}><bdi>{author}</bdi>{common.comma}</Fragment>)}
      <OutLink href={source.url} lang={source.language}>{source.title}</OutLink>{common.comma}<bdi>{source.publisher}</bdi>
      {source.kind !== 'article' && <> ({common.sourceKind[source.kind]})</>}
      {source.publishedDay && <>{common.comma}<Day day={source.publishedDay} /></>}
      {source.archivedUrl && <>{common.comma}<OutLink href={source.archivedUrl}>{common.archivedCopy}</OutLink></>}
      {source.url === null && <>{common.comma}{common.noAddress}</>}
    </>
  );
}

/** How the source was read and found, and what else it is evidence for: for those who check, out of the way of those who read. */
export function SourceNote({ source, language, children }: { source: SourceRef; language: string; children?: ComponentChildren }): VNode {
  const { at, words: { claim } } = useLanguage();
  return (
    <details class="source-more">
      <summary>{claim.aboutSource}</summary>
      {children}
      {source.note && <p {...written(language)}>{source.note}</p>}
      <p><a href={at(`/sources/${source.slug}`)}>{claim.addressLabel}<span class="visually-hidden">: {source.title}</span></a></p>
    </details>
  );
}
