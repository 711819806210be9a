/** Pages for readers. */
import { Global, Module } from '@nestjs/common';
import { Config } from '../config.js';
import { PROBLEM_PAGE, type ProblemPage } from '../shared/problem.filter.js';
import { AboutPagesModule } from './about/about.module.js';
import { AssetsController } from './assets.controller.js';
import { PageMemory } from './cache/page-memory.js';
import { ClaimController } from './claim/claim.controller.js';
import { ClaimPages } from './claim/claim.pages.js';
import { FindController } from './find/find.controller.js';
import { FindPages } from './find/find.pages.js';
import { Frames } from './frames.js';
import { HomeController } from './home/home.controller.js';
import { HomePages } from './home/home.pages.js';
import { MachinesModule } from './machines/machines.module.js';
import { problemPage } from './problem.view.js';

/** Global, because the filter that draws error pages stands above all modules. */
@Global()
@Module({
  imports: [AboutPagesModule, MachinesModule],
  controllers: [HomeController, ClaimController, FindController, AssetsController],
  providers: [HomePages, ClaimPages, FindPages, Frames, PageMemory, { provide: PROBLEM_PAGE, inject: [Config], useFactory: (config: Config): ProblemPage => problemPage(config) }],
  exports: [PROBLEM_PAGE, Frames, PageMemory],
})
export class SiteModule {}
