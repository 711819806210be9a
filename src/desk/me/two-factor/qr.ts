/** A QR code as one path for SVG, a unit a module, with the quiet margin that scanners need. */
import { encode } from 'uqr';

export interface Qr {
  size: number;
  path: string;
}

export function qrPath(text: string): Qr {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const rows = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size, path: rows.join('') };
}
