/** What belongs to every page of the desk: the bar's list, asked for anew by open pages, and the keys as a page of their own. */
import { Get, Query } from '@nestjs/common';
import { type Viewer, Viewing } from '../accounts/viewer.js';
import { Config } from '../config.js';
import { DeskController, frameOf } from './desk.answers.js';
import { barFragment } from './frame.view.js';
import { keysPage } from './keys-page.view.js';

@DeskController('desk')
export class BarController {
  constructor(private readonly config: Config) {}

  @Get('bar')
  bar(@Viewing() viewer: Viewer, @Query('at') at: unknown): string {
    return barFragment(frameOf(this.config, viewer, typeof at === 'string' ? at : '/desk'));
  }

  @Get('keys')
  keys(@Viewing() viewer: Viewer): string {
    return keysPage(frameOf(this.config, viewer, '/desk/keys'));
  }
}
