/** Speakers and sources as forms name them, by name or address: on record, or new and put there with what names them. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Act } from '../../shared/act.js';
import { fingerprint } from '../../shared/database.js';
import { InvalidInput, NotFound, RuleBroken } from '../../shared/errors.js';
import { isId, newId } from '../../shared/ids.js';
import { NewSource, SourceQuery, type SourceView } from '../../sources/source.dto.js';
import { SourcesService } from '../../sources/sources.service.js';
import { NewSpeaker } from '../../speakers/speaker.dto.js';
import { SPEAKER_KINDS, type SpeakerKind } from '../../speakers/speaker.entity.js';
import { calledSo, namesLike } from '../complete/complete.query.js';
import { AskedBack } from './asked.js';
import { checked, type Sent, text } from './sent.js';

/** Something to name that is on record, or new and goes there in the transaction of whatever names it. */
export interface Wanted<New> {
  /** Of the thing on record, or the one that it will have there. */
  id: string;
  create: New | null;
  /** Of a source on record: when it was published. */
  day?: string | null;
}

const isKind = (text: string | undefined): text is SpeakerKind => (SPEAKER_KINDS as readonly (string | undefined)[]).includes(text);

/** A colleague who puts the same address on record in the same moment is no reason to be refused: once more, it is found there. */
export async function onceMoreIfFaster<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isTwin = error instanceof RuleBroken && (error.code === 'source_exists' || (error.code === 'already_exists' && error.errors[0]?.field === 'url'));
    if (isTwin) return work();
    throw error;
  }
}

@Injectable()
export class RecordsByForm {
  constructor(
    private readonly source: DataSource,
    private readonly sources: SourcesService,
  ) {}

  /**
   * The speaker called so, by name or alias, case, accents and alphabet aside. Beside the field `name` stand what was chosen of it:
   * `<name>Is`, an id, a kind of newcomer, or "another_" and a kind where somebody on record has the same name; `<name>For`, the name
   * that it was chosen for, because a name that was changed since is another question; and `<name>Role` of a newcomer.
   * @returns nothing when no name was typed
   * @throws InvalidInput asking back where nobody, or more than one, is called so
   */
  async speaker(sent: Sent, name: string): Promise<Wanted<NewSpeaker> | null> {
    const called = text(sent, name);
    if (called === undefined) return null;
    const chosen = text(sent, `${name}Is`);
    const another = text(sent, `${name}For`) === called ? chosen?.replace(/^another_/, '') : undefined;
    const kind = isKind(chosen) ? chosen : isKind(another) ? another : undefined;
    const role = text(sent, `${name}Role`);
    // Checked first: what cannot be a name must not reach the database either.
    const asNew = await checked(NewSpeaker, { kind: kind ?? 'person', name: called, roles: role === undefined ? [] : [{ title: role }] }, `${name}.`);
    if (another !== undefined && isId(another)) {
      const kept = await this.kept(another);
      if (kept !== undefined) return { id: kept, create: null };
    } else if (kind !== undefined && chosen !== kind) {
      return { id: newId(), create: asNew };
    }
    const found = (await calledSo(this.source.manager, asNew.name)).filter((one) => kind === undefined || one.kind === kind);
    const spelt = found.filter((one) => one.spelt);
    if (spelt.length === 1) return { id: spelt[0]!.id, create: null };
    if (spelt.length > 1) throw new AskedBack([{ field: name, message: 'is the name of several on record; choose below who is meant' }], [{ field: name, among: spelt, called: true }]);
    if (kind !== undefined) return { id: newId(), create: asNew };
    const near = found.length > 0 ? found : await namesLike(this.source.manager, asNew.name);
    throw new AskedBack([{ field: name, message: 'is not on record; say below who is meant, or that a person or an organisation is new' }], [{ field: name, among: near, called: false }]);
  }

  /**
   * The source of an address, however it is spelled; or a new one of the other fields.
   * @param at of whose fields they are: "hop1" for "hop1SourceUrl"; of the form's own, "sourceUrl", unless told
   * @param publisher who publishes it where the form does not say
   * @returns nothing when all fields of the source are empty
   * @throws InvalidInput
   */
  async cited(sent: Sent, at = '', publisher?: string): Promise<Wanted<NewSource> | null> {
    const field = (name: string) => text(sent, sourceField(at, name));
    const [url, title] = [field('Url'), field('Title')];
    if (url === undefined && title === undefined && field('Publisher') === undefined) return null;
    const known = url === undefined ? await this.chosen(field('Is'), field('For') === title) : await this.at(url, at);
    if (known) return { id: known.id, create: null, day: known.publishedDay };
    const create = await checked(
      NewSource, { kind: field('Kind') ?? 'article', title, publisher: field('Publisher') ?? publisher, publishedDay: field('Day'), url, language: field('Language') }, `${at}source.`);
    return { id: newId(), create };
  }

  /** What is on record under an address; nothing where it is no address. */
  async recognised(url: string | undefined): Promise<SourceView | null> {
    if (url === undefined) return null;
    return this.at(url, '').catch((error: unknown) => {
      if (error instanceof InvalidInput) return null;
      throw error;
    });
  }

  private async at(url: string, at: string): Promise<SourceView | null> {
    const query = await checked(SourceQuery, { url, limit: '1' }, `${at}source.`);
    return (await this.sources.list(query, true)).items[0] ?? null;
  }

  /** A source without address is known by its id, while its title is not changed. */
  private async chosen(id: string | undefined, stands: boolean): Promise<SourceView | null> {
    if (id === undefined || !isId(id) || !stands) return null;
    return this.sources.show(id, true).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
  }

  /** The id, or that of the entry that it was merged into; nothing where it is on record no more than a made-up one. */
  private async kept(id: string): Promise<string | undefined> {
    const [row] = await this.source.query<{ id: string | null }[]>('SELECT kept_speaker($1) AS id', [id]);
    return row?.id ?? undefined;
  }
}

/** "hop1SourceUrl", or "sourceUrl" of a form with one source. */
function sourceField(at: string, name: string): string {
  return at === '' ? `source${name}` : `${at}Source${name}`;
}

/** Marks the act with the form it was sent by, so that a second press of the button does nothing more. */
export function onceBy(act: Act, sent: Sent): Act {
  const once = sent['once']?.[0] ?? '';
  return /^[\w-]{1,60}$/.test(once) ? { ...act, idempotency: { key: `form:${once}`, fingerprint: fingerprint([Object.entries(sent)]) } } : act;
}
