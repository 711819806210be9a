/** The drawn timeline of a claim; the words of the chart of a record are with the pages about speakers. */
import type { Forms } from '../forms.js';

export const pictures = {
  timeline: {
    title: 'Statement, evidence and verdict in time',
    divide: '{day}: the statement',
    earlier: 'before it was said',
    earlierShort: 'before',
    later: 'from that day on',
    laterShort: 'since',
    lane: '{what}: {n}',
    again: 'Said again',
    due: 'Due {day}',
    inForce: '{rating}, from {day}',
    inForceRecorded: '{rating}, from {day} (recorded {recorded})',
    recordedThen: 'Before: {rating}, recorded {recorded}',
    describe: 'The statement was made on {day}.',
    earlierPieces: { one: '{n} piece of evidence is from before it.', other: '{n} pieces of evidence are from before it.' } as Forms,
    laterPieces: { one: '{n} is from that day or later.', other: '{n} are from that day or later.' } as Forms,
    key: {
      title: 'How to read it',
      withdrawn: 'withdrawn',
      vague: 'only the month or year is known',
      counted: 'as many more there',
      squeezed: 'shaded: drawn closer together, time runs faster here',
    },
    list: {
      title: 'The timeline as a list',
      said: 'The statement',
      piece: '{stance}, {weight}',
      withdrawn: 'withdrawn',
      due: 'Due',
      inForce: '{rating}: in force from this day',
      recorded: '{rating}: recorded by us',
    },
  },
};
