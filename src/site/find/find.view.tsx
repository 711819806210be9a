/** The page where claims are found: one field for words, filters with their counts, what was found. With script it answers as one types; without, it is a plain form. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import type { ScaleView } from '../../scales/scale.dto.js';
import { BadgeSymbol, toneOf } from '../../shared/html/badge.js';
import { described, ErrorSummary, FieldError, type ShownError } from '../../shared/html/form.js';
import { fill, inWords, type Language, useLanguage } from '../../shared/html/language.js';
import { type Frame, Page } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import type { SpeakerView } from '../../speakers/speaker.dto.js';
import type { TopicView } from '../../topics/topic.dto.js';
import { ClaimList } from '../lists/claim-list.view.js';
import type { Count, Facet, Found, Names } from './find.query.js';
import { type FilterName, type FilterValues, listAddress, READERS_STANDINGS, without } from './filters.words.js';
import { excerpt, type Piece, pieces } from './marks.rules.js';

export interface FindPageProps {
  frame: Frame;
  values: FilterValues;
  errors: readonly ShownError[];
  scales: readonly ScaleView[];
  /** The one that the speaker field names, or those it may mean. */
  speakers: readonly SpeakerView[];
  /** Where it names none: whom it may be meant for. */
  speakersLike: Names['speakers'];
  topic: TopicView | null;
  /** Not the first page of the list. */
  further: boolean;
  /** Null until what is wrong is mended. */
  found: Found | null;
}

export function FindPage(props: FindPageProps): VNode {
  const { frame, values, errors } = props;
  const { find } = frame.language.words;
  return (
    <Page {...frame} section="site" path="/claims" title={values.text ? `${values.text} · ${find.title}` : find.title} description={find.description}
      indexed={Object.keys(values).length === 0 && errors.length === 0} scripts={['htmx.js', 'find.js']} head={<meta name="htmx-config" content={HTMX} />}>
      <Finding {...props} />
    </Page>
  );
}

/** htmx brings a style sheet of its own for waiting, which nothing here uses. */
const HTMX = JSON.stringify({ includeIndicatorCSS: false, defaultTimeout: 10_000 });

function Finding(props: FindPageProps): VNode {
  const { values, errors, found } = props;
  const language = useLanguage();
  const { find, common } = language.words;
  return (
    <div class="wrap">
      <ErrorSummary errors={errors} title={common.problemTitle} />
      <div class="page-head"><h1>{find.title}</h1></div>
      <div class="columns columns-filters">
        <FilterForm {...props} />
        <div class="found">
          {/* Stands beside what changes, not in it: a region that is itself replaced is not read out. */}
          <p id="found-count" class="found-count" role="status">{found && foundWords(found.counts.total, props.further && found.items.length > 0, language)}</p>
          <section id="results" aria-labelledby="results-title">
            <h2 id="results-title" class="visually-hidden">{Object.keys(values).length > 0 ? find.results : find.allResults}</h2>
            {found ? <Results {...props} found={found} /> : <><Chips {...props} /><p>{find.mendFirst} <a href={language.at('/claims')}>{find.all}</a></p></>}
          </section>
        </div>
      </div>
    </div>
  );
}

const countWords = ({ n, least }: Count, { count, say, number, words: { find } }: Language): string => (least ? say(find.foundAtLeast, { n: number(n) }) : count(find.found, n));

const foundWords = (total: Count, further: boolean, language: Language): string =>
  further ? language.say(language.words.find.further, { found: countWords(total, language) }) : countWords(total, language);

const shortCount = ({ n, least }: Count, { say, number, words: { find } }: Language): string => (least ? say(find.atLeast, { n: number(n) }) : number(n));

function Results({ found, ...props }: Omit<FindPageProps, 'found'> & { found: Found }): VNode {
  const { values } = props;
  const { at, words: { find } } = useLanguage();
  const { items, nextCursor, marks, passages, bestOnly } = found;
  return (
    <>
      {props.further && <p class="small"><a href={at(listAddress(values))}>{find.beginning}</a></p>}
      {items.length > 1 && <Sorts values={values} />}
      <Chips {...props} />
      {found.guessed && <Guessed values={values} meant={found.meant} />}
      {found.some && <p class="guessed">{find.some}</p>}
      {items.length > 0
        ? <ClaimList items={items} titleOf={(item) => <Marked pieces={pieces(item.title, marks)} />} noteOf={(item) => <Passage item={item} found={{ marks, passages }} />} />
        : <NothingFound {...props} found={found} />}
      {nextCursor && <p class="more"><a href={at(listAddress(values, { cursor: nextCursor }))} rel="next">{find.more}</a></p>}
      {bestOnly && !nextCursor && <p class="small muted">{find.rankedOnly} <a href={at(listAddress({ ...values, sort: 'said' }))}>{find.sort.said}</a></p>}
    </>
  );
}

