/** All texts of the interface for readers, in every language it speaks. English decides what there is to say; the compiler holds the others to it. */
import type { LanguageCode } from '../language/language.js';
import { about } from './en/about.js';
import { claim } from './en/claim.js';
import { common } from './en/common.js';
import { find } from './en/find.js';
import { history } from './en/history.js';
import { home } from './en/home.js';
import { method } from './en/method.js';
import { problem } from './en/problem.js';
import { report } from './en/report.js';

const en = { common, home, claim, history, find, about, method, report, problem };

export type Words = typeof en;

export const CATALOGUE: Record<LanguageCode, Words> = { en, uk: en, es: en, ar: en };
