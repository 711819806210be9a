/** Runs services inside a transaction that is open already, so that many acts are kept together or not at all. */
import type { DataSource, EntityManager } from 'typeorm';

/**
 * What services take for a data source: each of their transactions becomes a part of the given one. At the end of each
 * part the deferred constraints are asked, as a commit would ask them.
 */
export function within(manager: EntityManager): DataSource {
  const transaction = async <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> => {
    const done = await work(manager);
    await manager.query('SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED');
    return done;
  };
  return { manager, transaction } as unknown as DataSource;
}