function Marked({ pieces: parts }: { pieces: readonly Piece[] }): VNode {
  return <>{parts.map(({ text, marked }, place) => (marked ? <mark key={place}>{text}</mark> : text))}</>;
}

/** Where the words stand, when the title does not hold them. */
function Passage({ item, found: { marks, passages } }: { item: ClaimSummary; found: Pick<Found, 'marks' | 'passages'> }): VNode | null {
  const { words: { find } } = useLanguage();
  const passage = passages.get(item.id);
  if (!passage) return null;
  const words = <Marked pieces={excerpt(passage.text, marks)} />;
  return passage.place === 'said'
    ? <p class="claim-passage" {...tongue(passage.language)}>{words}</p>
    : <p class="claim-passage claim-beside"><span class="claim-where">{find.where[passage.place]}</span> <span lang={passage.language} dir="auto">{words}</span></p>;
}

function Sorts({ values }: { values: FilterValues }): VNode {
  const { at, words: { find } } = useLanguage();
  const sorts = (['relevance', 'said', 'logged', 'rated'] as const).filter((sort) => sort !== 'relevance' || values.text);
  const usual = values.text ? 'relevance' : 'logged';
  const current = values.sort ?? usual;
  return (
    <nav class="sorts" aria-label={find.sortedBy}>
      <span aria-hidden="true">{find.sortedBy}</span>
      <ul>
        {sorts.map((sort) => (
          <li key={sort}><a href={at(listAddress(sort === usual ? without(values, 'sort') : { ...values, sort }))} aria-current={sort === current ? 'true' : undefined}>{find.sort[sort]}</a></li>
        ))}
      </ul>
    </nav>
  );
}

function Guessed({ values, meant }: { values: FilterValues; meant: string | null }): VNode {
  const { at, words: { find } } = useLanguage();
  return (
    <p class="guessed">
      {fill(meant === null ? find.begun : find.meant, { typed: values.text!, meant: meant !== null && <a href={at(listAddress({ ...values, text: meant }))}><strong>{meant}</strong></a> })}
    </p>
  );
}

function FilterForm(props: FindPageProps): VNode {
  const { values, errors, speakers, speakersLike, found } = props;
  const { at, words: { find } } = useLanguage();
  const others = speakers.length > 1 ? speakers : speakersLike;
  // On a small screen too, who chose a filter finds the next where the first was.
  const open = Object.keys(values).some((name) => name !== 'text' && name !== 'sort');
  const wrong = (name: FilterName): boolean => errors.some((error) => error.field === name);
  const facets = (['standing', 'rating', 'kind', 'topic'] as const).filter((facet) => values[facet] && !wrong(facet));
  const speaker = speakers.length === 1 ? speakers[0] : undefined;
  return (
    <form
      id="find" class="filters" action={at('/claims')} role="search" aria-label={find.form}
      hx-get={at('/claims')} hx-trigger="input changed delay:250ms from:#text" hx-sync="this:replace"
      hx-target="#results" hx-select="#results" hx-swap="outerHTML" hx-select-oob="#facets:outerHTML,#found-count:innerHTML,#languages:outerHTML" hx-replace-url="true"
      data-failed={find.failed}
    >
      <div class="filters-words">
        <Field name="text" label={find.words} errors={errors}>
          <input
            id="text" name="text" type="search" maxLength={300} value={values.text} autoComplete="off" autoCapitalize="none" spellcheck={false} enterkeyhint="search" {...described('text', errors)}
          />
        </Field>
        <button type="submit">{find.search}</button>
      </div>
      {facets.map((facet) => <input key={facet} type="hidden" name={facet} value={values[facet]} />)}
      {speaker && <input type="hidden" name="speaker" value={speaker.slug} />}
      {values.sort && <input type="hidden" name="sort" value={values.sort} />}
      <details class="filters-more" open={open}>
        <summary>{find.filters}</summary>
        <div>
          <div id="facets" class="facets">
            <FacetLinks facet="standing" label={find.standing} {...props} />
            <FacetLinks facet="rating" label={find.rating} {...props} />
            <FacetLinks facet="speaker" label={find.speaker} {...props} />
            <FacetLinks facet="topic" label={find.topic} {...props} />
            <FacetLinks facet="kind" label={find.kind} {...props} />
          </div>
          {!speaker && (
            <Field name="speaker" label={found && found.counts.facets.speaker.length > 0 ? find.anotherSpeaker : find.speaker} errors={errors}>
              <input id="speaker" name="speaker" type="text" maxLength={300} autoComplete="off" list="speakers" value={values.speaker} {...described('speaker', errors)} />
              <datalist id="speakers">{found?.counts.facets.speaker.map(({ value, name }) => <option key={value} value={name!} />)}</datalist>
              {others.length > 0 && (
                <div class="small">
                  {speakers.length === 0 && <p>{find.speakersLike}</p>}
                  <ul class="plain-list">{others.map((each) => <li key={each.slug}><a href={at(listAddress({ ...values, speaker: each.slug }))}>{each.name}</a></li>)}</ul>
                </div>
              )}
            </Field>
          )}
          <div class="pair">
            <Field name="saidFrom" label={find.saidFrom} errors={errors}><DayInput name="saidFrom" values={values} errors={errors} /></Field>
            <Field name="saidUntil" label={find.saidUntil} errors={errors}><DayInput name="saidUntil" values={values} errors={errors} /></Field>
          </div>
          <div class="form-actions">
            <button type="submit">{find.show}</button>
            {Object.keys(values).length > 0 && <a class="small" href={at('/claims')}>{find.clear}</a>}
          </div>
        </div>
      </details>
    </form>
  );
}

