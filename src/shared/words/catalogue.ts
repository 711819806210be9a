/** All texts of the interface for readers, in every language it speaks. English decides what there is to say; the compiler holds the others to it. */
import type { LanguageCode } from '../language/language.js';
import { ar } from './ar/index.js';
import { en } from './en/index.js';
import { es } from './es/index.js';
import { uk } from './uk/index.js';

export type Words = typeof en;

export const CATALOGUE: Record<LanguageCode, Words> = { en, uk, es, ar };
