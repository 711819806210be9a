/** Sends letters by SMTP: a dead server is tried again later, a refused address is final. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { DataSource } from 'typeorm';
import { Config } from '../config.js';
import { Hopeless, Workers } from '../jobs/workers.js';
import { isAddress, smtpOf } from '../shared/mail-address.rules.js';
import { isFinal, type Refusal, unfolded } from './letter.rules.js';
import { Mail, type QueuedLetter } from './mail.js';

const SECOND = 1000;
const PATIENCE = { connectionTimeout: 10 * SECOND, greetingTimeout: 10 * SECOND, dnsTimeout: 10 * SECOND, socketTimeout: 30 * SECOND };

@Injectable()
export class Postman implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly mail: Mail,
    private readonly source: DataSource,
    private readonly workers: Workers,
  ) {}

  onModuleInit(): void {
    if (this.mail.enabled) this.workers.does('mail', (letter, _signal, jobId) => this.deliver(letter as QueuedLetter, jobId), 2);
  }

  private async deliver(letter: QueuedLetter, jobId: string): Promise<void> {
    if (!isAddress(letter.to)) throw new Hopeless('The address cannot be one.');
    await this.send(letter);
    // A letter may hold an invitation's secret, which nobody needs once it has gone.
    await this.source.query(`UPDATE pgboss.job SET data = data - 'text' WHERE name = 'mail' AND id = $1`, [jobId]);
  }

  private async send(letter: QueuedLetter): Promise<void> {
    // A connection a letter: a desk writes a few an hour, and an idle line would have to be watched.
    const transport = createTransport({ ...smtpOf(this.config.SMTP_URL!), ...PATIENCE, disableFileAccess: true, disableUrlAccess: true });
    try {
      await transport.sendMail(this.written(letter));
    } catch (error) {
      const refusal = error as Refusal;
      const why = unfolded(refusal.response ?? refusal.message ?? 'The mail server did not answer.');
      throw isFinal(refusal) ? new Hopeless(why) : new Error(why);
    } finally {
      transport.close();
    }
  }

  /** One Message-ID for one letter, so that a letter sent twice after a crash is known for the same. */
  private written({ id, writtenAt, to, subject, text }: QueuedLetter): SendMailOptions {
    return {
      from: this.config.MAIL_FROM!,
      to: { name: '', address: to },
      subject: unfolded(subject),
      text,
      messageId: `<${id}@${new URL(this.config.publicUrl).hostname}>`,
      date: new Date(writtenAt),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    };
  }
}
