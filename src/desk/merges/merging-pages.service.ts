/** Draws the page on which two entries become one, and does what its forms ask for. */
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Viewer } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { entries, type MergedKind } from '../../merges/merges.query.js';
import { MergesService } from '../../merges/merges.service.js';
import type { Act } from '../../shared/act.js';
import { InvalidInput, NotFound, VersionRequired } from '../../shared/errors.js';
import { Words } from '../../shared/fields.js';
import { isId } from '../../shared/ids.js';
import { frameOf } from '../desk.answers.js';
import { onceBy } from '../forms/records.service.js';
import type { RefusedForm } from '../forms/refusal.js';
import { checked, type Sent, text } from '../forms/sent.js';
import { mergePage } from './merge.view.js';
import { nearby } from './merges.query.js';

class Explained {
  @Words({ optional: true, max: 2000 }) explanation?: string;
}

@Injectable()
export class MergingPages {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly merges: MergesService,
  ) {}

  /** @throws NotFound */
  async draw(viewer: Viewer, kind: MergedKind, id: string, asked: { typed: string; other: string }, refused?: RefusedForm): Promise<string> {
    const entry = isId(id) ? (await entries(this.source.manager, kind, [id])).get(id) : undefined;
    if (!entry) throw new NotFound(kind);
    const found = asked.other === '' ? await nearby(this.source.manager, kind, id, asked.typed) : [];
    // Whoever pastes an address means that one.
    const other = asked.other || (/\/|^[0-9a-f-]{36}$/.test(asked.typed) ? (found[0]?.id ?? '') : '');
    const preview = other === '' ? undefined : await this.merges.preview(kind, id, other);
    return mergePage({ frame: frameOf(this.config, viewer, `/desk/${kind}s`), kind, entry, nearby: found, wanted: asked.typed, preview, once: refused?.once ?? randomUUID(), refused });
  }

  /** @returns where to go on */
  async merge(act: Act, kind: MergedKind, id: string, sent: Sent): Promise<string> {
    const { explanation } = await checked(Explained, { explanation: text(sent, 'explanation') });
    const into = text(sent, 'into');
    if (into === undefined || !isId(into)) throw new InvalidInput([{ field: 'into', message: 'is missing: choose the other entry' }]);
    await this.merges.merge(onceBy(act, sent), kind, id, into, { from: versionIn(sent, 'fromVersion'), into: versionIn(sent, 'intoVersion') }, explanation);
    return `/desk/${kind}s/${into}?done=merged`;
  }

  /**
   * The entry on whose page a merge is undone.
   * @throws NotFound
   */
  async keptOf(mergeId: string): Promise<string> {
    const [row] = isId(mergeId) ? await this.source.query<{ id: string }[]>('SELECT into_id AS id FROM merge WHERE id = $1', [mergeId]) : [];
    if (!row) throw new NotFound('merge');
    return row.id;
  }

  async undo(act: Act, kind: MergedKind, mergeId: string, sent: Sent): Promise<string> {
    const { explanation } = await checked(Explained, { explanation: text(sent, 'explanation') });
    await this.merges.undo(act, mergeId, explanation);
    return `/desk/${kind}s?done=unmerged`;
  }
}

function versionIn(sent: Sent, name: string): number {
  const typed = text(sent, name) ?? '';
  if (!/^\d{1,9}$/.test(typed)) throw new VersionRequired();
  return Number(typed);
}
