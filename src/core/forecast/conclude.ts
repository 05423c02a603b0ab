import type { Pacer } from '../learn/pacer.ts';
import { choose, type Choice, type SeriesChoice } from './choice.ts';
import { combine } from './combine.ts';
import type { Candidate, EvidenceFold, SeriesEvidence } from './evidence.ts';
import type { SeriesGroup } from './groups.ts';
import { calibrate, errorPath, fanOf, type Calibration, type ErrorPaths, type Multipliers } from './intervals.ts';
import type { Fan, Member } from './types.ts';

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
  readonly pacer: Pacer;
}

export interface Conclusions extends Pick<Choice, 'scope' | 'rule'> {
  /** In the order of the evidence. */
  readonly series: readonly Conclusion[];
}

/** Chooses, and learns from the errors of what is chosen how wide its fans have to be. @throws CancelledError */
export async function conclude(input: ConcludeInput): Promise<Conclusions> {
  const { evidence, pacer } = input;
  const choice = choose(input);
  await pacer.pause();
  // Errors of methods picked without the fold: those of what won on the very folds are too small.
  const honest = pathsOf(input, (fold, s) => choice.series[s]?.without.get(fold.index) ?? []);
  const calibrations = calibrate(honest);
  const most = Math.max(0, ...evidence.map(({ folds }) => folds.length));
  const without: Calibration[][] = [];
  for (let fold = 0; fold < most; fold++) {
    await pacer.pause();
    without.push(most > 1 ? calibrate(honest, fold) : calibrations);
  }
  const own = pathsOf(input, (_, s) => choice.series[s]?.members ?? []);
  const series: Conclusion[] = [];
  for (const [s, one] of evidence.entries()) {
    await pacer.pause();
    const calibration = calibrations[s] as Calibration;
    series.push({
      choice: choice.series[s] as SeriesChoice,
      calibration,
      errors: inSpreads((own[s] as ErrorPaths).paths, calibration, input.horizon),
      told: one.folds.flatMap((fold, k) => {
        const members = choice.series[s]?.without.get(fold.index) ?? [];
        return toldFold(input, s, fold, members, (one.folds.length > 1 ? without[k]?.[s] : undefined) ?? calibration);
      }),
    });
  }
  return { scope: choice.scope, rule: choice.rule, series };
}

/** Errors of what `membersOf` says, a path a fold. */
function pathsOf(
  { evidence, groups, horizon }: ConcludeInput,
  membersOf: (fold: EvidenceFold, series: number) => readonly Member[],
): ErrorPaths[] {
  return evidence.map(({ folds }, s) => ({
    group: groups[s] as SeriesGroup,
    paths: folds.map((fold) => {
      const forecast = combine(fold.forecasts, membersOf(fold, s));
      return forecast ? errorPath(fold, forecast) : new Float64Array(horizon).fill(NaN);
    }),
  }));
}

/** Paths one behind the other, in units of the calibrated spread. */
function inSpreads(paths: readonly Float64Array[], { scale }: Calibration, horizon: number): Float64Array {
  const errors = new Float64Array(paths.length * horizon);
  for (const [k, path] of paths.entries()) {
    errors.set(
      path.map((z) => z / scale),
      k * horizon,
    );
  }
  return errors;
}

function toldFold(
  { neverNegative, multipliers }: ConcludeInput,
  series: number,
  { index, forecasts, item: { view } }: EvidenceFold,
  members: readonly Member[],
  calibration: Calibration,
): ToldFold[] {
  const forecast = combine(forecasts, members);
  if (!forecast) return [];
  const options = { view, neverNegative: neverNegative[series] === true, multipliers };
  return [{ index, fan: fanOf(forecast, calibration, options) }];
}
