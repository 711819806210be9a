/** Style sheet and pictures, read once at boot; their addresses carry a hash of their content, so that browsers may keep them for ever. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Three up from src/shared/html and from dist/shared/html alike. */
const FOLDER = path.resolve(import.meta.dirname, '../../../assets');

const TYPES: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.js': 'text/javascript; charset=utf-8' };

export interface Asset {
  /** "site-1a2b3c4d5e.css" */
  name: string;
  type: string;
  content: Buffer;
}

const files = readdirSync(FOLDER).filter((file) => path.extname(file) in TYPES);

const byFile = new Map<string, Asset>(
  files.map((file) => {
    const content = readFileSync(path.join(FOLDER, file));
    const { name, ext } = path.parse(file);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    return [file, { name: `${name}-${hash}${ext}`, type: TYPES[ext]!, content }];
  }),
);

const byName = new Map([...byFile.values()].map((asset) => [asset.name, asset]));

/** The address of a file of `assets/`: "site.css" → "/assets/site-1a2b3c4d5e.css". */
export function assetPath(file: string): string {
  const asset = byFile.get(file);
  if (!asset) throw new Error(`There is no assets/${file}.`);
  return `/assets/${asset.name}`;
}

export function findAsset(name: string): Asset | undefined {
  return byName.get(name);
}
