/** A field for the name of a person or an organisation: completed while somebody types, chosen among several, or made in place. */
import type { VNode } from 'preact';
import { SPEAKER_KIND_WORDS } from '../desk.words.js';
import { ChoiceGroup, type FormState, TextField } from './fields.view.js';

interface NameProps {
  form: FormState;
  /** The field's name; beside it stand `<name>Is`, `<name>For` and `<name>Role`. */
  name: string;
  label?: string;
  hint?: string;
  optional?: boolean;
}

export function NameField({ form, name, label, hint, optional }: NameProps): VNode {
  const [typed, is] = [form.sent?.[name]?.[0]?.trim() ?? '', form.sent?.[`${name}Is`]?.[0] ?? ''];
  const asked = form.asked?.find((one) => one.field === name);
  const isNew = /^(?:another_)?(?:person|organisation)$/.test(is);
  return (
    <div class="name-field" data-name={name}>
      <TextField form={form} name={name} data={{ 'data-complete': '/desk/complete/speakers' }} {...(label ? { label } : {})} {...(hint ? { hint } : {})} {...(optional ? { optional } : {})} />
      {/* What was chosen is of the name as it stood then. */}
      <input type="hidden" name={`${name}For`} value={asked ? typed : (form.sent?.[`${name}For`]?.[0] ?? '')} />
      {asked ? (
        <ChoiceGroup
          form={form} name={`${name}Is`} label={`Who is “${typed}”?`}
          choices={[
            ...asked.among.map((one) => ({ value: one.id, label: one.name, detail: one.detail })),
            ...Object.entries(SPEAKER_KIND_WORDS).map(([kind, words]) => ({ value: asked.called ? `another_${kind}` : kind, label: `${words} called ${typed}, new on record` })),
          ]}
        />
      ) : <input type="hidden" name={`${name}Is`} value={is} />}
      <p class="hint name-note" data-note aria-live="polite">{!asked && isNew ? `${SPEAKER_KIND_WORDS[is.replace('another_', '') as 'person']}, new on record.` : ''}</p>
      <div class="name-role" hidden={!asked && !isNew}>
        <TextField form={form} name={`${name}Role`} label={asked ? 'Role, if new' : 'Role of the newcomer'} hint="As it reads beside the name: Foreign Minister of Russia." optional />
      </div>
    </div>
  );
}
