import { Module } from '@nestjs/common';
import { ReportsService } from './reports.service.js';
import { ReportsThrottle } from './reports.throttle.js';

@Module({ providers: [ReportsService, ReportsThrottle], exports: [ReportsService] })
export class ReportsModule {}
