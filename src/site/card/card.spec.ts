import { describe, expect, it } from '@jest/globals';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import type { Tone } from '../../shared/html/badge.js';
import { atMost } from './at-most.js';
import { type CardContent, cardSvg, drawCard } from './card.js';
import { CARD_HEIGHT, CARD_WIDTH, TONE_COLOURS } from './card.view.js';

const LAVROV: CardContent = {
  siteName: 'Claimline', speaker: 'Sergey Lavrov', saidLine: 'Sergey Lavrov, Foreign Minister of Russia · Geneva, 21 Jan 2022',
  wording: 'Russia has no intention of attacking Ukraine.', insteadOfWording: 'Read the claim at claims.example.org', language: 'en', dir: 'ltr', standing: { label: 'Broken', detail: 'since 24 Feb 2022', tone: 'false' },
};
const ARABIC: CardContent = { ...LAVROV, wording: 'ليس لدى روسيا أي نية.', language: 'ar', dir: 'rtl', saidLine: null, speaker: null, standing: { label: 'نُكث', detail: null, tone: 'false' } };

function expectCard(png: Buffer): void {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(png.length).toBeLessThan(120_000);
}

/** Where on the card something else than paper is, in a stripe of its height; the coloured edge and the margins left out. */
async function inkOf(content: CardContent, top = 110, bottom = 440): Promise<{ left: number; right: number; amount: number }> {
  const { pixels } = new Resvg(await cardSvg(content)).render();
  let [left, right, amount] = [Infinity, -Infinity, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = 30; x < CARD_WIDTH - 30; x++) {
      if (pixels[(y * CARD_WIDTH + x) * 4 + 1]! > 150) continue;
      amount++;
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  }
  return { left, right, amount };
}

