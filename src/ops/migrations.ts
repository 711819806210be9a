/** Makes TypeORM migrations of the plain SQL pairs in `migrations/`; TypeORM's own runner keeps the order and the record. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From `dist/ops` and from `src/ops` alike, two folders up. */
const MIGRATIONS_DIR = fileURLToPath(new URL('../../migrations', import.meta.url));

type MigrationClass = new () => MigrationInterface;

/** One class a pair, in file order; TypeORM wants names that end in a 13-digit timestamp, so the file's number fills one. */
export function migrationsFrom(directory = MIGRATIONS_DIR): MigrationClass[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.up.sql'))
    .sort()
    .map((file) => {
      const step = file.slice(0, -'.up.sql'.length);
      const [number, ...words] = step.split('_');
      const read = (way: 'up' | 'down') => readFileSync(path.join(directory, `${step}.${way}.sql`), 'utf8');
      const name = `${words.join('_')}${number!.padStart(13, '1')}`;
      return class implements MigrationInterface {
        name = name;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(read('up'));
        }
        async down(runner: QueryRunner): Promise<void> {
          await runner.query(read('down'));
        }
      };
    });
}
