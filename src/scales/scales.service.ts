/** Lists scales and makes new versions; a scale is never changed in place. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { append } from '../ledger/ledger.js';
import type { Act } from '../shared/act.js';
import { inTransaction } from '../shared/database.js';
import { type FieldError, InvalidInput, RuleBroken } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { NewScale, ScaleList, ScaleView } from './scale.dto.js';
import { Rating, Scale } from './scale.entity.js';
import { listScales } from './scales.query.js';

/** Of a scale and of its ratings. */
const KEY = /^[a-z][a-z0-9_]{1,39}$/;

@Injectable()
export class ScalesService {
  constructor(private readonly source: DataSource) {}

  async list(): Promise<ScaleList> {
    return { items: await listScales(this.source.manager) };
  }

  /**
   * @param seen the newest version that whoever makes the next one had before them; nothing for programs, which may add blindly
   * @throws InvalidInput
   * @throws RuleBroken when a newer version was made meanwhile
   */
  async create(act: Act, input: NewScale, seen?: number): Promise<ScaleView> {
    const errors = wrongInScale(input);
    if (errors.length > 0) throw new InvalidInput(errors);
    return inTransaction(this.source, act, async (tx) => {
      // Two new versions of one key at once would both take the same number.
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`scale ${input.key}`]);
      const [row] = await tx.query<{ next: number }>('SELECT coalesce(max(version), 0) + 1 AS next FROM scale WHERE key = $1', [input.key]);
      if (seen !== undefined && row!.next !== seen + 1) throw new RuleBroken('scale_changed', seen === 0 ? 'There is a scale of this key already. Choose another key, or make a new version of that scale.' : `Version ${row!.next - 1} of this scale was made meanwhile. Look at it, then make the next one from it.`);
      const id = newId();
      await tx.manager.insert(Scale, { id, key: input.key, version: row!.next, name: input.name, createdAt: tx.at });
      await tx.manager.insert(Rating, input.ratings.map((rating, index) => ({ ...rating, id: newId(), scaleId: id, position: index + 1, number: rating.number ?? null })));
      await append(tx, { act: 'create_scale', stream: { kind: 'scale', id, version: row!.next }, subjects: [{ kind: 'scale', id }] });
      return (await listScales(tx.manager)).find((scale) => scale.id === id)!;
    });
  }
}

/** What the single fields cannot see: keys in shape and once each, numbers only where something is concluded. */
export function wrongInScale(input: NewScale): FieldError[] {
  const errors: FieldError[] = [];
  const wrongKey = 'must be lower-case letters, digits and _, starting with a letter';
  if (!KEY.test(input.key)) errors.push({ field: 'key', message: wrongKey });
  input.ratings.forEach((rating, index) => {
    const at = (field: string, message: string) => errors.push({ field: `ratings[${index}].${field}`, message });
    if (!KEY.test(rating.key)) at('key', wrongKey);
    if (input.ratings.findIndex((other) => other.key === rating.key) < index) at('key', 'stands twice in this scale');
    if (!rating.conclusive && rating.number != null) at('number', 'uncertainty is not a point on the line: leave the number out, or make the rating conclusive');
  });
  const numbers = input.ratings.map((rating) => rating.number).filter((number) => number != null);
  // A line of one point has neither end nor middle: to machines the best would be the worst as well.
  if (numbers.length > 0 && new Set(numbers).size === 1) errors.push({ field: `ratings[${input.ratings.findIndex((rating) => rating.number != null)}].number`, message: 'must differ from another rating’s number: a line needs two ends, or no numbers at all' });
  return errors;
}
