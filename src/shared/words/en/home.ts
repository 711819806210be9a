/** The first page. */
export const home = {
  description: 'Public statements, from the day they are made to the day the record settles them.',
  heading: 'What was said, and what came of it',
  lead: 'We follow public statements from the day they are made to the day the record settles them.',
  latest: 'Latest verdicts',
  /** Of a verdict: the day we recorded it, by which the list is sorted. */
  recorded: 'recorded {day}',
  noVerdict: 'No verdict has been published yet.',
  allRated: 'All rated claims',
  open: 'Open claims',
  noneOpen: 'No claim is waiting for a verdict.',
  due: 'What falls due',
  noneDue: 'No open claim has a day ahead that settles it.',
  search: 'What was claimed, or by whom?',
};
