/** Fields of forms: label, hint, what was typed before, and the message beside. */
import type { ComponentChildren, VNode } from 'preact';
import { described, FieldError, type ShownError } from '../../shared/html/form.js';
import { fieldWords } from '../desk.words.js';
import type { Asked } from './asked.js';
import { type KeptDraft, keptIn } from '../drafts/draft.rules.js';
import type { RefusedForm } from './refusal.js';
import type { Sent } from './sent.js';

/** One form of a page: its id begins its fields' ids, because a page has many fields called “reason”. */
export interface FormState {
  id: string;
  sent: Sent | undefined;
  errors: readonly ShownError[];
  /** What is asked back about names. */
  asked?: readonly Asked[];
  /** The field to go on with, after a button that only drew the form again. */
  focus?: string;
  /** Of words that were typed before and kept. */
  draft?: KeptDraft;
}

/** @param draft what was typed before and kept; a form that was just refused has newer words */
export function stateOf(id: string, refused: RefusedForm | undefined, draft?: Sent): FormState {
  if (refused?.id === id) {
    const { sent, errors, asked, focus } = refused;
    return { id, sent, errors, ...(asked ? { asked } : {}), ...(focus === undefined ? {} : { focus }) };
  }
  const kept = keptIn(draft);
  return { id, sent: draft, errors: [], ...(kept ? { draft: kept } : {}) };
}

interface FieldProps {
  form: FormState;
  name: string;
  /** Where the field is called otherwise than `FIELD_WORDS` calls it. */
  label?: string;
  hint?: ComponentChildren;
  /** What stands there before anybody typed. */
  value?: string | null;
  optional?: boolean;
}

const typed = ({ form, name, value }: FieldProps): string => (form.sent ? (form.sent[name]?.[0] ?? '') : (value ?? ''));

interface Around {
  id: string;
  hintId: string | undefined;
  control: ReturnType<typeof described> & { id: string; name: string; 'aria-required'?: 'true'; autofocus?: true };
}

function around({ form, name, hint, optional }: FieldProps): Around {
  const id = `${form.id}-${name}`;
  const hintId = hint ? `${id}-hint` : undefined;
  return { id, hintId, control: { id, name, ...described(id, form.errors, hintId), ...(optional ? {} : { 'aria-required': 'true' as const }), ...(form.focus === name ? { autofocus: true as const } : {}) } };
}

function Surrounded(props: FieldProps & { children?: ComponentChildren }): VNode {
  const { id, hintId } = around(props);
  return (
    <div class="field">
      <label for={id}>{props.label ?? fieldWords(props.name)}{props.optional && <span class="optional"> (optional)</span>}</label>
      {props.hint && <p class="hint" id={hintId}>{props.hint}</p>}
      <FieldError field={id} errors={props.form.errors} />
      {props.children}
    </div>
  );
}

export function TextField(props: FieldProps & { type?: 'text' | 'email' | 'password' | 'url'; autocomplete?: string; list?: string; short?: boolean; data?: Readonly<Record<`data-${string}`, string | undefined>> }): VNode {
  const { control } = around(props);
  const { type = 'text', autocomplete = 'off', list, short, data } = props;
  const input = { ...control, ...data, autocomplete, class: short ? 'input-short' : undefined };
  return (
    <Surrounded {...props}>
      {type === 'password' && <input {...input} type="password" />}
      {type === 'email' && <input {...input} type="email" value={typed(props)} />}
      {type === 'url' && <input {...input} type="url" value={typed(props)} />}
      {type === 'text' && <input {...input} list={list} value={typed(props)} />}
    </Surrounded>
  );
}

export function TextArea(props: FieldProps & { rows?: number }): VNode {
  return (
    <Surrounded {...props}>
      <textarea {...around(props).control} rows={props.rows ?? 3} dir="auto">{typed(props)}</textarea>
    </Surrounded>
  );
}

export interface Choice {
  value: string;
  words: string;
}

export const choicesOf = (words: Readonly<Record<string, string>>): Choice[] => Object.entries(words).map(([value, text]) => ({ value, words: text }));

/** @param props.empty the first line, for nothing chosen */
export function Select(props: FieldProps & { choices: readonly Choice[]; empty?: string }): VNode {
  const chosen = typed(props);
  return (
    <Surrounded {...props}>
      <select {...around(props).control}>
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.choices.map(({ value, words }) => <option key={value} value={value} selected={value === chosen}>{words}</option>)}
      </select>
    </Surrounded>
  );
}

/** A group of radio buttons or boxes; its first one carries the group's id, so that the error summary leads there. */
export function ChoiceGroup(props: FieldProps & { many?: boolean; choices: readonly { value: string; label: ComponentChildren; detail?: ComponentChildren }[] }): VNode {
  const { form, name, label: called, hint, many, choices, optional } = props;
  const { id, hintId } = around(props);
  const chosen = new Set(form.sent ? (form.sent[name] ?? []) : props.value ? [props.value] : []);
  const { 'aria-describedby': describedBy } = described(id, form.errors, hintId);
  return (
    <fieldset class="field" aria-describedby={describedBy}>
      <legend>{called ?? fieldWords(name)}{optional && <span class="optional"> (optional)</span>}</legend>
      {hint && <p class="hint" id={hintId}>{hint}</p>}
      <FieldError field={id} errors={form.errors} />
      {choices.map(({ value, label, detail }, index) => (
        <div class="check" key={value}>
          <input id={index === 0 ? id : `${id}-${index + 1}`} type={many ? 'checkbox' : 'radio'} name={name} value={value} checked={chosen.has(value)} />
          <label for={index === 0 ? id : `${id}-${index + 1}`}>{label}{detail && <span class="check-detail">{detail}</span>}</label>
        </div>
      ))}
    </fieldset>
  );
}

/** What every form carries; `version` is what the person sees now, `once` makes a second press of the button the same act. */
export function Carried({ csrfToken, version, once }: { csrfToken: string; version?: number; once?: string }): VNode {
  return (
    <>
      <input type="hidden" name="_csrf" value={csrfToken} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {once !== undefined && <input type="hidden" name="once" value={once} />}
    </>
  );
}

/** Stands first in a form with several buttons, because the Enter key presses the first. */
export function EnterKey(): VNode {
  return <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true">Send</button>;
}

/** Refusals that belong to no field stand beside the button. */
export function Send({ form, words, quiet }: { form: FormState; words: string; quiet?: boolean }): VNode {
  return (
    <div class="form-actions" data-typed={form.sent && !form.draft ? '' : undefined}>
      <FieldError field={form.id} errors={form.errors} />
      <button type="submit" class={quiet ? 'button button-quiet' : 'button'}>{words}</button>
    </div>
  );
}
