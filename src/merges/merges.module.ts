/** Two entries of one speaker or source become one. */
import { Module } from '@nestjs/common';
import { MergesService } from './merges.service.js';

@Module({ providers: [MergesService], exports: [MergesService] })
export class MergesModule {}
