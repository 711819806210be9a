/** The form of a scale, one group of fields a rating ↔ the API's class. */
import { NewScale } from '../../../scales/scale.dto.js';
import { RATING_COLOURS } from '../../../scales/scale.entity.js';
import { checked, type Sent, text } from '../../forms/sent.js';

/** A line of the form as it stands in it: texts, whatever they hold. */
export interface Line {
  key: string;
  label: string;
  meaning: string;
  colour: string;
  conclusive: string;
  number: string;
}

export interface ScaleForm {
  key: string;
  name: string;
  lines: Line[];
}

const LINE_FIELDS = ['key', 'label', 'meaning', 'colour', 'conclusive', 'number'] as const;
export const EMPTY_LINE: Line = { key: '', label: '', meaning: '', colour: 'grey', conclusive: 'yes', number: '' };
const MOST_LINES = 20;

/** What was typed, line by line; never more lines than a scale may have. */
export function formIn(sent: Sent): ScaleForm {
  const count = Math.min(MOST_LINES, Math.max(...LINE_FIELDS.map((field) => sent[`rating_${field}`]?.length ?? 0)));
  const lines = Array.from({ length: count }, (_, index) => Object.fromEntries(LINE_FIELDS.map((field) => [field, sent[`rating_${field}`]?.[index] ?? ''])) as unknown as Line);
  return { key: sent['key']?.[0] ?? '', name: sent['name']?.[0] ?? '', lines };
}

/** The buttons beside a line: "move_up" 3, "take_out" 3, "add_line". They only draw the form anew. */
export function rearranged(form: ScaleForm, sent: Sent): ScaleForm | undefined {
  const lines = [...form.lines];
  const at = (name: string): number | undefined => {
    const given = text(sent, name);
    const place = given === undefined || !/^\d{1,2}$/.test(given) ? NaN : Number(given);
    return place < lines.length ? place : undefined;
  };
  if (text(sent, 'add_line') !== undefined) return { ...form, lines: [...lines, EMPTY_LINE].slice(0, MOST_LINES) };
  const [up, out] = [at('move_up'), at('take_out')];
  if (out !== undefined) return { ...form, lines: lines.toSpliced(out, 1) };
  if (up !== undefined && up > 0) return { ...form, lines: lines.with(up, lines[up - 1]!).with(up - 1, lines[up]!) };
  return up === undefined ? undefined : form;
}

/** @throws InvalidInput naming every wrong field, of the scale and of its ratings */
export function scaleIn(form: ScaleForm): Promise<NewScale> {
  return checked(NewScale, { key: form.key.trim(), name: form.name.trim(), ratings: form.lines.map(ratingIn) });
}

function ratingIn(line: Line): object {
  const number = line.number.trim();
  return {
    key: line.key.trim(), label: line.label.trim(), meaning: line.meaning.trim(), colour: (RATING_COLOURS as readonly string[]).includes(line.colour) ? line.colour : '', conclusive: line.conclusive === 'yes',
    // What is no number goes on as it was typed, so that the refusal is the field's own.
    ...(number === '' ? {} : { number: /^-?\d{1,6}$/.test(number) ? Number(number) : number }),
  };
}

/** "ratings[2].label" → "rating_label-2", the id of the field in the page. */
export function scaleField(path: string): string {
  const line = /^ratings\[(\d+)\](?:\.(\w+))?/.exec(path);
  if (line) return `rating_${line[2] ?? 'label'}-${line[1]}`;
  return path === 'ratings' ? 'add' : path;
}
