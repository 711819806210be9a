import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { uncleanFields } from './input.js';

describe('Text that arrives', () => {
  it('is refused with the name of the field that no page could show', () => {
    expect(uncleanFields({ a: { b: ['ok', 'bad\u0000'] }, c: '\ud800' }).map((error) => error.field)).toEqual(['a.b[1]', 'c']);
    expect(uncleanFields({ 'k\u0000': 1 })).toHaveLength(1);
  });
  it('may hold line ends, tabs and any language', () => expect(uncleanFields({ a: 'один\n二\tשלום 🕊️' })).toEqual([]));
  it('is refused when nested too deep', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 20; level++) deep = { a: deep };
    expect(uncleanFields(deep)).toHaveLength(1);
  });
  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])('is refused under the name %s, which every object has', (name) => {
    const sent: unknown = JSON.parse(`{"${name}": "x", "a": [{"${name}": {"b": 1}}]}`);
    expect(uncleanFields(sent)).toEqual([name, `a[0].${name}`].map((field) => ({ field, message: 'is not a known field; remove it' })));
  });
  it('passes whenever it is whole Unicode without control characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(uncleanFields({ text: text.replaceAll(/\p{Cc}/gu, '') })).toEqual([])));
  });
});
