/** The OpenAPI document is valid 3.1, and every answer of every operation is just what it says: no field missing, none beside it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';
import request from 'supertest';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { buildClaim, buildClaimInReview, buildEvidence, buildOpenClaim, buildProposal, buildRatedClaim, buildSource, buildSpeaker, ratingOf } from './support/build.js';
import { startApp, type TestApp } from './support/app.js';
import { hireNewsroom, type Newsroom, type Person, reader } from './support/people.js';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { type?: string; properties?: object; additionalProperties?: boolean }> };
}

let testApp: TestApp;
let room: Newsroom;
let document: Document;
let ajv: Ajv2020;
const exercised = new Set<string>();

beforeAll(async () => {
  testApp = await startApp();
  room = await hireNewsroom(testApp);
  document = (await reader(testApp).get('/api/v1/openapi.json')).body as Document;
  const strict = structuredClone(document);
  for (const schema of Object.values(strict.components.schemas)) if (schema.properties) schema.additionalProperties = false;
  // Schemas composed of several parts would refuse each other's fields; there are none (one part is a reference with a description).
  expect(/"allOf":\[\{[^\]]*\},\{/.test(JSON.stringify(strict.components))).toBe(false);
  ajv = new Ajv2020({ strict: false, allErrors: true });
  (formatsModule as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(strict, 'document');
});
afterAll(() => testApp.close());

/** Holds an answer to the document; the template is the path as documented. */
function hold(method: string, template: string, response: request.Response): request.Response {
  const operation = document.paths[template]?.[method];
  const described = operation?.responses[String(response.status)];
  expect({ method, template, status: response.status, described: described !== undefined, text: described ? '' : response.text }).toMatchObject({ described: true });
  exercised.add(`${method} ${template} ${response.status < 300 ? 'ok' : 'refused'}`);
  const content = Object.keys(described?.content ?? {});
  if (content.length === 0) {
    expect(response.text).toBe('');
    return response;
  }
  expect(response.headers['content-type']).toContain(content[0]!);
  const pointer = [template, method, 'responses', String(response.status), 'content', content[0]!, 'schema'].map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = ajv.getSchema(`document#/paths/${pointer}`)!;
  void validate(response.body);
  expect({ method, template, errors: validate.errors ?? [] }).toEqual({ method, template, errors: [] });
  return response;
}

const fill = (template: string, id: string, action?: string) => template.replace('/api/v1', '').replace('{id}', id).replace('{action}', action ?? '');

