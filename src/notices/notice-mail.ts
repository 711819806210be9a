/** Sends on by e-mail what somebody was told and has not seen, a few minutes' worth in one letter. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config.js';
import { Workers } from '../jobs/workers.js';
import { Mail } from '../mail/mail.js';
import type { Act } from '../shared/act.js';
import { inTransaction, type Tx } from '../shared/database.js';
import { LISTED, noticeLetter, type Told } from './notice-letter.rules.js';

const OF_ITSELF: Act = Object.freeze({ accountId: null, roles: [], via: 'site' });

@Injectable()
export class NoticeMail implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly mail: Mail,
    private readonly workers: Workers,
  ) {}

  onModuleInit(): void {
    this.workers.does('notices', ({ accountId }) => this.sendOn(accountId));
  }

  /** The letter goes into the queue in the same commit that settles its notices, so that none is told twice or forgotten. */
  async sendOn(accountId: string): Promise<void> {
    await inTransaction(this.source, OF_ITSELF, async (tx) => {
      const told = await this.settle(tx, accountId);
      if (!this.mail.enabled || told.length === 0) return;
      const [person] = await tx.query<{ name: string; email: string }>(`SELECT name, email FROM account WHERE id = $1 AND suspended_at IS NULL`, [accountId]);
      if (!person) return;
      const letter = noticeLetter({ siteName: this.config.SITE_NAME, publicUrl: this.config.publicUrl }, person.name, told.slice(0, LISTED), Math.max(0, told.length - LISTED));
      await this.mail.queue(tx, { to: person.email, ...letter });
    });
  }

  /** Takes up all that waits, and answers what is to be sent of it: not what was seen in the desk meanwhile, is unwanted, or is a day old. */
  private async settle(tx: Tx, accountId: string): Promise<Told[]> {
    return tx.query<Told>(
      `WITH waiting AS (
         SELECT id FROM notice WHERE account_id = $1 AND mail_settled_at IS NULL ORDER BY id FOR UPDATE
       ), settled AS (
         UPDATE notice n SET mail_settled_at = $2 FROM waiting w WHERE n.id = w.id RETURNING n.id, n.kind, n.words, n.path, n.made_at, n.seen_at
       )
       SELECT words, path FROM settled s
        WHERE seen_at IS NULL AND made_at > $2::timestamptz - interval '1 day' AND NOT EXISTS (SELECT 1 FROM notice_unwanted u WHERE u.account_id = $1 AND u.kind = s.kind)
        ORDER BY made_at, id`,
      [accountId, tx.at],
    );
  }
}
