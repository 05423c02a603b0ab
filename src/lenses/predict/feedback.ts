import type { Pacer } from '../../core/learn/pacer.ts';
import { classProbability, makePrediction, predictionValues } from '../../core/learn/prediction.ts';
import type { Prediction, Target } from '../../core/learn/task.ts';
import { bootstrapMetrics } from '../../core/metrics/bootstrap.ts';
import { higherIsBetter } from '../../core/metrics/score.ts';
import { drift } from '../../core/monitor/drift.ts';
import { adviseOnRealised, numberShift, probabilityShift, type LevelShift } from '../../core/monitor/realised.ts';
import type { DriftRow } from '../../core/monitor/types.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import { withModelPictures } from '../image/model-pictures.ts';
import { matchEvents } from '../sequence/follow-up.ts';
import { predictInBlocks } from './apply.ts';
import { checkTable } from './check-table.ts';
import type { FeedbackReport, ModelColumn } from './model.ts';
import { matchOutcomes, type OutcomesInput } from './outcomes.ts';
import type { Registries } from './pipeline.ts';
import { countClasses } from './problem.ts';

export interface FeedbackInput extends Registries, OutcomesInput {
  readonly pacer: Pacer;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Realised figures beside the promised ones, drift, and what to do. @throws feedback.*, apply.*, CancelledError */
export async function compareOutcomes(input: FeedbackInput): Promise<FeedbackReport> {
  const { model, pacer, onProgress } = input;
  const matched = model.journeys ? matchEvents(input, model.journeys) : matchOutcomes(input);
  const { target } = matched;
  const checked = checkTable(withModelPictures(matched.table, model, input), model.columns, model.cells).table;
  const prediction = matched.prediction ?? (await predictInBlocks(model.applied, checked, input, pacer, onProgress));
  const count = checked.rowCount;
  const rows = Int32Array.from({ length: count }, (_, i) => i);
  const promised = model.report.test;
  const figures = await bootstrapMetrics(
    promised.map(({ metric }) => metric),
    target,
    rows,
    prediction,
    guess(target, rows),
    { seed: model.report.seed, pacer, ...(model.threshold === undefined ? {} : { threshold: model.threshold }) },
  );
  const metrics = figures.map((figure, i) => {
    const { value, low, high } = promised[i] as (typeof promised)[number];
    return { ...figure, promised: { value, low, high } };
  });
  const moved = drift(
    comparedColumns(model, matched.table),
    checked,
    model.report.importances,
    model.report.refit.rowCount,
  );
  return {
    rowCount: input.outcomes.rowCount,
    matchedRows: count,
    unmatchedRows: matched.unmatchedRows,
    matching: input.matching,
    metrics,
    drift: moved,
    findings: matched.findings,
    advice: adviceOf(metrics, moved, target, rows, prediction),
  };
}

/** Columns that may have moved: of pixels, pictures alone; of people that were scored, those that were kept with them. */
function comparedColumns(model: FeedbackInput['model'], table: Table): readonly ModelColumn[] {
  if (model.lens === 'image') return model.columns.filter(({ kind }) => kind === 'image');
  return model.journeys ? model.columns.filter(({ name }) => findColumn(table, name)) : model.columns;
}

/** What guessing these rows' own mean or shares would have given: the hardest baseline there is. */
function guess(target: Target, rows: Int32Array): Prediction {
  if (target.task === 'regression') {
    const mean = rows.reduce((sum, row) => sum + (target.values[row] as number), 0) / rows.length;
    return makePrediction(target, new Float64Array(rows.length).fill(mean));
  }
  const shares = Float64Array.from(countClasses(target, rows), (count) => count / rows.length);
  const probabilities = new Float64Array(rows.length * shares.length);
  for (let i = 0; i < rows.length; i++) probabilities.set(shares, i * shares.length);
  return makePrediction(target, probabilities);
}

/** Where the predictions lie on the whole, against what happened; three classes and more have no such level. */
function levelShift(target: Target, prediction: Prediction): LevelShift | undefined {
  if (target.task === 'regression') return numberShift(predictionValues(prediction), target.values);
  if (target.task === 'multiclass' || prediction.task === 'regression') return undefined;
  return probabilityShift(classProbability(prediction), target.codes);
}

/** What to do about it, by the headline figure. */
function adviceOf(
  metrics: FeedbackReport['metrics'],
  moved: readonly DriftRow[],
  target: Target,
  rows: Int32Array,
  prediction: Prediction,
): FeedbackReport['advice'] {
  const [headline] = metrics;
  if (!headline) return { code: 'feedback.keep', params: {} };
  return adviseOnRealised({
    rows: rows.length,
    ...(target.task === 'regression' ? {} : { fewestOfClass: Math.min(...countClasses(target, rows)) }),
    metric: headline.metric,
    higherIsBetter: higherIsBetter(headline.metric),
    realised: headline,
    promised: headline.promised,
    drift: moved,
    level: levelShift(target, prediction),
  });
}
