/** Claims whose due day comes: reminders to their owners. */
import { Module } from '@nestjs/common';
import { Reminders } from './reminders.js';

@Module({ providers: [Reminders] })
export class DueModule {}
