/** Multiplies the Geneva corpus to any number of claims, with their statements, chains, evidence, verdicts and ledger, by plain SQL. */
import pg from 'pg';

/** Claims a transaction; more would hold the tables too long for anybody else who uses them. */
const BATCH = 2000;

/** Codes in the alphabet of `newCode`, so that a copy's page is found by its slug. Copies carry their number in the title, by which they are told from originals. */
const SETUP = `
  CREATE OR REPLACE FUNCTION pg_temp.copy_id(original uuid, n int) RETURNS uuid LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE WHEN original IS NULL THEN NULL ELSE overlay(overlay(md5(original::text || ':' || n) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid END $$;
  CREATE OR REPLACE FUNCTION pg_temp.copy_code(original text, n int) RETURNS text LANGUAGE sql IMMUTABLE
    AS $$ SELECT string_agg(substr('23456789bcdfghjkmnpqrstvwxz', 1 + get_byte(sha256((original || ':' || n)::bytea), i) % 27, 1), '' ORDER BY i) FROM generate_series(0, 7) i $$;
  CREATE TEMP TABLE IF NOT EXISTS original AS SELECT id, row_number() OVER (ORDER BY logged_at, id) AS place FROM claim WHERE title !~ ' \\(\\d+\\)$';
  CREATE TEMP TABLE IF NOT EXISTS copied (original uuid, n int);`;

/** Each copy says when it was said a little differently, so that dates and words spread as they would. */
const STEPS = [
  `INSERT INTO claim SELECT pg_temp.copy_id(c.id, x.n), pg_temp.copy_code(c.code, x.n), left(c.title, 180) || ' (' || x.n || ')', left(c.wording, 1980) || ' (' || x.n || ')', c.kind, c.language, c.background, c.scale_id, c.status, c.status_at, c.status_reason,
     c.decline_code, c.searched_where, NULL, c.logged_by_id, c.logged_at + x.n * interval '1 minute', c.public_at + x.n * interval '1 minute', c.editor_in_charge_id, c.reviewer_id, c.version, c.case_version, c.shown_at, c.shown_version, true
     FROM copied x JOIN claim c ON c.id = x.original`,
  `INSERT INTO resolution SELECT pg_temp.copy_id(r.claim_id, x.n), r.would_confirm, r.would_refute, r.would_void, r.due_kind, r.due_day, r.due_precision, r.due_event, r.note FROM copied x JOIN resolution r ON r.claim_id = x.original`,
  `INSERT INTO claim_topic SELECT pg_temp.copy_id(t.claim_id, x.n), t.topic_id FROM copied x JOIN claim_topic t ON t.claim_id = x.original`,
  `INSERT INTO statement SELECT pg_temp.copy_id(s.id, x.n), pg_temp.copy_id(s.claim_id, x.n), s.speaker_id, s.said_day, s.said_precision, s.place, s.occasion, s.audience, s.quote, s.paraphrase, s.language, s.was_said, s.note, s.recorded_at, s.recorded_by_id, s.version
     FROM copied x JOIN statement s ON s.claim_id = x.original`,
  `INSERT INTO attribution_hop SELECT pg_temp.copy_id(h.id, x.n), pg_temp.copy_id(h.statement_id, x.n), h.position, h.kind, h.speaker_id, h.occasion, h.hop_day, h.hop_precision, h.form, h.source_id, h.note
     FROM copied x JOIN statement s ON s.claim_id = x.original JOIN attribution_hop h ON h.statement_id = s.id`,
  `INSERT INTO evidence SELECT pg_temp.copy_id(e.id, x.n), pg_temp.copy_id(e.claim_id, x.n), e.source_id, e.stance, e.weight, e.event_day, e.event_precision, e.summary, e.excerpt, e.note, e.independence, e.recorded_at, e.recorded_by_id, e.withdrawn_at, e.withdrawn_by_id, e.withdraw_reason, e.version
     FROM copied x JOIN evidence e ON e.claim_id = x.original`,
  `INSERT INTO verdict SELECT pg_temp.copy_id(v.id, x.n), pg_temp.copy_id(v.claim_id, x.n), v.claim_logged_by_id, v.rating_id, v.summary, v.caveats, v.early_reason, v.in_force_from, v.case_version, v.review_policy, v.proposed_at, v.proposed_by_id, v.approved_at, v.approved_by_id,
     v.returned_at, v.returned_by_id, v.return_reason, v.superseded_at, pg_temp.copy_id(v.superseded_by_id, x.n), v.version, v.imported
     FROM copied x JOIN verdict v ON v.claim_id = x.original ORDER BY v.superseded_at DESC NULLS FIRST`,
  `INSERT INTO cited_evidence SELECT pg_temp.copy_id(q.verdict_id, x.n), pg_temp.copy_id(q.evidence_id, x.n), pg_temp.copy_id(q.claim_id, x.n), q.position FROM copied x JOIN cited_evidence q ON q.claim_id = x.original`,
  // One entry a thing, telling its present state: what a copy was on its way here is nobody's question. LATERAL keeps the view to one claim at a time.
  `INSERT INTO ledger_entry SELECT gen_random_uuid(), 'claim', c.id, 0, c.version, 'log', c.logged_by_id, 'import', NULL, s.subject_kind, s.subject_id, s.data, c.logged_at, true, ''
     FROM copied x JOIN claim c ON c.id = pg_temp.copy_id(x.original, x.n)
     CROSS JOIN LATERAL (SELECT * FROM snapshot WHERE stream_id = c.id AND subject_kind IN ('claim', 'statement', 'evidence', 'verdict', 'correction') OFFSET 0) s`,
];

