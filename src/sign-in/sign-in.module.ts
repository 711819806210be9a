/** Sessions and tokens, and the guard at every door of the service. */
import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { AccountsModule } from '../accounts/accounts.module.js';
import { OwnAccountService } from './own/own-account.service.js';
import { assertRoutesGuarded } from './routes-guarded.js';
import { Passkeys } from './second-factor/passkeys.service.js';
import { SecondFactor } from './second-factor/second-factor.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { SignInGuard } from './sign-in.guard.js';
import { SignInSteps } from './sign-in-steps.js';
import { Provider } from './single-sign-on/provider.js';
import { SingleSignOn } from './single-sign-on/single-sign-on.service.js';
import { SignInThrottle } from './throttle.js';
import { TokensController } from './tokens.controller.js';
import { TokensService } from './tokens.service.js';

@Module({
  imports: [DiscoveryModule, AccountsModule],
  controllers: [SessionsController, TokensController],
  providers: [SessionsService, TokensService, OwnAccountService, SignInThrottle, SignInSteps, SecondFactor, Passkeys, Provider, SingleSignOn, { provide: APP_GUARD, useClass: SignInGuard }],
  exports: [SessionsService, TokensService, OwnAccountService, SignInThrottle, SignInSteps, SecondFactor, Passkeys, Provider, SingleSignOn],
})
export class SignInModule implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    assertRoutesGuarded(this.discovery);
  }
}
