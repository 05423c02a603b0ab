import { naiveScale } from '../../core/forecast/scores.ts';
import { pairedTest } from '../../core/forecast/paired.ts';
import { lengthOf, viewBefore } from '../../core/forecast/views.ts';
import type { ForecasterRegistry, PointForecast } from '../../core/learn/forecast/forecaster.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { timeOf } from '../../core/series/calendar.ts';
import type { Series, SeriesSet } from '../../core/series/types.ts';
import type { TrainEvent } from '../predict/events.ts';
import { joinSets } from './join-sets.ts';
import { realisedOf } from './realised.ts';
import { trainForecast } from './train.ts';
import type { ForecastTrainInput } from './training.ts';
import type { ForecastModel, SeriesReport } from './types.ts';
import { forecastBy } from './what-if.ts';

export interface UpdateInput extends Omit<ForecastTrainInput, 'set' | 'plan' | 'parent'> {
  readonly model: ForecastModel;
  /** The series read again, from a file that reaches past the first step ahead; `table` is that file. */
  readonly later: SeriesSet;
}

/** Old and new on values that the old one had not learned from. */
export interface ForecastComparison {
  readonly points: number;
  readonly series: number;
  /** MASE: the old model brought up to the origin, and what was trained anew on what lies before it. */
  readonly old: number;
  readonly retrained: number;
  readonly verdict: 'better' | 'no-clear-difference' | 'worse' | 'too-few';
}

export interface Updated {
  readonly model: ForecastModel;
  readonly comparison: ForecastComparison;
}

const SIGNIFICANT = 0.1;
/** Series from which on each is one piece of evidence. */
const ENOUGH_SERIES = 5;

/**
 * Trains on old and new values together. On the latest horizon, as far as the old model had not learned from it, both are
 * compared from the same origin: the old one's states brought up to it, the new one as the backtest had it there.
 * @throws forecast.feedback.*, forecast.*, CancelledError
 */
export async function* updateForecast(input: UpdateInput): AsyncGenerator<TrainEvent, Updated> {
  const { model, later } = input;
  // Says what is wrong with the file before anything is trained.
  realisedOf(model, later);
  const set = joinSets(model.data, later);
  const { plan } = model.report;
  const updated = yield* trainForecast({ ...input, set, plan, parent: model.id });
  const comparison = await compare(model, updated, set, input.forecasters, input.pacer);
  return { model: updated, comparison };
}

async function compare(
  old: ForecastModel,
  updated: ForecastModel,
  set: SeriesSet,
  forecasters: ForecasterRegistry,
  pacer: Pacer,
): Promise<ForecastComparison> {
  const { horizon } = old.report.plan.question;
  const reports = old.report.series.map((report, s) => updated.report.series[s] ?? report);
  const cut = reports.map(({ folds }, s) => (folds[0]?.from ?? 0) - (set.series[s]?.first ?? 0));
  const views = reports.map((_, s) => viewBefore(set, s, Math.max(1, cut[s] as number), horizon));
  // The total stands behind the series, and is not compared.
  const padded = old.report.total ? [...views, views[0] as (typeof views)[number]] : views;
  const before = await forecastBy(old, padded, forecasters, pacer.signal);
  const pairs = reports.flatMap((report, s) =>
    pairsOf(report, old.report.series[s] as SeriesReport, {
      old,
      set,
      series: set.series[s] as Series,
      before: before[s],
    }),
  );
  const own = reports.map((_, s) => s).filter((s) => lengthOf(set.series[s] as Series) > 0).length;
  const mean = (pick: (pair: Pair) => number): number =>
    pairs.reduce((sum, pair) => sum + pick(pair), 0) / Math.max(1, pairs.length);
  const bySeries = [...new Set(pairs.map(({ series }) => series))].map((series) => {
    const mine = pairs.filter((pair) => pair.series === series);
    return mine.reduce((sum, { old: a, retrained: b }) => sum + (a - b) / mine.length, 0);
  });
  const blocks = bySeries.length >= ENOUGH_SERIES ? bySeries : pairs.map(({ old: a, retrained: b }) => a - b);
  return {
    points: pairs.length,
    series: own,
    old: mean((pair) => pair.old),
    retrained: mean((pair) => pair.retrained),
    verdict: verdictOf(blocks),
  };
}

interface Pair {
  readonly series: string;
  readonly old: number;
  readonly retrained: number;
}

interface PairInput {
  readonly old: ForecastModel;
  readonly set: SeriesSet;
  readonly series: Series;
  readonly before: PointForecast | undefined;
}

/** Scaled errors of both at every value after the latest origin that the old model had not learned from. */
function pairsOf(report: SeriesReport, learned: SeriesReport, { old, set, series, before }: PairInput): Pair[] {
  const fold = report.folds[0];
  if (!fold || !before) return [];
  const past = series.values.subarray(series.first, fold.from).filter((value) => Number.isFinite(value));
  const scale = naiveScale(past, report.nature.seasons[0]?.period ?? 1);
  const known = timeOf(old.report.axis, learned.from);
  const pairs: Pair[] = [];
  for (let h = 0; h < fold.fan.mean.length; h++) {
    const at = fold.from + h;
    const y = series.values[at] as number;
    if (!Number.isFinite(y) || series.filled.includes(at) || timeOf(set.axis, at) < known) continue;
    pairs.push({
      series: series.name,
      old: Math.abs(y - (before.mean[h] as number)) / scale,
      retrained: Math.abs(y - (fold.fan.mean[h] as number)) / scale,
    });
  }
  return pairs;
}

const LEAST_PAIRS = 6;

function verdictOf(differences: readonly number[]): ForecastComparison['verdict'] {
  if (differences.length < Math.min(LEAST_PAIRS, ENOUGH_SERIES)) return 'too-few';
  if (pairedTest(differences).pValue < SIGNIFICANT) return 'better';
  return pairedTest(differences.map((difference) => -difference)).pValue < SIGNIFICANT
    ? 'worse'
    : 'no-clear-difference';
}
