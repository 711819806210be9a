/** `/desk/settings/scales` and the form of each scale's next version */
import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { may, Permit } from '../../../accounts/permissions.js';
import { Acting, type Viewer, Viewing } from '../../../accounts/viewer.js';
import { Config } from '../../../config.js';
import { claimsOnScales, listScales } from '../../../scales/scales.query.js';
import { ScalesService } from '../../../scales/scales.service.js';
import type { Act } from '../../../shared/act.js';
import { NotFound } from '../../../shared/errors.js';
import { DeskController, frameOf } from '../../desk.answers.js';
import { onceBy } from '../../forms/records.service.js';
import { type RefusedForm, submit } from '../../forms/refusal.js';
import { seenVersion, type Sent, SentFields, text } from '../../forms/sent.js';
import { EMPTY_LINE, formIn, rearranged, scaleField, type ScaleForm, scaleIn } from './scale.form.js';
import { previewOf } from './scale.preview.js';
import { scaleFormPage, type ScaleFormProps, scalesPage } from './scales.view.js';

const PATH = '/desk/settings/scales';
const Answer = () => Res({ passthrough: true });

@DeskController('desk/settings/scales')
export class ScalesPagesController {
  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
    private readonly scales: ScalesService,
  ) {}

  @Get()
  async list(@Viewing() viewer: Viewer, @Query('done') done: unknown): Promise<string> {
    const [scales, claims] = await Promise.all([listScales(this.source.manager), claimsOnScales(this.source.manager)]);
    return scalesPage({ frame: frameOf(this.config, viewer, PATH), scales, claims, mayWrite: may(viewer, 'scale.write') === true, done: done === 'made' });
  }

  @Get(':key') @Permit('scale.write')
  async show(@Viewing() viewer: Viewer, @Param('key') key: string): Promise<string> {
    const { form, from } = await this.present(key);
    return this.draw(viewer, form, { from });
  }

  @Post(':key') @Permit('scale.write')
  async make(@Viewing() viewer: Viewer, @Acting() act: Act, @Param('key') key: string, @SentFields() sent: Sent, @Answer() reply: FastifyReply): Promise<string> {
    const form = { ...formIn(sent), ...(key === 'new' ? {} : { key }) };
    const from = seenVersion(sent);
    const anew = rearranged(form, sent);
    if (anew) return this.draw(viewer, anew, { from });
    const isPreview = text(sent, 'make') === undefined;
    const again = (refused: RefusedForm) => this.draw(viewer, form, { from, errors: refused.errors, once: refused.once ?? randomUUID() });
    if (!isPreview) return submit(reply, { id: 'scale', sent, fieldOf: scaleField }, () => this.made(act, form, from, sent), again);
    try {
      return await this.draw(viewer, form, { from, preview: await previewOf(form) });
    } catch (error) {
      return submit(reply, { id: 'scale', sent, fieldOf: scaleField }, () => Promise.reject(error instanceof Error ? error : new Error(String(error))), again);
    }
  }

  private async made(act: Act, form: ScaleForm, from: number, sent: Sent): Promise<string> {
    await this.scales.create(onceBy(act, sent), await scaleIn(form), from);
    return `${PATH}?done=made#${form.key}`;
  }

  private async draw(viewer: Viewer, form: ScaleForm, shown: Pick<ScaleFormProps, 'from'> & Partial<Pick<ScaleFormProps, 'errors' | 'preview' | 'once'>>): Promise<string> {
    return scaleFormPage({ frame: frameOf(this.config, viewer, PATH), form, errors: [], preview: undefined, once: randomUUID(), ...shown });
  }

  /** @throws NotFound */
  private async present(key: string): Promise<{ form: ScaleForm; from: number }> {
    if (key === 'new') return { form: { key: '', name: '', lines: [EMPTY_LINE, EMPTY_LINE] }, from: 0 };
    const scale = (await listScales(this.source.manager)).find((candidate) => candidate.current && candidate.key === key);
    if (!scale) throw new NotFound('scale');
    const lines = scale.ratings.map((rating) => ({ ...rating, conclusive: rating.conclusive ? 'yes' : 'no', number: rating.number === null ? '' : String(rating.number) }));
    return { form: { key, name: scale.name, lines }, from: scale.version };
  }
}
