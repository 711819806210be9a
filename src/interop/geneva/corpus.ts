/** The sample corpus as it lies in `corpus/geneva-2022.json`: 17 claims around the Blinken–Lavrov meeting of 21 January 2022, in their authors' own terms. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Stance } from '../../claims/claim.words.js';

export interface CorpusStatement {
  statement_id: string;
  text: string;
  form: string;
  said_by: string;
  said_by_role: string;
  said_to: string;
  place: string | null;
  date_said: string;
  relayed_by: { name: string; role: string; to: string; form: string }[];
  published_by: string;
  published_on: string;
  published_url: string;
  quote_check?: string;
  note?: string;
  kind: string;
}

export interface CorpusSource {
  role: string;
  publisher: string;
  title: string;
  url: string;
  publication_date: string | null;
  note?: string;
}

export interface CorpusEvidence {
  evidence_id: string;
  /** A day, or a month where no day is known. */
  event_date: string;
  publication_date: string | null;
  publication_date_basis?: string;
  publisher: string;
  title: string;
  title_basis?: string;
  url: string;
  url_kind?: string;
  source_type: string;
  stance: Stance;
  weight: string;
  summary: string;
  independence: string;
  note?: string;
}

export interface CorpusHistoryEntry {
  from: string;
  status: string;
  because: string;
}

export interface CorpusClaim {
  claim_id: string;
  short_title: string;
  claim: string;
  kind: string;
  sub_kind: string;
  checkable: boolean;
  seed_article: { publisher: string; title: string; section: string; author: string | null; publication_date: string; url: string };
  statements: CorpusStatement[];
  test: { would_confirm: string | null; would_refute: string | null; judgeable_from: string | null; judgeable_by: string | null; date_basis: string };
  sources: CorpusSource[];
  evidence: CorpusEvidence[];
  verdict: { rating: string; label: string; settled_on: string | null; reason: string; caveats: string[]; decisive_evidence: string[] };
  verdict_history: CorpusHistoryEntry[];
}

/** From `dist/interop/geneva` and from `src/interop/geneva` alike, three folders up. */
const FILE = fileURLToPath(new URL('../../../corpus/geneva-2022.json', import.meta.url));

export function readCorpus(): CorpusClaim[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as CorpusClaim[];
}