describe('The OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    const result = await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('is shown to people at /api/docs, under the strict policy for scripts', async () => {
    const page = await reader(testApp).get('/api/docs').redirects(1);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.text).toContain('swagger-ui');
  });

  it('tells the truth of every operation', async () => {
    const { editor, reviewerA, reviewerB, admin } = room;
    const send = async (by: Person, method: 'get' | 'post' | 'patch' | 'delete', template: string, options: { id?: string; action?: string; body?: object; version?: number } = {}) =>
      hold(method, template, await by.call(method, fill(template, options.id ?? '', options.action), options));

    const rated = await buildRatedClaim(room);
    const awaiting = await buildProposal(room);
    for (const by of [editor, reviewerB]) for (const claim of [rated, awaiting]) await send(by, 'get', '/api/v1/claims/{id}', { id: claim.slug });
    hold('get', '/api/v1/claims/{id}', await reader(testApp).get(`/api/v1/claims/${rated.slug}`));
    hold('get', '/api/v1/claims/{id}', await reader(testApp).get(`/api/v1/claims/${rated.slug}?as_of=${new Date().toISOString()}`));
    hold('get', '/api/v1/claims/{id}', await reader(testApp).get('/api/v1/claims/none-x7k2p9bc'));
    hold('get', '/api/v1/claims', await reader(testApp).get('/api/v1/claims?limit=1'));
    await send(editor, 'get', '/api/v1/claims');
    hold('get', '/api/v1/claims', await reader(testApp).get('/api/v1/claims?limit=0'));
    hold('get', '/api/v1/claims/{id}/history', await reader(testApp).get(`/api/v1/claims/${rated.id}/history`));
    await send(editor, 'get', '/api/v1/claims/{id}/history', { id: awaiting.id });

    await send(editor, 'post', '/api/v1/claims', { body: { wording: 'A claim.', kind: 'factual' } });
    await send(editor, 'post', '/api/v1/claims', { body: {} });
    await send(reviewerA, 'post', '/api/v1/claims', { body: { wording: 'A claim.', kind: 'factual' } });
    hold('post', '/api/v1/claims', await reader(testApp).post('/api/v1/claims').send({}));
    const draft = await buildClaim(editor);
    await send(editor, 'patch', '/api/v1/claims/{id}', { id: draft.id, body: { title: 'T' } });
    await send(editor, 'patch', '/api/v1/claims/{id}', { id: draft.id, version: 1, body: { title: 'T' } });
    await send(editor, 'patch', '/api/v1/claims/{id}', { id: draft.id, version: 1, body: { title: 'U' } });
    await send(editor, 'post', '/api/v1/claims/{id}/statements', { id: draft.id, body: { paraphrase: 'He said so again.' } });
    await send(editor, 'patch', '/api/v1/statements/{id}', { id: draft.statements[0]!.id, version: 1, body: { note: 'n' } });

    const source = await buildSource(editor);
    await send(editor, 'post', '/api/v1/claims/{id}/evidence', { id: draft.id, body: { sourceId: source.id, stance: 'context', weight: 'background', day: '2022', summary: 's' } });
    const evidence = await buildEvidence(editor, draft);
    await send(reviewerA, 'patch', '/api/v1/evidence/{id}', { id: evidence.id, version: 1, body: { note: 'n' } });
    await send(reviewerA, 'post', '/api/v1/evidence/{id}/withdraw', { id: evidence.id, version: 2, body: { reason: 'r' } });
    await send(reviewerA, 'post', '/api/v1/evidence/{id}/withdraw', { id: evidence.id, version: 3, body: { reason: 'r' } });

    const inReview = await buildClaimInReview(room);
    await send(reviewerA, 'post', '/api/v1/claims/{id}/verdicts', { id: inReview.id, version: inReview.version, body: { ratingId: ratingOf(inReview, 'in_progress'), summary: 's', inForceFrom: '2022-02-01' } });
    await send(reviewerB, 'post', '/api/v1/claims/{id}/actions/{action}', { id: inReview.id, action: 'approve', version: inReview.version + 1, body: {} });
    await send(reviewerB, 'post', '/api/v1/claims/{id}/actions/{action}', { id: inReview.id, action: 'approve', version: inReview.version + 2, body: {} });
    await send(admin, 'post', '/api/v1/claims/{id}/actions/{action}', { id: (await buildOpenClaim(room)).id, action: 'dance', version: 2, body: {} });
    const proposal = await buildProposal(room);
    const dissents = '/api/v1/claims/{id}/verdicts/{verdict}/dissents';
    const beside = `/claims/${proposal.id}/verdicts/${proposal.desk!.proposal!.id}/dissents`;
    const dissented = hold('post', dissents, await reviewerB.call('post', beside, { version: proposal.version, body: { words: 'w' } })).body as ClaimRecord;
    hold('post', dissents, await reviewerA.call('post', beside, { version: dissented.version, body: { words: 'w' } }));
    hold('post', `${dissents}/{dissent}/withdraw`, await reviewerB.call('post', `${beside}/${dissented.desk!.proposal!.dissents[0]!.id}/withdraw`, { version: dissented.version, body: { reason: 'r' } }));

    await send(editor, 'patch', '/api/v1/claims/{id}', { id: rated.id, version: rated.version, body: { wording: 'w', correction: { kind: 'factual', explanation: 'e' } } });
    const propose = async (wording: string) => (await send(editor, 'post', '/api/v1/claims/{id}/corrections', { id: rated.id, body: { explanation: 'e', claim: { wording } } })).body as { id: string };
    await send(editor, 'post', '/api/v1/claims/{id}/corrections', { id: rated.id, body: { explanation: 'e' } });
    const takenBack = await propose('One wording.');
    await send(editor, 'post', '/api/v1/corrections/{id}/take-back', { id: takenBack.id, version: 1 });
    const sentBack = await propose('Another wording.');
    await send(reviewerA, 'post', '/api/v1/corrections/{id}/return', { id: sentBack.id, version: 1, body: { reason: 'r' } });
    const corrected = await propose('A third wording.');
    await send(reviewerA, 'get', '/api/v1/corrections');
    await send(reviewerA, 'get', '/api/v1/corrections/{id}', { id: corrected.id });
    await send(editor, 'post', '/api/v1/corrections/{id}/approve', { id: corrected.id, version: 1, body: { reopens: true } });
    await send(reviewerA, 'post', '/api/v1/corrections/{id}/approve', { id: corrected.id, version: 1, body: { reopens: true } });
    await send(reviewerA, 'get', '/api/v1/claims/{id}/corrections', { id: rated.id });
    hold('get', '/api/v1/claims/{id}/corrections', await reader(testApp).get(`/api/v1/claims/${rated.id}/corrections`));

    const speaker = await buildSpeaker(editor, { wikidataId: 'Q58217', aliases: ['Лавров'] });
    await send(editor, 'post', '/api/v1/speakers', { body: { kind: 'person', name: 'N', roles: [{ title: 'R', from: '2020', until: '2021-02' }] } });
    await send(editor, 'get', '/api/v1/speakers/{id}', { id: speaker.slug });
    await send(editor, 'get', '/api/v1/speakers');
    await send(editor, 'patch', '/api/v1/speakers/{id}', { id: speaker.id, version: 1, body: { description: 'd' } });
    await send(editor, 'post', '/api/v1/sources', { body: { kind: 'dataset', title: 'T', publisher: 'P' } });
    await send(editor, 'get', '/api/v1/sources/{id}', { id: source.slug });
    await send(editor, 'get', '/api/v1/sources');
    await send(editor, 'patch', '/api/v1/sources/{id}', { id: source.id, version: 1, body: { note: 'n' } });
    const topic = (await send(editor, 'post', '/api/v1/topics', { body: { name: 'Peace' } })).body as { id: string };
    await send(editor, 'post', '/api/v1/topics', { body: { name: 'Peace' } });
    await send(editor, 'get', '/api/v1/topics/{id}', { id: topic.id });
    await send(editor, 'patch', '/api/v1/topics/{id}', { id: topic.id, version: 1, body: { description: 'd' } });
    await send(editor, 'patch', '/api/v1/topics/{id}', { id: topic.id, version: 1, body: { description: 'e' } });
    await send(editor, 'get', '/api/v1/topics');
    await send(editor, 'get', '/api/v1/scales');
    await send(admin, 'post', '/api/v1/scales', { body: { key: 'two', name: 'Two', ratings: [
      { key: 'yes', label: 'Yes', meaning: 'm', colour: 'true', conclusive: true }, { key: 'no', label: 'No', meaning: 'm', colour: 'false', conclusive: true },
    ] } });

    const account = (await send(admin, 'post', '/api/v1/accounts', { body: { email: 'new@example.org', name: 'New', roles: ['editor'] } })).body as { id: string };
    await send(admin, 'get', '/api/v1/accounts');
    await send(admin, 'get', '/api/v1/accounts/{id}', { id: account.id });
    await send(admin, 'patch', '/api/v1/accounts/{id}', { id: account.id, version: 1, body: { suspended: true } });
    const invitation = (await send(admin, 'post', '/api/v1/accounts/invitations', { body: { email: 'invited@example.org', name: 'Invited', roles: ['editor'] } })).body as { id: string };
    await send(admin, 'post', '/api/v1/accounts/invitations', { body: { email: 'invited@example.org', name: 'Invited', roles: ['editor'] } });
    await send(admin, 'get', '/api/v1/accounts/invitations');
    const again = (await send(admin, 'post', '/api/v1/accounts/invitations/{id}/send-again', { id: invitation.id })).body as { id: string };
    await send(admin, 'post', '/api/v1/accounts/invitations/{id}/revoke', { id: again.id });

    const session = hold('post', '/api/v1/session', await reader(testApp).post('/api/v1/session').send({ email: editor.email, password: editor.password }));
    hold('post', '/api/v1/session', await reader(testApp).post('/api/v1/session').send({ email: editor.email, password: 'wrong' }));
    const cookie = session.headers['set-cookie']![0]!.split(';')[0]!;
    const { csrfToken } = session.body as { csrfToken: string };
    hold('get', '/api/v1/session', await reader(testApp).get('/api/v1/session').set('cookie', cookie));
    hold('get', '/api/v1/session', await reader(testApp).get('/api/v1/session'));
    const body = { name: 'Robot', roles: ['editor'], expiresAt: new Date(Date.now() + 86_400_000).toISOString() };
    const token = hold('post', '/api/v1/tokens', await reader(testApp).post('/api/v1/tokens').set('cookie', cookie).set('x-csrf-token', csrfToken).send(body)).body as { id: string };
    await send(editor, 'get', '/api/v1/tokens');
    await send(editor, 'post', '/api/v1/tokens/{id}/revoke', { id: token.id });
    hold('delete', '/api/v1/tokens/{id}', await editor.call('delete', `/tokens/${token.id}`));
    hold('delete', '/api/v1/session', await reader(testApp).delete('/api/v1/session').set('cookie', cookie).set('x-csrf-token', csrfToken));

    const operations = Object.entries(document.paths).flatMap(([template, item]) => Object.keys(item).map((method) => `${method} ${template}`));
    expect(operations.filter((operation) => !exercised.has(`${operation} ok`))).toEqual([]);
  });
});
