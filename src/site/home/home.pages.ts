/** The first page. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { renderPage } from '../../shared/html/page.js';
import { tagOfAll } from '../cache/tags.js';
import { Frames } from '../frames.js';
import type { PageAnswer, Reading } from '../reading.js';
import { atOneMoment } from '../site.query.js';
import { homeLists } from './home.query.js';
import { HomePage } from './home.view.js';

@Injectable()
export class HomePages {
  constructor(
    private readonly source: DataSource,
    private readonly frames: Frames,
  ) {}

  async home(reading: Reading): Promise<PageAnswer> {
    const lists = await atOneMoment(this.source, (reader) => homeLists(reader, new Date()));
    return { status: 200, html: renderPage(HomePage({ frame: this.frames.of(reading), lists })), tags: [tagOfAll('claim'), tagOfAll('speaker'), tagOfAll('topic'), tagOfAll('scale')] };
  }
}
