import type { BinnedColumn } from './bins.ts';
import type { Breather } from './breather.ts';
import { addRows, clearBins, subtract, type Histogram } from './histogram.ts';

/** Rows summed into all columns before the next ones: their gradients stay in the processor's first cache. */
const CHUNK = 1024;

/** Where each column's bins begin in a histogram of all columns. */
interface BinLayout {
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

interface HistogramBuilder {
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
 * @param breather asked between chunks of rows, so that a root of millions of rows can be cancelled
 */
export function createHistogramBuilder(
  columns: readonly BinnedColumn[],
  layout: BinLayout,
  rows: number,
  breather: Breather,
): HistogramBuilder {
  const gathered = new Float64Array(2 * Math.min(rows, CHUNK));
  const gather = (pairs: Float64Array, order: Int32Array, start: number, count: number): void => {
    for (let k = 0; k < count; k++) {
      const from = 2 * (order[start + k] as number);
      gathered[2 * k] = pairs[from] as number;
      gathered[2 * k + 1] = pairs[from + 1] as number;
    }
  };
  const addChunk = (into: Histogram, chosen: Int32Array, order: Int32Array, start: number, count: number): void => {
    for (let j = 0; j < chosen.length; j++) {
      const c = chosen[j] as number;
      const { codes } = columns[c] as BinnedColumn;
      const offset = layout.offsets[c] as number;
      addRows(into, offset, codes, order, start, count, gathered);
    }
  };
  return {
    async build(into, chosen, pairs, order, start, count) {
      for (const c of chosen) clearBins(into, layout.offsets[c] as number, (columns[c] as BinnedColumn).binCount);
      for (let done = 0; done < count; done += CHUNK) {
        const size = Math.min(CHUNK, count - done);
        gather(pairs, order, start + done, size);
        addChunk(into, chosen, order, start + done, size);
        if (breather.due(size * chosen.length)) await breather.pause();
      }
    },
    subtract(parent, child, chosen) {
      for (const c of chosen) {
        subtract(parent, child, layout.offsets[c] as number, (columns[c] as BinnedColumn).binCount);
      }
    },
  };
}
