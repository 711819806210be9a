/** A form that came after its session had ended, or from a page of the session before: what was typed becomes a draft of whoever it was. */
import type { FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { viewerOf } from '../../accounts/viewer.js';
import type { Config } from '../../config.js';
import { InvalidInput } from '../../shared/errors.js';
import { tokenOf } from '../../sign-in/csrf.js';
import { accountOfEnded, wasDrawnFor } from '../../sign-in/late-proof.js';
import { sessionCookieOf } from '../../sign-in/session.cookie.js';
import { sentIn, text } from '../forms/sent.js';
import { DRAFT_KEY, keyOfForm, pageOfDraft } from './draft.rules.js';
import { Drafts } from './drafts.service.js';

/**
 * Keeps what a form sent that cannot be taken.
 * @returns the page on which it stands again; nothing when nothing was kept: no form of ours, nobody proven, or nothing typed
 */
export async function keepLateForm(source: DataSource, config: Config, request: FastifyRequest): Promise<string | undefined> {
  // A script hears what happened, and keeps the words in the browser.
  if (request.method !== 'POST' || (request.headers.accept ?? '').startsWith('application/json')) return undefined;
  const sent = sentIn(request.body);
  const key = text(sent, 'save_draft') ?? keyOfForm(request.url.split('?')[0]!);
  if (key === undefined || !DRAFT_KEY.test(key)) return undefined;
  const accountId = await accountOf(source, config, request);
  if (accountId === undefined) return undefined;
  try {
    return (await new Drafts(source).save(accountId, key, sent)) && pageOfDraft(key);
  } catch (error) {
    if (error instanceof InvalidInput) return undefined;
    throw error;
  }
}

async function accountOf(source: DataSource, config: Config, request: FastifyRequest): Promise<string | undefined> {
  const { accountId } = viewerOf(request);
  const token = tokenOf(request);
  if (accountId !== null) return (await wasDrawnFor(source.manager, accountId, token)) ? accountId : undefined;
  return accountOfEnded(source.manager, sessionCookieOf(request, config), token);
}
