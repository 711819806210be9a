/** How an answer is packed for the way: which packing a client takes (RFC 9110, section 12.5.3), and what is worth it. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Headers met lately; browsers send a handful. */
const chosen = new Map<string, Encoding>();
const REMEMBERED = 200;

/** What the client wants most; of equals brotli, for it is smallest. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  if (!acceptEncoding) return 'identity';
  const known = chosen.get(acceptEncoding);
  if (known) return known;
  const encoding = choose(acceptEncoding.slice(0, 500));
  if (chosen.size >= REMEMBERED) chosen.clear();
  if (acceptEncoding.length <= 500) chosen.set(acceptEncoding, encoding);
  return encoding;
}

function choose(header: string): Encoding {
  const qualities = new Map<string, number>();
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const given = /^q\s*=\s*(.*)$/.exec(parameters.find((parameter) => /^q\s*=/.test(parameter)) ?? '')?.[1];
    const quality = given === undefined ? 1 : /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(given) ? Number(given) : 0;
    if (name !== '') qualities.set(name === 'x-gzip' ? 'gzip' : name, quality);
  }
  const of = (name: Encoding) => qualities.get(name) ?? qualities.get('*') ?? 0;
  // Unpacked is always acceptable, unless something else is preferred to it, or nothing but refused.
  const plain = qualities.get('identity') ?? 0;
  const best = of('br') >= of('gzip') ? ('br' as const) : ('gzip' as const);
  return of(best) > 0 && of(best) >= plain ? best : 'identity';
}

const WORTH_IT = 1024;
const TEXT = /^(?:text\/|image\/svg\+xml|application\/(?:[\w.-]+\+)?(?:json|xml))/;

/** Pictures are packed already, and what fits one packet gains nothing. */
export const isWorthPacking = (type: string, bytes: number): boolean => bytes > WORTH_IT && TEXT.test(type);

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Off the main thread. Brotli at 5 takes the time of gzip at 6, and is smaller. */
export function pack(plain: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
  if (encoding === 'gzip') return zip(plain, { level: 6 });
  return brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
}
