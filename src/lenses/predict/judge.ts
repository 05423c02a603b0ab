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
  };
}
