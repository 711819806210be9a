/** All texts of the interface for readers, in every language it speaks. English decides what there is to say; the compiler holds the others to it. */
import type { LanguageCode } from '../language/language.js';
import { en } from './en/index.js';

export type Words = typeof en;

export const CATALOGUE: Record<LanguageCode, Words> = { en, uk: en, es: en, ar: en };
