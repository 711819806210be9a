/** Gives a claim's record to a viewer, now or as of a past instant, and hides what is not theirs to see. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isDesk, type Viewer } from '../accounts/viewer.js';
import { dayOf } from '../shared/day.js';
import { NotFound } from '../shared/errors.js';
import type { Page } from '../shared/paging.js';
import { claimIdOf } from '../claims/claim.act.js';
import type { ClaimQuery, ClaimSummary } from '../claims/claim.dto.js';
import type { HistoryEntry } from './claim-history.dto.js';
import { claimHistory } from './claim-history.query.js';
import { claimRecord } from './claim-record.js';
import type { ClaimRecord } from './claim-record.dto.js';
import { type ClaimKey, claimSnapshots } from './claim-record.query.js';
import { listClaims } from './claims.query.js';

/** The record as the given roles see it, read through a transaction or a pool. */
export async function loadRecord(manager: EntityManager, claim: string | ClaimKey, roles: readonly string[], asOf?: Date): Promise<ClaimRecord> {
  const record = claimRecord(await claimSnapshots(manager, typeof claim === 'string' ? { id: claim } : claim, asOf), { desk: roles.length > 0, today: dayOf(asOf ?? new Date()), asOf: asOf ?? null });
  if (!record) throw new NotFound('claim');
  return record;
}

@Injectable()
export class ClaimRecords {
  constructor(private readonly source: DataSource) {}

  /**
   * @param ref UUID or slug
   * @throws NotFound also for a draft that is not the viewer's to see, and for a claim that was not public at `asOf`
   */
  async show(ref: string, viewer: Viewer, asOf?: Date): Promise<ClaimRecord> {
    const id = await claimIdOf(this.source.manager, ref);
    // The past is what was public: proposals and drafts of then are in the history, which only the desk reads in full.
    return loadRecord(this.source.manager, id, asOf ? [] : viewer.roles, asOf);
  }

  async list(query: ClaimQuery, viewer: Viewer): Promise<Page<ClaimSummary>> {
    return listClaims(this.source.manager, query, { desk: isDesk(viewer), now: new Date() });
  }

  /** @throws NotFound also for a draft that is not the viewer's to see */
  async history(ref: string, viewer: Viewer, cursor?: string): Promise<Page<HistoryEntry>> {
    const { id } = await this.show(ref, viewer);
    return claimHistory(this.source.manager, id, isDesk(viewer), cursor);
  }
}
