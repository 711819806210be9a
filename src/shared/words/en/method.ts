/** How we work. */
export const method = {
  title: 'How we work',
  description: 'The scales of our verdicts, and who decides what on the way to one.',
};
