/** What may stand in a letter's head, and which refusals of a mail server are final. */

/** On one line, without control characters: a line break in a subject would begin a header of its own. */
export function unfolded(text: string): string {
  return [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()].slice(0, 200).join('');
}

export interface Refusal {
  code?: string;
  responseCode?: number;
  response?: string;
  message?: string;
}

/** True for what a repetition would not mend: the server took our words and said no. Whoever may not sign in may tomorrow, when the password is mended. */
export function isFinal({ code, responseCode }: Refusal): boolean {
  if (code === 'EAUTH') return false;
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? responseCode === undefined || responseCode >= 500 : false;
}
