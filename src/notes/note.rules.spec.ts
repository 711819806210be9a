import { describe, expect, it } from '@jest/globals';
import { mayAnswer, type Colleague, mayEditNote, mentionsIn, partsOf, sayUnclear } from './note.rules.js';

const ada: Colleague = { id: 'ada', name: 'Ada Reviewer', email: 'ada.reviewer@example.org' };
const adele: Colleague = { id: 'adele', name: 'Adèle Ngô', email: 'adele@example.org' };
const bo: Colleague = { id: 'bo', name: 'Bo Reviewer', email: 'bo@example.org' };
const boJr: Colleague = { id: 'bo-jr', name: 'Bo Reviewer Junior', email: 'junior@example.org' };
const twinA: Colleague = { id: 'twin-a', name: 'Sam Smith', email: 'sam.smith@example.org' };
const twinB: Colleague = { id: 'twin-b', name: 'Sam Smith', email: 's.smith@example.org' };
const room = [ada, adele, bo, boJr, twinA, twinB];

describe('A mention', () => {
  it.each([
    ['@Ada Reviewer, look', ['ada']],
    ['look (@ada reviewer)', ['ada']],
    ['@ADA', ['ada']],
    ['@ada.reviewer: look', ['ada']],
    ['@ada.reviewer@example.org.', ['ada']],
    ['@Adele Ngo and @Adèle', ['adele', 'adele']],
    ['@Adèle Ngô'.normalize('NFD'), ['adele']],
    ['@Bo Reviewer Junior', ['bo-jr']],
    ['@Bo Reviewer, not the other', ['bo']],
    ['@Bo Reviewers', ['bo']],
    ['@s.smith please', ['twin-b']],
    ['@sam.smith', ['twin-a']],
    ['mail ada@example.org', []],
    ['https://social.example/@ada said so', []],
    ['@KremlinRussia_E wrote', []],
    ['@', []],
    ['@@ada', []],
    ['nobody', []],
  ])('in “%s” is of %j', (words, ids) => {
    const { mentions, unclear } = mentionsIn(words, room);
    expect([mentions.map((mention) => mention.accountId), unclear]).toEqual([ids, []]);
  });

  it.each([
    ['@Sam Smith', 'Sam Smith', ['twin-a', 'twin-b'], /the e-mail address after the @\.$/],
    ['@reviewer', 'reviewer', ['ada', 'bo', 'bo-jr'], /“@reviewer” may be Ada Reviewer \(@ada\.reviewer@example\.org\), Bo Reviewer \(@bo@example\.org\) or Bo Reviewer Junior .* Write the whole name/],
  ])('“%s” that fits several is asked back', (words, called, ids, says) => {
    const { mentions, unclear } = mentionsIn(words, room);
    expect(mentions).toEqual([]);
    expect(unclear.map((one) => [one.called, one.among.map(({ id }) => id)])).toEqual([[called, ids]]);
    expect(sayUnclear(unclear[0]!)).toMatch(says);
  });
});

describe('The words of a note', () => {
  it.each([
    ['See https://example.org/a.', ['text:See ', 'link:https://example.org/a', 'text:.']],
    ['(https://en.example.org/wiki/Kyiv_(city))', ['text:(', 'link:https://en.example.org/wiki/Kyiv_(city)', 'text:)']],
    ['“https://example.org/?a=1&b=2”, both', ['text:“', 'link:https://example.org/?a=1&b=2', 'text:”, both']],
    ['javascript:alert(1) and http://', ['text:javascript:alert(1) and http://']],
    ['<b>https://example.org</b>', ['text:<b>', 'link:https://example.org', 'text:</b>']],
    ['@Ada Reviewer and @ada but not @adamant', ['mention:@Ada Reviewer', 'text: and ', 'mention:@ada', 'text: but not @adamant']],
  ])('“%s” are drawn in parts', (words, parts) => {
    const { mentions } = mentionsIn(words, [ada]);
    expect(partsOf(words, mentions).map(({ kind, words: part }) => `${kind}:${part}`)).toEqual(parts);
  });

  it('lose nothing in parts', () => {
    for (const words of ['', 'a @Ada Reviewer https://x.example/@ada, b\n\nc', '@@@', 'https://a.example https://b.example']) {
      expect(partsOf(words, mentionsIn(words, room).mentions).map((part) => part.words).join('')).toBe(words);
    }
  });
});

describe('A note', () => {
  const writtenAt = new Date('2026-11-24T12:00:00Z');
  it.each([
    ['ada', '2026-11-24T12:14:59Z', true],
    ['ada', '2026-11-24T12:15:00Z', true],
    ['ada', '2026-11-24T12:15:01Z', 'too_late'],
    ['bo', '2026-11-24T12:01:00Z', 'not_yours'],
  ])('of Ada may be changed by %s at %s: %s', (who, now, answer) => {
    const says = mayEditNote({ authorId: 'ada', writtenAt }, who, new Date(now));
    expect(says === true ? true : says.code).toBe(answer);
  });
});

describe('A thread', () => {
  it.each([[0, true], [199, true], [200, 'thread_full']] as const)('with %i answers may get another: %p', (replies, expected) => {
    const answer = mayAnswer(replies);
    expect(answer === true ? true : answer.code).toBe(expected);
  });
});
