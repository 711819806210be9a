import { describe, expect, it } from '@jest/globals';
import { drawable, faceFor } from './card.fonts.js';
import { shaped, widthOf } from './card.shape.js';

const setting = async (text: string, dir: 'ltr' | 'rtl' = 'ltr', language = 'en') => ({ face: (await faceFor(text, 'sans', 'medium', language))!, dir, language });

describe('Text as outlines', () => {
  it('joins Arabic letters: lam and alef together are one, narrower than both apart', async () => {
    const arabic = await setting('لا', 'rtl', 'ar');
    const outlines = (text: string) => shaped(text, arabic).glyphs.map(({ outline }) => outline);
    expect(outlines('لا')).not.toEqual([...outlines('ا'), ...outlines('ل')]);
    expect(widthOf('لا', arabic)).toBeLessThan(0.8 * (widthOf('ل', arabic) + widthOf('ا', arabic)));
  });

  it('stacks Hindi letters: क्ष is one, narrower than क and ष apart', async () => {
    const hindi = await setting('क्ष', 'ltr', 'hi');
    expect(shaped('क्ष', hindi).glyphs).toHaveLength(1);
    expect(widthOf('क्ष', hindi)).toBeLessThan(0.9 * (widthOf('क', hindi) + widthOf('ष', hindi)));
  });

  it('gives a Hindi vowel sign that stands beside its letter a width of its own', async () => {
    const hindi = await setting('का', 'ltr', 'hi');
    expect(widthOf('का', hindi)).toBeGreaterThan(1.2 * widthOf('क', hindi));
  });

  it('sets right-to-left text from the right, Latin and digits within it from the left, the full stop at its left end', async () => {
    const text = 'אב 12 xy.';
    const hebrew = await setting(text, 'rtl', 'he');
    const only = (part: string, dir: 'ltr' | 'rtl' = 'ltr') => shaped(part, { ...hebrew, dir }).glyphs.map(({ outline }) => outline);
    const drawn = shaped(text, hebrew).glyphs;
    expect(drawn.map(({ outline }) => outline)).toEqual([...only('.'), ...only('x'), ...only('y'), ...only('1'), ...only('2'), ...only('ב', 'rtl'), ...only('א', 'rtl')]);
    expect(drawn.every(({ x }, index) => index === 0 || x > drawn[index - 1]!.x)).toBe(true);
  });

  it('turns brackets round in right-to-left text', async () => {
    const hebrew = await setting('(א)', 'rtl', 'he');
    const [first, , last] = shaped('(א)', hebrew).glyphs;
    const plain = shaped('()', { ...hebrew, dir: 'ltr' }).glyphs;
    expect([first!.outline, last!.outline]).toEqual([plain[0]!.outline, plain[1]!.outline]);
  });

  it('draws Chinese characters as the language of the text writes them', async () => {
    const outline = async (language: string) => shaped('直', await setting('直', 'ltr', language)).glyphs[0]!.outline;
    expect(await outline('ja')).not.toBe(await outline('zh'));
  });

  it.each([
    ['en', 'Claim “42” – 5 € ≥ ₴'], ['uk', 'Росія ґрунт їжак'], ['el', 'Ελλάδα'], ['vi', 'Việt Nam'], ['ar', 'العربية'], ['fa', 'می‌خواهد'], ['ur', 'ہے'], ['he', 'עברית'], ['hi', 'हिन्दी'], ['bn', 'বাংলা'],
    ['pa', 'ਪੰਜਾਬੀ'], ['gu', 'ગુજરાતી'], ['ta', 'தமிழ்'], ['te', 'తెలుగు'], ['kn', 'ಕನ್ನಡ'], ['ml', 'മലയാളം'], ['si', 'සිංහල'], ['th', 'ภาษาไทย'], ['lo', 'ລາວ'], ['km', 'ខ្មែរ'], ['my', 'မြန်မာ'],
    ['hy', 'Հայերեն'], ['ka', 'ქართული'], ['am', 'አማርኛ'], ['zh', '简体中文，'], ['zh-Hant', '繁體中文「龍」'], ['ja', '日本語カタカナー'], ['ko', '한국어'], ['en', 'emoji 🚀👩‍🚀'],
  ])('has the letters of %s: %s', async (language, text) => {
    for (const weight of ['medium', 'bold'] as const) expect(await faceFor(text, 'serif', weight, language)).toBeDefined();
  });

  it('has no face for letters that no font here has', async () => {
    expect(await faceFor('ᏣᎳᎩ', 'serif', 'medium', 'chr')).toBeUndefined();
    expect(await faceFor('\ue000', 'serif', 'medium', 'en')).toBeUndefined();
  });

  it.each([
    ['x☭y ☭ ☭ z', 'x[…]y […] z'], ['𝕹𝖔 “½” ² ☭', 'No “½” ² […]'], ['re\u0301\u{1e8d0}s\u00adume', 'rés\u00adume'], ['m\u2062n \u{105c0}', 'm\u2062n […]'], ['plain', 'plain'],
    ['ᏣᎳᎩ abcdef', '[…] abcdef'], ['ᏣᎳᎩ abcde', undefined], ['☭', undefined], ['\ue000\ue000', undefined],
  ])('of %j keeps %j', async (text, kept) => {
    expect((await drawable(text, 'serif', 'medium', 'en'))?.normalize('NFC')).toBe(kept);
  });
});
