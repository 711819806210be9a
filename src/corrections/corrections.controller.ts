/** `/api/v1/claims/:id/corrections` and `/api/v1/corrections`: factual corrections by two persons. */
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open, Permit } from '../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../accounts/viewer.js';
import type { Act } from '../shared/act.js';
import { MakesAt } from '../shared/answers.js';
import { linked, PageQuery } from '../shared/paging.js';
import { MaybeSeenVersion, SeenVersion } from '../shared/versions.js';
import { ApproveCorrection, CorrectionProposalDetail, CorrectionProposalPage, CorrectionsOfClaim, ProposeCorrection, ReturnCorrection } from './proposal.dto.js';
import { ProposalsService } from './proposals.service.js';

@ApiTags('corrections')
@Controller('api/v1')
export class CorrectionsController {
  constructor(private readonly proposals: ProposalsService) {}

  @Get('claims/:id/corrections') @Open()
  @ApiOkResponse({ type: CorrectionsOfClaim })
  ofClaim(@Viewing() viewer: Viewer, @Param('id') claim: string): Promise<CorrectionsOfClaim> {
    return this.proposals.ofClaim(claim, viewer.roles);
  }

  @Post('claims/:id/corrections') @Permit('correction.propose') @MakesAt('/api/v1/corrections')
  @ApiCreatedResponse({ type: CorrectionProposalDetail })
  propose(@Acting() act: Act, @Param('id') claim: string, @MaybeSeenVersion() seen: number | undefined, @Body() input: ProposeCorrection): Promise<CorrectionProposalDetail> {
    return this.proposals.propose(act, claim, input, seen);
  }

  @Get('corrections') @Permit('desk.see')
  @ApiOkResponse({ type: CorrectionProposalPage })
  async waiting(@Query() query: PageQuery, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<CorrectionProposalPage> {
    return linked(await this.proposals.waiting(query.cursor), request, reply);
  }

  @Get('corrections/:id') @Permit('desk.see')
  @ApiOkResponse({ type: CorrectionProposalDetail })
  show(@Acting() act: Act, @Param('id') id: string): Promise<CorrectionProposalDetail> {
    return this.proposals.show(act, id).then(({ proposal }) => proposal);
  }

  @Post('corrections/:id/approve') @HttpCode(200) @Permit('desk.see')
  @ApiOkResponse({ type: CorrectionProposalDetail })
  approve(@Acting() act: Act, @Param('id') id: string, @SeenVersion() seen: number, @Body() input: ApproveCorrection): Promise<CorrectionProposalDetail> {
    return this.proposals.approve(act, id, seen, input);
  }

  @Post('corrections/:id/return') @HttpCode(200) @Permit('desk.see')
  @ApiOkResponse({ type: CorrectionProposalDetail })
  return(@Acting() act: Act, @Param('id') id: string, @SeenVersion() seen: number, @Body() input: ReturnCorrection): Promise<CorrectionProposalDetail> {
    return this.proposals.return(act, id, seen, input);
  }

  @Post('corrections/:id/take-back') @HttpCode(200) @Permit('desk.see')
  @ApiOkResponse({ type: CorrectionProposalDetail })
  takeBack(@Acting() act: Act, @Param('id') id: string, @SeenVersion() seen: number): Promise<CorrectionProposalDetail> {
    return this.proposals.takeBack(act, id, seen);
  }
}
