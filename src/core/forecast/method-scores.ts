import { combine } from './combine.ts';
import type { ConcludeInput } from './conclude.ts';
import type { Candidate, SeriesEvidence } from './evidence.ts';
import { calibrate, errorPath, fanOf, type Calibration, type ErrorPaths } from './intervals.ts';
import { addToTally, emptyTally, scoresOf, type ScoreTally } from './scores.ts';
import type { ForecastScores } from './types.ts';

/** How a method did on one series. */
export interface SeriesScore {
  readonly scores: ForecastScores;
  /** Steps that it was judged on. */
  readonly points: number;
}

/**
 * How one method did on each series, its fans calibrated without the fold that they are judged on. Undefined where it was
 * not judged.
 */
export function scoreMethod(input: ConcludeInput, { method }: Candidate): (SeriesScore | undefined)[] {
  const { evidence, groups, horizon } = input;
  const paths = evidence.map(({ folds }, s): ErrorPaths => ({
    group: groups[s] as string,
    paths: folds.map((fold) => {
      const forecast = fold.forecasts.get(method);
      return forecast ? errorPath(fold, forecast) : new Float64Array(horizon).fill(NaN);
    }),
  }));
  const most = Math.max(0, ...evidence.map(({ folds }) => folds.length));
  const without = Array.from({ length: most }, (_, fold) => calibrate(paths, most > 1 ? fold : undefined));
  return evidence.map((one, s) => {
    const tally = tallyOf(input, one, method, (k) => without[k]?.[s] as Calibration, s);
    return tally.points > 0 ? { scores: scoresOf(tally), points: tally.points } : undefined;
  });
}

function tallyOf(
  { neverNegative, multipliers }: ConcludeInput,
  { folds }: SeriesEvidence,
  method: string,
  calibration: (fold: number) => Calibration,
  series: number,
): ScoreTally {
  const tally = emptyTally();
  for (const [k, { item, forecasts }] of folds.entries()) {
    const forecast = combine(forecasts, [{ method, weight: 1 }]);
    if (!forecast) continue;
    const options = { view: item.view, neverNegative: neverNegative[series] === true, multipliers };
    addToTally(tally, item.actual, fanOf(forecast, calibration(k), options), item.scale);
  }
  return tally;
}
