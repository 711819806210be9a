/** Sources on the wire. */
import { ApiProperty } from '@nestjs/swagger';
import { SourceRef } from '../record/claim-record.dto.js';
import { CorrectionInput } from '../corrections/correction.dto.js';
import { Address, Day, Language, Nested, OneOf, WordList, Words } from '../shared/fields.js';
import { PageInfo, PageQuery } from '../shared/paging.js';
import { SOURCE_KINDS, type SourceKind } from './source.entity.js';

export class NewSource {
  @OneOf(SOURCE_KINDS) kind: SourceKind;
  @Words({ max: 500 }) title: string;
  @Words({ max: 300 }) publisher: string;
  @WordList({ optional: true, max: 200, most: 50 }) authors?: string[];
  @Day({ optional: true, nullable: true }) publishedDay?: string | null;
  @Language({ optional: true }) language?: string;
  @Address({ optional: true, nullable: true }) url?: string | null;
  @Address({ optional: true, nullable: true, description: 'Of an archived copy.' }) archivedUrl?: string | null;
  @Words({ optional: true, nullable: true, max: 2000 }) note?: string | null;
}

export class ReviseSource {
  @OneOf(SOURCE_KINDS, { optional: true }) kind?: SourceKind;
  @Words({ optional: true, max: 500 }) title?: string;
  @Words({ optional: true, max: 300 }) publisher?: string;
  @WordList({ optional: true, max: 200, most: 50 }) authors?: string[];
  @Day({ optional: true, nullable: true }) publishedDay?: string | null;
  @Language({ optional: true }) language?: string;
  @Address({ optional: true, nullable: true }) url?: string | null;
  @Address({ optional: true, nullable: true }) archivedUrl?: string | null;
  @Words({ optional: true, nullable: true, max: 2000 }) note?: string | null;
  @Nested(() => CorrectionInput, { optional: true, description: 'Needed once a public claim shows the source; published on each of these claims.' }) correction?: CorrectionInput;
}

export class SourceQuery extends PageQuery {
  @Words({ optional: true, max: 200, description: 'Part of the title or publisher.' }) q?: string;
  @Address({ optional: true, description: 'The source of this address, however it is spelled.' }) url?: string;
}

export class SourceView extends SourceRef {
  @ApiProperty({ type: 'integer' }) version: number;
}

export class SourcePage extends PageInfo {
  @ApiProperty({ type: [SourceView] }) items: SourceView[];
}
