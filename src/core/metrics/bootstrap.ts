import type { Pacer } from '../learn/pacer.ts';
import type { Prediction, Target } from '../learn/task.ts';
import { createRandom, type Random } from '../random.ts';
import { quantileSorted } from '../stats/descriptive.ts';
import { metricEvaluator, type Evaluator } from './evaluator.ts';
import { openPerfect, perfectLimit } from './perfect-limit.ts';
import { higherIsBetter } from './score.ts';
import type { Estimate, MetricName } from './types.ts';

/** Resamples where none are asked for: enough for 95 % ends to hold to about a tenth of their distance. */
export const REPLICATES = 200;

/**
 * The estimate with the 2.5 % and 97.5 % quantiles of its replicates. Replicates that are NaN (a resample without one
 * of the classes) are left out; with none left the ends are NaN.
 */
export function percentileInterval(value: number, replicates: ArrayLike<number>): Estimate {
  const sorted = Float64Array.from(replicates)
    .filter((v) => !Number.isNaN(v))
    .sort();
  return { value, low: quantileSorted(sorted, 0.025), high: quantileSorted(sorted, 0.975) };
}

/** Fills `counts` with how often each row is drawn; whole entities where `groups` names them. */
function drawCounts(counts: Int32Array, entities: Entities | undefined, random: Random): void {
  counts.fill(0);
  if (!entities) {
    const n = counts.length;
    for (let i = 0; i < n; i++) {
      const row = random.integer(n);
      counts[row] = (counts[row] as number) + 1;
    }
    return;
  }
  const drawn = new Int32Array(entities.count);
  for (let i = 0; i < entities.count; i++) {
    const entity = random.integer(entities.count);
    drawn[entity] = (drawn[entity] as number) + 1;
  }
  for (let row = 0; row < counts.length; row++) counts[row] = drawn[entities.of[row] as number] as number;
}

interface Entities {
  readonly count: number;
  /** Entity number, from 0, a row. */
  readonly of: Int32Array;
}

function numberEntities(groups: Int32Array | undefined): Entities | undefined {
  if (!groups) return undefined;
  const numbers = new Map<number, number>();
  const of = groups.map((group) => {
    const known = numbers.get(group);
    if (known !== undefined) return known;
    numbers.set(group, numbers.size);
    return numbers.size - 1;
  });
  return { count: numbers.size, of };
}

export interface BootstrapInput {
  readonly rows: number;
  /** Entity of each row: whole entities are drawn. */
  readonly groups?: Int32Array;
  readonly replicates?: number;
  readonly seed: number;
  /** @param sample row positions 0 … rows − 1, repeated as drawn */
  readonly statistic: (sample: Int32Array) => number;
}

/** Percentile bootstrap of any statistic (Efron 1979). */
export function bootstrap({ rows, groups, replicates = REPLICATES, seed, statistic }: BootstrapInput): Estimate {
  const random = createRandom(seed);
  const entities = numberEntities(groups);
  const counts = new Int32Array(rows);
  const values = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    drawCounts(counts, entities, random);
    const sample = new Int32Array(counts.reduce((a, b) => a + b, 0));
    let place = 0;
    counts.forEach((count, row) => {
      sample.fill(row, place, place + count);
      place += count;
    });
    values[r] = statistic(sample);
  }
  return percentileInterval(statistic(Int32Array.from({ length: rows }, (_, i) => i)), values);
}

export interface MetricBootstrapOptions {
  readonly seed: number;
  readonly replicates?: number;
  /** Entity of each judged row (aligned with `rows`): whole entities are drawn. */
  readonly groups?: Int32Array;
  readonly threshold?: number;
  readonly pacer?: Pacer;
}

export interface MetricEstimate extends Estimate {
  readonly metric: MetricName;
  /** The same figure of the baseline on the same rows. */
  readonly baseline: number;
}

/**
 * Each figure with its interval, all on the same resamples, beside the baseline's.
 * @param prediction row i is about table row `rows[i]`, and so is `baseline`'s.
 */
export async function bootstrapMetrics(
  metrics: readonly MetricName[],
  target: Target,
  rows: Int32Array,
  prediction: Prediction,
  baseline: Prediction,
  options: MetricBootstrapOptions,
): Promise<MetricEstimate[]> {
  const { threshold } = options;
  const evaluators = metrics.map((metric) => metricEvaluator(metric, target, rows, prediction, threshold));
  const replicates = await resample(rows.length, evaluators, options);
  return metrics.map((metric, m) => ({
    metric,
    ...openPerfect(
      percentileInterval((evaluators[m] as Evaluator)(), replicates[m] as Float64Array),
      perfectLimit(metric, target, rows, options.groups),
    ),
    baseline: metricEvaluator(metric, target, rows, baseline, threshold)(),
  }));
}

/**
 * How much better `second` is than `first` on the same rows: the difference of the figure, signed so that positive is
 * better, resampled in pairs.
 */
export async function pairedBootstrap(
  metric: MetricName,
  target: Target,
  rows: Int32Array,
  first: Prediction,
  second: Prediction,
  options: MetricBootstrapOptions,
): Promise<Estimate> {
  const before = metricEvaluator(metric, target, rows, first, options.threshold);
  const after = metricEvaluator(metric, target, rows, second, options.threshold);
  const rising = higherIsBetter(metric);
  const gain: Evaluator = (counts) => (rising ? after(counts) - before(counts) : before(counts) - after(counts));
  const [replicates, afters] = await resample(rows.length, [gain, after], options);
  const estimate = percentileInterval(gain(), replicates as Float64Array);
  const own = percentileInterval(after(), afters as Float64Array);
  const { low } = openPerfect(own, perfectLimit(metric, target, rows, options.groups));
  // What a perfect figure may have been spared on so few rows is taken off the gain.
  return low < own.low ? { ...estimate, low: Math.min(estimate.low, estimate.value - (own.low - low)) } : estimate;
}

async function resample(
  rows: number,
  evaluators: readonly Evaluator[],
  { seed, replicates = REPLICATES, groups, pacer }: MetricBootstrapOptions,
): Promise<Float64Array[]> {
  const random = createRandom(seed);
  const entities = numberEntities(groups);
  const counts = new Int32Array(rows);
  const values = evaluators.map(() => new Float64Array(replicates));
  for (let r = 0; r < replicates; r++) {
    drawCounts(counts, entities, random);
    for (let m = 0; m < evaluators.length; m++) {
      (values[m] as Float64Array)[r] = (evaluators[m] as Evaluator)(counts);
      await pacer?.pause();
    }
  }
  return values;
}
