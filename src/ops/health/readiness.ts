/** Whether this instance may be sent readers: its database answers in time and has every migration. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { migrationStatus } from '../migration-status.js';

const PATIENCE = 2000;

export interface Readiness {
  ready: boolean;
  checks: { database: 'ok' | 'failed'; migrations: 'ok' | 'failed' | 'unknown' };
}

@Injectable()
export class ReadinessService {
  private underWay: Promise<Readiness> | undefined;

  constructor(private readonly source: DataSource) {}

  /** Probes that come while one is under way share it, so that a database that hangs is not asked again and again. */
  async look(): Promise<Readiness> {
    this.underWay ??= this.ask().finally(() => (this.underWay = undefined));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Readiness>((resolve) => {
      timer = setTimeout(() => resolve({ ready: false, checks: { database: 'failed', migrations: 'unknown' } }), PATIENCE);
    });
    return Promise.race([this.underWay, late]).finally(() => clearTimeout(timer));
  }

  private async ask(): Promise<Readiness> {
    try {
      await this.source.query('SELECT 1');
      const { pending } = await migrationStatus(this.source);
      return { ready: pending.length === 0, checks: { database: 'ok', migrations: pending.length === 0 ? 'ok' : 'failed' } };
    } catch {
      return { ready: false, checks: { database: 'failed', migrations: 'unknown' } };
    }
  }
}
