/** Topics on the wire. */
import { ApiProperty } from '@nestjs/swagger';
import { Name, Words } from '../shared/fields.js';
import { PageInfo, PageQuery } from '../shared/paging.js';

export class NewTopic {
  @Name({ max: 80 }) name: string;
  @Words({ optional: true, nullable: true, max: 1000 }) description?: string | null;
}

/** Every field may be left out and then stays. */
export class ReviseTopic {
  @Name({ optional: true, max: 80 }) name?: string;
  @Words({ optional: true, nullable: true, max: 1000 }) description?: string | null;
}

export class TopicQuery extends PageQuery {
  @Words({ optional: true, max: 200, description: 'Part of the name.' }) q?: string;
}

export class TopicView {
  @ApiProperty({ type: String, format: 'uuid' }) id: string;
  @ApiProperty({ type: String }) slug: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: String }) name: string;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
}

export class TopicPage extends PageInfo {
  @ApiProperty({ type: [TopicView] }) items: TopicView[];
}
