/** One letter for everything that somebody was told within a few minutes. */

export interface Told {
  /** One sentence. */
  words: string;
  /** A path of the desk. */
  path: string;
}

/** More than so many are counted, not listed. */
export const LISTED = 20;

export interface Desk {
  siteName: string;
  publicUrl: string;
}

/** @param told the oldest first, at least one; @param more how many there are beyond them */
export function noticeLetter(desk: Desk, name: string, told: readonly Told[], more = 0): { subject: string; text: string } {
  const count = told.length + more;
  const subject = count === 1 ? told[0]!.words : `${count} notices from the desk`;
  const lines = [
    `${name},`,
    '',
    ...told.flatMap(({ words, path }) => [words, `${desk.publicUrl}${path}`, '']),
    ...(more > 0 ? [`and ${more} more, all in the desk: ${desk.publicUrl}/desk`, ''] : []),
    '--',
    `${desk.siteName} writes to you because you work at its desk. Which notices come by e-mail: ${desk.publicUrl}/desk/me/notices`,
    'Nobody reads what is answered to this letter.',
  ];
  return { subject, text: `${lines.join('\n')}\n` };
}
