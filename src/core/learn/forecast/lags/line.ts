import type { Pacer } from '../../pacer.ts';
import { cholesky, solveCholesky } from '../../linear/cholesky.ts';
import { addGram, mirrorUpper } from '../../linear/gram.ts';
import { LINEAR_FEATURES, linearFeatures } from './features.ts';
import type { LagRows } from './rows.ts';
import type { Traces } from './traces.ts';

/** Penalties that are tried, a row, in units of a feature's mean square. */
const PENALTIES = [0.03, 0.1, 0.3, 1] as const;
const BLOCK = 512;

/** Products of all features and the target over some rows. */
interface Sums {
  readonly products: Float64Array;
  count: number;
}

const WIDTH = LINEAR_FEATURES + 1;

async function sumProducts(all: readonly Traces[], rows: LagRows, pacer: Pacer): Promise<{ early: Sums; late: Sums }> {
  const early: Sums = { products: new Float64Array(WIDTH * WIDTH), count: 0 };
  const late: Sums = { products: new Float64Array(WIDTH * WIDTH), count: 0 };
  const blocks = [early, late].map((sums) => ({ sums, block: new Float64Array(WIDTH * BLOCK), filled: 0 }));
  const features = new Float64Array(LINEAR_FEATURES);
  const flush = (one: (typeof blocks)[number]): void => {
    addGram(one.block, WIDTH, BLOCK, one.filled, one.sums.products);
    one.sums.count += one.filled;
    one.filled = 0;
  };
  for (let r = 0; r < rows.target.length; r++) {
    if (r % 1024 === 0) await pacer.pause();
    linearFeatures(
      all[rows.series[r] as number] as Traces,
      rows.origin[r] as number,
      rows.ahead[r] as number,
      features,
    );
    const one = blocks[rows.late[r] === 0 ? 0 : 1] as (typeof blocks)[number];
    for (let k = 0; k < LINEAR_FEATURES; k++) one.block[k * BLOCK + one.filled] = features[k] as number;
    one.block[LINEAR_FEATURES * BLOCK + one.filled] = rows.target[r] as number;
    if (++one.filled === BLOCK) flush(one);
  }
  for (const one of blocks) {
    flush(one);
    mirrorUpper(one.sums.products, WIDTH);
  }
  return { early, late };
}

function solve({ products, count }: Sums, penalty: number): Float64Array {
  const p = LINEAR_FEATURES;
  const scales = Float64Array.from({ length: p }, (_, k) => Math.sqrt((products[k * WIDTH + k] as number) / count));
  const normal = new Float64Array(p * p);
  const right = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    const a = scales[i] as number;
    if (a === 0) {
      normal[i * p + i] = 1;
      continue;
    }
    for (let j = 0; j < p; j++) {
      const b = scales[j] as number;
      if (b > 0) normal[i * p + j] = (products[i * WIDTH + j] as number) / (a * b * count);
    }
    normal[i * p + i] = (normal[i * p + i] as number) + penalty;
    right[i] = (products[i * WIDTH + p] as number) / (a * count);
  }
  const factor = cholesky(normal, p);
  if (!factor) return new Float64Array(p);
  return solveCholesky(factor, right).map((c, k) => ((scales[k] as number) > 0 ? c / (scales[k] as number) : 0));
}

/** Mean squared error of coefficients, from the products alone. */
function errorOf({ products, count }: Sums, coefficients: Float64Array): number {
  const p = LINEAR_FEATURES;
  let sum = products[p * WIDTH + p] as number;
  for (let i = 0; i < p; i++) {
    const c = coefficients[i] as number;
    sum -= 2 * c * (products[i * WIDTH + p] as number);
    for (let j = 0; j < p; j++) sum += c * (coefficients[j] as number) * (products[i * WIDTH + j] as number);
  }
  return sum / Math.max(1, count);
}

/** A ridge line through the features of all rows; its penalty is the one that forecasts the last part of the series best. */
export async function fitLine(all: readonly Traces[], rows: LagRows, pacer: Pacer): Promise<Float64Array> {
  const { early, late } = await sumProducts(all, rows, pacer);
  let best: number = PENALTIES[1];
  if (early.count > LINEAR_FEATURES && late.count > 0) {
    let least = Infinity;
    for (const penalty of PENALTIES) {
      const error = errorOf(late, solve(early, penalty));
      if (error < least) {
        least = error;
        best = penalty;
      }
    }
  }
  const sum = early.products.map((v, i) => v + (late.products[i] as number));
  return solve({ products: sum, count: Math.max(1, early.count + late.count) }, best);
}

/** What the line says of one row. */
export function lineSays(traces: Traces, t: number, h: number, line: Float64Array, work: Float64Array): number {
  linearFeatures(traces, t, h, work);
  let sum = 0;
  for (let k = 0; k < LINEAR_FEATURES; k++) sum += (line[k] as number) * (work[k] as number);
  return sum;
}
