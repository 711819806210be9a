/** `/desk/settings` */
import { Get } from '@nestjs/common';
import { may, type Permission } from '../../accounts/permissions.js';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { type SettingsLink, settingsPage } from './settings.view.js';

const LINKS: readonly (SettingsLink & { permission: Permission })[] = [
  { permission: 'desk.see', href: '/desk/me', words: 'Your page', detail: 'Your name and password, and where you are signed in.' },
  { permission: 'desk.see', href: '/desk/me/two-factor', words: 'Two-factor sign-in', detail: 'Passkeys, an authenticator app, and recovery codes.' },
  { permission: 'desk.see', href: '/desk/me/notices', words: 'Your e-mail', detail: 'What you are told by letter, besides in the desk.' },
  { permission: 'token.own', href: '/desk/me#tokens', words: 'Your tokens', detail: 'Keys for programs that work in your name.' },
  { permission: 'account.manage', href: '/desk/settings/accounts', words: 'People', detail: 'Who is at the desk, in which roles; invitations, suspensions, new passwords.' },
  { permission: 'desk.see', href: '/desk/settings/scales', words: 'Rating scales', detail: 'The verdicts that may be given, what each means, and its number for search engines.' },
  { permission: 'desk.see', href: '/desk/settings/topics', words: 'Topics', detail: 'What claims are sorted by.' },
  { permission: 'account.manage', href: '/desk/settings/jobs', words: 'What could not be done', detail: 'Letters that a mail server refused, and other work that the service gave up.' },
];

@DeskController('desk/settings')
export class SettingsController {
  constructor(private readonly config: Config) {}

  @Get()
  show(@Viewing() viewer: Viewer): string {
    return settingsPage({ frame: frameOf(this.config, viewer, '/desk/settings'), links: LINKS.filter(({ permission }) => may(viewer, permission) === true) });
  }
}
