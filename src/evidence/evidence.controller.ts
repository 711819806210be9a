/** `/api/v1/claims/:id/evidence` and `/api/v1/evidence/:id` */
import { Body, Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permit } from '../accounts/permissions.js';
import { Acting } from '../accounts/viewer.js';
import { EvidenceView } from '../record/claim-record.dto.js';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { MaybeSeenVersion, SeenVersion } from '../shared/versions.js';
import { AddEvidence, ReviseEvidence, WithdrawEvidence } from './evidence.dto.js';
import { EvidenceService } from './evidence.service.js';

@ApiTags('evidence')
@Controller('api/v1')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  @Post('claims/:id/evidence') @Permit('evidence.add') @MakesAt('/api/v1/evidence')
  @ApiCreatedResponse({ type: EvidenceView })
  add(@Acting() act: Act, @Param('id') claim: string, @MaybeSeenVersion() seen: number | undefined, @Body() input: AddEvidence): Promise<EvidenceView> {
    return this.evidence.add(act, claim, input, seen);
  }

  @Patch('evidence/:id') @Permit('evidence.edit')
  @ApiOkResponse({ type: EvidenceView })
  revise(@Acting() act: Act, @Param('id') id: string, @SeenVersion() seen: number, @Body() input: ReviseEvidence): Promise<EvidenceView> {
    return this.evidence.revise(act, id, seen, input);
  }

  @Post('evidence/:id/withdraw') @HttpCode(200) @Permit('evidence.withdraw')
  @ApiOkResponse({ type: EvidenceView })
  withdraw(@Acting() act: Act, @Param('id') id: string, @SeenVersion() seen: number, @Body() input: WithdrawEvidence): Promise<EvidenceView> {
    return this.evidence.withdraw(act, id, seen, input);
  }
}
