/** What one sends to and hears about one's own account. */
import { IsString, MaxLength, MinLength } from 'class-validator';
import { NewPassword } from '../../accounts/account.fields.js';
import { Name } from '../../shared/fields.js';
import type { Role } from '../../shared/roles.js';
import { PASSWORD_LENGTH } from '../secrets.js';

export class RenameBody {
  @Name({ max: 120 }) name: string;
}

export class ChangePasswordBody {
  @MaxLength(PASSWORD_LENGTH.most, { message: `must have at most ${PASSWORD_LENGTH.most} characters` })
  @MinLength(1, { message: 'is missing' })
  @IsString({ message: 'is missing' })
  presentPassword: string;

  @NewPassword() password: string;
}

export interface OwnAccount {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  version: number;
  createdAt: Date;
  hasPassword: boolean;
}

export interface OwnSession {
  id: string;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  userAgent: string | null;
}
