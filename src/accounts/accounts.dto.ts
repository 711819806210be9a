/** What is sent to and answered about accounts. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsEmail, validateSync } from 'class-validator';
import { InvalidInput } from '../shared/errors.js';
import { Name, Words, YesNo } from '../shared/fields.js';
import { fieldErrors, uncleanFields } from '../shared/input.js';
import { PageInfo, PageQuery } from '../shared/paging.js';
import { type Role, ROLES } from '../shared/roles.js';
import type { Account } from './account.entity.js';
import { NewPassword, Roles } from './account.fields.js';

export class CreateAccountBody {
  @IsEmail({ require_tld: false, allow_utf8_local_part: false }, { message: 'must be an e-mail address' })
  @Words({ max: 254 })
  email: string;

  @Name({ max: 120 }) name: string;
  @Roles() roles: Role[];
  @NewPassword({ optional: true, description: 'Without it a strong one is made and answered once.' }) password?: string;
}

export class ChangeAccountBody {
  @Name({ max: 120, optional: true }) name?: string;
  @Roles({ optional: true }) roles?: Role[];
  @YesNo({ optional: true, description: 'true suspends: sessions and tokens end at once. false restores.' }) suspended?: boolean;
  @NewPassword({ optional: true, description: 'A new password; ends every session of the account.' }) password?: string;
  @Words({ max: 500, optional: true, description: 'Why; kept in the ledger.' }) reason?: string;
}

export class AccountAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles: Role[];
  @ApiProperty() suspended: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) suspendedAt: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: 'integer' }) version: number;
}

export class CreatedAccountAnswer extends AccountAnswer {
  @ApiPropertyOptional({ description: 'The made password, shown this once; absent when one was sent, and when an Idempotency-Key is repeated.' })
  password?: string;
}

export class AccountQuery extends PageQuery {
  @Words({ optional: true, max: 120, description: 'Found in name and e-mail address.' }) q?: string;
}

export class AccountListAnswer extends PageInfo {
  @ApiProperty({ type: [AccountAnswer] }) items: AccountAnswer[];
}

export interface CreatedAccount {
  account: AccountAnswer;
  password?: string;
}

export function toAccountAnswer(account: Account): AccountAnswer {
  return {
    id: account.id,
    email: account.email,
    name: account.name,
    roles: account.roles,
    suspended: account.suspendedAt !== null,
    suspendedAt: account.suspendedAt?.toISOString() ?? null,
    createdAt: account.createdAt.toISOString(),
    version: account.version,
  };
}

export const toCreatedAnswer = ({ account, ...shownOnce }: CreatedAccount): CreatedAccountAnswer => ({ ...account, ...shownOnce });

/**
 * For doors without the input pipe (command line, loader).
 * @throws InvalidInput
 */
export function valid(input: CreateAccountBody): CreateAccountBody {
  const body = plainToInstance(CreateAccountBody, input);
  const wrong = [...uncleanFields({ ...input }), ...fieldErrors(validateSync(body, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true }))];
  if (wrong.length > 0) throw new InvalidInput(wrong);
  return body;
}
