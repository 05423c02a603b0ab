import type { NetworkLayer } from '../../core/learn/estimator.ts';

/** Height and width in px of a layer's picture, and how many sheets lie behind one another. */
export interface LayerGlyph {
  readonly width: number;
  readonly height: number;
  readonly sheets: number;
}

const LEAST = 6;
const MOST = 44;
const MOST_SHEETS = 4;

/** Px of a number of units: by the logarithm, since layers differ a thousandfold. */
const long = (units: number): number =>
  Math.round(Math.min(MOST, Math.max(LEAST, 6 + 4.6 * Math.log2(Math.max(1, units)))));

/**
 * How a layer is drawn: a row of numbers as a bar, a sequence as a sheet (positions across, channels down), a picture as
 * one sheet a channel. A side that differs from row to row is drawn long.
 */
export function layerGlyph({ shape, units }: NetworkLayer): LayerGlyph {
  const sides = (shape ?? [units]).map((side) => side ?? Infinity);
  const [first = 1, second = 1, third = 1] = sides;
  if (sides.length >= 3) {
    return { height: long(first), width: long(second), sheets: Math.min(MOST_SHEETS, Math.max(1, third)) };
  }
  if (sides.length === 2) return { height: long(second), width: long(first), sheets: 1 };
  return { height: long(first), width: 12, sheets: 1 };
}

/** `14 × 14 × 16`; a side that differs from row to row is `n`. */
export const shapeWords = ({ shape, units }: NetworkLayer, count: (value: number) => string): string =>
  (shape ?? [units]).map((side) => (side === null ? 'n' : count(side))).join(' × ');
