import { makePrediction } from '../../core/learn/prediction.ts';
import type { Prediction, Target } from '../../core/learn/task.ts';
import { bootstrapMetrics, pairedBootstrap } from '../../core/metrics/bootstrap.ts';
import type { Estimate } from '../../core/metrics/types.ts';
import { takeTarget } from '../../core/prepare/compact.ts';
import { getColumn, type Table } from '../../core/table/table.ts';
import { takeRows } from '../../core/table/take.ts';
import { predictInBlocks } from './apply.ts';
import { checkTable } from './check-table.ts';
import type { PredictModel, RetrainComparison } from './model.ts';
import { readOutcome } from './outcomes.ts';
import type { RetrainInput } from './retrain.ts';

/**
 * Both models on rows that neither was fitted on.
 * @param rowsFor those rows in the columns of a model; the same rows for every model
 */
export async function compareOn(
  input: Pick<RetrainInput, 'model' | 'pacer' | 'estimators' | 'steps'>,
  retrained: PredictModel,
  rowsFor: (model: PredictModel) => Table,
): Promise<RetrainComparison> {
  const { model, pacer } = input;
  const newest = rowsFor(retrained);
  const metric = model.report.selectionMetric;
  const { known, target: whole } = readOutcome(getColumn(newest, retrained.target), retrained);
  const rows = Int32Array.from({ length: newest.rowCount }, (_, row) => row).filter((row) => known[row] === 1);
  const target = takeTarget(whole, rows);
  const predict = async (by: PredictModel): Promise<Prediction> => {
    const { table } = checkTable(takeRows(rowsFor(by), rows), by.columns, by.cells);
    return intoClasses(await predictInBlocks(by.applied, table, input, pacer), target);
  };
  const before = await predict(model);
  const after = await predict(retrained);
  const positions = Int32Array.from(rows, (_, i) => i);
  const options = { seed: retrained.report.seed, pacer };
  const estimate = async (prediction: Prediction): Promise<Estimate> => {
    const [figure] = await bootstrapMetrics([metric], target, positions, prediction, prediction, options);
    const { value, low, high } = figure as Estimate;
    return { value, low, high };
  };
  const gain = await pairedBootstrap(metric, target, positions, before, after, options);
  return {
    metric,
    rowCount: rows.length,
    old: await estimate(before),
    retrained: await estimate(after),
    gain,
    verdict: gain.low > 0 ? 'better' : gain.high < 0 ? 'worse' : 'no-clear-difference',
  };
}

/** The prediction with the target's classes; one that the model did not know has probability 0. */
function intoClasses(prediction: Prediction, target: Target): Prediction {
  if (prediction.task === 'regression' || target.task === 'regression') return prediction;
  const from = target.classes.map((name) => prediction.classes.indexOf(name));
  const width = prediction.classes.length;
  const values = new Float64Array((prediction.probabilities.length / width) * from.length);
  for (let i = 0; i < values.length; i++) {
    const source = from[i % from.length] as number;
    const row = Math.floor(i / from.length);
    if (source >= 0) values[i] = prediction.probabilities[row * width + source] as number;
  }
  return makePrediction(target, values);
}
