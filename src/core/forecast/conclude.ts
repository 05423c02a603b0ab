import type { PointForecast } from '../learn/forecast/forecaster.ts';
import { choose, type Choice, type SeriesChoice } from './choice.ts';
import { combine } from './combine.ts';
import type { Candidate, SeriesEvidence } from './evidence.ts';
import type { SeriesGroup } from './groups.ts';
import { calibrate, errorPath, fanOf, type Calibration, type ErrorPaths, type Multipliers } from './intervals.ts';
import type { Fan } from './types.ts';

/** A fold of one series as what is chosen would have told it, chosen and calibrated without that fold. */
export interface ToldFold {
  readonly index: number;
  readonly fan: Fan;
}

/** What the backtest comes to, for one series. */
export interface Conclusion {
  readonly choice: SeriesChoice;
  readonly calibration: Calibration;
  /** Errors of what is chosen in units of its calibrated spread, folds × horizon; NaN where nothing came. */
  readonly errors: Float64Array;
  readonly told: readonly ToldFold[];
}

export interface ConcludeInput {
  readonly evidence: readonly SeriesEvidence[];
  readonly methods: readonly Candidate[];
  readonly groups: readonly SeriesGroup[];
  readonly horizon: number;
  /** By series. */
  readonly neverNegative: readonly boolean[];
  readonly multipliers: Multipliers;
}

export interface Conclusions extends Pick<Choice, 'scope' | 'rule'> {
  /** In the order of the evidence. */
  readonly series: readonly Conclusion[];
}

/** Chooses, and learns from the errors of what is chosen how wide its fans have to be. */
export function conclude(input: ConcludeInput): Conclusions {
  const { evidence, groups, horizon } = input;
  const choice = choose(input);
  const pathsOf = (forecast: (s: number, fold: number) => PointForecast | undefined): ErrorPaths[] =>
    evidence.map(({ folds }, s) => ({
      group: groups[s] as SeriesGroup,
      paths: folds.map((fold, k) => {
        const told = forecast(s, k);
        return told ? errorPath(fold, told) : new Float64Array(horizon).fill(NaN);
      }),
    }));
  const chosen = (s: number, k: number): PointForecast | undefined =>
    combine(evidence[s]?.folds[k]?.forecasts ?? new Map(), choice.series[s]?.members ?? []);
  const unseen = (s: number, k: number): PointForecast | undefined => {
    const fold = evidence[s]?.folds[k];
    return fold && combine(fold.forecasts, choice.series[s]?.without.get(fold.index) ?? []);
  };
  // Errors of methods picked without the fold: those of what won on the very folds are too small.
  const honest = pathsOf(unseen);
  const calibrations = calibrate(honest);
  const most = Math.max(0, ...evidence.map(({ folds }) => folds.length));
  const without = Array.from({ length: most }, (_, fold) => calibrate(honest, fold));
  const own = pathsOf(chosen);
  const series = evidence.map(({ folds }, s): Conclusion => {
    const calibration = calibrations[s] as Calibration;
    const errors = new Float64Array(folds.length * horizon);
    for (const [k, path] of (own[s] as ErrorPaths).paths.entries()) {
      errors.set(
        path.map((z) => z / calibration.scale),
        k * horizon,
      );
    }
    const told = folds.flatMap(({ index, item: { view } }, k): ToldFold[] => {
      const forecast = unseen(s, k);
      if (!forecast) return [];
      const width = (folds.length > 1 ? without[k] : calibrations)?.[s] as Calibration;
      return [
        {
          index,
          fan: fanOf(forecast, width, {
            view,
            neverNegative: input.neverNegative[s] === true,
            multipliers: input.multipliers,
          }),
        },
      ];
    });
    return { choice: choice.series[s] as SeriesChoice, calibration, errors, told };
  });
  return { scope: choice.scope, rule: choice.rule, series };
}
