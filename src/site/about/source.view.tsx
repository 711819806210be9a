/** A document: what it is, what it is evidence for, and which statements we know through it. */
import type { VNode } from 'preact';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import type { Form, HopKind, Stance, Weight } from '../../claims/claim.words.js';
import type { SourceRef } from '../../record/claim-record.dto.js';
import { StandingLine } from '../../shared/html/badge.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { ErrorSummary, type ShownError } from '../../shared/html/form.js';
import { fill, type Language, useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { OutLink, tongue, written } from '../../shared/html/words.js';
import { evidenceAnchor } from '../claim/evidence.view.js';
import { DESK_LANGUAGE, Pager } from './about-parts.view.js';

export interface SourceEvidence {
  id: string;
  claim: ClaimSummary;
  stance: Stance;
  weight: Weight;
  /** Of what is evidenced. */
  day: string;
  summary: string;
  excerpt: string | null;
  withdrawn: { at: string; reason: string } | null;
}

interface Name {
  name: string;
  slug: string;
}

export interface CarriedStatement {
  id: string;
  claim: ClaimSummary;
  statementId: string;
  kind: HopKind;
  form: Form;
  day: string | null;
  /** Who relayed or published it in this document. */
  by: Name;
  speaker: Name | null;
}

export interface SourcePageProps {
  frame: Frame;
  source: SourceRef;
  /** Which list is paged; the statements alone are a page of their own. */
  asked: 'evidence' | 'carried';
  evidence: { items: readonly SourceEvidence[]; total: number; claims: number };
  carried: { items: readonly CarriedStatement[]; total: number };
  nextCursor: string | null;
  first: boolean;
  errors: readonly ShownError[];
}

export function SourcePage(props: SourcePageProps): VNode {
  const { frame, source, asked, first, errors } = props;
  const { say, at, words: { about, common } } = frame.language;
  const path = `/sources/${source.slug}`;
  return (
    <Page {...frame} section="site" path={path} title={source.title} description={say(about.sourceDescription, { title: source.title, publisher: source.publisher })} indexed={first && asked === 'evidence'}>
      <div class="wrap">
        <ErrorSummary errors={errors} title={about.wrongTitle} />
        <div class="page-head">
          <p class="kicker">{asked === 'carried' ? <a href={at(path)}>{about.source}</a> : about.source}</p>
          <h1 class="source-title" {...tongue(source.language)}>{source.title}</h1>
          <p class="muted"><bdi>{source.publisher}</bdi>{source.publishedDay && <>{common.comma}<Day day={source.publishedDay} /></>}</p>
        </div>
        {asked === 'carried' ? <CarriedSection {...props} /> : (
          <div class="columns">
            <div>
              {props.evidence.total > 0 || !first ? <><EvidenceSection {...props} /><CarriedSection {...props} /></> : <><CarriedSection {...props} /><EvidenceSection {...props} /></>}
            </div>
            <div><Facts source={source} /></div>
          </div>
        )}
      </div>
    </Page>
  );
}

function Facts({ source }: { source: SourceRef }): VNode {
  const spoken = useLanguage();
  const { listed, count, words: { about, common } } = spoken;
  const { publisher, authors, kind, publishedDay, language, url, archivedUrl, note } = source;
  return (
    <section class="section facts" aria-label={about.source}>
      <dl>
        <dt>{about.publisher}</dt><dd dir="auto">{publisher}</dd>
        {authors.length > 0 && <><dt>{count(about.authors, authors.length)}</dt><dd dir="auto">{listed(authors)}</dd></>}
        <dt>{about.kindOfSource}</dt><dd>{common.sourceKind[kind]}</dd>
        <dt>{about.published}</dt><dd>{publishedDay ? <Day day={publishedDay} /> : about.publishedUnknown}</dd>
        <dt>{about.language}</dt><dd>{languageName(language, spoken)}</dd>
        <dt>{about.address}</dt><dd class="address">{url ? <OutLink href={url}>{shortened(url)}</OutLink> : common.noAddress}</dd>
        <dt>{about.archived}</dt><dd class="address">{archivedUrl ? <OutLink href={archivedUrl}>{shortened(archivedUrl)}</OutLink> : about.archivedNone}</dd>
        {note && <><dt>{about.howRead}</dt><dd {...written(DESK_LANGUAGE)}>{note}</dd></>}
      </dl>
    </section>
  );
}

/** "Russian" of "ru"; the code itself where nobody has a name for it. */
function languageName(code: string, { locale }: Language): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Without what every address begins with, and cut where it would fill the page; the link has it whole. */
function shortened(address: string): string {
  const bare = address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
  return bare.length > 90 ? `${bare.slice(0, 88)}…` : bare;
}

function EvidenceSection({ source, evidence, nextCursor, first }: SourcePageProps): VNode {
  const { count, words: { about, common } } = useLanguage();
  return (
    <section class="section" id="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{about.evidenceFor}</h2>
      {evidence.items.length === 0 ? <p>{about.evidenceNone}</p> : <p class="section-lead">{count(about.evidenceCount, evidence.total, { claims: count(common.claimCount, evidence.claims) })}</p>}
      <ol class="entries">{evidence.items.map((item) => <Evidence key={item.id} item={item} language={source.language} />)}</ol>
      <Pager path={`/sources/${source.slug}`} nextCursor={nextCursor} first={first} older={about.evidenceOlder} newest={about.evidenceNewest} />
    </section>
  );
}

/** @param language of the source, in which it is quoted */
function Evidence({ item, language }: { item: SourceEvidence; language: string }): VNode {
  const { at, words: { about, common } } = useLanguage();
  const { claim, withdrawn } = item;
  return (
    <li class={`entry source-use${withdrawn ? ' timeline-withdrawn' : item.weight === 'decisive' ? ' timeline-decisive' : ''}`}>
      <p class="timeline-head">
        <Day day={item.day} />
        <span class={`timeline-stance stance-${item.stance}`}>{common.stance[item.stance]}</span>
        <span class="timeline-weight">{common.weight[item.weight]}</span>
      </p>
      <h3 class="claim-title" {...tongue(claim.language)}><a href={at(`/claims/${claim.slug}#${evidenceAnchor(item.id)}`)}>{claim.title}</a></h3>
      <ClaimLine claim={claim} />
      <p class="timeline-summary" {...written(claim.language)}>{item.summary}</p>
      {item.excerpt && <blockquote class="excerpt" {...tongue(language)}>“{item.excerpt}”</blockquote>}
      {withdrawn && <p class="withdrawn-why">{fill(about.evidenceWithdrawn, { day: <RecordedDay at={withdrawn.at} />, reason: <span {...written(claim.language)}>{withdrawn.reason}</span> })}</p>}
    </li>
  );
}

/** Who said it when, and where it stands. */
function ClaimLine({ claim }: { claim: ClaimSummary }): VNode {
  const { words: { common } } = useLanguage();
  const { speaker, saidOn } = claim;
  return (
    <>
      <p class="claim-who">{speaker && <>{speaker.name}{speaker.role && `, ${speaker.role}`}</>}{speaker && saidOn && common.comma}{saidOn && <Day day={saidOn} />}</p>
      <StandingLine standing={claim.standing} colour={claim.rating?.colour} />
    </>
  );
}

function CarriedSection({ source, asked, carried, nextCursor, first }: SourcePageProps): VNode | null {
  const { at, count, words: { about } } = useLanguage();
  const path = `/sources/${source.slug}`;
  if (carried.total === 0 && asked === 'evidence') return null;
  return (
    <section class="section" id="statements" aria-labelledby="statements-title">
      <h2 id="statements-title">{about.carried}</h2>
      {carried.total > 0 && <p class="section-lead">{count(about.carriedLead, carried.total)}</p>}
      <ol class="entries">{carried.items.map((item) => <Carried key={item.id} item={item} />)}</ol>
      {asked === 'carried'
        ? <Pager path={`${path}?kind=statements`} nextCursor={nextCursor} first={first} older={about.carriedOlder} newest={about.carriedNewest} />
        : carried.total > carried.items.length && <p class="more"><a href={at(`${path}?kind=statements`)}>{count(about.carriedAll, carried.total)}<span class="visually-hidden">: {about.carried}</span></a></p>}
    </section>
  );
}

function Carried({ item }: { item: CarriedStatement }): VNode {
  const { at, words: { about, common, claim: words } } = useLanguage();
  const { claim, day, by, speaker } = item;
  const person = (name: Name | null) => (name ? <a href={at(`/speakers/${name.slug}`)} dir="auto">{name.name}</a> : common.somebody);
  return (
    <li class="entry source-use">
      <p class="timeline-head">{day && <Day day={day} />}<span>{fill(about.carriedBy[item.kind], { speaker: person(speaker), by: person(by) })}</span><span class="timeline-weight">{words.form[item.kind][item.form]}</span></p>
      <h3 class="claim-title" {...tongue(claim.language)}><a href={at(`/claims/${claim.slug}#statement-${item.statementId}`)}>{claim.title}</a></h3>
      <StandingLine standing={claim.standing} colour={claim.rating?.colour} />
    </li>
  );
}
