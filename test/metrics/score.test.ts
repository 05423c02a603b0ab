import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prediction, Target, TaskKind } from '../../src/core/learn/task.ts';
import { bootstrap, bootstrapMetrics, pairedBootstrap } from '../../src/core/metrics/bootstrap.ts';
import { metricEvaluator } from '../../src/core/metrics/evaluator.ts';
import { higherIsBetter, metricsFor, score, selectionMetric } from '../../src/core/metrics/score.ts';
import { createRandom } from '../../src/core/random.ts';
import { mean } from '../../src/core/stats/descriptive.ts';
import { expectClose, readGolden } from '../support/golden.ts';

interface Case {
  readonly target: Target;
  readonly rows: Int32Array;
  readonly prediction: Prediction;
}

/** Every second row of a table of 2n rows is judged. */
function makeCase(task: TaskKind, n: number, seed: number, skill = 1): Case {
  const random = createRandom(seed);
  const rows = Int32Array.from({ length: n }, (_, i) => 2 * i);
  if (task === 'regression') {
    const values = Float64Array.from({ length: 2 * n }, () => random.normal());
    const predicted = Float64Array.from(rows, (row) => skill * values[row]! + 0.5 * random.normal());
    return { target: { task, values }, rows, prediction: { task, values: predicted } };
  }
  const k = task === 'binary' ? 2 : 3;
  const classes = ['a', 'b', 'c'].slice(0, k);
  const codes = Int32Array.from({ length: 2 * n }, () => random.integer(k));
  const probabilities = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    const weights = classes.map((_, c) => Math.exp(random.normal() + (codes[rows[i]!] === c ? skill : 0)));
    const sum = weights.reduce((a, b) => a + b, 0);
    weights.forEach((w, c) => (probabilities[i * k + c] = w / sum));
  }
  return { target: { task, codes, classes }, rows, prediction: { task, classes, probabilities } };
}

const TASKS = ['regression', 'binary', 'multiclass'] as const;

