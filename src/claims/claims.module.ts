import { Module } from '@nestjs/common';
import { ClaimRecords } from '../record/claim-records.service.js';
import { ClaimsController } from './claims.controller.js';
import { ClaimsService } from './claims.service.js';

@Module({ controllers: [ClaimsController], providers: [ClaimsService, ClaimRecords], exports: [ClaimsService, ClaimRecords] })
export class ClaimsModule {}
