/** What the workbench offers to choose from, beside the claim itself. */
import type { EntityManager } from 'typeorm';

type Reader = Pick<EntityManager, 'query'>;

export interface Named {
  id: string;
  name: string;
}

export type Colleague = Named;

export function reviewers(reader: Reader): Promise<Colleague[]> {
  return reader.query(`SELECT id, name FROM account WHERE 'reviewer' = ANY (roles) AND suspended_at IS NULL ORDER BY name, id`);
}

/** Who may have charge of a claim, and who has it now, whatever became of them. */
export function editors(reader: Reader, inCharge: string): Promise<Colleague[]> {
  return reader.query(`SELECT id, name FROM account WHERE ('editor' = ANY (roles) AND suspended_at IS NULL) OR id = $1 ORDER BY name, id`, [inCharge]);
}

/** The claim's own topics and the newest others; further ones are named in a field. */
export function topicsFor(reader: Reader, claimId: string): Promise<Named[]> {
  return reader.query(
    `SELECT id, name FROM (
       SELECT t.id, t.name FROM claim_topic c JOIN topic t ON t.id = c.topic_id WHERE c.claim_id = $1
       UNION (SELECT id, name FROM topic ORDER BY id DESC LIMIT 30)) offered ORDER BY name, id`,
    [claimId],
  );
}

/** Topics by what they are called, case and accents aside. */
export function topicsCalled(reader: Reader, names: readonly string[]): Promise<Named[]> {
  return reader.query(`SELECT DISTINCT ON (t.id) t.id, asked.name FROM unnest($1::text[]) AS asked (name) JOIN topic t ON fold_accents(lower(t.name)) = fold_accents(lower(asked.name))`, [names]);
}

/** The scales in use now, and the one that the claim is judged on. */
export function scalesFor(reader: Reader, scaleId: string): Promise<Named[]> {
  return reader.query(
    `SELECT id, name || CASE WHEN latest THEN '' ELSE ', version ' || version END AS name
       FROM (SELECT s.id, s.name, s.version, s.version = max(s.version) OVER (PARTITION BY s.key) AS latest FROM scale s) s WHERE latest OR id = $1 ORDER BY name, id`,
    [scaleId],
  );
}
