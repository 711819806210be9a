import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { holdDataFolder, holderOf, keepPrivate, openDataFolder } from './data-folder.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'claimline-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => path.join(folder, 'lock.json');

describe('The data folder', () => {
  it('is held by one process at a time, and the second hears by whom', () => {
    const letGo = holdDataFolder(folder);
    expect(holderOf(folder)).toBe(process.pid);
    expect(() => holdDataFolder(folder)).toThrow(`Another Claimline is already running from ${folder} (process ${process.pid}). Stop it, or set DATA_DIR to another folder.`);
    letGo();
    expect(holderOf(folder)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['of a process that is dead', (held: object) => ({ ...held, pid: 2 ** 30 })],
    ['whose number another process has by now', (held: object) => ({ ...held, started: 'long ago' })],
  ])('is free under a lock %s', (_, change) => {
    holdDataFolder(folder);
    writeFileSync(lock(), JSON.stringify(change(JSON.parse(readFileSync(lock(), 'utf8')) as object)));
    holdDataFolder(folder)();
    expect(existsSync(lock())).toBe(false);
  });

  it('is free under a lock that was cut off while it was written', () => {
    writeFileSync(lock(), '{"pid": 1');
    holdDataFolder(folder)();
    expect(existsSync(lock())).toBe(false);
  });

  it('is free when it is a copy of one that is held', () => {
    const letGo = holdDataFolder(folder);
    const copy = `${folder}-copy`;
    try {
      cpSync(folder, copy, { recursive: true });
      expect(holderOf(copy)).toBeUndefined();
      holdDataFolder(copy)();
    } finally {
      letGo();
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('keeps secrets for its owner alone', () => {
    const file = path.join(folder, 'server.json');
    keepPrivate(file, 'one');
    keepPrivate(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['server.json']);
  });

  it('is refused in a sentence below a file', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(path.join(file, 'data'))).toThrow(/Cannot write to the data folder .*file, not a folder\. Set DATA_DIR/);
    expect(() => openDataFolder(file)).toThrow(/there is a file of that name/);
  });
});
