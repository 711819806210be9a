/** Which steps of `migrations/` a database has had, which it still needs, and which it has from a Claimline newer than this one. */
import type { DataSource } from 'typeorm';
import { migrationsFrom } from './migrations.js';

export interface MigrationStatus {
  done: string[];
  pending: string[];
  unknown: string[];
}

export function compareSteps(known: readonly string[], recorded: readonly string[]): MigrationStatus {
  return {
    done: known.filter((name) => recorded.includes(name)),
    pending: known.filter((name) => !recorded.includes(name)),
    unknown: recorded.filter((name) => !known.includes(name)),
  };
}

const knownSteps = migrationsFrom().map((step) => new step().name!);

/** Reads the record only; a database that never was migrated has none. */
export async function migrationStatus(source: DataSource): Promise<MigrationStatus> {
  const [table] = await source.query<{ there: boolean }[]>(`SELECT to_regclass('public.migration') IS NOT NULL AS there`);
  const recorded = table!.there ? await source.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id') : [];
  return compareSteps(knownSteps, recorded.map((row) => row.name));
}
