/** Pages for readers. */
import { Global, Module } from '@nestjs/common';
import { Config } from '../config.js';
import { PROBLEM_PAGE, type ProblemPage } from '../shared/problem.filter.js';
import { AssetsController } from './assets.controller.js';
import { ClaimController } from './claim/claim.controller.js';
import { ClaimPages } from './claim/claim.pages.js';
import { Frames } from './frames.js';
import { Pages } from './pages.service.js';
import { problemPage } from './problem.view.js';
import { SiteController } from './site.controller.js';

/** Global, because the filter that draws error pages stands above all modules. */
@Global()
@Module({
  controllers: [SiteController, ClaimController, AssetsController],
  providers: [Pages, ClaimPages, Frames, { provide: PROBLEM_PAGE, inject: [Config], useFactory: (config: Config): ProblemPage => problemPage(config) }],
  exports: [PROBLEM_PAGE, Frames],
})
export class SiteModule {}
