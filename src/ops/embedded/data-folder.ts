/** The folder that the embedded database lives in: made with narrow rights, held by one process at a time, and keeper of its secrets. */
import { chmodSync, chownSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { CannotStart, causeOf, codeOf } from '../cannot-start.js';
import { startOf } from './processes.js';

export const isRoot = process.getuid?.() === 0;

/** `folder` is device and inode: it goes along when the folder is moved and differs in a copy. */
interface Holder {
  pid: number;
  started: string;
  folder: string;
}

/** @throws CannotStart when the folder cannot be made or used by this process */
export function openDataFolder(folder: string): void {
  try {
    // As root the server runs as another user, who passes through this folder but may not list it.
    if (makeFolder(folder)) chmodSync(folder, isRoot ? 0o711 : 0o700);
    const probe = path.join(folder, `.probe-${randomUUID()}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const cause = codeOf(error) === 'EEXIST' ? 'there is a file of that name' : causeOf(error);
    throw new CannotStart(`Cannot write to the data folder ${folder}: ${cause}. Set DATA_DIR to a folder that this user may write to.`);
  }
}

/**
 * Makes the folder and what is missing above it; answers whether it was not there.
 * One level at a time, because Node's own `recursive` never ends where nothing can be made, as in /proc.
 */
export function makeFolder(folder: string): boolean {
  if (isFolder(folder)) return false;
  const above = path.dirname(folder);
  if (!existsSync(above)) makeFolder(above);
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    // Another process may have made it in between.
    if (codeOf(error) === 'EEXIST' && isFolder(folder)) return false;
    throw error;
  }
}

const isFolder = (name: string) => existsSync(name) && statSync(name).isDirectory();

/** Writes a file that only its owner reads, whole or not at all, even when the power fails. */
export function keepPrivate(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  // Root working in somebody's folder leaves files that this person can still use.
  const owner = statSync(path.dirname(file));
  if (isRoot && owner.uid !== 0) chownSync(draft, owner.uid, owner.gid);
  renameSync(draft, file);
}

function identity(folder: string): string {
  const { dev, ino } = statSync(folder);
  return `${dev}:${ino}`;
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

const lives = (holder: Holder | undefined, folder: string): holder is Holder =>
  holder !== undefined && holder.folder === identity(folder) && startOf(holder.pid) === holder.started;

/** The process that holds this folder, if one does. */
export function holderOf(folder: string): number | undefined {
  if (!existsSync(folder)) return undefined;
  const holder = readHolder(path.join(folder, 'lock.json'));
  return lives(holder, folder) ? holder.pid : undefined;
}

/**
 * Holds the folder for this process; answers how to let go of it.
 * @throws CannotStart when another process that lives holds it
 */
export function holdDataFolder(folder: string): () => void {
  const file = path.join(folder, 'lock.json');
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', folder: identity(folder) };
  const draft = path.join(folder, `lock.${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        linkSync(draft, file);
        return () => {
          if (JSON.stringify(readHolder(file)) === JSON.stringify(mine)) rmSync(file, { force: true });
        };
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw new CannotStart(`Cannot hold the data folder ${folder}: ${causeOf(error)}. Set DATA_DIR to a folder on a local disk.`);
      }
      const holder = readHolder(file);
      if (lives(holder, folder)) throw new CannotStart(alreadyRunning(folder, holder.pid));
      setAside(file, folder);
    }
    throw new CannotStart(`Cannot hold the data folder ${folder}: several processes want it at once. Start one of them.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

const alreadyRunning = (folder: string, pid: number) =>
  `Another Claimline is already running from ${folder} (process ${pid}). Stop it, or set DATA_DIR to another folder.`;

/** Removes a dead process's lock. Two starters may both see it dead, so what was moved away is looked at again and put back if it lives. */
function setAside(file: string, folder: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    if (lives(readHolder(aside), folder)) linkSync(aside, file);
  } catch {
    // Somebody else took the place in between; the next look at the lock tells who.
  } finally {
    rmSync(aside, { force: true });
  }
}
