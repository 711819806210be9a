/** Work that is done after the commit that causes it. */
import { Global, Module } from '@nestjs/common';
import { Workers } from './workers.js';

@Global()
@Module({ providers: [Workers], exports: [Workers] })
export class JobsModule {}
