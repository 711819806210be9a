/** The letters in which a link goes out, where the desk has a mail server. */
import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { Mail } from '../../mail/mail.js';
import { dayOf, sayDay } from '../../shared/day.js';
import type { Tx } from '../../shared/database.js';
import type { OpenedLink } from './invitations.dto.js';

@Injectable()
export class LinkPost {
  constructor(
    private readonly mail: Mail,
    private readonly config: Config,
  ) {}

  /** @returns false where letters cannot be sent, so that the link has to be handed over otherwise */
  async send(tx: Tx, link: OpenedLink, address: string): Promise<boolean> {
    if (!this.mail.enabled) return false;
    await this.mail.queue(tx, { to: link.email, ...this.letter(link, address) });
    return true;
  }

  private letter({ kind, name, roles, madeBy, expiresAt }: OpenedLink, address: string): { subject: string; text: string } {
    const site = this.config.SITE_NAME;
    const until = `It works once, until ${sayDay(dayOf(new Date(expiresAt)))}. It is for you alone: do not pass it on.`;
    if (kind === 'new_password') {
      return {
        subject: `Set a new password for ${site}`,
        text: `Hello ${name},\n\nan admin of ${site} made this link for you to set a new password:\n\n${address}\n\n${until} Your old password keeps working until you have set the new one.\n\nIf you did not ask for it, tell an admin of your desk.\n`,
      };
    }
    return {
      subject: `You are invited to the desk of ${site}`,
      text: `Hello ${name},\n\n${madeBy ?? 'The desk'} invites you to work on ${site} (${this.config.publicUrl}) as ${inWords(roles)}. Open this link to set your password and begin:\n\n${address}\n\n${until}\n\nIf you do not know what this is about, leave it: without the link nobody can do anything in your name.\n`,
    };
  }
}

const inWords = (roles: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(roles);
