import { Module } from '@nestjs/common';
import { ScalesController } from './scales.controller.js';
import { ScalesService } from './scales.service.js';

@Module({ controllers: [ScalesController], providers: [ScalesService], exports: [ScalesService] })
export class ScalesModule {}
