import { furthestShare } from '../../core/disclose/furthest.ts';
import { predictionValues } from '../../core/learn/prediction.ts';
import type { Prediction, Target } from '../../core/learn/task.ts';
import { bootstrapMetrics, pairedBootstrap, REPLICATES } from '../../core/metrics/bootstrap.ts';
import { metricsFor } from '../../core/metrics/score.ts';
import type { Estimate } from '../../core/metrics/types.ts';
import { isolateRows, takeTarget } from '../../core/prepare/compact.ts';
import type { Choice } from './choose.ts';
import { bestF1Threshold, figuresOf, typicalError80, type Figures } from './figures.ts';
import type { FittedPipeline } from './model.ts';
import { predictPipeline } from './pipeline.ts';
import { countClasses, entityGroups } from './problem.ts';
import type { MetricRow } from './report.ts';
import type { RegressionCounts } from './share/counts.ts';
import { groupRows } from './share/groups.ts';
import type { Training } from './training.ts';

/** What the test rows said, and the settings settled on validation rows before they were opened. */
export interface Judgement {
  readonly metrics: readonly MetricRow[];
  /** Gain of the chosen model over the baseline in the selection metric. */
  readonly gain: Estimate;
  readonly threshold: number | undefined;
  readonly validation: Figures;
  readonly test: Figures;
  readonly testPositives: number | undefined;
  /** Of a number, for sharing: all test rows, told by no row of them. */
  readonly counted: RegressionCounts | undefined;
}

const MANY_ROWS = 100_000;

/**
 * Settles the threshold on validation rows, then opens the test rows, once.
 * @param judged the chosen model, fitted on every row that is no test row
 * @param plain the baseline, fitted on the same rows
 */
export async function judge(
  training: Training,
  { chosen }: Choice,
  judged: FittedPipeline,
  plain: FittedPipeline,
): Promise<Judgement> {
  const { input, problem, space, split, metric, seed } = training;
  const { pacer } = input;
  const onValidation = {
    rowSet: 'validation',
    target: space.target,
    rows: space.validation,
    prediction: chosen.prediction,
  } as const;
  const error80 = typicalError80(onValidation);
  const validation = figuresOf(onValidation, error80, seed);
  const threshold = validation.binary ? bestF1Threshold(validation.binary) : undefined;
  await pacer.pause();

  const table = isolateRows(problem.features, split.test);
  const target = takeTarget(problem.target, split.test);
  const rows = Int32Array.from(split.test, (_, i) => i);
  const prediction = await predictPipeline(judged, table, input, pacer.signal);
  const baseline = await predictPipeline(plain, table, input, pacer.signal);
  const groups = entityGroups(problem.question, input.table, split.test);
  // The more rows, the steadier the ends of an interval; on very many, half the resamples do.
  const replicates = rows.length > MANY_ROWS ? REPLICATES / 2 : REPLICATES;
  const options = {
    seed,
    pacer,
    replicates,
    ...(groups ? { groups } : {}),
    ...(threshold === undefined ? {} : { threshold }),
  };
  return {
    metrics: await bootstrapMetrics(metricsFor(target.task), target, rows, prediction, baseline, options),
    gain: await pairedBootstrap(metric, target, rows, baseline, prediction, options),
    threshold,
    validation,
    test: figuresOf({ rowSet: 'test', target, rows, prediction }, error80, seed),
    testPositives: target.task === 'binary' ? countClasses(target, rows)[1] : undefined,
    counted: countRegression(onValidation, { target, rows, prediction, baseline }),
  };
}

interface Told {
  readonly target: Target;
  readonly rows: Int32Array;
  readonly prediction: Prediction;
}

/** Actual minus predicted of each row. */
function errorsOf({ target, rows, prediction }: Told): Float64Array {
  if (target.task !== 'regression') return new Float64Array();
  const predicted = predictionValues(prediction);
  return Float64Array.from(rows, (row, i) => (target.values[row] as number) - (predicted[i] as number));
}

function countRegression(
  onValidation: Told,
  { baseline, ...onTest }: Told & { readonly baseline: Prediction },
): RegressionCounts | undefined {
  const { target, rows, prediction } = onTest;
  if (target.task !== 'regression') return undefined;
  const predicted = predictionValues(prediction);
  const points = Array.from(rows, (row, i) => ({ x: target.values[row] as number, y: predicted[i] as number }));
  const tests = [errorsOf(onTest), errorsOf({ ...onTest, prediction: baseline })];
  const largest = (errors: readonly Float64Array[], of: (error: number) => number): number =>
    Math.max(...errors.map((own) => furthestShare(own.map(of))));
  const square = (error: number): number => error * error;
  const furthest = {
    squares: largest(tests, square),
    sums: largest(tests, Math.abs),
    validation: largest([errorsOf(onValidation)], square),
  };
  return { ...groupRows(points), furthest };
}
