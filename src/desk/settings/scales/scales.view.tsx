/** The scales of the desk with their versions, and the form that makes the next version of one. */
import type { VNode } from 'preact';
import type { ScaleView } from '../../../scales/scale.dto.js';
import { Badge, type Tone } from '../../../shared/html/badge.js';
import { described, ErrorSummary, FieldError, Notice, type ShownError } from '../../../shared/html/form.js';
import { renderPage } from '../../../shared/html/page.js';
import { Carried } from '../../forms/fields.view.js';
import { DeskPage, type Frame } from '../../frame.view.js';
import type { ScaleForm } from './scale.form.js';

export interface ScalesProps {
  frame: Frame;
  scales: readonly ScaleView[];
  claims: ReadonlyMap<string, number>;
  mayWrite: boolean;
  done: boolean;
}

function Scales({ frame, scales, claims, mayWrite, done }: ScalesProps): VNode {
  const current = scales.filter((scale) => scale.current);
  return (
    <DeskPage frame={frame} title="Scales">
      {done && <Notice kind="success"><p>The new version is made. Claims logged from now on are judged on it; claims that have a scale keep theirs.</p></Notice>}
      <header class="page-head">
        <p class="kicker"><a href="/desk/settings">Settings</a></p>
        <h1>Scales</h1>
        <p class="muted">A scale is never changed, because verdicts stand on it: a new version is made beside it.</p>
        {mayWrite ? <p class="desk-links"><a href="/desk/settings/scales/new">Make a scale</a></p> : <p class="muted">Admins make new versions.</p>}
      </header>
      {current.map((scale) => {
        const earlier = scales.filter((other) => other.key === scale.key && !other.current);
        return (
          <section class="section" key={scale.id} id={scale.key} aria-labelledby={`${scale.key}-title`}>
            <h2 id={`${scale.key}-title`}>{scale.name}</h2>
            <p class="section-lead">Version {scale.version}, the present one. {inUse(claims.get(scale.id) ?? 0)}</p>
            <Ratings ratings={scale.ratings} />
            {mayWrite && <p class="desk-links"><a href={`/desk/settings/scales/${scale.key}`}>Make a new version<span class="visually-hidden"> of {scale.name}</span></a></p>}
            {earlier.map((version) => (
              <details key={version.id}>
                <summary>Version {version.version}, “{version.name}”. {inUse(claims.get(version.id) ?? 0)}</summary>
                <Ratings ratings={version.ratings} />
              </details>
            ))}
          </section>
        );
      })}
    </DeskPage>
  );
}

const inUse = (claims: number): string => (claims === 0 ? 'No claim is judged on it.' : claims === 1 ? 'One claim is judged on it.' : `${claims.toLocaleString('en-GB')} claims are judged on it.`);

type ShownRating = Pick<ScaleView['ratings'][number], 'label' | 'meaning' | 'colour' | 'conclusive' | 'number'>;

function Ratings({ ratings }: { ratings: readonly ShownRating[] }): VNode {
  return (
    <ul class="scale-ratings">
      {ratings.map((rating, index) => (
        <li key={index}>
          <Badge tone={rating.colour as Tone} label={rating.label} />
          <span>{rating.meaning}</span>
          <span class="muted small">{rating.conclusive ? 'Conclusive' : 'Not conclusive'}. {rating.number === null ? 'No number in ClaimReview.' : `Number ${rating.number} in ClaimReview.`}</span>
        </li>
      ))}
    </ul>
  );
}

/** What search engines and other machines get of each rating. */
interface ReviewNumbers {
  label: string;
  json: string;
}

export interface ScaleFormProps {
  frame: Frame;
  form: ScaleForm;
  /** The version that the next one is made from; 0 for a scale of a new key. */
  from: number;
  once: string;
  errors: readonly ShownError[];
  preview: { ratings: readonly ShownRating[]; numbers: readonly ReviewNumbers[] } | undefined;
}

const COLOURS: readonly [string, string][] = [['true', 'Green: it holds'], ['mostly_true', 'Light green: mostly'], ['mixed', 'Amber: half'], ['mostly_false', 'Orange: mostly not'], ['false', 'Red: it does not hold'], ['grey', 'Grey: not settled']];

