/** Builds what a test needs by the API, so that it states only what matters to it. */
import type request from 'supertest';
import type { AddEvidence } from '../../src/evidence/evidence.dto.js';
import type { LogClaim } from '../../src/claims/claim.dto.js';
import type { ClaimRecord, EvidenceView } from '../../src/record/claim-record.dto.js';
import type { Newsroom, Person } from './people.js';

let count = 0;

export async function made<T>(call: request.Test, status = 201): Promise<T> {
  const response = await call;
  if (response.status !== status) throw new Error(`${response.status} instead of ${status}: ${response.text}`);
  return response.body as T;
}

export async function buildSpeaker(by: Person, overrides: object = {}): Promise<{ id: string; slug: string }> {
  return made(by.call('post', '/speakers', { body: { kind: 'person', name: `Speaker ${++count}`, roles: [{ title: 'Minister', from: '2020' }], ...overrides } }));
}

export async function buildSource(by: Person, overrides: object = {}): Promise<{ id: string; slug: string }> {
  count++;
  return made(by.call('post', '/sources', { body: { kind: 'article', title: `Report ${count}`, publisher: 'The Daily', url: `https://example.org/report/${count}`, publishedDay: '2022-01-21', ...overrides } }));
}

/** A draft that may be opened: one statement, a whole chain, and a resolution that was due long ago. */
export async function buildClaim(by: Person, overrides: Partial<LogClaim> = {}): Promise<ClaimRecord> {
  const speaker = await buildSpeaker(by);
  const outlet = await buildSpeaker(by, { kind: 'organisation', name: `Outlet ${++count}`, roles: [] });
  const source = await buildSource(by);
  return made(
    by.call('post', '/claims', {
      body: {
        wording: `The minister will publish report number ${++count}.`,
        kind: 'promise',
        resolution: { wouldConfirm: 'The report is published.', wouldRefute: 'It is not.', due: { kind: 'day', day: '2022-01-31' } },
        statements: [
          {
            speakerId: speaker.id,
            day: '2022-01-21',
            place: 'Geneva',
            quote: 'We will publish it.',
            chain: [
              { kind: 'said_by', speakerId: speaker.id, form: 'direct', day: '2022-01-21' },
              { kind: 'published_by', speakerId: outlet.id, form: 'direct', day: '2022-01-21', sourceId: source.id },
            ],
          },
        ],
        ...overrides,
      },
    }),
  );
}

export async function buildEvidence(by: Person, claim: { id: string }, overrides: Partial<AddEvidence> = {}): Promise<EvidenceView> {
  const source = await buildSource(by);
  return made(by.call('post', `/claims/${claim.id}/evidence`, { body: { sourceId: source.id, stance: 'supports', weight: 'decisive', day: '2022-01-30', summary: 'The report is out.', ...overrides } }));
}

export async function current(by: Person, claim: { id: string }): Promise<ClaimRecord> {
  return made(by.call('get', `/claims/${claim.id}`), 200);
}

/** Performs an action on the claim as it now is. */
export async function act(by: Person, claim: { id: string }, action: string, body: object = {}): Promise<ClaimRecord> {
  const { version } = await current(by, claim);
  return made(by.call('post', `/claims/${claim.id}/actions/${action}`, { version, body }), 200);
}

export function ratingOf(claim: ClaimRecord, key: string): string {
  return claim.scale.ratings.find((rating) => rating.key === key)!.id;
}

export async function propose(by: Person, claim: { id: string }, overrides: object = {}): Promise<ClaimRecord> {
  const now = await current(by, claim);
  return made(
    by.call('post', `/claims/${claim.id}/verdicts`, {
      version: now.version,
      body: { ratingId: ratingOf(now, 'kept'), summary: 'It was published on the day.', inForceFrom: '2022-01-30', citedEvidenceIds: now.evidence.filter((e) => !e.withdrawn).map((e) => e.id).slice(0, 3), ...overrides },
    }),
  );
}

export async function buildOpenClaim(room: Newsroom, overrides: Partial<LogClaim> = {}): Promise<ClaimRecord> {
  return act(room.editor, await buildClaim(room.editor, overrides), 'open');
}

export async function buildClaimInReview(room: Newsroom, overrides: Partial<LogClaim> = {}): Promise<ClaimRecord> {
  const claim = await buildOpenClaim(room, overrides);
  await buildEvidence(room.editor, claim);
  return act(room.editor, claim, 'submit');
}

export async function buildProposal(room: Newsroom, overrides: Partial<LogClaim> = {}): Promise<ClaimRecord> {
  return propose(room.reviewerA, await buildClaimInReview(room, overrides));
}

export async function buildRatedClaim(room: Newsroom, overrides: Partial<LogClaim> = {}): Promise<ClaimRecord> {
  return act(room.reviewerB, await buildProposal(room, overrides), 'approve');
}

/** A factual correction as it reaches readers: proposed by one, approved by another. */
export async function correctFacts(room: Newsroom, claim: { id: string }, changes: object, explanation = 'It was wrong.'): Promise<void> {
  const proposal = await made<{ id: string; reopens: boolean }>(room.editor.call('post', `/claims/${claim.id}/corrections`, { body: { explanation, ...changes } }));
  await made(room.reviewerA.call('post', `/corrections/${proposal.id}/approve`, { version: 1, body: { reopens: proposal.reopens } }), 200);
}
