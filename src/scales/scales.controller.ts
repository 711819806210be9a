/** `/api/v1/scales` */
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Open, Permit } from '../accounts/permissions.js';
import { Acting } from '../accounts/viewer.js';
import type { Act } from '../shared/act.js';
import { NewScale, ScaleList, ScaleView } from './scale.dto.js';
import { ScalesService } from './scales.service.js';

@ApiTags('scales')
@Controller('api/v1/scales')
export class ScalesController {
  constructor(private readonly scales: ScalesService) {}

  @Get() @Open()
  @ApiOkResponse({ type: ScaleList })
  list(): Promise<ScaleList> {
    return this.scales.list();
  }

  @Post() @Permit('scale.write')
  @ApiCreatedResponse({ type: ScaleView })
  create(@Acting() act: Act, @Body() input: NewScale): Promise<ScaleView> {
    return this.scales.create(act, input);
  }
}
