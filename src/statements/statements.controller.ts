/** `/api/v1/claims/:id/statements` and `/api/v1/statements/:id` */
import { Body, Controller, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permit } from '../accounts/permissions.js';
import { Acting } from '../accounts/viewer.js';
import { StatementView } from '../record/claim-record.dto.js';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { MaybeSeenVersion, SeenVersion } from '../shared/versions.js';
import { ReviseStatement, StatementInput } from './statement.dto.js';
import { StatementsService } from './statements.service.js';

@ApiTags('statements')
@Controller('api/v1')
export class StatementsController {
  constructor(private readonly statements: StatementsService) {}

  @Post('claims/:id/statements') @Permit('statement.edit') @MakesAt('/api/v1/statements')
  @ApiCreatedResponse({ type: StatementView })
  add(@Acting() act: Act, @Param('id') claim: string, @MaybeSeenVersion() seen: number | undefined, @Body() input: StatementInput): Promise<StatementView> {
    return this.statements.add(act, claim, input, seen);
  }

  @Patch('statements/:id') @Permit('statement.edit')
  @ApiOkResponse({ type: StatementView })
  revise(@Acting() act: Act, @Param('id') id: string, @SeenVersion() seen: number, @Body() input: ReviseStatement): Promise<StatementView> {
    return this.statements.revise(act, id, seen, input);
  }
}
