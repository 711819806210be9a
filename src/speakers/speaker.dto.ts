/** Speakers on the wire. */
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { CorrectionInput } from '../corrections/correction.dto.js';
import { Day, Name, Nested, NestedList, OneOf, WordList, Words } from '../shared/fields.js';
import { PageInfo, PageQuery } from '../shared/paging.js';
import { SPEAKER_KINDS, type SpeakerKind } from './speaker.entity.js';

export class RoleInput {
  @Name({ max: 200, description: 'As it reads beside the name: “Foreign Minister of Russia”.' }) title: string;
  @Day({ optional: true, nullable: true }) from?: string | null;
  @Day({ optional: true, nullable: true, description: 'The last day, month or year; null while it is held.' }) until?: string | null;
}

export class NewSpeaker {
  @OneOf(SPEAKER_KINDS) kind: SpeakerKind;
  @Name({ max: 200 }) name: string;
  @WordList({ optional: true, max: 200, most: 50 }) aliases?: string[];
  @Words({ optional: true, nullable: true, max: 20 }) @Matches(/^Q[1-9]\d*$/, { message: 'must be a Wikidata id such as Q58217' }) wikidataId?: string | null;
  @Words({ optional: true, nullable: true, max: 1000 }) description?: string | null;
  @NestedList(() => RoleInput, { optional: true, most: 50 }) roles?: RoleInput[];
}

/** Every field may be left out and then stays; roles that are sent replace all roles. */
export class ReviseSpeaker {
  @OneOf(SPEAKER_KINDS, { optional: true }) kind?: SpeakerKind;
  @Name({ optional: true, max: 200 }) name?: string;
  @WordList({ optional: true, max: 200, most: 50 }) aliases?: string[];
  @Words({ optional: true, nullable: true, max: 20 }) @Matches(/^Q[1-9]\d*$/, { message: 'must be a Wikidata id such as Q58217' }) wikidataId?: string | null;
  @Words({ optional: true, nullable: true, max: 1000 }) description?: string | null;
  @NestedList(() => RoleInput, { optional: true, most: 50 }) roles?: RoleInput[];
  @Nested(() => CorrectionInput, { optional: true, description: 'Needed when a public claim would show another name or role; published on each of these claims.' }) correction?: CorrectionInput;
}

export class SpeakerQuery extends PageQuery {
  @Words({ optional: true, max: 200, description: 'Part of the name or an alias, accents and case aside.' }) q?: string;
}

export class RoleView {
  @ApiProperty({ type: String }) title: string;
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty({ type: String, nullable: true }) until: string | null;
}

export class SpeakerView {
  @ApiProperty({ type: String, format: 'uuid' }) id: string;
  @ApiProperty({ type: String }) slug: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ enum: SPEAKER_KINDS }) kind: SpeakerKind;
  @ApiProperty({ type: String }) name: string;
  @ApiProperty({ type: [String] }) aliases: string[];
  @ApiProperty({ type: String, nullable: true }) wikidataId: string | null;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ type: [RoleView] }) roles: RoleView[];
}

export class SpeakerPage extends PageInfo {
  @ApiProperty({ type: [SpeakerView] }) items: SpeakerView[];
}
