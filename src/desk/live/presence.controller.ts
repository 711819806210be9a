/** `/desk/claims/:id/presence`: who else has the claim open, for the page that shows it. */
import { Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { NotFound } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { DeskController } from '../desk.answers.js';
import { present } from './presence.query.js';
import { presenceFragment } from './presence.view.js';

@DeskController('desk/claims/:id/presence')
export class PresenceController {
  constructor(private readonly source: DataSource) {}

  @Get()
  async show(@Viewing() viewer: Viewer, @Param('id') id: string): Promise<string> {
    return presenceFragment(await present(this.source.manager, claimId(id), viewer.accountId!));
  }
}

/** @throws NotFound */
function claimId(text: string): string {
  if (!isId(text)) throw new NotFound('claim');
  return text;
}