function ScaleFormPage({ frame, form, from, once, errors, preview }: ScaleFormProps): VNode {
  const isNew = from === 0;
  const title = isNew ? 'Make a scale' : `A new version of “${form.name}”`;
  const path = isNew ? '/desk/settings/scales/new' : `/desk/settings/scales/${form.key}`;
  return (
    <DeskPage frame={frame} title={errors.length > 0 ? `Error: ${title}` : title}>
      <ErrorSummary errors={errors} title="The scale is not made yet" />
      <header class="page-head">
        <p class="kicker"><a href="/desk/settings/scales">Scales</a></p>
        <h1>{title}</h1>
        {!isNew && <p class="muted">Made from version {from}. Verdicts given on it stay as they are; claims logged from now on get the new version.</p>}
      </header>
      {preview && <Preview {...preview} />}
      <form class="form scale-form" id="scale" method="post" action={path} noValidate>
        <Carried csrfToken={frame.csrfToken} once={once} version={from} />
        {isNew ? <Text name="key" label="Key" hint="For programs, stays for ever: lower-case letters, digits and _." value={form.key} errors={errors} /> : <input type="hidden" name="key" value={form.key} />}
        <Text name="name" label="Name" value={form.name} errors={errors} />
        {form.lines.map((line, index) => (
          <fieldset class="desk-group scale-line" key={index}>
            <legend>{line.label || `Rating ${index + 1}`}</legend>
            <div class="scale-fields">
              <Text name="rating_label" index={index} label="Label" value={line.label} errors={errors} />
              <Text name="rating_key" index={index} label="Key" value={line.key} errors={errors} />
              <Choice name="rating_colour" index={index} label="Colour and shape" value={line.colour} choices={COLOURS} errors={errors} />
              <Choice name="rating_conclusive" index={index} label="Does it settle the claim?" value={line.conclusive} choices={[['yes', 'Yes, conclusive'], ['no', 'No']]} errors={errors} />
              <Text name="rating_number" index={index} label="Number in ClaimReview (1 to 10, or none)" value={line.number} errors={errors} />
            </div>
            <Text name="rating_meaning" index={index} label="What it means, for readers" value={line.meaning} errors={errors} wide />
            <p class="scale-buttons">
              {index > 0 && <button type="submit" class="button-quiet" name="move_up" value={index}>Move up<span class="visually-hidden"> {line.label || `rating ${index + 1}`}</span></button>}
              {form.lines.length > 2 && <button type="submit" class="button-quiet" name="take_out" value={index}>Take out<span class="visually-hidden"> {line.label || `rating ${index + 1}`}</span></button>}
            </p>
          </fieldset>
        ))}
        <FieldError field="scale-add" errors={errors} />
        {form.lines.length < 20 && <p><button type="submit" class="button-quiet" id="scale-add" name="add_line" value="1">Add a rating</button></p>}
        <FieldError field="scale" errors={errors} />
        <div class="form-actions">
          <button type="submit" class={preview ? 'button-quiet' : undefined} name="preview" value="1">Preview</button>
          {preview && <button type="submit" name="make" value="1">{isNew ? 'Make the scale' : 'Make the new version'}</button>}
        </div>
      </form>
    </DeskPage>
  );
}

function Preview({ ratings, numbers }: NonNullable<ScaleFormProps['preview']>): VNode {
  return (
    <section class="section" id="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">As readers and machines will see it</h2>
      <Ratings ratings={ratings} />
      <h3>In ClaimReview</h3>
      <p class="section-lead">Uncertainty has no number, so that nobody takes it for a middle of the line.</p>
      <dl class="scale-numbers">
        {numbers.map(({ label, json }, index) => <div key={index}><dt>{label}</dt><dd><code>{json}</code></dd></div>)}
      </dl>
    </section>
  );
}

interface FieldProps {
  name: string;
  index?: number;
  label: string;
  hint?: string;
  value: string;
  errors: readonly ShownError[];
}

const idOf = ({ name, index }: FieldProps): string => `scale-${index === undefined ? name : `${name}-${index}`}`;

function Text(props: FieldProps & { wide?: boolean }): VNode {
  const id = idOf(props);
  const hintId = props.hint ? `${id}-hint` : undefined;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.hint && <p class="hint" id={hintId}>{props.hint}</p>}
      <FieldError field={id} errors={props.errors} />
      {props.wide
        ? <textarea id={id} name={props.name} rows={2} {...described(id, props.errors, hintId)}>{props.value}</textarea>
        : <input id={id} name={props.name} autocomplete="off" value={props.value} {...described(id, props.errors, hintId)} />}
    </div>
  );
}

function Choice(props: FieldProps & { choices: readonly (readonly [string, string])[] }): VNode {
  const id = idOf(props);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <FieldError field={id} errors={props.errors} />
      <select id={id} name={props.name} {...described(id, props.errors)}>
        {props.choices.map(([value, words]) => <option key={value} value={value} selected={value === props.value}>{words}</option>)}
      </select>
    </div>
  );
}

export const scalesPage = (props: ScalesProps): string => renderPage(<Scales {...props} />);
export const scaleFormPage = (props: ScaleFormProps): string => renderPage(<ScaleFormPage {...props} />);
