import type { Message } from '../../errors.ts';
import type { PointForecast, View } from './forecaster.ts';
import { localForecaster, type LocalMethod } from './local.ts';
import { tooLittle } from './suits.ts';

/** Weights that are tried; the one with the least squared one-step errors is taken. */
const ALPHAS = [0.05, 0.1, 0.15, 0.2, 0.3] as const;
/** Least share of zeros from which demand counts as intermittent, and least number of demands to learn from. */
const LEAST_ZEROS = 0.1;
const LEAST_DEMANDS = 3;

/** What a run over the values says of the demand a point after them. */
export interface DemandRate {
  /** Expected demand a point. */
  readonly rate: number;
  /** Σ of squared one-step errors since the first demand. */
  readonly squares: number;
  readonly steps: number;
}

/**
 * Croston 1972: sizes of demands and the gaps between them are smoothed apart, and change only with a demand.
 * @param debias 1; 1 − α/2 for the approximation of Syntetos and Boylan 2005
 */
export function runCroston(values: Float64Array, alpha: number, debias = 1): DemandRate {
  let size = 0;
  let gap = 0;
  let since = 1;
  let squares = 0;
  let steps = 0;
  for (const value of values) {
    if (gap > 0) {
      squares += (value - (debias * size) / gap) ** 2;
      steps++;
    }
    if (value === 0) {
      since++;
      continue;
    }
    size = gap > 0 ? size + alpha * (value - size) : value;
    gap = gap > 0 ? gap + alpha * (since - gap) : since;
    since = 1;
  }
  return { rate: gap > 0 ? (debias * size) / gap : 0, squares, steps };
}

/**
 * Teunter, Syntetos and Babai 2011: the chance of a demand is smoothed at each point, so that the forecast falls while
 * none comes; the size is smoothed with each demand. Starts from the first demand, the chance being one in the points
 * that it took.
 */
export function runTsb(values: Float64Array, alpha: number, beta: number): DemandRate {
  let size = 0;
  let chance = 0;
  let squares = 0;
  let steps = 0;
  let started = false;
  for (const [t, value] of values.entries()) {
    if (started) {
      squares += (value - chance * size) ** 2;
      steps++;
      chance += beta * ((value === 0 ? 0 : 1) - chance);
      if (value !== 0) size += alpha * (value - size);
    } else if (value !== 0) {
      started = true;
      size = value;
      chance = 1 / (t + 1);
    }
  }
  return { rate: chance * size, squares, steps };
}

interface Learned {
  readonly alpha: number;
  readonly beta: number;
  readonly sigma: number;
}

type Run = (values: Float64Array, alpha: number, beta: number) => DemandRate;

function unsuited(view: View): Message | undefined {
  const { values } = view;
  const little = tooLittle(view, 6);
  if (little) return little;
  let zeros = 0;
  for (const value of values) {
    if (value < 0) return { code: 'forecast.unsuited.negative', params: { value } };
    if (value === 0) zeros++;
  }
  if (zeros < LEAST_ZEROS * values.length) return { code: 'forecast.unsuited.no-zeros', params: { zeros } };
  const demands = values.length - zeros;
  return demands < LEAST_DEMANDS
    ? { code: 'forecast.unsuited.few-demands', params: { demands, needed: LEAST_DEMANDS } }
    : undefined;
}

function demandMethod(id: string, run: Run, betas: readonly number[]): LocalMethod<object, Learned> {
  return {
    id,
    version: 1,
    family: 'smoothing',
    defaults: {},
    unsuited,
    learn({ values }) {
      let best: Learned & { readonly squares: number } = { alpha: 0.1, beta: 0.1, sigma: 0, squares: Infinity };
      for (const alpha of ALPHAS) {
        for (const beta of betas) {
          const { squares, steps } = run(values, alpha, beta);
          if (squares < best.squares) best = { alpha, beta, sigma: Math.sqrt(squares / Math.max(1, steps)), squares };
        }
      }
      const { alpha, beta, sigma } = best;
      return { alpha, beta, sigma };
    },
    forecast({ values }, horizon, { alpha, beta, sigma }): PointForecast {
      const { rate } = run(values, alpha, beta);
      return {
        mean: new Float64Array(horizon).fill(rate),
        // The rate itself wanders as simple exponential smoothing does.
        spread: Float64Array.from({ length: horizon }, (_, h) => sigma * Math.sqrt(1 + h * beta * beta)),
      };
    },
    told: ({ alpha, beta }) => ({ alpha, beta }),
  };
}

export const croston = localForecaster(demandMethod('croston', (values, alpha) => runCroston(values, alpha), [0.1]));
export const sba = localForecaster(
  demandMethod('sba', (values, alpha) => runCroston(values, alpha, 1 - alpha / 2), [0.1]),
);
export const tsb = localForecaster(demandMethod('tsb', runTsb, [0.02, 0.05, 0.1, 0.2]));
