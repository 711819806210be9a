import { Module } from '@nestjs/common';
import { AboutController } from './about.controller.js';
import { AboutPages } from './about.pages.js';

@Module({ controllers: [AboutController], providers: [AboutPages] })
export class AboutPagesModule {}
