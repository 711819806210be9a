/** Makes the application the one way it is made, for `main.ts` and for tests alike: limits, headers, cookies, documents. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { serveApiDocs } from './interop/openapi.js';
import { observeRequests } from './ops/health/metrics.js';

/** Bodies over this are refused with 413. */
const BODY_LIMIT = 1024 * 1024;

/** Only the proxy that speaks to us is believed; what it passes on from further away may be made up. */
const nearestProxy = (_address: string, hop: number): boolean => hop === 0;

/** Not listening yet; `source` is connected and migrated, and stays the caller's to close. */
export async function createApp(config: Config, source: DataSource): Promise<NestFastifyApplication> {
  const log = pino({ level: config.LOG_LEVEL, redact: ['req.headers.cookie', 'req.headers.authorization'] });
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, trustProxy: config.TRUST_PROXY && nearestProxy, routerOptions: { maxParamLength: 300 } });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, source, log), adapter, { logger: false, abortOnError: false });

  await app.register(cookie as never);
  await app.register(helmet as never, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(config.secureCookies ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: config.secureCookies ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  observeRequests(app.getHttpAdapter().getInstance());
  serveApiDocs(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
