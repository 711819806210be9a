/** What is sent to and answered about API tokens; the secret appears in one answer only. */
import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, Matches } from 'class-validator';
import { Name } from '../shared/fields.js';
import { type Role, ROLES } from '../shared/roles.js';
import { Roles } from '../accounts/account.fields.js';
import type { ApiToken } from './api-token.entity.js';

const INSTANT = 'must be an instant with its zone, such as 2027-01-31T12:00:00Z';

export class CreateTokenBody {
  @Name({ max: 120 }) name: string;
  @Roles({ description: 'Some or all of your own roles.' }) roles: Role[];

  @IsISO8601({ strict: true, strictSeparator: true }, { message: INSTANT })
  @Matches(/T.*(?:Z|[+-]\d{2}:\d{2})$/, { message: INSTANT })
  @ApiProperty({ format: 'date-time', description: 'At most 366 days ahead.' })
  expiresAt: string;
}

export class TokenAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles: Role[];
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' }) lastUsedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: string | null;
}

export class CreatedTokenAnswer extends TokenAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'Shown this once; null when an Idempotency-Key is repeated, for it is stored nowhere.' })
  secret: string | null;
}

export class TokenListAnswer {
  @ApiProperty({ type: [TokenAnswer] }) items: TokenAnswer[];
}

export function toTokenAnswer(token: ApiToken): TokenAnswer {
  return {
    id: token.id,
    name: token.name,
    roles: token.roles,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  };
}
