/** `/desk/me/notices`: which notices somebody wants by e-mail. */
import { Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Acting, type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { Mail } from '../../mail/mail.js';
import { NOTICE_KINDS } from '../../notices/notice.words.js';
import { want, wantedBy } from '../../notices/unwanted.query.js';
import type { Act } from '../../shared/act.js';
import { inTransaction } from '../../shared/database.js';
import { InvalidInput } from '../../shared/errors.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { type RefusedForm, submit } from '../forms/refusal.js';
import { type Sent, SentFields, texts } from '../forms/sent.js';
import { WISHES_FORM, wishesPage } from './notice-wishes.view.js';

const PATH = '/desk/me/notices';

@DeskController('desk/me/notices')
export class NoticeWishesController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly mail: Mail,
  ) {}

  @Get()
  show(@Viewing() viewer: Viewer, @Query('done') done: unknown): Promise<string> {
    return this.draw(viewer, done === 'wishes');
  }

  @Post()
  save(@Viewing() viewer: Viewer, @Acting() act: Act, @SentFields() sent: Sent, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return submit(reply, { id: WISHES_FORM, sent }, () => this.saved(act, sent), (refused) => this.draw(viewer, false, refused));
  }

  private async saved(act: Act, sent: Sent): Promise<string> {
    const kinds = NOTICE_KINDS.filter((kind) => texts(sent, 'kinds').includes(kind));
    if (kinds.length !== new Set(texts(sent, 'kinds')).size) throw new InvalidInput([{ field: 'kinds', message: 'has a kind that is not in the list; load the page again' }]);
    await inTransaction(this.source, act, (tx) => want(tx, act.accountId!, kinds));
    return `${PATH}?done=wishes`;
  }

  private async draw(viewer: Viewer, done: boolean, refused?: RefusedForm): Promise<string> {
    const frame = frameOf(this.config, viewer, PATH);
    return wishesPage({ frame, wanted: await wantedBy(this.source.manager, viewer.accountId!), roles: viewer.roles, email: await this.emailOf(viewer), mailing: this.mail.enabled, done, refused });
  }

  private async emailOf(viewer: Viewer): Promise<string> {
    const [row] = await this.source.query<{ email: string }[]>(`SELECT email FROM account WHERE id = $1`, [viewer.accountId]);
    return row!.email;
  }
}
