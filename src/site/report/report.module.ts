import { Module } from '@nestjs/common';
import { ReportsModule } from '../../reports/reports.module.js';
import { ReportController } from './report.controller.js';
import { ReportPages } from './report.pages.js';

/** `Frames` comes from the site's own module, which is global. */
@Module({ imports: [ReportsModule], controllers: [ReportController], providers: [ReportPages] })
export class ReportPagesModule {}
