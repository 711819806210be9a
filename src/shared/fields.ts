/** One decorator a field: its validation, its mend-naming message and its place in the OpenAPI document, so that the three agree. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsDefined, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength,
  registerDecorator, ValidateIf, ValidateNested,
} from 'class-validator';
import { isDay } from './day.js';

interface Presence {
  /** May be left out. */
  optional?: boolean;
  /** May be `null`, which clears it. */
  nullable?: boolean;
  description?: string;
}

function presence({ optional, nullable }: Presence): PropertyDecorator[] {
  if (optional && nullable) return [IsOptional()];
  if (optional) return [ValidateIf((_, value) => value !== undefined)];
  if (nullable) return [ValidateIf((_, value) => value !== null), IsDefined({ message: 'is missing (it may be null)' })];
  return [IsDefined({ message: 'is missing' })];
}

function api(options: Presence, schema: ApiPropertyOptions): PropertyDecorator {
  return ApiProperty({ required: !options.optional, ...(options.nullable ? { nullable: true } : {}), ...(options.description ? { description: options.description } : {}), ...schema } as ApiPropertyOptions);
}

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** Text for people, trimmed, 1 to `max` characters. */
export function Words(options: Presence & { max: number; min?: number }): PropertyDecorator {
  const min = options.min ?? 1;
  return applyDecorators(
    ...presence(options),
    trimmed,
    IsString({ message: 'must be text' }),
    MinLength(min, { message: min === 1 ? 'must not be empty' : `must have at least ${min} characters` }),
    MaxLength(options.max, { message: `must have at most ${options.max} characters` }),
    api(options, { type: String, minLength: min, maxLength: options.max }),
  );
}

// Line ends, and characters that turn round what stands after them on a page.
const NOT_IN_A_NAME = /[\r\n\t\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What somebody or something is called: one line, of which something is seen. */
export function Name(options: Presence & { max: number }): PropertyDecorator {
  return applyDecorators(
    check('isSeen', (value) => typeof value !== 'string' || value.trim() === '' || SEEN.test(value), 'must hold something that can be seen'),
    check('isOneLine', (value) => typeof value !== 'string' || !NOT_IN_A_NAME.test(value), 'must be one line, without marks that change the direction of writing'),
    Words(options),
  );
}

/** A list of texts, each 1 to `max` characters. */
export function WordList(options: Presence & { max: number; most: number }): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'string' ? item.trim() : item)) : value)),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(options.most, { message: `must have at most ${options.most} entries` }),
    IsString({ each: true, message: 'must hold only texts' }),
    MinLength(1, { each: true, message: 'must hold no empty text' }),
    MaxLength(options.max, { each: true, message: `must hold texts of at most ${options.max} characters` }),
    api(options, { type: [String], maxItems: options.most, items: { type: 'string', minLength: 1, maxLength: options.max } }),
  );
}

/** One of a fixed list of words. */
export function OneOf(words: readonly string[], options: Presence = {}): PropertyDecorator {
  return applyDecorators(...presence(options), IsIn([...words], { message: `must be one of ${words.join(', ')}` }), api(options, { type: String, enum: [...words] }));
}

export function Ref(options: Presence & { to: string }): PropertyDecorator {
  return applyDecorators(...presence(options), IsUUID('all', { message: `must be the id of ${/^[aeiou]/.test(options.to) ? 'an' : 'a'} ${options.to}` }), api(options, { type: String, format: 'uuid' }));
}

export function RefList(options: Presence & { to: string; most: number }): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(options.most, { message: `must have at most ${options.most} entries` }),
    ArrayUnique({ message: 'must name nothing twice' }),
    IsUUID('all', { each: true, message: `must hold ids of ${options.to}` }),
    api(options, { type: [String], maxItems: options.most, items: { type: 'string', format: 'uuid' } }),
  );
}

const DAY_MESSAGE = 'must be a day (2022-01-21), a month (2022-01) or a year (2022) that exists';

/** A day with its precision: "2022-01-21", "2022-01" or "2022". */
export function Day(options: Presence = {}): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    check('isDay', isDay, DAY_MESSAGE),
    api(options, { type: String, pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', example: '2022-01-21' }),
  );
}

/** A calendar day, no coarser. */
export function ExactDay(options: Presence = {}): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    check('isExactDay', (value) => isDay(value) && value.length === 10, 'must be a day that exists, such as 2022-02-24'),
    api(options, { type: String, format: 'date', example: '2022-02-24' }),
  );
}

/** True for an absolute http(s) address without credentials. */
function isAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 2000 || /\s/.test(value)) return false;
  // The parser mends "http:x" and "http://\x" into addresses; what is kept is the text as it was sent.
  if (!/^https?:\/\/[^/\\]/i.test(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' && url.username === '' && url.password === '';
}

export function Address(options: Presence = {}): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    trimmed,
    check('isAddress', isAddress, 'must be a web address that starts with http:// or https://, at most 2000 characters, without a password'),
    api(options, { type: String, format: 'uri', maxLength: 2000 }),
  );
}

export function YesNo(options: Presence = {}): PropertyDecorator {
  return applyDecorators(...presence(options), IsBoolean({ message: 'must be true or false' }), api(options, { type: Boolean }));
}

export function Whole(options: Presence & { min: number; max: number; fromText?: boolean }): PropertyDecorator {
  const message = `must be a whole number from ${options.min} to ${options.max}`;
  return applyDecorators(
    ...presence(options),
    ...(options.fromText ? [Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value))] : []),
    IsInt({ message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
    api(options, { type: 'integer', minimum: options.min, maximum: options.max }),
  );
}

/** What BCP 47 asks everybody to have room for; the database holds the same bound. */
const LONGEST_TAG = 35;

/** A language tag such as "en" or "pt-BR" (BCP 47, shape only). */
export function Language(options: Presence = {}): PropertyDecorator {
  const shape = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
  return applyDecorators(
    ...presence(options),
    Matches(shape, { message: 'must be a language tag such as en or pt-BR' }),
    MaxLength(LONGEST_TAG, { message: `must have at most ${LONGEST_TAG} characters` }),
    api(options, { type: String, pattern: shape.source, maxLength: LONGEST_TAG, example: 'en' }),
  );
}

/** A nested object; without its class here it would pass unvalidated. */
export function Nested(type: () => new () => object, options: Presence = {}): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    check('isObject', (value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'must be an object'),
    ValidateNested(),
    Type(type),
    // Swagger knows a lazy class by the name `type` of the function.
    api(options, { type: () => type() }),
  );
}

export function NestedList(type: () => new () => object, options: Presence & { most: number; least?: number }): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    IsArray({ message: 'must be a list' }),
    ...(options.least ? [ArrayMinSize(options.least, { message: `must have at least ${options.least} entries` })] : []),
    ArrayMaxSize(options.most, { message: `must have at most ${options.most} entries` }),
    ValidateNested({ each: true }),
    Type(type),
    api(options, { type: () => type(), isArray: true, maxItems: options.most }),
  );
}

/** A rule of our own as a class-validator decorator. */
function check(name: string, holds: (value: unknown) => boolean, message: string): PropertyDecorator {
  return (target, property) => registerDecorator({ name, target: target.constructor, propertyName: property as string, options: { message }, validator: { validate: (value: unknown) => holds(value) } });
}
