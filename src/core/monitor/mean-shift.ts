/**
 * Standardised difference of means, new less old, by the root of the mean variance. Of the old rows only quantiles are
 * remembered: their mean and variance are those of straight lines between the quantiles. The outer twentieths, where a
 * line would be far off (the largest order may be a hundred times the next), are drawn in to the 5 % and 95 % quantile on
 * both sides alike, so that one outlier does not make a shift.
 * @param quantiles at equal steps from 0 to 100 %
 * @param values NaN missing
 */
export function meanShift(quantiles: readonly number[], values: Float64Array): number {
  const drawnIn = quantiles.map((_, i) => quantiles[Math.min(quantiles.length - 2, Math.max(1, i))] as number);
  const low = drawnIn[0] as number;
  const high = drawnIn.at(-1) as number;
  // Nine in ten cells are equal: all that can be compared is the rest.
  if (!(low < high)) return compare(quantiles, values);
  return compare(
    drawnIn,
    values.map((value) => Math.min(high, Math.max(low, value))),
  );
}

function compare(quantiles: readonly number[], values: Float64Array): number {
  const old = momentsOfLines(quantiles);
  const center = old.mean;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const d = value - center;
    count++;
    sum += d;
    squares += d * d;
  }
  if (count === 0) return 0;
  const shift = sum / count;
  const variance = Math.max(0, squares / count - shift * shift);
  const deviation = Math.sqrt((old.variance + variance) / 2);
  // A constant that became another one has moved without end; a number must travel through files, so: by a lot.
  return deviation > 0 ? shift / deviation : Math.sign(shift) * MOST;
}

/** Stands for an infinite shift. */
const MOST = 1e6;

/** Mean and variance of the distribution whose quantile function is straight between the given points. */
function momentsOfLines(quantiles: readonly number[]): { mean: number; variance: number } {
  const pieces = quantiles.length - 1;
  let mean = 0;
  for (let i = 0; i < pieces; i++) mean += ((quantiles[i] as number) + (quantiles[i + 1] as number)) / 2 / pieces;
  let variance = 0;
  for (let i = 0; i < pieces; i++) {
    const a = (quantiles[i] as number) - mean;
    const b = (quantiles[i + 1] as number) - mean;
    variance += (a * a + a * b + b * b) / 3 / pieces;
  }
  return { mean, variance };
}
