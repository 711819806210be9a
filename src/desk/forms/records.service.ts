/** Speakers and sources as forms name them, by name or address: on record, or new and put there with what names them. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act } from '../../shared/act.js';
import { fingerprint } from '../../shared/database.js';
import { InvalidInput } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { NewSource, SourceQuery } from '../../sources/source.dto.js';
import { SourcesService } from '../../sources/sources.service.js';
import { NewSpeaker } from '../../speakers/speaker.dto.js';
import { checked, type Sent, text } from './sent.js';

/** Something to name that is on record, or new and goes there in the transaction of whatever names it. */
export interface Wanted<New> {
  /** Of the thing on record, or the one that it will have there. */
  id: string;
  create: New | null;
}

@Injectable()
export class RecordsByForm {
  constructor(
    private readonly source: DataSource,
    private readonly sources: SourcesService,
  ) {}

  /**
   * The speaker called so, by name or alias, accents and case aside.
   * @returns nothing when no name was typed
   * @throws InvalidInput when nobody or more than one is called so
   */
  async speaker(sent: Sent, name: 'speaker' | 'relayedBy' | 'outlet', roleField?: string): Promise<Wanted<NewSpeaker> | null> {
    const called = text(sent, name);
    if (called === undefined) return null;
    const kind = text(sent, `${name}Kind`);
    const role = roleField === undefined ? undefined : text(sent, roleField);
    // Checked first: what cannot be a name must not reach the database either.
    const asNew = await checked(NewSpeaker, { kind: kind ?? 'person', name: called, roles: role === undefined ? [] : [{ title: role }] }, `${name}.`);
    const found = await this.called(asNew.name, kind);
    if (found.length > 1) throw new InvalidInput([{ field: name, message: 'is the name of several on record; use an alias that only one of them has' }]);
    if (found[0]) return { id: found[0].id, create: null };
    if (kind === undefined) throw new InvalidInput([{ field: name, message: 'is not on record; mend the name, or say beside it that a person or an organisation is new' }]);
    return { id: newId(), create: asNew };
  }

  /**
   * The source of an address, however it is spelled; or a new one of the other fields.
   * @returns nothing when all fields of the source are empty
   * @throws InvalidInput
   */
  async cited(sent: Sent): Promise<Wanted<NewSource> | null> {
    const [url, title, publisher] = [text(sent, 'sourceUrl'), text(sent, 'sourceTitle'), text(sent, 'sourcePublisher')];
    if (url === undefined && title === undefined && publisher === undefined) return null;
    const known = url === undefined ? null : await this.at(url);
    if (known) return { id: known.id, create: null };
    const create = await checked(NewSource, { kind: text(sent, 'sourceKind') ?? 'article', title, publisher, publishedDay: text(sent, 'sourceDay'), url }, 'source.');
    return { id: newId(), create };
  }

  private async at(url: string): Promise<{ id: string } | null> {
    const query = await checked(SourceQuery, { url, limit: '1' }, 'source.');
    return (await this.sources.list(query, true)).items[0] ?? null;
  }

  /** A person and an organisation may share a name, so a kind that was chosen counts. */
  private called(name: string, kind: string | undefined): Promise<{ id: string }[]> {
    return this.source.query(
      `SELECT id FROM speaker
        WHERE (fold_accents(lower(name)) = fold_accents(lower($1)) OR $1 = ANY (aliases)) AND ($2::text IS NULL OR kind = $2) ORDER BY id LIMIT 2`,
      [name, kind ?? null],
    );
  }
}

/** Marks the act with the form it was sent by, so that a second press of the button does nothing more. */
export function onceBy(act: Act, sent: Sent): Act {
  const once = sent['once']?.[0] ?? '';
  return /^[\w-]{1,60}$/.test(once) ? { ...act, idempotency: { key: `form:${once}`, fingerprint: fingerprint([Object.entries(sent)]) } } : act;
}
