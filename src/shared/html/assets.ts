/** Style sheets, scripts and pictures, read and compressed once at boot; their addresses carry a hash of their content, so that browsers may keep them for ever. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Three up from src/shared/html and from dist/shared/html alike. */
const FOLDER = path.resolve(import.meta.dirname, '../../../assets');

const require = createRequire(import.meta.url);

/** From libraries, as they ship it. */
const LIBRARIES: Readonly<Record<string, string>> = {
  'htmx.js': require.resolve('htmx.org/dist/htmx.min.js'),
  // Its package exports the modules alone; the file for browsers lies beside them.
  'webauthn.js': path.resolve(path.dirname(require.resolve('@simplewebauthn/browser')), '../dist/bundle/index.umd.min.js'),
};

const TYPES: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.js': 'text/javascript; charset=utf-8' };

export interface Asset {
  /** "site-1a2b3c4d5e.css" */
  name: string;
  type: string;
  content: Buffer;
  br: Buffer;
  gzip: Buffer;
}

const files = new Map([
  ...readdirSync(FOLDER).filter((file) => path.extname(file) in TYPES).map((file) => [file, path.join(FOLDER, file)] as const),
  ...Object.entries(LIBRARIES),
]);

const byFile = new Map<string, Asset>(
  [...files].map(([file, from]) => {
    const content = readFileSync(from);
    const { name, ext } = path.parse(file);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    return [file, { name: `${name}-${hash}${ext}`, type: TYPES[ext]!, content, br: brotliCompressSync(content), gzip: gzipSync(content, { level: 9 }) }];
  }),
);

const byName = new Map([...byFile.values()].map((asset) => [asset.name, asset]));

/** The address of a file of `assets/` or of a library: "site.css" → "/assets/site-1a2b3c4d5e.css". */
export function assetPath(file: string): string {
  const asset = byFile.get(file);
  if (!asset) throw new Error(`There is no assets/${file}.`);
  return `/assets/${asset.name}`;
}

export function findAsset(name: string): Asset | undefined {
  return byName.get(name);
}
