/** Puts a desk at work on a multiplied record: claims on their way, what colleagues noted, were told and looked at, what readers reported, and many names. */
import pg from 'pg';

export interface Desk {
  editor: string;
  reviewers: readonly [string, string];
}

export interface Life {
  /** Claims that shall be in each of these states; copies that were rated or declined become so. */
  draft: number;
  open: number;
  in_review: number;
  awaiting_approval: number;
  speakers: number;
  sources: number;
  reports: number;
  proposals: number;
  /** Notices of each of the three people. */
  notices: number;
}

/** What a desk is likely to have at so many claims on record. */
export const lifeAt = (claims: number): Life => ({
  draft: Math.round(claims / 200), open: Math.round(claims / 50), in_review: Math.round(claims / 100), awaiting_approval: Math.round(claims / 200),
  speakers: Math.round(claims / 20), sources: Math.round(claims / 2), reports: Math.round(claims / 50), proposals: Math.round(claims / 200), notices: Math.round(claims / 100),
});

const STATES = ['draft', 'open', 'in_review', 'awaiting_approval'] as const;
/** Past the guards, for nobody did any of this; nothing that is measured asks how it came about. */
const GUARDED = ['claim', 'verdict', 'cited_evidence', 'resolution', 'speaker', 'source', 'report', 'correction_proposal', 'note', 'note_wording'];

const CODE = (seed: string) => `(SELECT string_agg(substr('23456789bcdfghjkmnpqrstvwxz', 1 + get_byte(sha256((${seed})::bytea), i) % 27, 1), '' ORDER BY i) FROM generate_series(0, 7) i)`;
const ID = (seed: string) => `overlay(overlay(md5(${seed}) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid`;
const WORDS = (list: string) => `(string_to_array('${list}', ' '))`;
const FIRST = WORDS('Anna Boris Clara Dmitri Elena Farid Greta Hassan Irina Jonas Kateryna Lars Maria Nikolai Olena Pavlo Quentin Rosa Stepan Tamara Ulrich Vera Walter Xenia Yusuf Zofia');
const LAST = WORDS('Abramov Bauer Chernenko Dubois Eriksen Fedorov Garcia Haddad Ivanova Jensen Kovalenko Larsen Moreau Novak Orlov Petrenko Quist Romano Shevchenko Tanaka Usenko Volkov Weber Xu Yilmaz Zelenko');
const NOUN = WORDS('troops border ceasefire grain talks sanctions pipeline convoy exercise treaty election harbour missile hospital budget embassy summit prisoners bridge refugees');
const VERB = WORDS('denies confirms delays opens rejects announces discusses withdraws doubles halts');

const of = (words: string, n: string) => `${words}[1 + (${n}) % array_length(${words}, 1)]`;

const AT_WORK = [
  `UPDATE claim c SET status = w.state, status_at = now() - (w.place % 90) * interval '1 day' - w.place * interval '1 second', status_reason = NULL, decline_code = NULL, searched_where = NULL,
     public_at = CASE WHEN w.state = 'draft' THEN NULL ELSE c.public_at END, reviewer_id = CASE WHEN w.state IN ('in_review', 'awaiting_approval') AND w.place % 3 = 0 THEN desk.a END
     FROM work w, desk WHERE c.id = w.claim_id`,
  `DELETE FROM cited_evidence q USING work w WHERE q.claim_id = w.claim_id AND (w.state <> 'awaiting_approval' OR EXISTS (SELECT FROM verdict v WHERE v.id = q.verdict_id AND (v.superseded_at IS NOT NULL OR v.approved_at IS NULL)))`,
  `DELETE FROM verdict v USING work w WHERE v.claim_id = w.claim_id AND (w.state <> 'awaiting_approval' OR v.superseded_at IS NOT NULL OR v.approved_at IS NULL)`,
  `UPDATE verdict v SET approved_at = NULL, approved_by_id = NULL, imported = false, proposed_by_id = CASE WHEN w.place % 4 = 0 THEN desk.b ELSE desk.a END, proposed_at = c.status_at, case_version = c.case_version, version = v.version + 1
     FROM work w JOIN claim c ON c.id = w.claim_id CROSS JOIN desk WHERE v.claim_id = w.claim_id`,
  `UPDATE resolution r SET due_day = current_date - 60 + (w.place % 120)::int, due_precision = 'day' FROM work w WHERE r.claim_id = w.claim_id AND r.due_kind = 'day'`,
  `SELECT index_claims(ARRAY(SELECT claim_id FROM work))`,
  `SELECT await_claims(ARRAY(SELECT claim_id FROM work))`,
  // One in ten was never looked at; of the others, every third went on since.
  `INSERT INTO look SELECT person, c.id, now() - (w.place % 40) * interval '1 day', greatest(1, c.version - (w.place % 3 = 0)::int)
     FROM work w JOIN claim c ON c.id = w.claim_id CROSS JOIN desk CROSS JOIN unnest(ARRAY[desk.editor, desk.a]) person WHERE w.place % 10 <> 0 ON CONFLICT DO NOTHING`,
  `INSERT INTO note SELECT ${ID(`'note' || w.claim_id || n`)}, w.claim_id, CASE n WHEN 1 THEN desk.editor ELSE desk.a END, NULL, now() - (w.place % 40) * interval '1 day' + n * interval '1 hour' FROM work w CROSS JOIN desk CROSS JOIN generate_series(1, 3) n ON CONFLICT DO NOTHING`,
  `INSERT INTO note_wording SELECT n.id, 1, n.author_id, 'Has anybody called the ministry about this?', n.written_at FROM note n JOIN work w ON w.claim_id = n.claim_id ON CONFLICT DO NOTHING`,
];

