/** What all pages of one request have in common: the site, the language, who is looking. */
import { Injectable } from '@nestjs/common';
import { Config } from '../config.js';
import { language } from '../shared/html/language.js';
import type { Frame } from '../shared/html/page.js';
import type { Reading } from './reading.js';

@Injectable()
export class Frames {
  constructor(private readonly config: Config) {}

  of({ viewer, language: code, prefixed, search }: Reading): Frame {
    return { viewer, siteName: this.config.SITE_NAME, reviewPolicy: this.config.REVIEW_POLICY, publicUrl: this.config.publicUrl, language: language(code, prefixed), search };
  }
}
