import { describe, expect, it } from '@jest/globals';
import { tongueOf } from './tongue.rules.js';

describe('The language of a quote', () => {
  it.each([
    ['У России нет намерения нападать на Украину.', 'ru'], ['Что будет, то будет', 'ru'], ['Україна та народ', 'uk'], ['Ми не здамося.', null], ['ខ្មែរ', null], ['Росія не має наміру нападати на Україну.', 'uk'], ['لا نية لدينا', 'ar'], ['ما قصد حمله نداریم، گفت', 'fa'], ['אין כוונה', 'he'], ['攻撃する意図はない', 'ja'],
    ['没有意图', 'zh'], ['We will not attack.', undefined], ['We said «нет» to them.', undefined], ['2022', undefined], ['', undefined],
  ])('%j is %s by its letters', (text, language) => expect(tongueOf(text)).toBe(language));
});
