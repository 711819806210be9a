/** Lists of claims: the page with its filters, and the list itself, which other pages show too. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimSummary } from '../claims/claim.dto.js';
import type { ScaleView } from '../scales/scale.dto.js';
import { described, ErrorSummary, FieldError, type ShownError } from '../shared/html/form.js';
import { type Frame, Page } from '../shared/html/page.js';
import { ClaimList } from './lists/claim-list.view.js';
import type { SpeakerView } from '../speakers/speaker.dto.js';
import type { TopicView } from '../topics/topic.dto.js';
import { language } from '../shared/html/language.js';
import { type FilterName, type FilterValues, listAddress } from './filters.words.js';

const { kind: KIND_WORDS, standing: STANDING_WORDS } = language('en').words.common;

export interface ClaimsPageProps {
  frame: Frame;
  items: readonly ClaimSummary[];
  nextCursor: string | null;
  values: FilterValues;
  errors: readonly ShownError[];
  scales: readonly ScaleView[];
  topics: readonly TopicView[];
  /** The one that the speaker field names, or those it may mean. */
  speakers: readonly SpeakerView[];
}

export function ClaimsPage(props: ClaimsPageProps): VNode {
  const { frame, items, nextCursor, values, errors } = props;
  const filtered = Object.keys(values).length > 0;
  return (
    <Page {...frame} section="site" path="/claims" title="Claims" description="Public statements and where each stands: kept or broken, true or false, or still open." indexed={!filtered && errors.length === 0}>
      <div class="wrap">
        <ErrorSummary errors={errors} />
        <div class="page-head"><h1>Claims</h1></div>
        <div class="columns columns-filters">
          <FilterForm {...props} />
          <section id="results" aria-labelledby="results-title">
            <h2 id="results-title" class="visually-hidden">{filtered ? 'What was found' : 'All claims, newest first'}</h2>
            <Chips {...props} />
            {items.length > 0 ? <ClaimList items={items} /> : errors.length > 0 ? <p>Nothing is shown until what you asked for is mended. <a href="/claims">See all claims, newest first</a></p> : <NothingFound {...props} />}
            {nextCursor && <p class="more"><a href={listAddress(values, { cursor: nextCursor })} rel="next">Older claims</a></p>}
          </section>
        </div>
      </div>
    </Page>
  );
}

function FilterForm({ values, errors, scales, topics, speakers }: ClaimsPageProps): VNode {
  const speakerName = speakers.length === 1 ? speakers[0]!.name : values.speaker;
  // The links above the results tell which filters are on; the fold opens by itself only for what needs mending.
  const mend = errors.some((error) => error.field !== 'text' && error.field !== 'results');
  return (
    <form class="filters" action="/claims" role="search" aria-label="Search and filter the claims">
      <div class="filters-words">
        <Field name="text" label="Words" errors={errors}>
          <input id="text" name="text" type="search" maxLength={300} value={values.text} {...described('text', errors)} />
        </Field>
        <button type="submit">Search</button>
      </div>
      <details class="filters-more" open={mend}>
        <summary>Filter by standing, rating, speaker, topic, date</summary>
        <div>
          <Field name="standing" label="Where it stands" errors={errors}>
            <Choice name="standing" values={values} errors={errors} any="Any standing" options={Object.entries(STANDING_WORDS)} />
          </Field>
          <Field name="rating" label="Rating" errors={errors}>
            <select id="rating" name="rating" {...described('rating', errors)}>
              <option value="">Any rating</option>
              {scales.filter((scale) => scale.current).map((scale) => (
                <optgroup key={scale.id} label={scale.name}>
                  {scale.ratings.map((rating) => <option key={rating.id} value={rating.key} selected={values.rating === rating.key}>{rating.label}</option>)}
                </optgroup>
              ))}
            </select>
          </Field>
          <Field name="speaker" label="Speaker" errors={errors}>
            <input id="speaker" name="speaker" type="text" maxLength={300} autoComplete="off" value={speakerName} {...described('speaker', errors)} />
            {speakers.length > 1 && (
              <ul class="plain-list small">{speakers.map((speaker) => <li key={speaker.id}><a href={listAddress({ ...values, speaker: speaker.slug })}>{speaker.name}</a></li>)}</ul>
            )}
          </Field>
          <Field name="topic" label="Topic" errors={errors}>
            <Choice name="topic" values={values} errors={errors} any="Any topic" options={topics.map((topic) => [topic.slug, topic.name])} />
          </Field>
          <Field name="kind" label="Kind" errors={errors}>
            <Choice name="kind" values={values} errors={errors} any="Any kind" options={Object.entries(KIND_WORDS)} />
          </Field>
          <div class="pair">
            <Field name="saidFrom" label="Said from" errors={errors}><DayInput name="saidFrom" values={values} errors={errors} /></Field>
            <Field name="saidUntil" label="Said until" errors={errors}><DayInput name="saidUntil" values={values} errors={errors} /></Field>
          </div>
          <div class="form-actions">
            <button type="submit">Show claims</button>
            {Object.keys(values).length > 0 && <a class="small" href="/claims">Clear all</a>}
          </div>
        </div>
      </details>
    </form>
  );
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

function Choice({ name, values, errors, any, options }: InputProps & { any: string; options: readonly (readonly [value: string, words: string])[] }): VNode {
  return (
    <select id={name} name={name} {...described(name, errors)}>
      <option value="">{any}</option>
      {options.map(([value, words]) => <option key={value} value={value} selected={values[name] === value}>{words}</option>)}
    </select>
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
function Chips(props: ClaimsPageProps): VNode | null {
  const { values, errors } = props;
  const names = (Object.keys(values) as FilterName[]).filter((name) => !errors.some((error) => error.field === name));
  if (names.length === 0) return null;
  return (
    <ul class="chips">
      {names.map((name) => {
        const { [name]: _removed, ...others } = values;
        return <li key={name}><a href={listAddress(others)}><span class="visually-hidden">Remove: </span>{wordsOf(name, props)} <span aria-hidden="true">×</span></a></li>;
      })}
    </ul>
  );
}

function wordsOf(name: FilterName, { values, scales, topics, speakers }: ClaimsPageProps): string {
  const value = values[name]!;
  switch (name) {
    case 'text': return `“${value}”`;
    case 'standing': return STANDING_WORDS[value as keyof typeof STANDING_WORDS] ?? value;
    case 'rating': return scales.flatMap((scale) => scale.ratings).find((rating) => rating.key === value)?.label ?? value;
    case 'kind': return KIND_WORDS[value as keyof typeof KIND_WORDS] ?? value;
    case 'speaker': return speakers[0]?.name ?? value;
    case 'topic': return topics.find((topic) => topic.slug === value)?.name ?? value;
    case 'saidFrom': return `said from ${value}`;
    case 'saidUntil': return `said until ${value}`;
  }
}

function NothingFound({ values }: ClaimsPageProps): VNode {
  const names = Object.keys(values);
  if (names.length === 0) return <p>There are no claims on record yet.</p>;
  return (
    <div class="prose">
      <p><strong>No claim on record matches this.</strong></p>
      <ul class="bullets">
        {names.length > 1 && <li>Take away one of the filters above.</li>}
        {values.text && <li>Try fewer or other words: all of them must appear in the claim. <a href={listAddress({ text: values.text.split(/\s+/).join(' OR ') })}>Find claims with any of these words</a></li>}
        <li><a href="/claims">See all claims, newest first</a></li>
      </ul>
    </div>
  );
}
