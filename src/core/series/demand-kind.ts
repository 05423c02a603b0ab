import type { SeriesNature } from './types.ts';

/** Syntetos, Boylan and Croston (2005), "On the categorization of demand patterns": interval and squared variation. */
const INTERVAL = 1.32;
const VARIATION = 0.49;
/** Phases of a season (weekends) with this share of zeros are closed: they say nothing of demand. */
const CLOSED = 0.9;

/** @param values finite @param period shortest season; absent: there is none */
export function demandKind(
  values: Float64Array,
  period: number | undefined,
): { readonly kind: SeriesNature['kind']; readonly zeroShare: number } {
  const zeros = values.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
  const zeroShare = values.length > 0 ? zeros / values.length : 0;
  if (zeros === values.length) return { kind: 'zero', zeroShare };
  if (values.every((value) => value === values[0])) return { kind: 'constant', zeroShare };
  if (zeros === 0 || values.some((value) => value < 0)) return { kind: 'smooth', zeroShare };
  const interval = openPoints(values, period) / (values.length - zeros);
  const sizes = values.filter((value) => value !== 0);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / Math.max(1, sizes.length - 1);
  const varies = variance / mean ** 2 >= VARIATION;
  if (interval < INTERVAL) return { kind: varies ? 'erratic' : 'smooth', zeroShare };
  return { kind: varies ? 'lumpy' : 'intermittent', zeroShare };
}

/** Points outside of the phases that are nearly always zero. */
function openPoints(values: Float64Array, period: number | undefined): number {
  if (period === undefined || values.length < 4 * period) return values.length;
  let open = 0;
  for (let phase = 0; phase < period; phase++) {
    let [count, zeros] = [0, 0];
    for (let t = phase; t < values.length; t += period) {
      count++;
      if (values[t] === 0) zeros++;
    }
    open += zeros >= CLOSED * count ? count - zeros : count;
  }
  return open;
}
