/** Claims counted by rating and time, each scale for itself: a record in counts, and never a share or a score. */
import type { StandingCode } from '../../record/standing.rules.js';
import type { ScaleView } from '../../scales/scale.dto.js';

/** So many claims are alike in all of this. */
export interface RecordCount {
  /** The month or year in which they were made, "2022-01" or "2022"; nothing where no day is known. */
  when: string | null;
  scaleId: string;
  /** Of the verdict in force. */
  ratingId: string | null;
  standing: StandingCode;
  /** Whether it is confirmed that it was said. */
  confirmed: boolean;
  count: number;
}

export interface RatingCount {
  rating: ScaleView['ratings'][number];
  count: number;
}

export interface StandingCount {
  standing: StandingCode;
  count: number;
}

/** For a chart; no rating for what has none. */
interface CountInTime {
  when: string | null;
  /** Its key. */
  rating: string | null;
  n: number;
}

/** The claims judged on one version of one scale. */
export interface ScaleRecord {
  scale: ScaleView;
  total: number;
  rated: number;
  /** In the scale's order, none left out. */
  ratings: RatingCount[];
  /** Claims without a verdict, by where they stand; only what there is. */
  unrated: StandingCount[];
  inTime: CountInTime[];
}

export interface ClaimRecordCounts {
  total: number;
  rated: number;
  /** Counted, but that they were said is disputed or not confirmed yet. */
  unconfirmed: number;
  /** Not counted. */
  withdrawn: number;
  scales: ScaleRecord[];
}

const WAITING: readonly StandingCode[] = ['too_early', 'not_yet_rated', 'in_review', 'not_rated'];

/** @param scales all versions; a claim counts where it was judged, because another version's labels mean something else */
export function recordOf(rows: readonly RecordCount[], scales: readonly ScaleView[]): ClaimRecordCounts {
  const counted = rows.filter((row) => row.standing !== 'withdrawn');
  return {
    total: sum(counted),
    rated: sum(counted.filter((row) => row.ratingId !== null)),
    unconfirmed: sum(counted.filter((row) => !row.confirmed)),
    withdrawn: sum(rows) - sum(counted),
    scales: scales.flatMap((scale) => {
      const own = counted.filter((row) => row.scaleId === scale.id);
      return own.length > 0 ? [scaleRecord(scale, own)] : [];
    }),
  };
}

function scaleRecord(scale: ScaleView, rows: readonly RecordCount[]): ScaleRecord {
  const waiting = rows.filter((row) => row.ratingId === null);
  const keys = new Map(scale.ratings.map(({ id, key }) => [id, key]));
  return {
    scale,
    total: sum(rows),
    rated: sum(rows) - sum(waiting),
    ratings: scale.ratings.map((rating) => ({ rating, count: sum(rows.filter((row) => row.ratingId === rating.id)) })),
    unrated: WAITING.map((standing) => ({ standing, count: sum(waiting.filter((row) => row.standing === standing)) })).filter(({ count }) => count > 0),
    inTime: rows.map(({ when, ratingId, count }) => ({ when, rating: (ratingId !== null && keys.get(ratingId)) || null, n: count })),
  };
}

/** Claims without a verdict by where they stand, whatever their scale. */
export function waiting({ scales }: ClaimRecordCounts): StandingCount[] {
  const all = scales.flatMap((scale) => scale.unrated);
  return WAITING.map((standing) => ({ standing, count: sum(all.filter((one) => one.standing === standing)) })).filter(({ count }) => count > 0);
}

const sum = (rows: readonly { count: number }[]): number => rows.reduce((all, row) => all + row.count, 0);
