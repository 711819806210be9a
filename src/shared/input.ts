/** The one input pipe: refuses text that no database or page can hold, then validates every DTO and names each wrong field. */
import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, InvalidInput } from './errors.js';

// eslint-disable-next-line no-control-regex -- control characters are just what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const DEEPEST = 12;

const UNKNOWN = 'is not a known field; remove it';

/**
 * Fields whose text holds control characters (tab and line ends aside) or half a character, that are nested too deep,
 * or whose name every object has (`constructor`), which the whitelist would take for one of the DTO's own.
 */
export function uncleanFields(value: unknown, path = '', depth = 0): FieldError[] {
  if (depth > DEEPEST) return [{ field: path, message: 'is nested too deep' }];
  if (typeof value === 'string') {
    if (CONTROL.test(value)) return [{ field: path, message: 'must not contain control characters' }];
    if (!value.isWellFormed()) return [{ field: path, message: 'contains half a character (a lone surrogate); send well-formed Unicode' }];
    return [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => uncleanFields(item, `${path}[${index}]`, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => {
      const field = path ? `${path}.${key}` : key;
      if (key in Object.prototype) return [{ field, message: UNKNOWN }];
      return uncleanFields(key, 'a field name').concat(uncleanFields(item, field, depth + 1));
    });
  }
  return [];
}

/** class-validator's tree as a flat list with paths such as `statements[0].chain[1].day`. */
export function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = /^\d+$/.test(error.property) ? `${parent}[${error.property}]` : parent ? `${parent}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      message: rule === 'whitelistValidation' ? UNKNOWN : message,
    }));
    // The first message is enough: "must be text" and "must have at most …" of one value say the same thing twice.
    return [...own.slice(0, 1), ...fieldErrors(error.children ?? [], field)];
  });
}

@Injectable()
export class InputPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new InvalidInput(fieldErrors(errors)),
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const unclean = uncleanFields(value, metadata.type === 'param' ? (metadata.data ?? '') : '');
    if (unclean.length > 0) throw new InvalidInput(unclean);
    const isDto = metadata.metatype !== undefined && ![String, Number, Boolean, Array, Object].includes(metadata.metatype as never);
    if (metadata.type === 'body' && isDto) {
      // Swagger UI, curl and people forget the header; an absent body of optional fields is an empty one.
      if (value === undefined || value === null) value = {};
      if (typeof value !== 'object' || Array.isArray(value)) throw new InvalidInput([{ field: '', message: 'the body must be a JSON object' }]);
    }
    return this.validation.transform(value, metadata);
  }
}
