import type { Histogram } from './histogram.ts';
import { rowsIn, type MassUnit } from './mass.ts';
import type { BoostParams } from './params.ts';

/** Sums of a leaf, and the range that monotone columns above it leave for its value. */
export interface LeafSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The best split of a leaf found so far; written in place by the searches. A gain of 0 is no split. */
export interface Split {
  gain: number;
  /** Position of the column among the binned ones, −1 for none. */
  column: number;
  /** Number columns: bins 1 … bin go left. */
  bin: number;
  /** Where bin 0 (missing, unknown level) goes. */
  missingLeft: boolean;
  /** Category columns: 1 for each bin that goes left, bin 0 included. */
  leftBins: Uint8Array | undefined;
  leftGradient: number;
  leftHessian: number;
  leftRows: number;
  /** The l2 penalty that the children's values are computed with. */
  l2: number;
}

export const noSplit = (): Split => ({
  gain: 0,
  column: -1,
  bin: 0,
  missingLeft: false,
  leftBins: undefined,
  leftGradient: 0,
  leftHessian: 0,
  leftRows: 0,
  l2: 0,
});

/** Gradient pulled towards 0 by the l1 penalty. */
const shrink = (gradient: number, l1: number): number =>
  gradient > l1 ? gradient - l1 : gradient < -l1 ? gradient + l1 : 0;

/** The value that lowers the penalised loss most, kept in the leaf's range. */
export function leafValue(
  gradient: number,
  hessian: number,
  l1: number,
  l2: number,
  lowest: number,
  highest: number,
): number {
  const divisor = hessian + l2;
  const value = divisor > 0 ? -shrink(gradient, l1) / divisor : 0;
  return value < lowest ? lowest : value > highest ? highest : value;
}

/** Twice the loss that a leaf of this value takes away. */
function valueGain(gradient: number, hessian: number, l1: number, l2: number, value: number): number {
  return -(2 * gradient * value + (hessian + l2) * value * value + 2 * l1 * Math.abs(value));
}

/** Everything a search needs about the leaf; made once a leaf. */
export interface Search {
  readonly params: BoostParams;
  readonly leaf: LeafSums;
  readonly massUnit: MassUnit;
  /** Gain of the leaf left whole, plus the least gain of a split. */
  readonly toBeat: number;
  /** Whether gains are plain G² / (H + l2): no l1, and no monotone column. */
  readonly plain: boolean;
}

export function startSearch(params: BoostParams, leaf: LeafSums, massUnit: MassUnit, anyMonotone: boolean): Search {
  const { l1, l2, minGain } = params;
  const value = leafValue(leaf.gradient, leaf.hessian, l1, l2, leaf.lowest, leaf.highest);
  const whole = valueGain(leaf.gradient, leaf.hessian, l1, l2, value);
  return { params, leaf, massUnit, toBeat: whole + minGain, plain: l1 === 0 && !anyMonotone };
}

/**
 * Gain of a split from the sums of its left side.
 * @param direction 1 or −1 where the right side's value must be at least or at most the left one's, else 0
 * @returns −Infinity where the direction is broken
 */
export function splitGain(search: Search, gradient: number, hessian: number, l2: number, direction: number): number {
  const { leaf, params, plain } = search;
  const otherGradient = leaf.gradient - gradient;
  const otherHessian = leaf.hessian - hessian;
  if (plain) {
    const a = hessian + l2;
    const b = otherHessian + l2;
    return (gradient * gradient * b + otherGradient * otherGradient * a) / (a * b);
  }
  const left = leafValue(gradient, hessian, params.l1, l2, leaf.lowest, leaf.highest);
  const right = leafValue(otherGradient, otherHessian, params.l1, l2, leaf.lowest, leaf.highest);
  if (direction !== 0 && direction * (right - left) < 0) return -Infinity;
  return (
    valueGain(gradient, hessian, params.l1, l2, left) + valueGain(otherGradient, otherHessian, params.l1, l2, right)
  );
}

/**
 * Best threshold of a number column, with missing rows on either side. Writes into `best` where it beats it.
 * Where the leaf has no missing rows, those met later follow the larger side.
 */
export function searchNumber(
  search: Search,
  histogram: Histogram,
  offset: number,
  bins: number,
  column: number,
  direction: number,
  best: Split,
): void {
  const missing = rowsIn(histogram[2 * offset + 1] as number, search.massUnit);
  scanThresholds(search, histogram, offset, bins, column, direction, false, missing, best);
  if (missing > 0) scanThresholds(search, histogram, offset, bins, column, direction, true, missing, best);
}

function scanThresholds(
  search: Search,
  histogram: Histogram,
  offset: number,
  bins: number,
  column: number,
  direction: number,
  missingLeft: boolean,
  missing: number,
  best: Split,
): void {
  const { leaf, params, toBeat, plain } = search;
  const { unit, inverse } = search.massUnit;
  const { minLeaf, minHessian, l2 } = params;
  const { gradient: allGradient, hessian: allHessian, rows: allRows } = leaf;
  let gradient = missingLeft ? (histogram[2 * offset] as number) : 0;
  let mass = missingLeft ? (histogram[2 * offset + 1] as number) : 0;
  let record = best.gain + toBeat;
  for (let b = 1; b < bins; b++) {
    const at = (offset + b) << 1;
    const here = histogram[at + 1] as number;
    if (here === 0) continue;
    gradient += histogram[at] as number;
    mass += here;
    let rows = mass;
    let hessian = mass;
    if (unit !== 0) {
      rows = Math.floor(mass * inverse);
      hessian = mass - rows * unit;
    }
    if (rows < minLeaf || hessian < minHessian) continue;
    if (allRows - rows < minLeaf) break;
    const otherHessian = allHessian - hessian;
    if (otherHessian < minHessian) break;
    if (plain) {
      // `splitGain` without its division, which most thresholds do not need.
      const otherGradient = allGradient - gradient;
      const a = hessian + l2;
      const c = otherHessian + l2;
      if (!(gradient * gradient * c + otherGradient * otherGradient * a > record * a * c)) continue;
    }
    const gain = splitGain(search, gradient, hessian, l2, direction);
    if (gain > record) {
      record = gain;
      best.gain = gain - toBeat;
      best.column = column;
      best.bin = b;
      best.missingLeft = missing > 0 ? missingLeft : 2 * rows >= allRows;
      best.leftBins = undefined;
      best.leftGradient = gradient;
      best.leftHessian = hessian;
      best.leftRows = rows;
      best.l2 = l2;
    }
  }
}
