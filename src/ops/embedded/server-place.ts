/** Which user runs the embedded PostgreSQL, and where its files lie: in the data folder, or elsewhere when that user may not enter it. */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '../cannot-start.js';
import { isRoot, keepPrivate, makeFolder } from './data-folder.js';

/** What server.json remembers. */
export interface Kept {
  port: number;
  /** The database's owner; the service signs in as this role, which may not do more than it needs. */
  password: string;
  adminPassword: string;
  /** Where PostgreSQL's files lie when that is not the data folder. */
  folder?: string;
}

export interface User {
  uid: number;
  gid: number;
}

export interface Place {
  folder: string;
  /** Undefined when the server runs as we do. */
  user: User | undefined;
}

export const MAJOR = '18';
export const clusterOf = (folder: string) => path.join(folder, `postgres-${MAJOR}`);
export const keptIn = (dataDir: string) => path.join(dataDir, 'server.json');
/** Names the data folder in a place outside it, so that a copy of that data folder cannot take the original's database. */
const ownerFileIn = (folder: string) => path.join(folder, 'data-folder');

export function readKept(dataDir: string): Kept | undefined {
  try {
    const { port, password, adminPassword, folder } = JSON.parse(readFileSync(keptIn(dataDir), 'utf8')) as Partial<Kept>;
    if (typeof password !== 'string' || typeof adminPassword !== 'string') return undefined;
    return { port: Number(port) || 0, password, adminPassword, ...(typeof folder === 'string' && path.isAbsolute(folder) ? { folder } : {}) };
  } catch {
    return undefined;
  }
}

/**
 * The remembered place, or else the data folder, or else a folder of the server's user that is made for it.
 * @throws CannotStart
 */
export function findPlace(dataDir: string): Place {
  const remembered = readKept(dataDir)?.folder;
  if (remembered !== undefined && existsSync(remembered)) return findAgain(remembered, dataDir);
  if (!isRoot) {
    refuseOthers(clusterOf(dataDir), dataDir);
    return { folder: dataDir, user: undefined };
  }
  const user = userOf(dataDir);
  if (mayEnter(user, dataDir)) return { folder: dataDir, user };
  if (readdirSync(dataDir).some((name) => /^postgres-\d+$/.test(name))) {
    throw new CannotStart(`The database in ${dataDir} is there, but the user that PostgreSQL runs as may not enter that folder. Let others pass through the folders above it (chmod o+x), or move it out of closed folders and set DATA_DIR.`);
  }
  const folder = awayFor(dataDir);
  const away = { folder, user: existsSync(clusterOf(folder)) ? userOf(folder) : user };
  if (!settle(away, dataDir)) {
    throw new CannotStart(`PostgreSQL does not run as root, and the user it runs as instead may not enter ${dataDir}. Set DATA_DIR to a folder outside closed folders, such as /var/lib/claimline.`);
  }
  return away;
}

function findAgain(folder: string, dataDir: string): Place {
  const owner = ownerOf(folder);
  if (owner !== undefined && readKept(owner)?.folder === folder && !isSameFolder(owner, dataDir)) {
    throw new CannotStart(`${dataDir} is a copy of ${owner}, and the database that it names in ${folder} belongs to that one. Remove ${keptIn(dataDir)} to begin with a new database, or set DATA_DIR=${owner}.`);
  }
  if (!isRoot) {
    refuseOthers(folder, dataDir);
    return { folder, user: undefined };
  }
  const user = userOf(folder);
  if (!mayEnter(user, folder)) throw new CannotStart(`The database of ${dataDir} is in ${folder}, and the user that PostgreSQL runs as may not enter that folder. Let it pass through the folders above (chmod o+x).`);
  if (owner !== dataDir) keepPrivate(ownerFileIn(folder), dataDir);
  return { folder, user };
}

function refuseOthers(file: string, dataDir: string): void {
  if (existsSync(file) && statSync(file).uid !== process.getuid?.()) {
    throw new CannotStart(`The database in ${dataDir} belongs to another user. Start Claimline as that user, or set DATA_DIR to another folder.`);
  }
}

// — a place outside the data folder ——————————————————————————————————————————

/** Where the database of a data folder goes first that the server's user may not enter. */
export const awayOf = (dataDir: string) => `/var/lib/claimline-${createHash('sha256').update(dataDir).digest('hex').slice(0, 10)}`;

/** Every place outside that belongs to this data folder, also those of its namesakes that were removed. */
export function placesAwayOf(dataDir: string): string[] {
  const { dir, base } = path.parse(awayOf(dataDir));
  const names = existsSync(dir) ? readdirSync(dir).filter((name) => name.startsWith(base)) : [];
  const remembered = readKept(dataDir)?.folder;
  return [...new Set([...names.map((name) => path.join(dir, name)), ...(remembered ? [remembered] : [])])].filter((folder) => ownerOf(folder) === dataDir);
}

/** A database that is there already is taken only by the data folder that lost its memory; one that begins empty gets another place. */
function awayFor(dataDir: string): string {
  const first = awayOf(dataDir);
  if (!existsSync(clusterOf(first))) return first;
  const begins = readdirSync(dataDir).every((name) => name.startsWith('lock.'));
  return !begins && ownerOf(first) === dataDir ? first : `${first}-${randomBytes(3).toString('hex')}`;
}

/** False when it cannot be made there, or not so that the user may enter it. */
function settle({ folder, user }: Place, dataDir: string): boolean {
  try {
    makeFolder(folder);
    if (!lstatSync(folder).isDirectory()) return false;
    chmodSync(folder, 0o700);
    if (user) chownSync(folder, user.uid, user.gid);
    keepPrivate(ownerFileIn(folder), dataDir);
  } catch {
    return false;
  }
  return mayEnter(user, folder);
}

function ownerOf(folder: string): string | undefined {
  try {
    return readFileSync(ownerFileIn(folder), 'utf8');
  } catch {
    return undefined;
  }
}

function isSameFolder(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one, other].map((folder) => statSync(folder, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

// — the user —————————————————————————————————————————————————————————————————

/** PostgreSQL refuses to run as root; then it runs as whoever owns its files already, or else as the user postgres. */
function userOf(folder: string): User {
  const owner = statSync(existsSync(clusterOf(folder)) ? clusterOf(folder) : folder);
  return owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : (postgresUser() ?? createPostgresUser());
}

function mayEnter(user: User | undefined, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function postgresUser(): User | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout ?? '', 10));
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid!, gid: gid! } : undefined;
}

function createPostgresUser(): User {
  spawnSync('/bin/sh', ['-c', 'groupadd --system postgres; useradd --system --gid postgres --no-create-home --shell /bin/false postgres'], {
    env: { PATH: '/usr/sbin:/sbin:/usr/bin:/bin' },
    stdio: 'ignore',
  });
  const user = postgresUser();
  if (!user) throw new CannotStart('PostgreSQL does not run as root, and the user postgres could not be made. Make it (useradd --system postgres), or start Claimline as a plain user.');
  return user;
}
