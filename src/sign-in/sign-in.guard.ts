/** At every door: finds out who is calling, puts it on the request, and asks the permission table. */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config.js';
import { Forbidden, NotSignedIn } from '../shared/errors.js';
import { dropToken, isChange, refuseForeign, requireToken } from './csrf.js';
import { may, OPEN, type Opening, OWN, type Permission, PERMIT } from '../accounts/permissions.js';
import { clearSessionCookie, sessionCookieOf } from './session.cookie.js';
import { SessionsService } from './sessions.service.js';
import { TokensService } from './tokens.service.js';
import { ANONYMOUS, type Viewer } from '../accounts/viewer.js';

@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    private readonly config: Config,
    private readonly sessions: SessionsService,
    private readonly tokens: TokensService,
  ) {}

  /**
   * @throws NotSignedIn for a bad token, and for nobody at a door that is not open
   * @throws Forbidden for a change that another site sent, and for who lacks the permission
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const viewer = await this.viewerOf(request, context.switchToHttp().getResponse<FastifyReply>());
    const door = doorOf(context);
    request.viewer = viewer;
    if (isChange(request) && viewer.via === 'site') {
      refuseForeign(request, this.config.publicUrl);
      if (viewer.session && door.open?.csrfToken !== false) requireToken(request, viewer.session);
    }
    dropToken(request);
    if (door.open) return true;
    if (viewer.accountId === null) throw new NotSignedIn();
    if (door.own) {
      if (viewer.session) return true;
      throw new Forbidden('A token cannot do this. Sign in to do it.', 'needs_session');
    }
    if (viewer.mustEnrol) throw new Forbidden('Everybody at this desk signs in with a second factor. Add one at /desk/me/two-factor, then go on.', 'second_factor_required');
    const answer = may(viewer, door.permission ?? 'desk.see');
    if (answer !== true) throw new Forbidden(answer.message, answer.code);
    return true;
  }

  private async viewerOf(request: FastifyRequest, reply: FastifyReply): Promise<Viewer> {
    const bearer = /^Bearer +(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) {
      const viewer = await this.tokens.viewerWith(bearer.trim());
      // Never anonymous: a program whose token has run out must hear of it, not see a smaller world.
      if (!viewer) throw new NotSignedIn('This token is unknown, expired or revoked. Make a new one.', 'invalid_token');
      return viewer;
    }
    const cookie = sessionCookieOf(request, this.config);
    if (cookie === undefined) return ANONYMOUS;
    const viewer = await this.sessions.viewerWith(cookie);
    if (!viewer) clearSessionCookie(reply, this.config);
    return viewer ?? ANONYMOUS;
  }
}

/** What the route says, or else its controller. */
function doorOf(context: ExecutionContext): { open?: Opening; permission?: Permission; own?: true } {
  for (const target of [context.getHandler(), context.getClass()]) {
    if (Reflect.getMetadata(OWN, target)) return { own: true };
    const permission = Reflect.getMetadata(PERMIT, target) as Permission | undefined;
    if (permission) return { permission };
    const open = Reflect.getMetadata(OPEN, target) as Opening | undefined;
    if (open) return { open };
  }
  return {};
}
