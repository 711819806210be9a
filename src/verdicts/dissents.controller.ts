/** `/api/v1/claims/:id/verdicts/:verdict/dissents` */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permit } from '../accounts/permissions.js';
import { Acting } from '../accounts/viewer.js';
import { ClaimRecord } from '../record/claim-record.dto.js';
import type { Act } from '../shared/act.js';
import { SeenVersion } from '../shared/versions.js';
import { RecordDissent, WithdrawDissent } from './dissent.dto.js';
import { DissentsService } from './dissents.service.js';

/** Who may is the rules' business (`dissent.rules.ts`), because it depends on the verdict; these routes only ask for somebody of the desk. */
@ApiTags('workflow')
@Controller('api/v1/claims/:id/verdicts/:verdict/dissents')
export class DissentsController {
  constructor(private readonly dissents: DissentsService) {}

  @Post() @Permit('desk.see')
  @ApiCreatedResponse({ type: ClaimRecord })
  record(@Acting() act: Act, @Param('id') ref: string, @Param('verdict') verdict: string, @SeenVersion() seen: number, @Body() input: RecordDissent): Promise<ClaimRecord> {
    return this.dissents.record(act, ref, verdict, seen, input);
  }

  @Post(':dissent/withdraw') @HttpCode(200) @Permit('desk.see')
  @ApiOkResponse({ type: ClaimRecord })
  withdraw(@Acting() act: Act, @Param('id') ref: string, @Param('verdict') verdict: string, @Param('dissent') dissent: string, @SeenVersion() seen: number, @Body() input: WithdrawDissent): Promise<ClaimRecord> {
    return this.dissents.withdraw(act, ref, verdict, dissent, seen, input);
  }
}
