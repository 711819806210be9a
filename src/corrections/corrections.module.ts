import { Module } from '@nestjs/common';
import { CorrectionsController } from './corrections.controller.js';
import { ProposalsService } from './proposals.service.js';

@Module({ controllers: [CorrectionsController], providers: [ProposalsService], exports: [ProposalsService] })
export class CorrectionsModule {}