describe('score', () => {
  it('reads target rows and prediction rows in step (golden binary_metrics)', () => {
    const { input, expected } = readGolden<{
      input: { y: number[]; p: number[] };
      expected: Record<string, number>;
    }>('binary_metrics');
    const classes = ['no', 'yes'];
    // The judged rows are the table's odd ones; the even ones say the opposite.
    const codes = Int32Array.from({ length: 80 }, (_, i) => (i % 2 ? input.y[(i - 1) / 2]! : 1 - input.y[i / 2]!));
    const rows = Int32Array.from(input.y, (_, i) => 2 * i + 1);
    const probabilities = Float64Array.from(input.p.flatMap((p) => [1 - p, p]));
    const target: Target = { task: 'binary', codes, classes };
    const prediction: Prediction = { task: 'binary', classes, probabilities };
    for (const [metric, name] of [
      ['rocAuc', 'roc_auc'],
      ['prAuc', 'average_precision'],
      ['logLoss', 'log_loss'],
      ['brier', 'brier'],
      ['accuracy', 'accuracy'],
      ['balancedAccuracy', 'balanced_accuracy'],
      ['f1', 'f1'],
    ] as const) {
      expectClose(score(metric, target, rows, prediction), expected[name]!);
    }
    expect(score('accuracy', target, rows, prediction, 0)).toBe(mean(input.y));
  });

  it.each(TASKS)('counting a row twice is having it twice: %s', (task) => {
    const { target, rows, prediction } = makeCase(task, 40, 3);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 }), (counts) => {
        const copies = [...rows].flatMap((_, i) => Array<number>(counts[i]!).fill(i));
        if (copies.length === 0) return;
        const wide: Prediction =
          prediction.task === 'regression'
            ? { task: 'regression', values: Float64Array.from(copies, (i) => prediction.values[i]!) }
            : {
                ...prediction,
                probabilities: Float64Array.from(
                  copies.flatMap((i) =>
                    prediction.classes.map((_, c) => prediction.probabilities[i * prediction.classes.length + c]!),
                  ),
                ),
              };
        const wideRows = Int32Array.from(copies, (i) => rows[i]!);
        for (const metric of metricsFor(task)) {
          const byCounts = metricEvaluator(metric, target, rows, prediction)(counts);
          expectClose(byCounts, score(metric, target, wideRows, wide), 1e-9, 1e-3);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('compares on a figure that it shows', () => {
    for (const task of TASKS) expect(metricsFor(task)).toContain(selectionMetric(task));
    expect(higherIsBetter(selectionMetric('binary'))).toBe(true);
    expect(higherIsBetter(selectionMetric('regression'))).toBe(false);
  });

  it('refuses what does not fit together', () => {
    const { target, rows, prediction } = makeCase('regression', 10, 1);
    expect(() => score('rocAuc', target, rows, prediction)).toThrow('metrics.wrong-task');
    expect(() => score('rmse', target, rows.subarray(1), prediction)).toThrow('metrics.misaligned');
  });
});

describe('bootstrap', () => {
  it('repeats itself for a seed, and holds the estimate', async () => {
    for (const task of TASKS) {
      const { target, rows, prediction } = makeCase(task, 80, 5);
      const run = (seed: number) =>
        bootstrapMetrics(metricsFor(task), target, rows, prediction, prediction, { seed, replicates: 50 });
      const first = await run(1);
      expect(first).toEqual(await run(1));
      expect(first).not.toEqual(await run(2));
      for (const row of first) {
        expect(row.low).toBeLessThan(row.high);
        expect(row.value).toBe(row.baseline);
      }
    }
  });

  it('covers a mean about 95 % of the time', () => {
    const random = createRandom(77);
    let covered = 0;
    const draws = 200;
    for (let d = 0; d < draws; d++) {
      const values = Float64Array.from({ length: 60 }, () => random.normal() + 3);
      const { low, high } = bootstrap({
        rows: 60,
        seed: d,
        statistic: (sample) => mean(Float64Array.from(sample, (i) => values[i]!)),
      });
      if (low <= 3 && 3 <= high) covered++;
    }
    expect(covered / draws).toBeGreaterThan(0.89);
    expect(covered / draws).toBeLessThan(0.99);
  });

  it('covers the true AUC about 95 % of the time', async () => {
    // Normal scores one apart: AUC = Φ(1 / √2) = 0.7602499389
    const classes = ['no', 'yes'];
    let covered = 0;
    const draws = 120;
    for (let d = 0; d < draws; d++) {
      const random = createRandom(1000 + d);
      const codes = Int32Array.from({ length: 120 }, (_, i) => i % 2);
      const probabilities = Float64Array.from(
        [...codes].flatMap((code) => {
          const p = 1 / (1 + Math.exp(-random.normal() - code));
          return [1 - p, p];
        }),
      );
      const [row] = await bootstrapMetrics(
        ['rocAuc'],
        { task: 'binary', codes, classes },
        Int32Array.from(codes, (_, i) => i),
        { task: 'binary', classes, probabilities },
        { task: 'binary', classes, probabilities },
        { seed: d },
      );
      if (row!.low <= 0.7602499389 && 0.7602499389 <= row!.high) covered++;
    }
    expect(covered / draws).toBeGreaterThan(0.88);
  });

  it('draws whole entities: intervals widen when rows of an entity are copies', async () => {
    const { target, rows, prediction } = makeCase('regression', 30, 8);
    if (target.task !== 'regression' || prediction.task !== 'regression') throw new Error('made for numbers');
    const copies = Int32Array.from({ length: 300 }, (_, i) => i % 30);
    const wide: Prediction = { task: 'regression', values: Float64Array.from(copies, (i) => prediction.values[i]!) };
    const wideRows = Int32Array.from(copies, (i) => rows[i]!);
    const width = async (groups?: Int32Array): Promise<number> => {
      const [row] = await bootstrapMetrics(['rmse'], target, wideRows, wide, wide, {
        seed: 3,
        ...(groups ? { groups } : {}),
      });
      return row!.high - row!.low;
    };
    const [alone] = await bootstrapMetrics(['rmse'], target, rows, prediction, prediction, { seed: 3 });
    const grouped = await width(copies);
    expectClose(grouped, alone!.high - alone!.low, 0.25);
    expect(await width()).toBeLessThan(0.6 * grouped);
  });

  it('pairs: a better prediction gains, itself gains nothing', async () => {
    const good = makeCase('binary', 300, 9, 2);
    const bad = makeCase('binary', 300, 9, 0);
    for (const metric of ['rocAuc', 'logLoss'] as const) {
      const gain = await pairedBootstrap(metric, good.target, good.rows, bad.prediction, good.prediction, { seed: 1 });
      expect(gain.low).toBeGreaterThan(0);
      const none = await pairedBootstrap(metric, good.target, good.rows, good.prediction, good.prediction, { seed: 1 });
      expect(none).toEqual({ value: 0, low: 0, high: 0 });
    }
  });
});
