/** `/api/v1/claims/:id/verdicts` (propose) and `/api/v1/claims/:id/actions/:action` (all other lines of the table). */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Permit } from '../accounts/permissions.js';
import { Acting } from '../accounts/viewer.js';
import { ClaimRecord } from '../record/claim-record.dto.js';
import type { Act } from '../shared/act.js';
import { SeenVersion } from '../shared/versions.js';
import { PlainActionPipe } from './plain-action.pipe.js';
import { ActionInput, ProposeVerdict } from './workflow.dto.js';
import { ACTIONS } from './workflow.rules.js';
import { type PlainAction, WorkflowService } from './workflow.service.js';

/** Who may do what is the table's business (`workflow.rules.ts`); these routes only ask for somebody of the desk. */
@ApiTags('workflow')
@Controller('api/v1/claims/:id')
export class WorkflowController {
  constructor(private readonly workflow: WorkflowService) {}

  @Post('verdicts') @Permit('desk.see')
  @ApiCreatedResponse({ type: ClaimRecord })
  propose(@Acting() act: Act, @Param('id') ref: string, @SeenVersion() seen: number, @Body() input: ProposeVerdict): Promise<ClaimRecord> {
    return this.workflow.propose(act, ref, seen, input);
  }

  @Post('actions/:action') @HttpCode(200) @Permit('desk.see')
  @ApiParam({ name: 'action', enum: ACTIONS.filter((action) => action !== 'propose_verdict') })
  @ApiOkResponse({ type: ClaimRecord })
  perform(@Acting() act: Act, @Param('id') ref: string, @Param('action', PlainActionPipe) action: PlainAction, @SeenVersion() seen: number, @Body() input: ActionInput): Promise<ClaimRecord> {
    return this.workflow.perform(act, ref, action, seen, input);
  }
}
