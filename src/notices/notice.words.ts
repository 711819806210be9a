/** What the desk tells its people, by kind. */
export const NOTICE_KINDS = ['mentioned', 'given', 'returned', 'approved', 'due', 'overdue', 'unattended', 'correction', 'dissent'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_WORDS: Record<NoticeKind, { title: string; detail: string }> = {
  mentioned: { title: 'Somebody mentions you in a note', detail: 'With @ and your name.' },
  given: { title: 'Something is given to you', detail: 'A review, or a claim to be in charge of.' },
  returned: { title: 'Something comes back to you', detail: 'A proposal or a claim that a reviewer returned, with the reason.' },
  approved: { title: 'A verdict of yours is approved', detail: 'You proposed it, or you are in charge of the claim.' },
  due: { title: 'A claim of yours falls due', detail: 'The day before, and on the day.' },
  overdue: { title: 'A claim of yours is overdue', detail: 'The day after, then every week until it is settled.' },
  unattended: { title: 'Nobody looks at an overdue claim', detail: 'For admins: thirty days overdue without a look or an act.' },
  correction: { title: 'A correction waits or is decided', detail: 'It needs a second person, or yours was approved or returned.' },
  dissent: { title: 'A dissent is recorded', detail: 'On a verdict that is yours.' },
};
