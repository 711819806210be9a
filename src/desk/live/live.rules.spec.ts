import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, isTab, mayHear, topicsAsked, topicsTold } from './live.rules.js';

const A = '018f0000-0000-7000-8000-00000000000a';
const B = '018f0000-0000-7000-8000-00000000000b';

describe('What an open page listens to', () => {
  it.each([
    [undefined, []],
    ['', []],
    [`claim:${A},queue`, [`claim:${A}`, 'queue']],
    [`notes:${A},presence:${A},notices:${B}`, [`notes:${A}`, `presence:${A}`, `notices:${B}`]],
    ['claim:1', undefined],
    [`claim:${A};DROP`, undefined],
    [`ledger:${A}`, undefined],
    [['queue'], undefined],
    [Array.from({ length: 101 }, () => 'queue').join(','), undefined],
  ])('%p is %p', (text, topics) => {
    const asked = topicsAsked(text);
    expect(asked && [...asked]).toEqual(topics);
  });

  it('is the whole record, and of people what is told to oneself', () => {
    expect([`claim:${A}`, `notes:${A}`, `presence:${A}`, 'queue', `notices:${B}`].every((topic) => mayHear(topic, B))).toBe(true);
    expect([`notices:${A}`, `account:${A}`, `session:${A}`].some((topic) => mayHear(topic, B))).toBe(false);
  });
});

describe('A message of the database', () => {
  it.each([
    [`claim:${A} claims-of-speaker:${B}`, [`claim:${A}`, 'queue']],
    [`speaker:${B}`, []],
    [`notes:${A}`, [`notes:${A}`]],
    [`account:${A}`, [`account:${A}`]],
    ['reports', ['reports']],
    ['all', [EVERYTHING]],
    ['ready 1234', []],
    ['', []],
  ])('%p touches %p', (message, topics) => expect(topicsTold(message)).toEqual(topics));
});

it('A page names itself in letters, and not as a visit', () => {
  expect([isTab('k3-x_9'), isTab('visit'), isTab(''), isTab('a b'), isTab('x'.repeat(41)), isTab(undefined), isTab(['x'])]).toEqual([true, false, false, false, false, false, false]);
});
