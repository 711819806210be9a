/** What machines ask: does the process live, may it be sent readers, how is it doing. */
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Open } from '../../accounts/permissions.js';
import { Config } from '../../config.js';
import { NotFound } from '../../shared/errors.js';
import { countJobs } from './job-metrics.js';
import { metrics } from './metrics.js';
import { mayReadMetrics } from './metrics.rules.js';
import { type Readiness, ReadinessService } from './readiness.js';

@Open()
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly config: Config,
    private readonly source: DataSource,
  ) {}

  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): { alive: true } {
    return { alive: true };
  }

  @Get('health/ready')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.look();
    void reply.status(readiness.ready ? 200 : 503);
    return readiness;
  }

  /** @throws NotFound for everybody else than this machine, unless METRICS_PUBLIC */
  @Get('metrics')
  @Header('cache-control', 'no-store')
  async figures(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!mayReadMetrics({ peer: request.socket.remoteAddress, headers: request.headers, isPublic: this.config.METRICS_PUBLIC })) throw new NotFound('page');
    await countJobs(this.source.manager);
    void reply.type(metrics.contentType);
    return metrics.metrics();
  }
}
