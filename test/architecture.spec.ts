/** The house rules that a machine can hold: imports point one way, and nobody runs a part of the suite and leaves it so. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const files = (folder: string, ending: RegExp) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** Relative imports of one file, as paths from the root without ending. */
function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'(\.[^']+)';/gms)].map(([, type, target]) => ({
    from: file,
    to: path.posix.normalize(path.posix.join(path.posix.dirname(file), target!)).replace(/\.js$/, ''),
    typeOnly: type !== undefined,
  }));
}

const SOURCES = files('src', /\.tsx?$/).filter((file) => !/\.spec\.tsx?$/.test(file));
const IMPORTS = SOURCES.flatMap(importsOf);

/** The floors of the house; a file may import from its own floor or one below. */
const TOP = ['site', 'desk', 'interop', 'ops'];
const BASE = ['accounts', 'sign-in', 'ledger', 'jobs', 'mail', 'notices'];
const floorOf = (file: string): number => {
  const room = file.split('/')[1]!;
  if (/^(main|cli|app\.|data-source)/.test(room)) return 4;
  if (/^config/.test(room)) return 0;
  if (TOP.includes(room)) return 3;
  if (BASE.includes(room)) return 1;
  return room === 'shared' ? 0 : 2;
};

describe('The house', () => {
  it('lets imports point down only: start → site, desk, interop, ops → features → accounts, sign-in, ledger, jobs, mail, notices → shared', () => {
    const upward = IMPORTS.filter(({ from, to }) => floorOf(to) > floorOf(from)).map(({ from, to }) => `${from} → ${to}`);
    expect(upward).toEqual([]);
  });

  it('keeps rules pure: they import only rules, words, days, errors and types', () => {
    const impure = IMPORTS.filter(({ from, to, typeOnly }) => /\.rules\.ts$/.test(from) && !typeOnly && !/(\.rules|\.words|\/day|\/errors|\/roles)$/.test(to)).map(({ from, to }) => `${from} → ${to}`);
    const outside = SOURCES.filter((file) => file.endsWith('.rules.ts')).filter((file) => /from '(?!\.)(?!node:url)[^']+'/.test(readFileSync(path.join(ROOT, file), 'utf8').replace(/^import type .*$/gm, '')));
    expect([...impure, ...outside]).toEqual([]);
  });

  it('keeps views plain: they import only views, rules, words, days, html and types', () => {
    const clever = IMPORTS.filter(({ from, to, typeOnly }) => /\.view\.tsx$/.test(from) && !typeOnly && !/(\.view|\.rules|\.words|\/day|\/ids|\/roles|\/language|\.layout)$|\/html\//.test(to)).map(({ from, to }) => `${from} → ${to}`);
    expect(clever).toEqual([]);
  });

  it('has no import in a circle, but for entities that refer to each other', () => {
    const graph = new Map<string, string[]>();
    for (const { from, to, typeOnly } of IMPORTS) if (!typeOnly) graph.set(from.replace(/\.tsx?$/, ''), [...(graph.get(from.replace(/\.tsx?$/, '')) ?? []), to]);
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (at: string, way: string[]): void => {
      if (way.includes(at)) {
        const circle = [...way.slice(way.indexOf(at)), at];
        if (!circle.every((file) => file.endsWith('.entity'))) circles.push(circle.join(' → '));
        return;
      }
      if (done.has(at)) return;
      for (const next of graph.get(at) ?? []) walk(next, [...way, at]);
      done.add(at);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('runs the whole suite: nothing is focused or skipped', () => {
    const specs = [...files('test', /\.spec\.tsx?$/), ...files('src', /\.spec\.tsx?$/)].filter((file) => file !== 'test/architecture.spec.ts');
    const partial = specs.filter((file) => /\b(?:it|test|describe)\.(?:only|skip|todo)\b|\b(?:fit|fdescribe|xit|xdescribe)\(/.test(readFileSync(path.join(ROOT, file), 'utf8')));
    expect(partial).toEqual([]);
  });
});
