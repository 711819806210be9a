import { describe, expect, it } from '@jest/globals';
import { EMPTY_LINE, formIn, rearranged, scaleField, scaleIn } from './scale.form.js';

const line = (key: string, number = '') => ({ ...EMPTY_LINE, key, label: key, meaning: `It is ${key}.`, number });
const form = { key: 'truth', name: 'Truth', lines: [line('yes', '2'), line('no', '1'), { ...line('unknown'), conclusive: 'no' }] };

describe('The form of a scale', () => {
  it('reads its lines from repeated fields', () => {
    const read = formIn({ key: ['truth'], name: ['Truth'], rating_key: ['a', 'b'], rating_label: ['A', 'B'], rating_meaning: ['', ''], rating_colour: ['true', 'false'], rating_conclusive: ['yes', 'no'], rating_number: ['5', ''] });
    expect(read.lines).toEqual([{ key: 'a', label: 'A', meaning: '', colour: 'true', conclusive: 'yes', number: '5' }, { key: 'b', label: 'B', meaning: '', colour: 'false', conclusive: 'no', number: '' }]);
  });

  it('never has more than twenty lines, whatever is sent', () => expect(formIn({ rating_key: Array<string>(500).fill('x') }).lines).toHaveLength(20));

  it.each([
    ['add_line', ['1'], ['yes', 'no', 'unknown', '']],
    ['take_out', ['1'], ['yes', 'unknown']],
    ['move_up', ['2'], ['yes', 'unknown', 'no']],
    ['move_up', ['0'], ['yes', 'no', 'unknown']],
  ])('%s %j rearranges it', (button, value, keys) => expect(rearranged(form, { [button]: value })!.lines.map(({ key }) => key)).toEqual(keys));

  it.each([[{}], [{ take_out: ['99'] }], [{ move_up: ['-1'] }], [{ move_up: ['x'] }]])('is sent, not rearranged, by %j', (sent) => expect(rearranged(form, sent)).toBeUndefined());

  it('becomes what the API takes', async () => {
    expect(await scaleIn(form)).toMatchObject({ key: 'truth', ratings: [{ key: 'yes', number: 2, conclusive: true }, { key: 'no', number: 1 }, { key: 'unknown', conclusive: false }] });
  });

  it('names the line of what is wrong', async () => {
    const wrong = { ...form, lines: [line('yes', '2'), { ...line('no', 'one'), colour: 'pink' }] };
    await expect(scaleIn(wrong)).rejects.toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ field: 'ratings[1].number' }), expect.objectContaining({ field: 'ratings[1].colour' })]) });
    expect(scaleField('ratings[1].number')).toBe('rating_number-1');
  });
});
