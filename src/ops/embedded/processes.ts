/** What can be known about another process: whether it lives, whether it is the one we mean, and where it works. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';

function tell(command: string, args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5000 }).trim() || undefined;
  } catch {
    return undefined;
  }
}

const onLinux = process.platform === 'linux';

/** The state letter and start time out of a line of /proc/PID/stat; the command's name in it may hold spaces and brackets. */
export function readStat(line: string): { state: string; started: string } {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

/** When a living process began, as a text to compare, because numbers of processes are used again; nothing when it is dead (or a zombie). */
export function startOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!onLinux) return tell('ps', ['-o', 'lstart=', '-p', String(pid)]);
  try {
    const { state, started } = readStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${started}`;
  } catch {
    return undefined;
  }
}

function workingFolder(pid: number): string | undefined {
  if (!onLinux) return tell('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'])?.split('\n').find((line) => line.startsWith('n'))?.slice(1);
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function commandName(pid: number): string | undefined {
  if (!onLinux) return tell('ps', ['-o', 'comm=', '-p', String(pid)])?.split('/').pop();
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** True only for a living postgres that works in this very folder; PostgreSQL always works in its data folder. */
export function isPostgresOf(pid: number, folder: string): boolean {
  return startOf(pid) !== undefined && (commandName(pid) ?? '').startsWith('postgres') && workingFolder(pid) === realpathSync(folder);
}

/** Every living postgres that works in this folder, or nothing where the system does not tell. */
export function postgresProcessesOf(folder: string): number[] | undefined {
  if (!onLinux) return undefined;
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0 && isPostgresOf(pid, folder));
}
