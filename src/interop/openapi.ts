/** The OpenAPI 3.1 document at `/api/v1/openapi.json`, and people's view of it at `/api/docs`. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

const PROBLEM = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and how to mend it.' },
    code: { type: 'string', description: 'Stable, for programs.' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string', example: 'statements[0].day' }, message: { type: 'string' } } },
    },
  },
};

const REFUSALS: Record<string, string> = {
  400: 'A field needs mending; `errors` names it.',
  401: 'Not signed in.',
  403: 'Not yours to do.',
  404: 'There is no such thing, or it is not yours to see.',
  409: 'A rule of the record says no; `code` says which.',
  412: 'Somebody changed it after the version in If-Match.',
  413: 'The body is over 1 MiB.',
  422: 'The Idempotency-Key was used for another request.',
  428: 'If-Match is missing.',
  429: 'Too many tries; Retry-After says when again.',
};

function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Claimline')
    .setDescription(
      'Follows public statements from the day they are made to the day the record settles them. Reading needs no account. ' +
        'Changes of an existing thing need its ETag in If-Match; every POST may carry an Idempotency-Key. Days are "2022-01-21", "2022-01" or "2022"; instants are UTC.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token, `clm_…`.' }, 'token')
    .addCookieAuth('claimline', { type: 'apiKey', in: 'cookie', description: 'A session; changes also need X-CSRF-Token.' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, builder, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').toLowerCase()}_${method}` });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM as never } };
  for (const [path, item] of Object.entries(document.paths)) {
    if (!path.startsWith('/api/')) {
      delete document.paths[path];
      continue;
    }
    for (const [method, operation] of Object.entries(item as Record<string, { responses: Record<string, unknown>; parameters?: object[]; requestBody?: unknown; security?: object[] }>)) {
      const changes = method !== 'get';
      const existing = method === 'patch' || /\/(actions\/|withdraw$|verdicts$)/.test(path);
      const header = (name: string, description: string, required: boolean) => ({ name, in: 'header', required, description, schema: { type: 'string' } });
      operation.parameters = [
        ...(operation.parameters ?? []),
        ...(existing ? [header('If-Match', 'The ETag of the thing as you last saw it, such as "v3".', true)] : []),
        ...(method === 'post' ? [header('Idempotency-Key', 'Same key and body: the same answer, done once.', false)] : []),
      ];
      if (changes) operation.security = [{ token: [] }, { session: [] }];
      for (const [status, description] of Object.entries(REFUSALS)) {
        // Also a reader's call is refused with a token that is wrong.
        const applies = ['400', '401', '403', '404', '429'].includes(status) || (changes && (status !== '412' && status !== '428' || existing));
        if (applies) operation.responses[status] ??= { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
      }
    }
  }
  return asOpenApi31(document) as OpenAPIObject;
}

/** 3.1 says `type: [x, 'null']` where 3.0, which the decorators speak, said `nullable: true`. */
function asOpenApi31(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asOpenApi31);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, asOpenApi31(value)])) as Record<string, unknown>;
  if (rest['x-anything']) return rest.description ? { description: rest.description } : {};
  if (nullable !== true) return rest;
  if (Array.isArray(rest.enum)) return { ...rest, type: [rest.type, 'null'], enum: [...(rest.enum as unknown[]), null] };
  if (typeof rest.type === 'string') return { ...rest, type: [rest.type, 'null'] };
  const { description, ...reference } = rest;
  return { ...(description ? { description } : {}), oneOf: [reference, { type: 'null' }] };
}

export function serveApiDocs(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  const made = () => (document ??= openApiDocument(app));
  SwaggerModule.setup('api/docs', app, made, { jsonDocumentUrl: 'api/v1/openapi.json', yamlDocumentUrl: 'api/v1/openapi.yaml', customSiteTitle: 'Claimline API' });
  // Swagger UI styles itself inline; no other page may.
  app.getHttpAdapter().getInstance().addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (request.url.startsWith('/api/docs')) {
      const policy = reply.getHeader('content-security-policy');
      if (typeof policy === 'string') void reply.header('content-security-policy', policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"));
    }
    return payload;
  });
}