const NAMES = [
  `INSERT INTO speaker (id, code, kind, name, created_at, version)
     SELECT ${ID(`'speaker' || n`)}, ${CODE(`'speaker' || n`)}, 'person', ${of(FIRST, 'n')} || ' ' || chr(65 + (n / 676) % 26) || '. ' || ${of(LAST, 'n / 26')}, now() - n * interval '1 minute', 1 FROM generate_series(1, $1::int) n ON CONFLICT DO NOTHING`,
  `INSERT INTO speaker_called SELECT id, called(name, aliases) FROM speaker ON CONFLICT DO NOTHING`,
  `INSERT INTO source (id, code, kind, title, publisher, published_day, published_precision, url, url_key, created_at, version)
     SELECT ${ID(`'source' || n`)}, ${CODE(`'source' || n`)}, 'article', initcap(${of(FIRST, 'n')}) || ' ' || ${of(LAST, 'n / 7')} || ' ' || ${of(VERB, 'n / 3')} || ' ' || ${of(NOUN, 'n / 11')} || ' and ' || ${of(NOUN, 'n / 17 + 5')}, 'Paper ' || n % 300,
            date '2022-01-01' + n % 1500, 'day', 'https://paper' || n % 300 || '.example/story/' || n, 'paper' || n % 300 || '.example/story/' || n, now() - n * interval '1 minute', 1 FROM generate_series(1, $1::int) n ON CONFLICT DO NOTHING`,
];

const REPORTS = `
  INSERT INTO report (id, code, claim_id, claim_version, kind, words, language, received_at, status, closed_at, closed_by_id, closing_note)
  SELECT ${ID(`'report' || n`)}, ${CODE(`'report' || n`)}, c.id, 1, 'fact', 'The day in the second paragraph is wrong, I think.', 'en', now() - n * interval '1 hour', CASE WHEN n % 10 = 0 THEN 'open' ELSE 'dismissed' END,
         CASE WHEN n % 10 <> 0 THEN now() - n * interval '30 minutes' END, CASE WHEN n % 10 <> 0 THEN $2::uuid END, CASE WHEN n % 10 <> 0 THEN 'It is right as it is.' END
    FROM generate_series(1, $1::int) n JOIN (SELECT id, row_number() OVER (ORDER BY md5(id::text)) AS place FROM claim WHERE public_at IS NOT NULL) c ON c.place = n ON CONFLICT DO NOTHING`;

const PROPOSALS = `
  INSERT INTO correction_proposal (id, claim_id, subject_kind, subject_id, subject_version, was, given, changes, explanation, review_policy, proposed_at, proposed_by_id, returned_at, returned_by_id, return_reason, version)
  SELECT ${ID(`'proposal' || n`)}, c.id, 'claim', c.id, 1, '{"title": "a"}', '{"title": "b"}', '{"title": {"before": "a", "after": "b"}}', 'A word was missing.', 'two_person', now() - n * interval '1 hour', $2::uuid,
         CASE WHEN n % 3 <> 0 THEN now() END, CASE WHEN n % 3 <> 0 THEN $3::uuid END, CASE WHEN n % 3 <> 0 THEN 'It was not.' END, 1
    FROM generate_series(1, $1::int) n JOIN (SELECT id, row_number() OVER (ORDER BY md5(id::text)) AS place FROM claim WHERE status = 'rated') c ON c.place = n ON CONFLICT DO NOTHING`;

/** Of the three people; the oldest are seen. */
const NOTICES = `
  INSERT INTO notice (id, account_id, kind, claim_id, words, path, once, made_at, seen_at, mail_settled_at)
  SELECT ${ID(`'notice' || person || n`)}, person, 'given', c.claim_id, 'A claim was given to you to review.', '/desk/claims/' || c.claim_id, 'bench ' || n, now() - n * interval '20 minutes', CASE WHEN n > 40 THEN now() END, now()
    FROM generate_series(1, $1::int) n CROSS JOIN unnest($2::uuid[]) person JOIN (SELECT claim_id, row_number() OVER (ORDER BY claim_id) AS place FROM claim_index) c ON c.place = n ON CONFLICT DO NOTHING`;

/** @throws Error when there are not enough copies of claims to put to work */
export async function liven(url: string, { editor, reviewers }: Desk, life: Life): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    for (const table of GUARDED) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await client.query('CREATE TEMP TABLE work (claim_id uuid, state text, place bigint) ON COMMIT DROP');
    for (const state of STATES) {
      await client.query(
        `INSERT INTO work SELECT id, $1, row_number() OVER () FROM (
           SELECT c.id FROM claim c WHERE c.title ~ ' \\(\\d+\\)$' AND c.status = 'rated' AND NOT EXISTS (SELECT FROM work w WHERE w.claim_id = c.id)
            ORDER BY md5(c.id::text) LIMIT greatest(0, $2::int - (SELECT count(*)::int FROM claim WHERE status = $1))) chosen`,
        [state, life[state]],
      );
    }
    await client.query('ANALYZE work');
    await client.query('CREATE TEMP TABLE desk (editor uuid, a uuid, b uuid) ON COMMIT DROP');
    await client.query('INSERT INTO desk VALUES ($1, $2, $3)', [editor, ...reviewers]);
    for (const step of AT_WORK) await client.query(step);
    await client.query(NAMES[0]!, [life.speakers]);
    await client.query(NAMES[1]!);
    await client.query(NAMES[2]!, [life.sources]);
    await client.query(REPORTS, [life.reports, editor]);
    await client.query(PROPOSALS, [life.proposals, editor, reviewers[0]]);
    await client.query(NOTICES, [life.notices, [editor, ...reviewers]]);
    await client.query(`SELECT pg_notify('claimline_record', 'all')`);
    for (const table of GUARDED) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
