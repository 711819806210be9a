/** The picture of a social card, as SVG for resvg: paper, ink, one serif for what was said, and the rating large. */
import type { VNode } from 'preact';
import { BadgeSymbol, type Tone } from '../../shared/html/badge.js';
import type { Glyph } from './card.shape.js';

export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;
export const MARGIN = 76;

/** As in the light scheme of assets/site.css, which a PNG cannot read. */
const PAPER = '#faf8f3';
export const INK = '#1d1c19';
export const MUTED = '#5b574e';
const RULE = '#d8d2c5';
export const TONE_COLOURS: Record<Tone, string> = {
  true: '#12683f', mostly_true: '#41681a', mixed: '#7d5700', mostly_false: '#a3450d', false: '#a81c1c', grey: '#55514a',
  waiting: '#35587d', review: '#35587d', unrated: '#55514a', declined: '#55514a', withdrawn: '#55514a',
};

export interface LineProps {
  glyphs: readonly Glyph[];
  /** The left end of the base line. */
  x: number;
  y: number;
  size: number;
  fill: string;
}

/** Outlines, not `<text>`: resvg lays out Hindi, Bengali and Burmese wrongly, and takes every text for left to right. */
function Line({ glyphs, x, y, size, fill }: LineProps): VNode {
  const at = (number: number): number => Math.round(number * 100) / 100;
  return (
    <g fill={fill}>
      {glyphs.map(({ outline, unitsPerEm, ...glyph }, index) => {
        const scale = size / unitsPerEm;
        return <path key={index} d={outline} transform={`matrix(${scale} 0 0 ${-scale} ${at(x + glyph.x * size)} ${at(y - glyph.y * size)})`} />;
      })}
    </g>
  );
}

export interface CardProps {
  dir: 'ltr' | 'rtl';
  tone: Tone;
  badge: { x: number; y: number; size: number };
  /** Where the hairline above the standing runs. */
  divide: number;
  lines: readonly LineProps[];
}

const MARK = 46;
export const NAME_MIDDLE = 65;

export function CardPicture({ dir, tone, badge, divide, lines }: CardProps): VNode {
  const colour = TONE_COLOURS[tone];
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={CARD_WIDTH} height={CARD_HEIGHT} viewBox={`0 0 ${CARD_WIDTH} ${CARD_HEIGHT}`}>
      <style>{`.badge-symbol { color: ${colour} } .badge-sign { stroke: ${PAPER} }`}</style>
      <rect width={CARD_WIDTH} height={CARD_HEIGHT} fill={PAPER} />
      <rect x={dir === 'rtl' ? CARD_WIDTH - 24 : 0} width={24} height={CARD_HEIGHT} fill={colour} />
      <Mark x={dir === 'rtl' ? CARD_WIDTH - MARGIN - MARK : MARGIN} />
      <path d={`M${MARGIN} ${divide}H${CARD_WIDTH - MARGIN}`} stroke={RULE} stroke-width={2} />
      {lines.map((line, index) => <Line key={index} {...line} />)}
      <g transform={`translate(${badge.x} ${badge.y}) scale(${badge.size / 16})`}>
        <BadgeSymbol tone={tone} />
      </g>
    </svg>
  );
}

/** The site's mark, as in assets/favicon.svg. */
function Mark({ x }: { x: number }): VNode {
  return (
    <g transform={`translate(${x} ${NAME_MIDDLE - MARK / 2}) scale(${MARK / 32})`}>
      <rect width={32} height={32} rx={7} fill="#1c2b3a" />
      <path d="M4 16h24" stroke={PAPER} stroke-width={2.6} stroke-linecap="round" />
      <circle cx={10.5} cy={16} r={4.6} fill="#1c2b3a" stroke={PAPER} stroke-width={2.6} />
      <circle cx={22} cy={16} r={5.6} fill={PAPER} />
    </g>
  );
}

/** Where the site's name stands, beside the mark. */
export const NAME_AT = MARGIN + MARK + 16;
