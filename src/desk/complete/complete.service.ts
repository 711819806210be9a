/** Names, sources and claims on record that go with what somebody is typing. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { claimsLike } from '../../record/claims-like.query.js';
import { urlKey } from '../../sources/source.rules.js';
import type { Candidate } from '../forms/asked.js';
import { RecordsByForm } from '../forms/records.service.js';
import { SOURCE_KIND_WORDS } from '../desk.words.js';
import { likeFragment } from './like.view.js';
import { type Outlet, outletOf, speakersBeginning } from './complete.query.js';

/** So many claims are shown, each with a key of its own. */
export const SHOWN_LIKE = 3;

interface Recognised {
  source: { title: string; publisher: string; day: string | null; kind: string; kindWords: string } | null;
  outlet: Outlet | null;
}

/** As much as a field holds, and nothing that no text can hold. */
const typedText = (typed: unknown, most: number): string => (typeof typed === 'string' ? typed.slice(0, most).replaceAll('\0', '').toWellFormed() : '');

@Injectable()
export class Completing {
  constructor(
    private readonly database: DataSource,
    private readonly records: RecordsByForm,
  ) {}

  speakers(typed: unknown): Promise<Candidate[]> {
    return speakersBeginning(this.database.manager, typedText(typed, 200));
  }

  /** Whether the address is on record, and who publishes on its site. */
  async source(typed: unknown): Promise<Recognised> {
    const url = typedText(typed, 2000).trim();
    const known = await this.records.recognised(url);
    const outlet = URL.canParse(url) && /^https?:/i.test(url) ? await outletOf(this.database.manager, urlKey(url)) : null;
    return { source: known && { title: known.title, publisher: known.publisher, day: known.publishedDay, kind: known.kind, kindWords: SOURCE_KIND_WORDS[known.kind] }, outlet };
  }

  async claims(words: unknown): Promise<string> {
    return likeFragment(await claimsLike(this.database.manager, typedText(words, 2000), SHOWN_LIKE, { desk: true, now: new Date() }));
  }
}
