import { mean, quantileSorted, standardDeviation } from '../stats/descriptive.ts';
import type { Histogram, NumberSummary } from './types.ts';

const BINS = 24;

/** The present values in ascending order. */
export function sortedPresent(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return present.subarray(0, count).sort();
}

/** @param sorted ascending, without NaN, at least one */
export function summarise(sorted: Float64Array): NumberSummary {
  const n = sorted.length;
  let zeros = 0;
  let integers = true;
  for (let i = 0; i < n; i++) {
    const value = sorted[i] as number;
    if (value === 0) zeros++;
    if (integers && !Number.isInteger(value)) integers = false;
  }
  const at = (p: number): number => quantileSorted(sorted, p);
  return {
    min: sorted[0] as number,
    max: sorted[n - 1] as number,
    mean: mean(sorted),
    standardDeviation: n > 1 ? standardDeviation(sorted) : 0,
    quantiles: [at(0.01), at(0.05), at(0.25), at(0.5), at(0.75), at(0.95), at(0.99)],
    zeros,
    integers,
    histogram: histogramOf(sorted, integers),
  };
}

/** Distinct values of ascending ones. */
export function countDistinct(sorted: Float64Array): number {
  let distinct = sorted.length > 0 ? 1 : 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

/** Equal bins over the range; whole numbers with few values get a bin each. A last value on an edge falls in the last bin. */
function histogramOf(sorted: Float64Array, integers: boolean): Histogram {
  const low = sorted[0] as number;
  const high = sorted[sorted.length - 1] as number;
  if (!Number.isFinite(high - low) || high === low) return { edges: [low, high], counts: [sorted.length] };
  const whole = integers && high - low < BINS;
  const bins = whole ? high - low + 1 : BINS;
  const start = whole ? low - 0.5 : low;
  const width = whole ? 1 : (high - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => (i === bins && !whole ? high : start + i * width));
  const counts = Array<number>(bins).fill(0);
  for (let i = 0; i < sorted.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(((sorted[i] as number) - start) / width));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { edges, counts };
}
