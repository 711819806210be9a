/** How we know that it was said: each statement with its words and the hops by which they came to us. */
import type { VNode } from 'preact';
import type { ClaimRecord, HopView, SourceRef, SpeakerRef, StatementView } from '../../record/claim-record.dto.js';
import { Day } from '../../shared/html/day.js';
import { OutLink, tongue } from '../../shared/html/words.js';
import { FORM_WORDS, HOP_WORDS, SOURCE_KIND_WORDS, WAS_SAID_WORDS } from './claim.words.js';

export function StatementSection({ record }: { record: ClaimRecord }): VNode {
  const several = record.statements.length > 1;
  return (
    <section class="section" id="said" aria-labelledby="said-title">
      <h2 id="said-title">How we know it was said</h2>
      <p class="section-lead">Whether it was said is judged apart from whether it is true.</p>
      {record.statements.map((statement, index) => (
        <Statement key={statement.id} statement={statement} language={record.language} heading={several ? `${index === 0 ? 'First' : 'Also'} said` : null} />
      ))}
    </section>
  );
}

function Statement({ statement, language, heading }: { statement: StatementView; language: string; heading: string | null }): VNode {
  const { speaker, day, place, occasion, audience, quote, paraphrase, wasSaid, note, chain } = statement;
  return (
    <article class="statement" id={`statement-${statement.id}`}>
      <h3 class={heading ? undefined : 'visually-hidden'}>
        {heading ?? 'Said'}{day && <>{heading ? ', ' : ' '}<Day day={day} /></>}{speaker && <>, by {speaker.name}</>}
      </h3>
      {(place || occasion || audience) && <p class="small muted">{[place, occasion, audience && `${place || occasion ? 'to' : 'To'} ${audience}`].filter(Boolean).join(' · ')}</p>}
      {quote && (
        <blockquote class="quote">
          <span class="quote-kind">In these words</span>
          <span {...tongue(statement.language)}>“{quote}”</span>
        </blockquote>
      )}
      {paraphrase && (
        <blockquote class="quote">
          <span class="quote-kind">In substance, not word for word</span>
          <span {...tongue(language)}>{paraphrase}</span>
        </blockquote>
      )}
      <p class="was-said"><strong>{WAS_SAID_WORDS[wasSaid]}</strong>{note && <> {note}</>}</p>
      <ol class="chain">
        {chain.map((hop, index) => <Hop key={index} hop={hop} />)}
      </ol>
    </article>
  );
}

function Hop({ hop }: { hop: HopView }): VNode {
  return (
    <li>
      <span class="hop-kind">{HOP_WORDS[hop.kind]}</span> <Speaker speaker={hop.speaker} />{' '}
      <span class="hop-rest">
        {hop.occasion && <>{hop.occasion}, </>}
        {hop.day && <><Day day={hop.day} />, </>}
        {FORM_WORDS[hop.kind][hop.form]}
      </span>
      {hop.source && <span class="hop-rest"><SourceLine source={hop.source} /></span>}
      {hop.note && <span class="hop-rest">{hop.note}</span>}
      {hop.source && <SourceNote source={hop.source} />}
    </li>
  );
}

/** With the role held on the day in question. */
export function Speaker({ speaker }: { speaker: SpeakerRef }): VNode {
  return (
    <>
      <a class="name" href={`/speakers/${speaker.slug}`}>{speaker.name}</a>
      {speaker.role && <>, {speaker.role}</>}
    </>
  );
}

/** Who published what, when; with the archived copy. */
export function SourceLine({ source }: { source: SourceRef }): VNode {
  const authors = source.authors.length > 0 ? `${source.authors.join(', ')}, ` : '';
  return (
    <>
      {authors}<OutLink href={source.url} lang={source.language}>{source.title}</OutLink>, {source.publisher}
      {source.kind !== 'article' && <> ({SOURCE_KIND_WORDS[source.kind]})</>}
      {source.publishedDay && <>, <Day day={source.publishedDay} /></>}
      {source.archivedUrl && <>, <OutLink href={source.archivedUrl}>archived copy</OutLink></>}
      {source.url === null && <>, no address on the web</>}
    </>
  );
}

/** How the source was read and found: for those who check, out of the way of those who read. */
export function SourceNote({ source }: { source: SourceRef }): VNode | null {
  if (source.note === null) return null;
  return (
    <details class="source-more">
      <summary>About this source</summary>
      <p>{source.note}</p>
    </details>
  );
}
