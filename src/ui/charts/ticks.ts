export interface BarAxis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/**
 * Axis of bars that start at zero: it ends at a round tick. Where bars or whiskers reach a little below zero, less than
 * half a step, it begins at the lowest of them rather than at the next round number, which would be mostly empty.
 */
export function barAxis(
  bars: readonly { readonly value: number; readonly low?: number | undefined; readonly high?: number | undefined }[],
  wanted = 5,
): BarAxis {
  const values = bars.flatMap(({ value, low = value, high = value }) => [value, low, high]);
  const ticks = barTicks(values, wanted);
  const [first = 0, second = 1] = ticks;
  const lowest = Math.min(0, ...values.filter(Number.isFinite));
  const from = -lowest < (second - first) / 2 ? lowest : first;
  return { from, to: ticks.at(-1) ?? 1, ticks: ticks.filter((tick) => tick >= from) };
}

/** Round ticks inside an axis that does not start at zero, about `wanted` of them; none where the ends are one. */
export function roundTicks(low: number, high: number, wanted = 8): readonly number[] {
  if (!(low < high)) return [];
  const step = roundStep((high - low) / Math.max(1, wanted - 1));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return stepsBetween(first, last, step);
}

/** 1, 2 or 5 times a power of ten, at least `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

/** Counting in steps and rounding keeps 0.1 + 0.2 out of the labels. */
function stepsBetween(first: number, last: number, step: number): readonly number[] {
  const digits = Math.min(20, Math.max(0, -Math.floor(Math.log10(step))));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toFixed(digits)));
}

/**
 * Round ticks (1, 2 or 5 times a power of ten) from below the least value to above the greatest, zero always among
 * them: bars start there. About `wanted` of them.
 */
export function barTicks(values: readonly number[], wanted = 5): readonly number[] {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  // Closer together than any figure that is drawn; steps of such a size run out of digits.
  if (!(high - low > 1e-12)) return [0, 1];
  const step = roundStep((high - low) / Math.max(1, wanted - 1));
  return stepsBetween(Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9), step);
}
