/** Fields that accounts, sessions and tokens share; the general ones are in `shared/fields.ts`. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { ROLES } from '../shared/roles.js';
import { PASSWORD_LENGTH } from '../sign-in/secrets.js';

interface Options {
  optional?: boolean;
  description?: string;
}

const presence = ({ optional }: Options): PropertyDecorator[] => (optional ? [ValidateIf((_, value) => value !== undefined)] : []);

/** A set of roles, at least one. */
export function Roles(options: Options = {}): PropertyDecorator {
  return applyDecorators(
    ...presence(options),
    IsIn(ROLES, { each: true, message: `must hold only ${ROLES.join(', ')}` }),
    ArrayUnique({ message: 'must name no role twice' }),
    ArrayNotEmpty({ message: 'must name at least one role' }),
    IsArray({ message: 'must be a list' }),
    ApiProperty({ enum: ROLES, isArray: true, minItems: 1, uniqueItems: true, required: !options.optional, ...described(options) }),
  );
}

/** A password to be set. Never trimmed: spaces count. */
export function NewPassword(options: Options = {}): PropertyDecorator {
  const { least, most } = PASSWORD_LENGTH;
  return applyDecorators(
    ...presence(options),
    MaxLength(most, { message: `must have at most ${most} characters` }),
    MinLength(least, { message: `must have at least ${least} characters` }),
    IsString({ message: 'must be text' }),
    ApiProperty({ type: String, format: 'password', minLength: least, maxLength: most, required: !options.optional, ...described(options) }),
  );
}

const described = ({ description }: Options) => (description ? { description } : {});
