/** The history of a claim on the wire. */
import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../shared/paging.js';
import { AccountRef, ChangeView } from './claim-record.dto.js';

export class HistoryChange {
  @ApiProperty({ enum: ['claim', 'statement', 'evidence', 'verdict', 'correction', 'correction_proposal'], description: 'Only the desk sees “correction_proposal”.' }) subject: string;
  @ApiProperty({ type: String, format: 'uuid' }) subjectId: string;
  @ApiProperty({ type: Boolean, description: 'The act put it on record; `changes` then tells its first state.' }) isNew: boolean;
  @ApiProperty({ type: [ChangeView] }) changes: ChangeView[];
}

export class HistoryEntry {
  @ApiProperty({ type: 'integer', description: 'The claim’s version after the act.' }) version: number;
  @ApiProperty({ type: String, example: 'approve' }) act: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: string;
  @ApiProperty({ type: AccountRef, nullable: true }) by: AccountRef | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: Boolean, description: 'Loaded from elsewhere with its own instant.' }) imported: boolean;
  @ApiProperty({ type: [HistoryChange] }) subjects: HistoryChange[];
}

export class HistoryPage extends PageInfo {
  @ApiProperty({ type: [HistoryEntry], description: 'Newest first.' }) items: HistoryEntry[];
}
