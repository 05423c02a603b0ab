/**
 * Sums over the rows of a leaf by bin, all columns side by side: bin b of a column that begins at `offset` has its
 * gradient in sums[2 (offset + b)], its hessian behind it, and its rows in counts[offset + b].
 */
export interface Histogram {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
}

export const makeHistogram = (bins: number): Histogram => ({
  sums: new Float64Array(2 * bins),
  counts: new Uint32Array(bins),
});

/**
 * Adds the rows of a leaf to a column's bins. Four codes are read before the sums are touched: a store into `sums`
 * would otherwise hold up the next read of `codes`.
 * @param pairs gradient and hessian of `order[start]`, `order[start + 1]` …, interleaved, from position 0
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
  const { sums, counts } = histogram;
  let k = 0;
  for (; k < count - 3; k += 4) {
    const s = start + k;
    const a = offset + (codes[order[s] as number] as number);
    const b = offset + (codes[order[s + 1] as number] as number);
    const c = offset + (codes[order[s + 2] as number] as number);
    const d = offset + (codes[order[s + 3] as number] as number);
    const p = 2 * k;
    sums[2 * a]! += pairs[p] as number;
    sums[2 * a + 1]! += pairs[p + 1] as number;
    counts[a]!++;
    sums[2 * b]! += pairs[p + 2] as number;
    sums[2 * b + 1]! += pairs[p + 3] as number;
    counts[b]!++;
    sums[2 * c]! += pairs[p + 4] as number;
    sums[2 * c + 1]! += pairs[p + 5] as number;
    counts[c]!++;
    sums[2 * d]! += pairs[p + 6] as number;
    sums[2 * d + 1]! += pairs[p + 7] as number;
    counts[d]!++;
  }
  for (; k < count; k++) {
    const a = offset + (codes[order[start + k] as number] as number);
    sums[2 * a]! += pairs[2 * k] as number;
    sums[2 * a + 1]! += pairs[2 * k + 1] as number;
    counts[a]!++;
  }
}

/** `addRows` for all rows in their own order: the root without row sampling. */
export function addAllRows(histogram: Histogram, offset: number, codes: Uint8Array, pairs: Float64Array): void {
  const { sums, counts } = histogram;
  const count = codes.length;
  let k = 0;
  for (; k < count - 3; k += 4) {
    const a = offset + (codes[k] as number);
    const b = offset + (codes[k + 1] as number);
    const c = offset + (codes[k + 2] as number);
    const d = offset + (codes[k + 3] as number);
    const p = 2 * k;
    sums[2 * a]! += pairs[p] as number;
    sums[2 * a + 1]! += pairs[p + 1] as number;
    counts[a]!++;
    sums[2 * b]! += pairs[p + 2] as number;
    sums[2 * b + 1]! += pairs[p + 3] as number;
    counts[b]!++;
    sums[2 * c]! += pairs[p + 4] as number;
    sums[2 * c + 1]! += pairs[p + 5] as number;
    counts[c]!++;
    sums[2 * d]! += pairs[p + 6] as number;
    sums[2 * d + 1]! += pairs[p + 7] as number;
    counts[d]!++;
  }
  for (; k < count; k++) {
    const a = offset + (codes[k] as number);
    sums[2 * a]! += pairs[2 * k] as number;
    sums[2 * a + 1]! += pairs[2 * k + 1] as number;
    counts[a]!++;
  }
}

/** `addRows` where every hessian is 1: it is the count, filled in by `fillHessians`. */
export function addGradients(
  histogram: Histogram,
  offset: number,
  codes: Uint8Array,
  order: Int32Array,
  start: number,
  count: number,
  pairs: Float64Array,
): void {
  const { sums, counts } = histogram;
  let k = 0;
  for (; k < count - 3; k += 4) {
    const s = start + k;
    const a = offset + (codes[order[s] as number] as number);
    const b = offset + (codes[order[s + 1] as number] as number);
    const c = offset + (codes[order[s + 2] as number] as number);
    const d = offset + (codes[order[s + 3] as number] as number);
    sums[2 * a]! += pairs[2 * k] as number;
    counts[a]!++;
    sums[2 * b]! += pairs[2 * k + 2] as number;
    counts[b]!++;
    sums[2 * c]! += pairs[2 * k + 4] as number;
    counts[c]!++;
    sums[2 * d]! += pairs[2 * k + 6] as number;
    counts[d]!++;
  }
  for (; k < count; k++) {
    const a = offset + (codes[order[start + k] as number] as number);
    sums[2 * a]! += pairs[2 * k] as number;
    counts[a]!++;
  }
}

/** Hessians from counts, where every row has hessian 1. */
export function fillHessians(histogram: Histogram, offset: number, bins: number): void {
  const { sums, counts } = histogram;
  for (let b = offset; b < offset + bins; b++) sums[2 * b + 1] = counts[b] as number;
}

/** Turns the parent's sums of a column into those of the child that was not built: parent − built child. */
export function subtract(parent: Histogram, child: Histogram, offset: number, bins: number): void {
  const { sums, counts } = parent;
  for (let b = 2 * offset; b < 2 * (offset + bins); b++) sums[b]! -= child.sums[b] as number;
  for (let b = offset; b < offset + bins; b++) counts[b]! -= child.counts[b] as number;
}

export function clearBins(histogram: Histogram, offset: number, bins: number): void {
  histogram.sums.fill(0, 2 * offset, 2 * (offset + bins));
  histogram.counts.fill(0, offset, offset + bins);
}
