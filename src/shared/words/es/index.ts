/** Spanish: the catalogue in the same parts as English. */
import type { Words } from '../catalogue.js';
import { about } from './about.js';
import { claim } from './claim.js';
import { common } from './common.js';
import { find } from './find.js';
import { history } from './history.js';
import { home } from './home.js';
import { method } from './method.js';
import { pictures } from './pictures.js';
import { problem } from './problem.js';
import { report } from './report.js';

export const es: Words = { common, home, claim, history, find, about, method, report, pictures, problem };
