/** What a claim is that is still awaited, within a sentence. */
export const STILL: Readonly<Record<string, string>> = {
  open: 'open', in_review: 'in review', awaiting_approval: 'awaiting approval', rated: 'rated without a conclusion',
};
