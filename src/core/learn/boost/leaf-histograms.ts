import type { BinnedColumn } from './bins.ts';
import type { Breather } from './breather.ts';
import {
  addAllRows,
  addGradients,
  addRows,
  clearBins,
  fillHessians,
  subtract,
  type Histogram,
} from './histogram.ts';

/** Where each column's bins begin in a histogram of all columns. */
export interface BinLayout {
  readonly offsets: Int32Array;
  readonly total: number;
}

export function layOutBins(columns: readonly BinnedColumn[]): BinLayout {
  const offsets = new Int32Array(columns.length);
  let total = 0;
  for (const [i, column] of columns.entries()) {
    offsets[i] = total;
    total += column.binCount;
  }
  return { offsets, total };
}

export interface HistogramBuilder {
  /** Sums of the rows order[start … start + count) over the given columns. */
  build(
    into: Histogram,
    columns: Int32Array,
    pairs: Float64Array,
    order: Int32Array,
    start: number,
    count: number,
  ): Promise<void>;
  /** parent − child, in the parent's place. */
  subtract(parent: Histogram, child: Histogram, columns: Int32Array): void;
}

/**
 * @param unitHessian every hessian is 1, so only gradients are summed
 * @param breather asked between columns, so that a root of millions of rows can be cancelled
 */
export function createHistogramBuilder(
  columns: readonly BinnedColumn[],
  layout: BinLayout,
  rows: number,
  unitHessian: boolean,
  breather: Breather,
): HistogramBuilder {
  const gathered = new Float64Array(2 * rows);
  const gather = (pairs: Float64Array, order: Int32Array, start: number, count: number): void => {
    for (let k = 0; k < count; k++) {
      const from = 2 * (order[start + k] as number);
      gathered[2 * k] = pairs[from] as number;
      gathered[2 * k + 1] = pairs[from + 1] as number;
    }
  };
  return {
    async build(into, chosen, pairs, order, start, count) {
      // All rows are only ever together at the root, where `order` is still 0, 1, 2 …
      const all = count === rows;
      if (!all) gather(pairs, order, start, count);
      for (const c of chosen) {
        const { codes, binCount } = columns[c] as BinnedColumn;
        const offset = layout.offsets[c] as number;
        clearBins(into, offset, binCount);
        if (unitHessian) {
          addGradients(into, offset, codes, order, start, count, all ? pairs : gathered);
          fillHessians(into, offset, binCount);
        } else if (all) addAllRows(into, offset, codes, pairs);
        else addRows(into, offset, codes, order, start, count, gathered);
        if (breather.due(count)) await breather.pause();
      }
    },
    subtract(parent, child, chosen) {
      for (const c of chosen) {
        subtract(parent, child, layout.offsets[c] as number, (columns[c] as BinnedColumn).binCount);
      }
    },
  };
}
