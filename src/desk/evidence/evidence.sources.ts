/** Which source a form means: pasted, typed, chosen among those on record, or new. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayOf } from '../../shared/day.js';
import { InvalidInput } from '../../shared/errors.js';
import { isId, newId } from '../../shared/ids.js';
import { uncleanFields } from '../../shared/input.js';
import { NewSource } from '../../sources/source.dto.js';
import { urlKey } from '../../sources/source.rules.js';
import { asksBack, readDay } from '../forms/day-typed.rules.js';
import type { Wanted } from '../forms/records.service.js';
import { checked, type Sent, text } from '../forms/sent.js';
import { citationIn, LONGEST_CITATION } from './citation.rules.js';
import { type KnownSource, publisherAt, sourceAt, sourceOf, sourcesLike } from './evidence.query.js';

type Found = { kind: 'known'; source: KnownSource } | { kind: 'alike'; sources: readonly KnownSource[] } | { kind: 'new' } | { kind: 'nothing' };

export interface LookedUp {
  /** What was typed, with the gaps filled from what was pasted. */
  sent: Sent;
  found: Found;
}

/** Chosen where none of the sources on record is meant. */
const ANOTHER = 'another';

const isWebAddress = (url: string): boolean => url.length <= 2000 && /^https?:\/\/[^/\\]/i.test(url) && URL.canParse(url);

@Injectable()
export class EvidenceSources {
  constructor(private readonly source: DataSource) {}

  /** @throws InvalidInput for text that no database can hold */
  async look(sent: Sent): Promise<LookedUp> {
    refuseUnclean(sent);
    const filled = filledFrom(sent);
    const [url, title, chosen] = [text(filled, 'sourceUrl'), text(filled, 'sourceTitle'), text(filled, 'sourceId')];
    const known = (chosen !== undefined && isId(chosen) && (await sourceOf(this.source.manager, chosen))) || (url !== undefined && isWebAddress(url) && (await sourceAt(this.source.manager, urlKey(url)))) || undefined;
    if (known) return { sent: filled, found: { kind: 'known', source: known } };
    const publisher = text(filled, 'sourcePublisher') ?? (url !== undefined && isWebAddress(url) ? await publisherAt(this.source.manager, urlKey(url).split(/[/?]/)[0]!) : undefined);
    const whole = publisher === undefined ? filled : { ...filled, sourcePublisher: [publisher] };
    if (title === undefined) return { sent: whole, found: { kind: url === undefined ? 'nothing' : 'new' } };
    const alike = await sourcesLike(this.source, title, publisher);
    return { sent: whole, found: alike.length > 0 ? { kind: 'alike', sources: alike } : { kind: 'new' } };
  }

  /** @throws InvalidInput where no source is named, one that is much like it is on record, or a field is wrong */
  async wanted(sent: Sent): Promise<Wanted<NewSource>> {
    const { sent: filled, found } = await this.look(sent);
    if (found.kind === 'known') return { id: found.source.id, create: null };
    if (found.kind === 'alike' && text(filled, 'sourceId') !== ANOTHER) {
      throw new InvalidInput([{ field: 'sourceId', message: 'Sources that are called much the same are on record. Choose the one you mean, or say that yours is another.' }]);
    }
    const [url, title, publisher] = [text(filled, 'sourceUrl'), text(filled, 'sourceTitle'), text(filled, 'sourcePublisher')];
    if (url === undefined && title === undefined && publisher === undefined) throw new InvalidInput([{ field: 'cite', message: 'is missing: paste the address of the source or a citation, or fill in its title and publisher below' }]);
    const authors = (text(filled, 'sourceAuthors') ?? '').split(';').map((author) => author.trim()).filter((author) => author !== '');
    const create = await checked(
      NewSource,
      { kind: text(filled, 'sourceKind') ?? 'article', title, publisher, publishedDay: dayIn(filled, 'sourceDay'), url, language: text(filled, 'sourceLanguage'), authors: authors.length > 0 ? authors : undefined },
      'source.',
    );
    return { id: newId(), create };
  }
}

/** What was typed counts before what was pasted. */
function filledFrom(sent: Sent): Sent {
  const pasted = text(sent, 'cite');
  if (pasted === undefined || pasted.length > LONGEST_CITATION) return sent;
  const { url, title, publisher, publishedDay, authors, kind } = citationIn(pasted);
  const read = { sourceUrl: url, sourceTitle: title, sourcePublisher: publisher, sourceDay: publishedDay, sourceAuthors: authors?.join('; '), sourceKind: kind };
  // A select always says something: what it says before anybody chose gives way.
  const isOpen = (field: string) => text(sent, field) === undefined || (field === 'sourceKind' && text(sent, field) === 'article');
  return { ...sent, ...Object.fromEntries(Object.entries(read).flatMap(([field, value]) => (value !== undefined && isOpen(field) ? [[field, [value]]] : []))) };
}

function refuseUnclean(sent: Sent): void {
  const unclean = uncleanFields(sent).map(({ field, message }) => ({ field: field.replace(/\[\d+\]$/, ''), message }));
  if (unclean.length > 0) throw new InvalidInput(unclean);
}

/**
 * A day as typed in a field, in the form the record has it; what cannot be read is left for its own check to refuse.
 * @throws InvalidInput where it may be one of two
 */
export function dayIn(sent: Sent, field: string): string | undefined {
  const typed = text(sent, field);
  if (typed === undefined) return undefined;
  const today = dayOf(new Date());
  const question = asksBack(typed, today);
  if (question !== undefined) throw new InvalidInput([{ field, message: question }]);
  const read = readDay(typed, today);
  return read && 'day' in read ? read.day : typed;
}
