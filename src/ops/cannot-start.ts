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

/** By shape and not by class, because Node's own errors are of another realm inside Jest. */
function field(error: unknown, name: 'code' | 'message'): string | undefined {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export const codeOf = (error: unknown): string | undefined => field(error, 'code');
export const messageOf = (error: unknown): string => field(error, 'message') ?? String(error);

/** The cause in words: of a system error by its code, of anything else its message's first line. */
export function causeOf(error: unknown): string {
  return CAUSES[codeOf(error) ?? ''] ?? messageOf(error).split('\n')[0]!.replace(/\.$/, '');
}
