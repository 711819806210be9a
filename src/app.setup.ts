/** Makes the application the one way it is made, for `main.ts` and for tests alike: limits, headers, cookies, documents. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { NotFoundException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { viewerOf } from './accounts/viewer.js';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { serveApiDocs } from './interop/openapi.js';
import { observeMemory, observeRequests } from './ops/health/metrics.js';
import { addressedIn } from './shared/language/language.js';
import { Unreadable } from './shared/problem.js';
import { PageMemory } from './site/cache/page-memory.js';
import { tidied } from './site/tidy-address.js';

/** Bodies over this are refused with 413. */
const BODY_LIMIT = 1024 * 1024;

/** Only the proxy that speaks to us is believed; what it passes on from further away may be made up. */
const nearestProxy = (_address: string, hop: number): boolean => hop === 0;

/** Not listening yet; `source` is connected and migrated, and stays the caller's to close. */
export async function createApp(config: Config, source: DataSource): Promise<NestFastifyApplication> {
  const log = pino({ level: config.LOG_LEVEL, redact: ['req.headers.cookie', 'req.headers.authorization'] });
  /** What the router refused before any hook ran. */
  const unroutable = new WeakMap<IncomingMessage, Error>();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.TRUST_PROXY && nearestProxy,
    routerOptions: { maxParamLength: 300 },
    rewriteUrl: (request: IncomingMessage) => routed(request.url ?? '/'),
    // Sent in again under an address that can be read, so that the refusal gets the headers, the page and the measuring of every other.
    frameworkErrors: (error: FastifyError, { raw }: FastifyRequest, reply: FastifyReply) => {
      unroutable.set(raw, refusalOf(error));
      raw.url = /^\/(?:api\/|[a-z]*)/.exec(raw.url ?? '')?.[0] ?? '/';
      adapter.getInstance().routing(raw, reply.raw);
    },
  });
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
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => done(unroutable.get(request.raw)));
  leadToPages(fastify);
  guardCaches(fastify);
  openToAnySite(fastify);
  readJsonStrictly(app, fastify);
  observeRequests(fastify);
  const memory = app.get(PageMemory);
  memory.standBefore(fastify.server);
  observeMemory(fastify, memory);
  serveApiDocs(app);
  await app.init();
  await fastify.ready();
  return app;
}

/** One route serves a page in every language ("/uk/claims/…"); a claim's data, beside its page, has a route of its own. */
function routed(url: string): string {
  return addressedIn(url).url.replace(/^(\/claims\/[^/?]+)\.jsonld(?=\?|$)/, '$1/jsonld');
}

/** A link that was pasted with the full stop behind it still finds its page. */
function leadToPages(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return;
    const tidy = tidied(request.originalUrl);
    if (tidy !== undefined) return reply.header('cache-control', 'public, max-age=3600').redirect(tidy, 301);
  });
}

/** No name of ours is longer than the router takes, so behind one that is there is nothing. */
function refusalOf(error: FastifyError): Error {
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') return new NotFoundException();
  return error.code === 'FST_ERR_BAD_URL' ? new Unreadable(400, 'The address could not be read. Each % in it must begin an escape of valid UTF-8.') : error;
}

/** Answers of the API differ by who asks: no cache may hand one person's to another, and what an account sees is not kept at all. */
function guardCaches(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', viewerOf(request).accountId !== null || !reads ? 'private, no-store' : 'no-cache');
    // What anybody may read, a script on any page may read; with a name or a token it is for the caller alone.
    if (reads && viewerOf(request).accountId === null) void reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'ETag, Link', 'cross-origin-resource-policy': 'cross-origin' });
    void reply.header('vary', [reply.getHeader('vary') ?? [], 'Authorization', 'Cookie'].flat().join(', '));
  });
}

/** Feeds, data and embeds are for scripts and frames of any site, and so are their redirects and refusals. */
function openToAnySite(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply) => {
    if (/^\/(?:feeds\/|oembed(?:$|\?)|claims\/[^/?]+\/jsonld(?:$|\?))/.test(request.url)) void reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  });
}

/** Node would put U+FFFD in place of what it cannot decode, and a quote must be kept as it was sent or not at all. */
function readJsonStrictly(app: NestFastifyApplication, fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, (request: FastifyRequest, body: Buffer, done) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) return done(new Unreadable(415, 'Send the body as application/json in UTF-8.'));
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      return done(new Unreadable(400, 'The body must be UTF-8.'));
    }
    void parse(request, text, done);
  });
}
