/** Pages for readers. */
import { Module } from '@nestjs/common';

@Module({})
export class SiteModule {}
