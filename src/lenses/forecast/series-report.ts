import type { Conclusion } from '../../core/forecast/conclude.ts';
import type { SeriesEvidence } from '../../core/forecast/evidence.ts';
import { fanOf } from '../../core/forecast/intervals.ts';
import type { SeriesScore } from '../../core/forecast/method-scores.ts';
import { addToTally, emptyTally, scoresOf } from '../../core/forecast/scores.ts';
import { COMBINATION, LEVELS, type Fan } from '../../core/forecast/types.ts';
import { lengthOf } from '../../core/forecast/views.ts';
import { normalQuantile } from '../../core/stats/distributions.ts';
import { decompose } from '../../core/series/decompose.ts';
import type { Decomposition, Series, SeriesNature } from '../../core/series/types.ts';
import type { BacktestFold, MethodScore, SeriesReport } from './types.ts';
import { nameOf, type SeriesOutcome } from './outcome.ts';
import { seriesVerdict } from './verdict.ts';

export function reportSeries(outcome: SeriesOutcome): SeriesReport {
  const { series, view, evidence, conclusion, members, told } = outcome;
  const future = futureOf(outcome);
  const own = chosenScore(outcome);
  const decomposition = outcome.takeApart ? takenApart(outcome) : undefined;
  return {
    name: series.name,
    values: series.values,
    filled: series.filled,
    nature: onAxis(view.nature, series.first),
    ...(decomposition ? { decomposition } : {}),
    methods: methodScores(outcome, own),
    chosen: { method: nameOf(members), ...(members.length > 1 ? { members } : {}), told },
    ...(own ? { judged: own.scores } : {}),
    verdict: seriesVerdict(outcome, own?.scores),
    folds: foldsOf(evidence, conclusion, series),
    from: series.first + lengthOf(series),
    future,
    errors: conclusion.errors,
    spread: spreadOf(outcome, future),
  };
}

/** Points counted from the start of the axis instead of the first value. */
function onAxis(nature: SeriesNature, first: number): SeriesNature {
  if (first === 0) return nature;
  return {
    ...nature,
    shifts: nature.shifts.map((shift) => ({ ...shift, at: shift.at + first })),
    outliers: nature.outliers.map((outlier) => ({ ...outlier, at: outlier.at + first })),
  };
}

function futureOf({ forecast, conclusion, neverNegative, view, multipliers }: SeriesOutcome): Fan {
  return fanOf(forecast, conclusion.calibration, { neverNegative, view, multipliers });
}

const OUTER = normalQuantile(LEVELS[LEVELS.length - 1] as number);

/** The calibrated standard deviation; of fans that follow demand, as wide as their quantiles lie apart. */
function spreadOf({ forecast, conclusion }: SeriesOutcome, { quantiles }: Fan): Float64Array {
  const [low, high] = [quantiles[0] as Float64Array, quantiles[LEVELS.length - 1] as Float64Array];
  const apart = low.map((value, h) => ((high[h] as number) - value) / (2 * OUTER));
  const calibrated = forecast.spread.map((s) => s * conclusion.calibration.scale);
  return low.every((value) => value === 0) ? apart.map((s, h) => s || (calibrated[h] as number)) : calibrated;
}

const foldsOf = (evidence: SeriesEvidence, { told }: Conclusion, { first }: Series): BacktestFold[] =>
  told.flatMap(({ index, fan }) => {
    const fold = evidence.folds.find((one) => one.index === index);
    return fold ? [{ from: first + fold.item.cut, fan }] : [];
  });

/** What was chosen on folds that it was chosen without. */
function chosenScore({ evidence, conclusion }: SeriesOutcome): SeriesScore | undefined {
  const tally = emptyTally();
  for (const { index, fan } of conclusion.told) {
    const fold = evidence.folds.find((one) => one.index === index);
    if (fold) addToTally(tally, fold.item.actual, fan, fold.item.scale);
  }
  return tally.points > 0 ? { scores: scoresOf(tally), points: tally.points } : undefined;
}

function methodScores({ scores, families, members }: SeriesOutcome, own: SeriesScore | undefined): MethodScore[] {
  const all = [...scores].map(([method, score]): MethodScore => ({
    method,
    family: families.get(method) ?? 'baseline',
    ...score,
  }));
  if (own && members.length > 1) all.push({ method: COMBINATION, family: 'blend', ...own });
  return all.toSorted((a, b) => a.scores.mase - b.scores.mase);
}

/** Longer ones are not taken apart: it would take longer than forecasting them. */
const MOST_APART = 20_000;

function takenApart({ view, series }: SeriesOutcome): Decomposition | undefined {
  const { values, nature } = view;
  if (nature.kind === 'constant' || nature.kind === 'zero') return undefined;
  if (values.length < 8 || values.length > MOST_APART) return undefined;
  const multiplicative = nature.multiplicative && values.every((value) => value > 0);
  const parts = decompose(
    values,
    nature.seasons.map(({ period }) => period),
    multiplicative,
  );
  const padded = (part: Float64Array): Float64Array => {
    const whole = new Float64Array(series.values.length).fill(NaN);
    whole.set(part, series.first);
    return whole;
  };
  return {
    multiplicative,
    trend: padded(parts.trend),
    seasons: parts.seasons.map(padded),
    remainder: padded(parts.remainder),
  };
}
