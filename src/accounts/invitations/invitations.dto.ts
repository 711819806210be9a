/** What is sent to and answered about invitations and links for a new password; the link appears in one answer only. */
import { ApiProperty } from '@nestjs/swagger';
import { IsEmail } from 'class-validator';
import { Name, Words } from '../../shared/fields.js';
import { PageInfo } from '../../shared/paging.js';
import { type Role, ROLES } from '../../shared/roles.js';
import { NewPassword, Roles } from '../account.fields.js';
import type { LinkKind } from '../account.rules.js';

export class InviteBody {
  @IsEmail({ require_tld: false, allow_utf8_local_part: false }, { message: 'must be an e-mail address' })
  @Words({ max: 254 })
  email: string;

  @Name({ max: 120 }) name: string;
  @Roles() roles: Role[];
}

/** What whoever opens the link sends; only an invitation has a name to be confirmed. */
export class UseLinkBody {
  @Name({ max: 120, optional: true }) name?: string;
  @NewPassword() password: string;
}

export class InvitationAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLES, isArray: true }) roles: Role[];
  @ApiProperty({ type: String, nullable: true, description: 'Name of the admin; null for the command line.' }) invitedBy: string | null;
  @ApiProperty({ format: 'date-time' }) invitedAt: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty() expired: boolean;
}

export class MadeInvitationAnswer extends InvitationAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'Shown this once; null when an Idempotency-Key is repeated, for it is stored nowhere.' })
  link: string | null;

  @ApiProperty({ description: 'True when it is on its way by e-mail too.' }) mailed: boolean;
}

export class InvitationPage extends PageInfo {
  @ApiProperty({ type: [InvitationAnswer] }) items: InvitationAnswer[];
}

/** A link for a new password, as made. */
export interface PasswordLink {
  name: string;
  email: string;
  expiresAt: string;
  link: string | null;
  mailed: boolean;
}

/** A link as whoever holds it sees it. */
export interface OpenedLink {
  kind: LinkKind;
  email: string;
  name: string;
  roles: readonly Role[];
  madeBy: string | null;
  expiresAt: string;
}

export interface InvitationRow {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  madeBy: string | null;
  madeAt: Date;
  expiresAt: Date;
}

export function toInvitationAnswer(row: InvitationRow, now: Date): InvitationAnswer {
  const { id, email, name, roles, madeBy, madeAt, expiresAt } = row;
  return { id, email, name, roles, invitedBy: madeBy, invitedAt: madeAt.toISOString(), expiresAt: expiresAt.toISOString(), expired: expiresAt <= now };
}