describe('The social card', () => {
  it('is a PNG of 1200 × 630 that loads quickly', async () => expectCard(await drawCard(LAVROV)));

  it('stays light with as many words as it can hold', async () => {
    expectCard(await drawCard({ ...LAVROV, wording: 'Many different words, and more of them to come. '.repeat(40), saidLine: 'A speaker with several offices at once, '.repeat(6) }));
  });

  it('begins at the left, and an Arabic one at the right', async () => {
    const english = await inkOf({ ...LAVROV, wording: 'No.', saidLine: null, speaker: null });
    expect(english.left).toBeLessThan(90);
    expect(english.right).toBeLessThan(CARD_WIDTH / 2);
    const arabic = await inkOf(ARABIC);
    expect(arabic.right).toBeGreaterThan(CARD_WIDTH - 90);
    expect(arabic.left).toBeGreaterThan(CARD_WIDTH / 4);
    expect((await inkOf(ARABIC, 480, 620)).right).toBeGreaterThan(CARD_WIDTH - 90);
  });

  it('keeps within its margins in every script', async () => {
    const texts = ['俄罗斯无意攻击乌克兰，也不打算在边境部署更多部队。', 'रूस का यूक्रेन पर हमला करने का कोई इरादा नहीं है।', 'ليس لدى روسيا أي نية لمهاجمة أوكرانيا، بحسب Axios في 2022.', 'W'.repeat(300), '﷽'.repeat(20), 'ᎣᏏᏲ'];
    for (const wording of texts) {
      for (const dir of ['ltr', 'rtl'] as const) {
        const { left, right } = await inkOf({ ...LAVROV, wording, dir }, 100, 620);
        expect([wording, left > 60, right < CARD_WIDTH - 60]).toEqual([wording, true, true]);
      }
    }
  });

  const CHEROKEE = 'ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ';
  it.each([CHEROKEE, '𰻝𰻝面', 'བོད་ཡིག', 'ⵜⵉⴼⵉⵏⴰⵖ', '☭ ➜', `${CHEROKEE}, NATO`])('of a wording that no font has (%s) says where to read it, and names nobody above the rating', async (wording) => {
    const instead = await cardSvg({ ...LAVROV, wording });
    expect(instead).toBe(await cardSvg({ ...LAVROV, wording: '' }));
    expect(instead).toBe(await cardSvg({ ...LAVROV, wording, speaker: 'Somebody Else', saidLine: 'Somebody Else, elsewhere' }));
    expect(instead).toBe(await cardSvg({ ...LAVROV, wording: LAVROV.insteadOfWording!, speaker: null, saidLine: null }));
    expect((await inkOf({ ...LAVROV, wording })).amount).toBeGreaterThan(1000);
  });

  it.each([
    ['The ☭ will be back.', 'The […] will be back.'],
    ['We 𝗻𝗲𝘃𝗲𝗿 said it.', 'We never said it.'],
    ['➜ ☭ Taxes will fall.', '[…] Taxes will fall.'],
    ['The word is 𰻝𰻝面 in Chinese.', 'The word is […]面 in Chinese.'],
  ])('draws %s as %s', async (wording, drawn) => {
    expect(await cardSvg({ ...LAVROV, wording })).toBe(await cardSvg({ ...LAVROV, wording: drawn }));
    expect(await cardSvg({ ...LAVROV, wording })).not.toBe(await cardSvg({ ...LAVROV, wording: '' }));
  });

  it('is drawn with nothing but the rating’s sign where no font has any of it', async () => {
    expectCard(await drawCard({ ...LAVROV, wording: CHEROKEE, insteadOfWording: CHEROKEE, speaker: CHEROKEE, siteName: CHEROKEE, standing: { label: CHEROKEE, detail: CHEROKEE, tone: 'grey' } }));
  });

  it('shows every standing by shape, not by colour and word alone', async () => {
    const shapes = await Promise.all((Object.keys(TONE_COLOURS) as Tone[]).map(async (tone) => {
      const svg = await cardSvg({ ...LAVROV, standing: { label: 'Same', detail: null, tone } });
      return svg.slice(svg.indexOf('class="badge-symbol"'));
    }));
    expect(new Set(shapes).size).toBe(Object.keys(TONE_COLOURS).length);
  });

  it('keeps a rating on the card however long it is', async () => {
    const rating = (label: string, detail: string | null) => inkOf({ ...LAVROV, standing: { label, detail, tone: 'grey' } }, 462, CARD_HEIGHT);
    for (const label of ['Kept', 'Overtaken by events', 'Contradicted by every official document that has been published so far', 'דבר שלא נשמר', 'Überholt'.repeat(20)]) {
      for (const detail of [null, 'since 24 Feb 2022, being reassessed', 'since '.repeat(40)]) {
        const { left, right, amount } = await rating(label, detail);
        expect([label, left > 60, right < CARD_WIDTH - 60, amount > 1500]).toEqual([label, true, true, true]);
      }
    }
  });

  it('draws any text at all', async () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.array(fc.nat(0xffff), { maxLength: 30 }).map((units) => String.fromCharCode(...units)), fc.constantFrom('<script>&"\'', ']]>', '\ud83d', `e${'\u0301'.repeat(3000)}`));
    await fc.assert(fc.asyncProperty(anyText, anyText, anyText, fc.constantFrom('ltr' as const, 'rtl' as const), async (wording, other, language, dir) => {
      const content: CardContent = { siteName: other, speaker: wording, saidLine: other, wording, insteadOfWording: other, language, dir, standing: { label: other, detail: wording, tone: 'mixed' } };
      const svg = await cardSvg(content);
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      new Resvg(svg);
    }), { numRuns: 40 });
  });

  it('is drawn once for many who ask at the same time, and anew for who comes later', async () => {
    const [first, second] = [drawCard(LAVROV), drawCard({ ...LAVROV })];
    expect(second).toBe(first);
    await first;
    const later = drawCard(LAVROV);
    expect(later).not.toBe(first);
    expect((await later).equals(await first)).toBe(true);
  });
});

describe('Heavy work', () => {
  it('runs so many at once, the others in the order they came, also after a failure', async () => {
    const inTurn = atMost(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = [0, 1, 2, 3].map((number) => inTurn(() => new Promise<number>((resolve, reject) => {
      begun.push(number);
      ends[number] = () => (number === 0 ? reject(new Error('broken')) : resolve(number));
    })));
    const settled = Promise.allSettled(work);
    expect(begun).toEqual([0, 1]);
    ends[0]!();
    await expect(work[0]).rejects.toThrow('broken');
    expect(begun).toEqual([0, 1, 2]);
    ends[2]!();
    await work[2];
    expect(begun).toEqual([0, 1, 2, 3]);
    [1, 3].forEach((number) => ends[number]!());
    await settled;
    await expect(inTurn(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });
});
