/** Letters that the desk sends: written in the act's own commit, sent by the jobs queue afterwards, or not at all where there is no mail server. */
import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { enqueue } from '../jobs/enqueue.js';
import type { Tx } from '../shared/database.js';
import { newId } from '../shared/ids.js';

/** Plain text to one address. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** A letter as the queue keeps it; its id and day stay the same however often it has to be sent. */
export interface QueuedLetter extends Letter {
  id: string;
  writtenAt: string;
}

@Injectable()
export class Mail {
  /** False without SMTP_URL; pages then say nothing of e-mail. */
  readonly enabled: boolean;

  constructor(config: Config) {
    this.enabled = config.SMTP_URL !== undefined;
  }

  /** Sent when the transaction has committed, at least once; a rolled back act sends nothing. */
  async queue(tx: Tx, letter: Letter): Promise<void> {
    if (!this.enabled) return;
    const queued: QueuedLetter = { id: newId(), writtenAt: tx.at.toISOString(), to: letter.to, subject: letter.subject, text: letter.text };
    await enqueue(tx, 'mail', queued);
  }
}
