/** What whoever runs the service needs of it. */
import { Module } from '@nestjs/common';
import { HealthController } from './health/health.controller.js';
import { ReadinessService } from './health/readiness.js';

@Module({ controllers: [HealthController], providers: [ReadinessService] })
export class OpsModule {}
