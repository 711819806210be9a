/** Reporting an error: the form, what can be wrong with it, and the page that thanks. */
import type { Forms } from '../forms.js';

export const report = {
  title: 'Report an error',
  lead: 'Tell us what is wrong. Your report goes to the editors’ queue; it is not published.',
  description: 'Tell the editors what is wrong on a page of this site.',
  about: 'About this claim:',
  kind: 'What is wrong?',
  kinds: {
    fact: 'A fact is wrong',
    quote: 'A quote is wrong, or somebody else said it',
    link: 'A link does not work',
    translation: 'The translation or the language is wrong',
    accessibility: 'I cannot read or use the page',
    other: 'Something else',
  },
  words: 'What is wrong, and what is right?',
  wordsHint: 'Name the sentence or the place on the page. 10 to 2,000 characters.',
  page: 'Which page is it about?',
  pageHint: 'Its address or its title.',
  sourceUrl: 'A source that shows it',
  sourceUrlHint: 'The address of a page that begins with https:// or http://.',
  email: 'Your e-mail address',
  emailHint: 'Only if you want an answer. It is used for nothing else, and deleted when your report is closed.',
  optional: '(optional)',
  /** A field that people do not see; what fills it in is a program. */
  trap: 'Leave this field empty',
  send: 'Send the report',
  longForm: 'More ways to describe it',
  whatWeKeep: 'We keep what you write here. So that nobody can flood the desk, reports are counted by network address for a day; the report itself keeps no address of yours but the one that you give.',
  notSent: 'Your report was not sent',
  wrong: {
    kind: { missing: 'Choose what is wrong.', unknown: 'Choose what is wrong from the list.' },
    words: {
      missing: 'Write what is wrong.', short: 'Write a little more: at least 10 characters.', long: 'That is too long: write at most 2,000 characters.',
      unclean: 'There were characters in it that cannot be kept. We took them out: check what is left, then send it again.',
    },
    page: { long: 'Name the page in at most 500 characters.', unclean: 'Name the page in plain characters.' },
    sourceUrl: {
      not_an_address: 'Give the address of a page that begins with https:// or http://, or leave it empty.', long: 'That address is too long: at most 2,000 characters.',
      unclean: 'Give the address of a page that begins with https:// or http://, or leave it empty.',
    },
    email: {
      not_an_email: 'Give an e-mail address such as name@example.org, or leave it empty.', long: 'That is too long for an e-mail address.', unclean: 'Give an e-mail address such as name@example.org, or leave it empty.',
    },
  } as Readonly<Record<'kind' | 'words' | 'page' | 'sourceUrl' | 'email', Readonly<Record<string, string>>>>,
  tooMany: {
    one: 'Many reports came in a short time, so yours was not taken. What you typed is still here: send it again in {n} minute.',
    other: 'Many reports came in a short time, so yours was not taken. What you typed is still here: send it again in {n} minutes.',
  } as Forms,
  sentTitle: 'Thank you: your report has been sent',
  sentLead: 'It is in the editors’ queue. Your reference is',
  sentKeep: 'Write the reference down if you want to ask about your report. We send no e-mail to confirm it.',
  nextTitle: 'What happens now',
  next: [
    'An editor reads it and looks at the page it is about.',
    'If we were wrong, the page is corrected, and the correction is published on it with what stood there before.',
    'If you gave an e-mail address, an editor may answer you. The address is deleted when your report is closed.',
  ],
  seeCorrections: 'See all corrections',
};
