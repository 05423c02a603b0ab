import type { LagRows } from './rows.ts';

/** How errors grow: σ of each series one step ahead, times h to the power of `growth`. */
export interface ErrorGrowth {
  readonly growth: number;
  /** One a series, in units of its scale. */
  readonly sigma: Float64Array;
}

/** Weighted least squares slope of log σ_h on log h, held to what lies between no growth and a trend's. */
function growthOf(rows: LagRows, errors: Float64Array): number {
  const longest = rows.ahead.reduce((a, b) => Math.max(a, b), 1);
  const squares = new Float64Array(longest + 1);
  const counts = new Float64Array(longest + 1);
  for (let r = 0; r < errors.length; r++) {
    const h = rows.ahead[r] as number;
    squares[h] = (squares[h] as number) + (errors[r] as number) ** 2;
    counts[h] = (counts[h] as number) + 1;
  }
  let weight = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXy = 0;
  let sumXx = 0;
  for (let h = 1; h <= longest; h++) {
    const w = counts[h] as number;
    if (w === 0) continue;
    const x = Math.log(h);
    const y = 0.5 * Math.log((squares[h] as number) / w + 1e-12);
    weight += w;
    sumX += w * x;
    sumY += w * y;
    sumXy += w * x * y;
    sumXx += w * x * x;
  }
  const spread = sumXx - (sumX * sumX) / weight;
  return spread > 1e-9 ? Math.min(1, Math.max(0, (sumXy - (sumX * sumY) / weight) / spread)) : 0.5;
}

/** @param errors one a row @param count series */
export function measureErrors(rows: LagRows, errors: Float64Array, count: number): ErrorGrowth {
  const growth = growthOf(rows, errors);
  const squares = new Float64Array(count);
  const counts = new Float64Array(count);
  for (let r = 0; r < errors.length; r++) {
    const s = rows.series[r] as number;
    squares[s] = (squares[s] as number) + ((errors[r] as number) / (rows.ahead[r] as number) ** growth) ** 2;
    counts[s] = (counts[s] as number) + 1;
  }
  return {
    growth,
    sigma: squares.map((sum, s) => ((counts[s] as number) > 0 ? Math.sqrt(sum / (counts[s] as number)) : 1)),
  };
}
