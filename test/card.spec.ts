/** Social cards of the sample corpus and of claims in other scripts, as the API tells of them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { firstRun } from '../src/interop/first-run.js';
import type { ClaimRecord } from '../src/record/claim-record.dto.js';
import { language } from '../src/shared/html/language.js';
import { LANGUAGES } from '../src/shared/language/language.js';
import { cardContent } from '../src/site/card/card.content.js';
import { cardSvg, drawCard } from '../src/site/card/card.js';
import { startApp, type TestApp } from './support/app.js';
import { buildClaim, current } from './support/build.js';
import { hire, type Person, reader } from './support/people.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'claimline-card-'));
let testApp: TestApp;
let editor: Person;

beforeAll(async () => {
  testApp = await startApp({ DATA_DIR: folder });
  await firstRun(testApp.source, testApp.config);
  editor = await hire(testApp, 'Edith Editor', 'editor');
});
afterAll(async () => {
  await testApp.close();
  rmSync(folder, { recursive: true });
});

async function expectCard(record: ClaimRecord, code: (typeof LANGUAGES)[number]): Promise<void> {
  const content = cardContent(record, 'Claimline', language(code));
  const png = await drawCard(content);
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png.length < 120_000]).toEqual([1200, 630, true]);
  // The wording is on it: without, the card would be another.
  expect(await cardSvg(content)).not.toBe(await cardSvg({ ...content, wording: '' }));
}

describe('The social card', () => {
  it('is drawn with its wording for every claim of the sample, in every language of the interface', async () => {
    const list = (await reader(testApp).get('/api/v1/claims?limit=50').expect(200)).body.items as { slug: string }[];
    expect(list).toHaveLength(17);
    for (const [index, { slug }] of list.entries()) {
      const record = (await reader(testApp).get(`/api/v1/claims/${slug}`).expect(200)).body as ClaimRecord;
      for (const code of index === 0 ? LANGUAGES : [LANGUAGES[index % LANGUAGES.length]!]) await expectCard(record, code);
    }
  });

  it.each([
    ['ar', 'ليس لدى روسيا أي نية لمهاجمة أوكرانيا.'],
    ['he', 'לרוסיה אין כוונה לתקוף את אוקראינה.'],
    ['hi', 'रूस का यूक्रेन पर हमला करने का कोई इरादा नहीं है।'],
    ['zh', '俄罗斯无意攻击乌克兰。'],
    ['uk', 'Росія не має наміру нападати на Україну.'],
  ])('is drawn with its wording for a claim in %s', async (code, wording) => {
    const claim = await buildClaim(editor, { wording, language: code });
    await expectCard(await current(editor, claim), 'en');
  });
});