interface FacetOption {
  value: string;
  label: ComponentChildren;
  /** Unknown for a value that was not met among as many claims as are counted. */
  count: Count | undefined;
}

/** A filter's values as links, each with the number of claims it would leave; the one in use takes the filter away. */
function FacetLinks({ facet, label, ...props }: FindPageProps & { facet: Facet; label: string }): VNode | null {
  const { values, errors, found } = props;
  const language = useLanguage();
  const wrong = errors.some((error) => error.field === facet);
  const options = found ? optionsOf(facet, { ...props, found }, language) : [];
  // The typed speaker has a field of its own, which tells what is wrong with it.
  if (options.length === 0 && (!wrong || facet === 'speaker')) return null;
  const own = facet === 'speaker' ? `${facet}-values` : facet;
  const chosen = (value: string): boolean => value === (facet === 'speaker' ? (props.speakers[0]?.slug ?? '') : facet === 'topic' ? (props.topic?.slug ?? '') : values[facet]);
  return (
    <div class="facet" id={own} role="group" tabIndex={wrong ? -1 : undefined} aria-labelledby={`${own}-title`} aria-describedby={wrong ? described(facet, errors)['aria-describedby'] : undefined}>
      <h2 id={`${own}-title`}>{label}</h2>
      {facet !== 'speaker' && <FieldError field={facet} errors={errors} />}
      <ul>
        {options.map(({ value, label: words, count }) => (
          <li key={value}>
            <a href={language.at(listAddress(chosen(value) ? without(values, facet) : { ...values, [facet]: value }))} aria-current={chosen(value) ? 'true' : undefined} rel="nofollow">
              <span class="facet-value">{words}</span>{count && <span class="facet-count">{shortCount(count, language)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In the order that the desk or a claim's life gives them; speakers and topics by how many claims they have. */
function optionsOf(facet: Facet, { values, scales, speakers, topic, found: { counts } }: FindPageProps & { found: Found }, { words: { common } }: Language): FacetOption[] {
  const counted = counts.facets[facet];
  const partial = counts.partial.includes(facet);
  const met = (value: string): Count | undefined => counted.find((each) => each.value === value);
  const shown = (value: string): boolean => partial || met(value) !== undefined || values[facet] === value;
  const none = (value: string): Count | undefined => met(value) ?? (partial ? undefined : { n: 0, least: false });
  switch (facet) {
    case 'standing':
      return READERS_STANDINGS.filter(shown).map((value) => ({ value, label: common.standing[value], count: none(value) }));
    case 'kind':
      return (Object.keys(common.kind) as (keyof typeof common.kind)[]).filter(shown).map((value) => ({ value, label: common.kind[value], count: none(value) }));
    case 'rating': {
      const ratings = new Map([...scales].sort((a, b) => Number(a.current) - Number(b.current)).flatMap((scale) => scale.ratings.map((rating) => [rating.key, rating])));
      return [...ratings.values()].filter(({ key }) => shown(key)).map(({ key, label, colour }) => ({
        value: key, label: <span class={`facet-rating tone-${toneOf('rated', colour).replace('_', '-')}`}><BadgeSymbol tone={toneOf('rated', colour)} /> <span>{inWords(common.ratings, label)}</span></span>, count: none(key),
      }));
    }
    default: {
      const own = facet === 'speaker' ? (speakers.length === 1 ? speakers[0] : undefined) : topic;
      const options = counted.map(({ value, name, n, least }) => ({ value, label: name!, count: { n, least } }));
      return own && !met(own.slug) ? [{ value: own.slug, label: own.name, count: none(own.slug) }, ...options] : options;
    }
  }
}

interface InputProps {
  name: FilterName;
  values: FilterValues;
  errors: readonly ShownError[];
}

function Field({ name, label, errors, children }: { name: FilterName; label: string; errors: readonly ShownError[]; children: ComponentChildren }): VNode {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <FieldError field={name} errors={errors} />
      {children}
    </div>
  );
}

/** A plain text field when what was typed is no full day, because a date field would swallow it. */
function DayInput({ name, values, errors }: InputProps): VNode {
  const value = values[name];
  const whole = value === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !errors.some((error) => error.field === name));
  const shared = { id: name, name, value, ...described(name, errors) };
  return whole ? <input type="date" {...shared} /> : <input type="text" {...shared} />;
}

/** What the list is narrowed to, each a link that takes it away. */
function Chips(props: FindPageProps | Omit<FindPageProps, 'found'>): VNode | null {
  const { values, errors } = props;
  const language = useLanguage();
  // The words stand in their field, where they are changed or cleared.
  const names = (Object.keys(values) as FilterName[]).filter((name) => name !== 'text' && name !== 'sort' && !errors.some((error) => error.field === name));
  if (names.length === 0) return null;
  return (
    <ul class="chips">
      {names.map((name) => (
        <li key={name}>
          <a href={language.at(listAddress(without(values, name)))}>
            <span class="visually-hidden">{language.words.find.remove} </span><bdi>{chipWords(name, props, language)}</bdi> <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function chipWords(name: FilterName, { values, scales, topic, speakers }: Omit<FindPageProps, 'found'>, { words: { common, find }, say, day }: Language): string {
  const value = values[name]!;
  switch (name) {
    case 'standing': return common.standing[value as keyof typeof common.standing] ?? value;
    case 'rating': return inWords(common.ratings, scales.flatMap((scale) => scale.ratings).find((rating) => rating.key === value)?.label ?? value);
    case 'kind': return common.kind[value as keyof typeof common.kind] ?? value;
    case 'speaker': return speakers[0]?.name ?? value;
    case 'topic': return topic?.name ?? value;
    case 'saidFrom': return say(find.chips.saidFrom, { value: day(value) });
    case 'saidUntil': return say(find.chips.saidUntil, { value: day(value) });
    case 'text': case 'sort': return value;
  }
}

/** The way on from an empty list: less narrow, each with what it would give, and what comes near. */
function NothingFound({ values, found }: Pick<FindPageProps, 'values'> & { found: Found }): VNode {
  const language = useLanguage();
  const { at, words: { find } } = language;
  if (Object.keys(without(values, 'sort')).length === 0) return <p>{find.noneYet}</p>;
  return (
    <>
      <div class="prose">
        <p><strong>{find.none}</strong></p>
        <ul class="bullets">
          {found.without.map(({ field, count }) => (
            <li key={field}><a href={at(listAddress(field === 'said' ? without(values, 'saidFrom', 'saidUntil') : without(values, field as FilterName)))}>{find.without[field]}</a> ({shortCount(count, language)})</li>
          ))}
          <li><a href={at('/claims')}>{find.all}</a></li>
        </ul>
      </div>
      <NamesLike names={found.names} />
      {found.near.length > 0 && (
        <section class="near" aria-labelledby="near-title">
          <h3 id="near-title">{find.near}</h3>
          <ClaimList items={found.near} level={4} />
        </section>
      )}
    </>
  );
}

/** Who and what may have been meant by its name. */
function NamesLike({ names: { speakers, topics } }: { names: Names }): VNode | null {
  const { at, words: { find } } = useLanguage();
  if (speakers.length + topics.length === 0) return null;
  return (
    <section class="near" aria-labelledby="names-title">
      <h3 id="names-title">{find.names}</h3>
      <ul class="bullets">
        {speakers.map(({ slug, name }) => <li key={slug}><a href={at(`/speakers/${slug}`)}><bdi>{name}</bdi></a></li>)}
        {topics.map(({ slug, name }) => <li key={slug}><a href={at(`/topics/${slug}`)}><bdi>{name}</bdi></a></li>)}
      </ul>
    </section>
  );
}
