/** The TypeORM data source: every entity, every migration, and sessions that speak UTC (the ledger's JSON depends on it). */
import { DataSource } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { ApiToken } from '../sign-in/api-token.entity.js';
import { Session } from '../sign-in/session.entity.js';
import { AttributionHop } from '../statements/attribution-hop.entity.js';
import { Claim } from '../claims/claim.entity.js';
import { ClaimTopic } from '../claims/claim-topic.entity.js';
import { Resolution } from '../claims/resolution.entity.js';
import { Statement } from '../statements/statement.entity.js';
import { Evidence } from '../evidence/evidence.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Rating, Scale } from '../scales/scale.entity.js';
import { Source } from '../sources/source.entity.js';
import { Speaker, SpeakerRole } from '../speakers/speaker.entity.js';
import { Topic } from '../topics/topic.entity.js';
import { CitedEvidence } from '../verdicts/cited-evidence.entity.js';
import { Dissent } from '../verdicts/dissent.entity.js';
import { Correction } from '../corrections/correction.entity.js';
import { CorrectionProposal } from '../corrections/correction-proposal.entity.js';
import { Report } from '../reports/report.entity.js';
import { Verdict } from '../verdicts/verdict.entity.js';
import { migrationsFrom } from './migrations.js';

/** Any number; two instances that boot at once take turns on it. */
const MIGRATION_LOCK = 20220121;

export function createDataSource(url: string, pool = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [
      Account, Session, ApiToken, LedgerEntry, Speaker, SpeakerRole, Source, Topic, Scale, Rating,
      Claim, ClaimTopic, Resolution, Statement, AttributionHop, Evidence, Verdict, CitedEvidence, Dissent, Correction, CorrectionProposal, Report,
    ],
    migrations: migrationsFrom(),
    migrationsTableName: 'migration',
    installExtensions: false,
    poolSize: pool,
    extra: { options: '-c TimeZone=UTC', connectionTimeoutMillis: 10_000 },
    applicationName: 'claimline',
  });
}

/** Runs what is pending, all or nothing; answers the names of the steps that ran. */
export async function migrate(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await source.runMigrations({ transaction: 'all' });
    return ran.map((step) => step.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}
