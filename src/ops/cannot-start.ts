/** Why the service or a command cannot begin; the message is for people and names the cause and the mend. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

const CAUSES: Record<string, string> = {
  EACCES: 'this user is not allowed to',
  EPERM: 'this user is not allowed to',
  ENOTDIR: 'a part of that path is a file, not a folder',
  ENOENT: 'it does not exist',
  EROFS: 'it is on a read-only disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'its links lead in a circle',
};

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The cause in words: of a system error by its code, of anything else its message's first line. */
export function causeOf(error: unknown): string {
  const known = CAUSES[codeOf(error) ?? ''];
  if (known) return known;
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replace(/\.$/, '');
}
