/**
 * Sums over the rows of a leaf by bin, all columns side by side: bin b of a column that begins at `offset` has its
 * gradient at 2 (offset + b) and its mass (see mass.ts: rows and hessian in one number) behind it.
 */
export type Histogram = Float64Array;

export const makeHistogram = (bins: number): Histogram => new Float64Array(2 * bins);

/**
 * Adds rows of a leaf to a column's bins. Four codes are read before the sums are touched: a store into the sums would
 * otherwise hold up the next read of a code.
 * @param pairs gradient and mass of `order[start]`, `order[start + 1]` …, interleaved, from position 0
 */
export function addRows(
  histogram: Histogram,
  offset: number,
  codes: Uint8Array,
  order: Int32Array,
  start: number,
  count: number,
  pairs: Float64Array,
): void {
  let k = 0;
  for (; k < count - 3; k += 4) {
    const s = start + k;
    const a = (offset + (codes[order[s] as number] as number)) << 1;
    const b = (offset + (codes[order[s + 1] as number] as number)) << 1;
    const c = (offset + (codes[order[s + 2] as number] as number)) << 1;
    const d = (offset + (codes[order[s + 3] as number] as number)) << 1;
    const p = k << 1;
    histogram[a]! += pairs[p] as number;
    histogram[a + 1]! += pairs[p + 1] as number;
    histogram[b]! += pairs[p + 2] as number;
    histogram[b + 1]! += pairs[p + 3] as number;
    histogram[c]! += pairs[p + 4] as number;
    histogram[c + 1]! += pairs[p + 5] as number;
    histogram[d]! += pairs[p + 6] as number;
    histogram[d + 1]! += pairs[p + 7] as number;
  }
  for (; k < count; k++) {
    const a = (offset + (codes[order[start + k] as number] as number)) << 1;
    histogram[a]! += pairs[k << 1] as number;
    histogram[a + 1]! += pairs[(k << 1) + 1] as number;
  }
}

/** Turns the parent's sums of a column into those of the child that was not built: parent − built child. */
export function subtract(parent: Histogram, child: Histogram, offset: number, bins: number): void {
  for (let b = 2 * offset; b < 2 * (offset + bins); b++) parent[b]! -= child[b] as number;
}

export function clearBins(histogram: Histogram, offset: number, bins: number): void {
  histogram.fill(0, 2 * offset, 2 * (offset + bins));
}
