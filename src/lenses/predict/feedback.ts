import type { Pacer } from '../../core/learn/pacer.ts';
import { classProbability, makePrediction } from '../../core/learn/prediction.ts';
import type { ClassTarget, Prediction, Target } from '../../core/learn/task.ts';
import { bootstrapMetrics } from '../../core/metrics/bootstrap.ts';
import { higherIsBetter } from '../../core/metrics/score.ts';
import type { DriftRow } from '../../core/monitor/types.ts';
import type { Table } from '../../core/table/table.ts';
import { predictInBlocks } from './apply.ts';
import { checkTable } from './check-table.ts';
import type { FeedbackReport, PredictModel } from './model.ts';
import { matchOutcomes, type OutcomesInput } from './outcomes.ts';
import type { Registries } from './pipeline.ts';
import { countClasses } from './problem.ts';

export interface FeedbackInput extends Registries, OutcomesInput {
  readonly pacer: Pacer;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Fewer rows, or rows of a class, say nothing about whether a promise was kept. */
const ENOUGH_ROWS = 50;
const ENOUGH_OF_CLASS = 10;

/** Realised figures beside the promised ones, drift, and what to do. @throws feedback.*, apply.*, CancelledError */
export async function compareOutcomes(input: FeedbackInput): Promise<FeedbackReport> {
  const { model, pacer, onProgress } = input;
  const matched = matchOutcomes(input);
  const { target } = matched;
  const checked = checkTable(matched.table, model.columns).table;
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
  const drift = driftOf(model, checked);
  return {
    rowCount: input.outcomes.rowCount,
    matchedRows: count,
    unmatchedRows: matched.unmatchedRows,
    matching: input.matching,
    metrics,
    drift,
    findings: matched.findings,
    advice: adviceOf(metrics, drift, target, rows, prediction),
  };
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

function driftOf(_model: PredictModel, _table: Table): DriftRow[] {
  return [];
}

/** Share of all importance that drifts far enough to matter. */
const DRIFTED_IMPORTANCE = 0.25;

/**
 * `feedback.too-few-rows`; `feedback.retrain` where the headline figure is surely worse than promised, or looks worse
 * while important columns drifted; `feedback.recalibrate` where the ranking holds but the level is off;
 * else `feedback.keep`.
 */
function adviceOf(
  metrics: FeedbackReport['metrics'],
  drift: readonly DriftRow[],
  target: Target,
  rows: Int32Array,
  prediction: Prediction,
): FeedbackReport['advice'] {
  const fewest = target.task === 'regression' ? rows.length : Math.min(...countClasses(target, rows));
  const enoughOfClass = target.task === 'regression' || fewest >= ENOUGH_OF_CLASS;
  if (rows.length < ENOUGH_ROWS || !enoughOfClass) {
    const params = { rows: rows.length, needed: ENOUGH_ROWS, fewestOfClass: fewest, neededOfClass: ENOUGH_OF_CLASS };
    return { code: 'feedback.too-few-rows', params };
  }
  const [headline] = metrics;
  if (!headline) return { code: 'feedback.keep', params: {} };
  const sign = higherIsBetter(headline.metric) ? 1 : -1;
  const params = { metric: headline.metric, realised: headline.value, promised: headline.promised.value };
  const lost = sign * (headline.promised.value - headline.value);
  const surely = sign > 0 ? headline.high < headline.promised.low : headline.low > headline.promised.high;
  const drifted = drift.filter(({ size }) => size === 'large').reduce((sum, { importance }) => sum + importance, 0);
  if (surely || (lost > 0 && drifted >= DRIFTED_IMPORTANCE))
    return { code: 'feedback.retrain', params: { ...params, drifted } };
  const off = target.task === 'binary' ? levelOff(target, rows, prediction) : undefined;
  if (off) return { code: 'feedback.recalibrate', params: { ...params, ...off } };
  return { code: 'feedback.keep', params };
}

/** Mean prediction and observed share where they differ by more than chance and by more than a fifth. */
function levelOff(
  target: ClassTarget,
  rows: Int32Array,
  prediction: Prediction,
): { expected: number; observed: number } | undefined {
  if (prediction.task === 'regression') return undefined;
  const p = classProbability(prediction);
  let expected = 0;
  let variance = 0;
  for (const value of p) {
    expected += value;
    variance += value * (1 - value);
  }
  const observed = countClasses(target, rows)[1] as number;
  const chance = Math.abs(observed - expected) <= 3 * Math.sqrt(variance);
  if (chance || Math.abs(observed - expected) <= 0.2 * observed) return undefined;
  return { expected: expected / rows.length, observed: observed / rows.length };
}
