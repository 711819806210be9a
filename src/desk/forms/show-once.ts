/** A form whose answer is shown this once (a link, a secret) and can wait behind no redirect. */
import type { FastifyReply } from 'fastify';
import { type RefusedForm, type SentForm, submit } from './refusal.js';

/** As `submit`, but `work` answers the page itself. */
export async function showOnce(reply: FastifyReply, form: SentForm, work: () => Promise<string>, again: (refused: RefusedForm) => Promise<string>): Promise<string> {
  let page: string | undefined;
  const refusal = await submit(reply, form, async () => (page = await work()), again);
  if (page === undefined) return refusal;
  void reply.status(200).removeHeader('location');
  return page;
}
