/** The words that the pictures need, as the catalogue has them in each language. */
import type { Language } from '../../shared/html/language.js';

export type TimelineLabels = Language['words']['pictures']['timeline'];
export type RecordChartLabels = Language['words']['about']['chart'];
