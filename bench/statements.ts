/** Notices every statement that some work sends to PostgreSQL, whichever part of the code sends it over whichever connection. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { DataSource } from 'typeorm';

export interface Statement {
  /** Of one that is planned once a connection. */
  name?: string;
  text: string;
  values: unknown[];
}

interface Noticing {
  statements: Statement[];
  keep: boolean;
}

const current = new AsyncLocalStorage<Noticing>();
type Query = (this: unknown, ...args: unknown[]) => unknown;

/** From now on `statementsOf` notices what goes over connections like this source's; answers how to stop. */
export function notice(source: DataSource): () => void {
  // The driver's own class: a second copy of the package may be loaded beside it.
  const { prototype } = (source.driver as unknown as { postgres: { Client: { prototype: pg.Client } } }).postgres.Client;
  const original = prototype.query as unknown as Query;
  const noticing: Query = function (first, ...rest) {
    const now = current.getStore();
    if (now && (typeof first === 'string' || typeof (first as { text?: unknown } | null)?.text === 'string')) {
      const config = (typeof first === 'string' ? { text: first } : first) as { text: string; name?: string; values?: unknown[] };
      const values = config.values ?? (Array.isArray(rest[0]) ? (rest[0] as unknown[]) : []);
      now.statements.push({ ...(config.name === undefined ? {} : { name: config.name }), text: config.text, values });
      if (!now.keep && config.text === 'COMMIT') return original.call(this, 'ROLLBACK', ...rest);
    }
    return original.call(this, first, ...rest);
  };
  prototype.query = noticing as typeof prototype.query;
  return () => void (prototype.query = original as typeof prototype.query);
}

/**
 * What this work sent, in the order of sending.
 * @param options.keep false takes back at the end of each transaction what it did, so that the same can be done once more by hand
 */
export async function statementsOf<T>(work: () => Promise<T>, { keep = true } = {}): Promise<{ statements: Statement[]; answer: T }> {
  const noticing: Noticing = { statements: [], keep };
  // Awaited inside: what is sent may be sent only once somebody waits for it.
  const answer = await current.run(noticing, async () => await work());
  return { statements: noticing.statements, answer };
}
