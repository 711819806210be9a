/** `/desk/claims/:id/history` and `/desk/ledger` */
import { Get, Param, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Permit } from '../../accounts/permissions.js';
import { type Viewer, Viewing } from '../../accounts/viewer.js';
import { Config } from '../../config.js';
import { ClaimRecords } from '../../record/claim-records.service.js';
import { isDay } from '../../shared/day.js';
import type { ShownError } from '../../shared/html/form.js';
import { isId } from '../../shared/ids.js';
import { DeskController, frameOf } from '../desk.answers.js';
import { actsOn, ledgerActs, peopleOnRecord } from './audit.query.js';
import { type Asked, claimActsPage, ledgerPage } from './audit.view.js';
import { KNOWN_ACTS, STREAM_WORDS } from './audit.words.js';

type Asking = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

@DeskController('desk')
export class AuditController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly records: ClaimRecords,
  ) {}

  @Get('claims/:id/history') @Permit('ledger.see')
  async ofClaim(@Viewing() viewer: Viewer, @Param('id') ref: string, @Query('after') after: unknown): Promise<string> {
    const claim = await this.records.show(ref, viewer);
    const { items, nextCursor } = await actsOn(this.source.manager, claim.id, textOf(after) || undefined);
    return claimActsPage({ frame: frameOf(this.config, viewer, `/desk/claims/${claim.id}/history`), claim, acts: items, older: nextCursor });
  }

  @Get('ledger') @Permit('ledger.see')
  async whole(@Viewing() viewer: Viewer, @Query() query: Asking): Promise<string> {
    const asked: Asked = { person: textOf(query['person']), act: textOf(query['act']), kind: textOf(query['kind']), from: textOf(query['from']), until: textOf(query['until']) };
    const withAccounts = viewer.roles.includes('admin');
    const errors = wrongIn(asked);
    const filter = { withAccounts, person: isId(asked.person) ? asked.person : undefined, act: asked.act || undefined, kind: asked.kind || undefined, from: asked.from || undefined, until: asked.until || undefined };
    const [people, page] = await Promise.all([
      peopleOnRecord(this.source.manager),
      errors.length > 0 ? { items: [], nextCursor: null } : ledgerActs(this.source.manager, filter, textOf(query['after']) || undefined),
    ]);
    return ledgerPage({ frame: frameOf(this.config, viewer, '/desk/ledger'), asked, people, withAccounts, acts: page.items, older: page.nextCursor, errors });
  }
}

/** The days are typed; everything else is chosen from a list, and what is not in it is nobody's act. */
function wrongIn({ person, act, kind, from, until }: Asked): ShownError[] {
  const days = Object.entries({ from, until }).filter(([, day]) => day !== '' && !(isDay(day) && day.length === 10)).map(([name]) => ({ field: `ledger-${name}`, text: 'Give a whole day, such as 2026-11-24.' }));
  const order = days.length === 0 && from !== '' && until !== '' && until < from ? [{ field: 'ledger-until', text: 'The last day is before the first. Exchange the two.' }] : [];
  const unknown = [
    ...(person !== '' && !isId(person) ? [{ field: 'ledger-person', text: 'Choose somebody from the list.' }] : []),
    ...(act !== '' && !KNOWN_ACTS.includes(act) ? [{ field: 'ledger-act', text: 'Choose an act from the list.' }] : []),
    ...(kind !== '' && !Object.hasOwn(STREAM_WORDS, kind) ? [{ field: 'ledger-kind', text: 'Choose from the list what it was done to.' }] : []),
  ];
  return [...unknown, ...days, ...order];
}
