import type { Histogram } from './histogram.ts';
import { hessianIn, rowsIn } from './mass.ts';
import { splitGain, type Search, type Split } from './split.ts';

/** Sums of the side that is being filled. */
interface Side {
  gradient: number;
  hessian: number;
  rows: number;
}

/** Adds a bin's sums to a side. */
function addBin(side: Side, search: Search, histogram: Histogram, at: number): void {
  const mass = histogram[2 * at + 1] as number;
  side.gradient += histogram[2 * at] as number;
  side.hessian += hessianIn(mass, search.massUnit);
  side.rows += rowsIn(mass, search.massUnit);
}

const allowed = (search: Search, side: Side): boolean => {
  const { leaf, params } = search;
  return (
    side.rows >= params.minLeaf &&
    leaf.rows - side.rows >= params.minLeaf &&
    side.hessian >= params.minHessian &&
    leaf.hessian - side.hessian >= params.minHessian
  );
};

/** Writes the split whose left side holds `chosen` where it beats `best`. */
function offer(search: Search, side: Side, chosen: () => Uint8Array, column: number, l2: number, best: Split): void {
  const gain = splitGain(search, side.gradient, side.hessian, l2, 0) - search.toBeat;
  if (!(gain > best.gain)) return;
  const leftBins = chosen();
  best.gain = gain;
  best.column = column;
  best.bin = 0;
  best.leftBins = leftBins;
  best.missingLeft = leftBins[0] === 1;
  best.leftGradient = side.gradient;
  best.leftHessian = side.hessian;
  best.leftRows = side.rows;
  best.l2 = l2;
}

/** Each level against all others, with the missing rows on either side. */
function searchOneVsRest(
  search: Search,
  histogram: Histogram,
  offset: number,
  bins: number,
  column: number,
  best: Split,
): void {
  const missing = rowsIn(histogram[2 * offset + 1] as number, search.massUnit);
  for (let b = 1; b < bins; b++) {
    if (histogram[2 * (offset + b) + 1] === 0) continue;
    for (const withMissing of missing > 0 ? [false, true] : [false]) {
      const side: Side = { gradient: 0, hessian: 0, rows: 0 };
      addBin(side, search, histogram, offset + b);
      if (withMissing) addBin(side, search, histogram, offset);
      if (!allowed(search, side)) continue;
      const missingLeft = missing > 0 ? withMissing : 2 * side.rows >= search.leaf.rows;
      const chosen = (): Uint8Array => {
        const left = new Uint8Array(bins);
        left[b] = 1;
        left[0] = missingLeft ? 1 : 0;
        return left;
      };
      offer(search, side, chosen, column, search.params.l2, best);
    }
  }
}

/** Bins with enough rows, ordered by gradient over smoothed hessian; ties by bin, so the order is always the same. */
function orderBins(search: Search, histogram: Histogram, offset: number, bins: number): Int32Array {
  const { categorySmoothing } = search.params;
  const kept = new Int32Array(bins);
  const keys = new Float64Array(bins);
  let n = 0;
  for (let b = 0; b < bins; b++) {
    const at = offset + b;
    const mass = histogram[2 * at + 1] as number;
    const rows = rowsIn(mass, search.massUnit);
    if (rows === 0 || rows < categorySmoothing) continue;
    keys[b] = (histogram[2 * at] as number) / (hessianIn(mass, search.massUnit) + categorySmoothing);
    kept[n++] = b;
  }
  return kept.subarray(0, n).sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
}

/**
 * Subsets made of the lowest or of the highest levels in the order of their gradients (Fisher's result that the best
 * two-way partition is contiguous in that order, with smoothing so that rare levels do not lead). Levels with too few
 * rows stay on the other side. Missing rows count as one more level; where the leaf has none, they follow the larger
 * side.
 */
function searchOrdered(
  search: Search,
  histogram: Histogram,
  offset: number,
  bins: number,
  column: number,
  best: Split,
): void {
  const { params, leaf } = search;
  const order = orderBins(search, histogram, offset, bins);
  const most = Math.min(params.categoryLevels, (order.length + 1) >> 1);
  const l2 = params.l2 + params.categoryL2;
  for (const fromEnd of [false, true]) {
    const side: Side = { gradient: 0, hessian: 0, rows: 0 };
    let sinceLast = 0;
    for (let i = 0; i < most; i++) {
      const at = offset + (order[fromEnd ? order.length - 1 - i : i] as number);
      const before = side.rows;
      addBin(side, search, histogram, at);
      sinceLast += side.rows - before;
      if (leaf.rows - side.rows < Math.max(params.minLeaf, params.categoryGroup)) break;
      if (sinceLast < params.categoryGroup || !allowed(search, side)) continue;
      sinceLast = 0;
      const taken = i + 1;
      const chosen = (): Uint8Array => {
        const left = new Uint8Array(bins);
        for (let k = 0; k < taken; k++) left[order[fromEnd ? order.length - 1 - k : k] as number] = 1;
        if (histogram[2 * offset + 1] === 0) left[0] = 2 * side.rows >= leaf.rows ? 1 : 0;
        return left;
      };
      offer(search, side, chosen, column, l2, best);
    }
  }
}

/** Best two-way partition of a category column's levels. Writes into `best` where it beats it. */
export function searchCategory(
  search: Search,
  histogram: Histogram,
  offset: number,
  bins: number,
  column: number,
  best: Split,
): void {
  if (bins - 1 <= search.params.categoryOneVsRest) searchOneVsRest(search, histogram, offset, bins, column, best);
  else searchOrdered(search, histogram, offset, bins, column, best);
}
