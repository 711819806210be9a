import { Module } from '@nestjs/common';
import { DissentsController } from './dissents.controller.js';
import { DissentsService } from './dissents.service.js';

@Module({ controllers: [DissentsController], providers: [DissentsService], exports: [DissentsService] })
export class VerdictsModule {}
