/** What is sent to sign in, and what a signed-in caller hears about themselves. */
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { Words } from '../shared/fields.js';
import { type Role, ROLES } from '../shared/roles.js';
import { PASSWORD_LENGTH } from './secrets.js';

export class SignInBody {
  @Words({ max: 254 }) email: string;

  @MaxLength(PASSWORD_LENGTH.most, { message: `must have at most ${PASSWORD_LENGTH.most} characters` })
  @MinLength(1, { message: 'must not be empty' })
  @IsString({ message: 'must be text' })
  @ApiProperty({ format: 'password', minLength: 1, maxLength: PASSWORD_LENGTH.most })
  password: string;

  @Words({ max: 60, optional: true, description: 'Of the second factor, where the account has one: six digits of the authenticator app, or a recovery code.' }) code?: string;
}

export class SignedInAccount {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: ROLES, isArray: true, description: 'For a token: those of its roles that its owner still holds.' }) roles: Role[];
}

export class SessionAnswer {
  @ApiProperty({ type: SignedInAccount }) account: SignedInAccount;
  @ApiProperty({ type: String, nullable: true, description: 'To be sent as X-CSRF-Token with changes that the cookie carries; none for a token.' })
  csrfToken: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt: string | null;
}
