/** Pages for editors and reviewers. */
import { Module } from '@nestjs/common';

@Module({})
export class DeskModule {}
