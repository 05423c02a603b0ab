import { cholesky, solveCholesky } from '../../linear/cholesky.ts';
import { binaryUnit } from '../binary-unit.ts';
import { cleaned } from '../cleaned.ts';
import type { View } from '../forecaster.ts';
import { viewFrom } from '../latest.ts';
import { learnProfiles, movingAverage, seasonAt, usablePeriods, type SeasonProfiles } from '../seasons.ts';

/** Longest season whose profile is taken off; the year of days is left to what was a year ago. */
const LONGEST_PROFILE = 200;
/** Latest values of a series that are learned from at most, and at least where there are many series. */
const MOST_LATEST = 3000;
const LEAST_LATEST = 200;
/** Values of all series together: what is followed along each takes some hundred bytes. */
const MOST_VALUES = 1_000_000;

/** Latest values of each of so many series that are learned from. */
export const latestOf = (series: number): number =>
  Math.max(LEAST_LATEST, Math.min(MOST_LATEST, Math.floor(MOST_VALUES / Math.max(1, series))));

/** How a series becomes numbers of about size one without season or known effects. Plain data. */
export interface SeriesScale {
  readonly from: number;
  readonly logarithm: boolean;
  /** Added up; on the logarithm where that is taken. */
  readonly profiles: SeasonProfiles;
  /** Effect of each known column, and the value it is counted from. */
  readonly effects: Float64Array;
  readonly centers: Float64Array;
  /** Mean size of a step, without season and effects. */
  readonly unit: number;
  /** Main season, at least 4; 8 where there is none. */
  readonly window: number;
  /** Period whose last rounds are looked at; 0 where there is no season. */
  readonly period: number;
  /** A longer one beside it, else 0. */
  readonly longPeriod: number;
}

/** Effects of known columns on what is left of the values once both have lost their moving average; ridge. */
function knownEffects(rest: Float64Array, known: readonly Float64Array[], window: number): Float64Array {
  const p = known.length;
  const n = rest.length;
  if (p === 0) return new Float64Array(0);
  const free = (column: Float64Array): Float64Array => {
    const average = movingAverage(column, window);
    return column.map((v, t) => v - (average[t] as number));
  };
  const columns = known.map((column) => free(column.subarray(0, n)));
  const unit = binaryUnit(rest);
  const target = free(rest.map((v) => v / unit));
  const normal = new Float64Array(p * p);
  const right = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    const a = columns[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const b = columns[j] as Float64Array;
      let sum = 0;
      for (let t = 0; t < n; t++) sum += (a[t] as number) * (b[t] as number);
      normal[i * p + j] = normal[j * p + i] = sum;
    }
    for (let t = 0; t < n; t++) right[i] = (right[i] as number) + (a[t] as number) * (target[t] as number);
  }
  // One value's worth of doubt a column; a column that never moves on its own has no effect.
  for (let i = 0; i < p; i++) normal[i * p + i] = (normal[i * p + i] as number) * (1 + 2 / n) + 1e-9;
  const factor = cholesky(normal, p);
  return factor ? solveCholesky(factor, right).map((effect) => effect * unit) : right.fill(0);
}

/** @param latest values that are learned from at most */
export function scaleOf(view: View, latest: number): SeriesScale {
  const from = Math.max(0, view.values.length - latest);
  const part = viewFrom(view, from);
  const logarithm = view.nature.multiplicative && view.values.every((v) => v > 0);
  const values = logarithm ? cleaned(part).map((v) => Math.log(v)) : cleaned(part);
  const n = values.length;
  const periods = usablePeriods(part).filter((period) => period <= LONGEST_PROFILE);
  const profiles = learnProfiles(values, periods, false);
  const main = periods.find((period) => period === part.nature.seasons[0]?.period) ?? periods[0] ?? 0;
  const longest = periods.at(-1) ?? 0;
  const window = main >= 4 ? Math.min(main, 60) : 8;
  const rest = values.map((v, t) => v - seasonAt(profiles, t));
  const effects = knownEffects(rest, part.known, window);
  const centers = Float64Array.from(part.known, (column) => {
    let mean = 0;
    for (let t = 0; t < n; t++) mean += (column[t] as number) / n;
    return mean;
  });
  let steps = 0;
  for (let t = 1; t < n; t++) {
    let step = (rest[t] as number) - (rest[t - 1] as number);
    for (const [k, column] of part.known.entries()) {
      step -= (effects[k] as number) * ((column[t] as number) - (column[t - 1] as number));
    }
    steps += Math.abs(step) / (n - 1);
  }
  const longPeriod = longest > main ? longest : 0;
  return { from, logarithm, profiles, effects, centers, unit: steps || 1, window, period: main, longPeriod };
}

/** What season and known columns come to at point t (from the start of the scale), on the scale that is learned on. */
export function offsetAt(scale: SeriesScale, known: readonly Float64Array[], t: number): number {
  let offset = seasonAt(scale.profiles, t);
  for (const [k, column] of known.entries()) {
    offset += (scale.effects[k] as number) * ((column[scale.from + t] as number) - (scale.centers[k] as number));
  }
  return offset;
}

/** The values in units of the scale, season and known effects taken off; undefined where one has no logarithm. */
export function scaledValues(view: View, scale: SeriesScale): Float64Array | undefined {
  const values = cleaned(viewFrom(view, scale.from));
  if (scale.logarithm && values.some((v) => !(v > 0))) return undefined;
  return values.map((v, t) => ((scale.logarithm ? Math.log(v) : v) - offsetAt(scale, view.known, t)) / scale.unit);
}
