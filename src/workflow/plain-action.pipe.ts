/** The action in the address, one of the table's. */
import { Injectable, type PipeTransform } from '@nestjs/common';
import { InvalidInput } from '../shared/errors.js';
import { ACTIONS } from './workflow.rules.js';
import type { PlainAction } from './workflow.service.js';

@Injectable()
export class PlainActionPipe implements PipeTransform<string, PlainAction> {
  transform(value: string): PlainAction {
    if (value === 'propose_verdict') throw new InvalidInput([{ field: 'action', message: 'propose a verdict by POST to the claim’s /verdicts' }]);
    const plain = ACTIONS.filter((action) => action !== 'propose_verdict');
    const found = plain.find((action) => action === value);
    if (!found) throw new InvalidInput([{ field: 'action', message: `must be one of ${plain.join(', ')}` }]);
    return found;
  }
}
