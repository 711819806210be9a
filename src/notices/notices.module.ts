/** What colleagues are told, and how it reaches them by e-mail. */
import { Module } from '@nestjs/common';
import { NoticeMail } from './notice-mail.js';

@Module({ providers: [NoticeMail], exports: [NoticeMail] })
export class NoticesModule {}
