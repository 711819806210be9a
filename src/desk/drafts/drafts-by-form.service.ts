/** Drafts as pages ask for them: scripts hear JSON, a form without script goes back to its page. */
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../accounts/viewer.js';
import { DRAFT_KEY, pageOfDraft } from './draft.rules.js';
import { sendOn } from '../forms/refusal.js';
import { type Sent, text } from '../forms/sent.js';
import { localPath } from '../sign-in/next.rules.js';
import { Drafts } from './drafts.service.js';

/** As many forms as a page has, and more. */
const MOST_KEYS = 60;

@Injectable()
export class DraftsByForm {
  constructor(private readonly drafts: Drafts) {}

  /** For the script: whose page this is, what is kept, the token to send it with, and which forms have been sent after all. */
  async show(viewer: Viewer, keys: unknown, once: unknown, reply: FastifyReply): Promise<string> {
    const asked = listed(keys).filter((key) => DRAFT_KEY.test(key));
    const marks = listed(once).filter((mark) => /^[\w-]{1,60}$/.test(mark));
    const [kept, sent] = await Promise.all([this.drafts.all(viewer.accountId!, asked), this.drafts.sentAlready(viewer.accountId!, marks)]);
    return json(reply, { account: viewer.accountId, csrf: viewer.session?.csrfToken ?? '', sent, drafts: Object.fromEntries(kept.map(({ key, fields, savedAt }) => [key, { fields, savedAt: savedAt.toISOString() }])) });
  }

  async save(accountId: string, sent: Sent, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const key = text(sent, 'save_draft') ?? '';
    const savedAt = await this.drafts.save(accountId, key, sent);
    return wantsJson(request) ? json(reply, { savedAt: savedAt?.toISOString() ?? null }) : sendOn(reply, back(request, key, 'draft_saved'));
  }

  async forget(accountId: string, sent: Sent, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const key = text(sent, 'forget_draft') ?? '';
    if (DRAFT_KEY.test(key)) await this.drafts.forgetNow(accountId, key);
    return wantsJson(request) ? json(reply, { savedAt: null }) : sendOn(reply, back(request, key, 'draft_forgotten'));
  }
}

const listed = (value: unknown): string[] => (typeof value === 'string' ? value.split(',').filter((part) => part !== '').slice(0, MOST_KEYS) : []);

const wantsJson = (request: FastifyRequest): boolean => (request.headers.accept ?? '').startsWith('application/json');

function json(reply: FastifyReply, answer: object): string {
  void reply.type('application/json; charset=utf-8');
  return JSON.stringify(answer);
}

/** The page on which the form stood, if it was one of ours. */
function back(request: FastifyRequest, key: string, done: string): string {
  const from = request.headers.referer;
  const url = from !== undefined && URL.canParse(from) ? new URL(from) : undefined;
  const page = url && url.host === request.headers.host && url.pathname.startsWith('/desk') ? localPath(url.pathname) : pageOfDraft(key);
  // After a refused form the address is the form's, which no page answers to.
  const shown = /^\/desk\/claims\/[\w-]+\/(?:statements|evidence|verdicts|revise|actions)(?:\/|$)/.test(page) ? pageOfDraft(key) : page;
  return `${shown}?done=${done}`;
}
