/** Sessions and tokens, and the guard at every door of the service. */
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { assertRoutesGuarded } from './routes-guarded.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInGuard } from './sign-in.guard.js';
import { SignInThrottle } from './throttle.js';
import { TokensController } from './tokens.controller.js';
import { TokensService } from './tokens.service.js';

@Module({
  imports: [DiscoveryModule],
  controllers: [SessionsController, TokensController],
  providers: [SessionsService, TokensService, SignInThrottle, { provide: APP_GUARD, useClass: SignInGuard }],
  exports: [SessionsService, TokensService],
})
export class SignInModule implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    assertRoutesGuarded(this.discovery);
  }
}
