/** What a form asks back about a name: who of several is meant, or what kind of newcomer it is. */
import { type FieldError, InvalidInput } from '../../shared/errors.js';

/** Somebody on record who may be meant. */
export interface Candidate {
  id: string;
  name: string;
  kind: 'person' | 'organisation';
  /** What tells two of one name apart: "Foreign Minister of Russia, 12 statements". */
  detail: string;
}

export interface Asked {
  /** The name's field. */
  field: string;
  /** Whoever may be meant, the likeliest first. */
  among: readonly Candidate[];
  /** True when all of them are called just so. */
  called: boolean;
}

export class AskedBack extends InvalidInput {
  constructor(errors: readonly FieldError[], readonly asked: readonly Asked[]) {
    super(errors);
  }
}
