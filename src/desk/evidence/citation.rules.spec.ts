import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDay } from '../../shared/day.js';
import { type Citation, citationIn } from './citation.rules.js';

describe('What is pasted', () => {
  it.each<[string, Citation]>([
    ['https://www.axios.com/2022/01/21/blinken-lavrov', { url: 'https://www.axios.com/2022/01/21/blinken-lavrov' }],
    ['  <https://example.org/a?b=1#c>.  ', { url: 'https://example.org/a?b=1#c' }],
    ['www.example.org/report.pdf', { url: 'https://www.example.org/report.pdf' }],
    ['example.org/report', { url: 'https://example.org/report' }],
    ['https://youtu.be/abc', { url: 'https://youtu.be/abc', kind: 'video' }],
    ['https://x.com/minister/status/1', { url: 'https://x.com/minister/status/1', kind: 'social_post' }],
    ['https://www.state.gov/briefing-transcript/', { url: 'https://www.state.gov/briefing-transcript/', kind: 'transcript' }],
    ['Address by the President, Kremlin, 24 February 2022', { title: 'Address by the President', publisher: 'Kremlin', publishedDay: '2022-02-24' }],
    ['Lavrov, Blinken meet in Geneva, Axios, 21 Jan. 2022', { title: 'Lavrov, Blinken meet in Geneva', publisher: 'Axios', publishedDay: '2022-01-21' }],
    ['Address by the President, Kremlin, 24 February 2022, http://kremlin.ru/events/67843', { title: 'Address by the President', publisher: 'Kremlin', publishedDay: '2022-02-24', url: 'http://kremlin.ru/events/67843' }],
    ['Address by the President\nhttp://kremlin.ru/events/67843', { title: 'Address by the President', url: 'http://kremlin.ru/events/67843' }],
    ['“Putin announces a special operation”, The New York Times, February 24, 2022', { title: 'Putin announces a special operation', publisher: 'The New York Times', publishedDay: '2022-02-24' }],
    ['Smith, Jane. "Putin announces a special operation," Reuters, 2022-02-24.', { title: 'Putin announces a special operation', publisher: 'Reuters', publishedDay: '2022-02-24', authors: ['Smith, Jane'] }],
    ['Reuters: “Explosions in Kyiv”', { title: 'Explosions in Kyiv', publisher: 'Reuters' }],
    ['Blinken meets Lavrov | Axios', { title: 'Blinken meets Lavrov', publisher: 'Axios' }],
    ['Blinken, Lavrov meet - The Guardian', { title: 'Blinken, Lavrov meet', publisher: 'The Guardian' }],
    ['Обращение Президента, Кремль, 24.02.2022', { title: 'Обращение Президента', publisher: 'Кремль', publishedDay: '2022-02-24' }],
    ['«Обращение Президента», Кремль, 24 февраля 2022', { title: 'Обращение Президента', publisher: 'Кремль', publishedDay: '2022-02-24' }],
    ['«Обращение Президента». Кремль. 24.2.2022', { title: 'Обращение Президента', publisher: 'Кремль', publishedDay: '2022-02-24' }],
    ['The state of the union 2020, White House, March 2022', { title: 'The state of the union 2020', publisher: 'White House', publishedDay: '2022-03' }],
    ['Annual report (2021), The Ministry', { title: 'Annual report', publisher: 'The Ministry', publishedDay: '2021' }],
    ['Annual report, The Ministry, 2021', { title: 'Annual report', publisher: 'The Ministry', publishedDay: '2021' }],
    ['Annual report of the committee. The Ministry.', { title: 'Annual report of the committee', publisher: 'The Ministry' }],
    ['A title alone', { title: 'A title alone' }],
    ['[Address by the President](https://kremlin.ru/67843), Kremlin, 24 Feb 2022', { title: 'Address by the President', publisher: 'Kremlin', publishedDay: '2022-02-24', url: 'https://kremlin.ru/67843' }],
    ['Address, Kremlin, 24 February 2022. Accessed 3 March 2024.', { title: 'Address', publisher: 'Kremlin', publishedDay: '2022-02-24' }],
    // The first or the second of a month? Nobody knows, so nobody is told.
    ['Address, Kremlin, 1/2/2022', { title: 'Address', publisher: 'Kremlin' }],
    ['Address, Kremlin, 31 February 2022', { title: 'Address', publisher: 'Kremlin' }],
    ['javascript:alert(1)', { title: 'javascript:alert(1)' }],
    ['', {}],
    [' \n .,;  ', {}],
  ])('“%s” is read', (pasted, citation) => expect(citationIn(pasted)).toEqual(citation));

  it('is read without a fault whatever it is, and what is read is usable', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^[-A-Za-z ,.|"“”()[\]:/0-9\n]{0,120}$/)), (pasted) => {
      const { url, title, publisher, publishedDay } = citationIn(pasted);
      expect(url === undefined || URL.canParse(url)).toBe(true);
      expect(publishedDay === undefined || isDay(publishedDay)).toBe(true);
      for (const words of [title, publisher]) expect(words === undefined || words.trim() === words).toBe(true);
    }));
  });
});