/** Past the workflow's guards, for a copy is rated without anybody's judging it, and past what is done a claim at a time; the ledger's chaining stays on. */
const GUARDED = ['claim', 'resolution', 'claim_topic', 'statement', 'attribution_hop', 'evidence', 'verdict', 'cited_evidence'];

/**
 * Brings the database to `wanted` claims or a few more, in whole copies of the corpus; those that are there stay.
 * @throws Error when the corpus is not there to multiply
 */
export async function seed(url: string, wanted: number, progress: (claims: number) => void = () => undefined): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    const count = async (): Promise<number> => Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM claim')).rows[0]!.n);
    await client.query(SETUP);
    const originals = Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM original')).rows[0]!.n);
    if (originals === 0) throw new Error('There are no claims to multiply; load the corpus first.');
    let analyzed = 0;
    for (let have = await count(); have < wanted; have = await count()) {
      const from = have / originals;
      const rounds = Math.ceil(Math.min(BATCH, wanted - have) / originals);
      await client.query('BEGIN');
      await client.query('SET CONSTRAINTS ALL DEFERRED');
      for (const table of GUARDED) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await client.query('TRUNCATE copied');
      await client.query('INSERT INTO copied SELECT o.id, n FROM original o, generate_series($1::int, $2::int) n ORDER BY n, o.place', [from, from + rounds - 1]);
      await client.query('ANALYZE copied');
      await client.query('ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_tells');
      // The planner knows nothing yet of tables that just grew, and would read them whole for every copy.
      await client.query('SET LOCAL enable_seqscan = off');
      for (const step of STEPS) await client.query(step);
      await client.query('SELECT index_claims(ARRAY(SELECT pg_temp.copy_id(x.original, x.n) FROM copied x))');
      await client.query('SELECT await_claims(ARRAY(SELECT pg_temp.copy_id(x.original, x.n) FROM copied x))');
      await client.query('ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_tells');
      // What instances keep may be anything of this.
      await client.query(`SELECT pg_notify('claimline_record', 'all')`);
      for (const table of GUARDED) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
      await client.query('COMMIT');
      const now = await count();
      if (now >= 2 * analyzed) {
        await client.query('ANALYZE');
        analyzed = now;
      }
      progress(now);
    }
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
