import { calendarPeriods } from './calendar-periods.ts';
import { burg, innovations } from './autoregression.ts';
import { withoutSpikes } from './cap.ts';
import { inside, movingAverage, seasonMeans } from './quick-parts.ts';
import { testSeason } from './season-test.ts';
import type { CalendarStep } from './types.ts';

/** Chance of a false season among those of the calendar, and among all other lengths. */
const ALPHA_CALENDAR = 0.02;
const ALPHA_OTHERS = 0.005;
/** Rounds that must have been seen: of the calendar's; of long ones, where two make hardly more than a trend; of others. */
const LEAST_ROUNDS = 2;
const LONG = 100;
const LEAST_LONG_ROUNDS = 3;
const LEAST_OTHER_ROUNDS = 4;
/** Longer rounds are also looked at in so many stretches, for slow ones. */
const STRETCHES = 12;
const LONGEST_OTHER = 400;
/** Values that are looked at for rounds of any length: the latest. */
const MOST_LOOKED_AT = 3000;
const TRIED = 4;

/**
 * Periods of the seasons that values have by evidence, ascending: those of the calendar, and one of any other length
 * where it is beyond doubt.
 * @param values finite
 */
export function findPeriods(values: Float64Array, step: CalendarStep): readonly number[] {
  const found: number[] = [];
  let rest = withoutSpikes(values);
  const candidates = calendarPeriods(step).filter(
    (period) => values.length >= period * (period > LONG ? LEAST_LONG_ROUNDS : LEAST_ROUNDS),
  );
  for (const period of candidates) {
    const nested = found.findLast((shorter) => period % shorter === 0) ?? 1;
    if (chanceOf(rest, period, nested) > ALPHA_CALENDAR / candidates.length) continue;
    found.push(period);
    rest = withoutSeason(rest, period);
  }
  const other = otherPeriod(rest, found, candidates);
  return (other === undefined ? found : [...found, other]).toSorted((a, b) => a - b);
}

/** Chance of what is seen without a season: point by point, and for long rounds stretch by stretch as well. */
function chanceOf(values: Float64Array, period: number, nested: number): number {
  const exact = testSeason(values, period, nested).pValue;
  const stretches = nested > 1 ? period / nested : STRETCHES;
  if (period < 2 * STRETCHES || stretches < 3) return exact;
  const means = stretchMeans(values, period / stretches);
  return means.length < 2 * stretches ? exact : Math.min(1, 2 * Math.min(exact, testSeason(means, stretches).pValue));
}

/** Means of stretches of `length` values, counted from the end; the remainder at the start is left out. */
function stretchMeans(values: Float64Array, length: number): Float64Array {
  const count = Math.floor(values.length / length + 1e-9);
  return Float64Array.from({ length: count }, (_, i) => {
    const to = Math.round(values.length - (count - 1 - i) * length);
    const from = Math.max(0, Math.round(values.length - (count - i) * length));
    let sum = 0;
    for (let t = from; t < to; t++) sum += values[t] as number;
    return sum / (to - from);
  });
}

/** Means by phase, of what a trend leaves, taken off. */
function withoutSeason(values: Float64Array, period: number): Float64Array {
  const trend = movingAverage(values, period);
  const rest = values.map((value, t) => value - (trend[t] as number));
  const means = seasonMeans(inside(rest, period), period);
  return values.map((value, t) => value - (means[t % period] as number));
}

/** A round that the calendar does not have: where the whitened values resemble themselves most, if the test agrees. */
function otherPeriod(values: Float64Array, found: readonly number[], refused: readonly number[]): number | undefined {
  const latest = values.subarray(Math.max(0, values.length - MOST_LOOKED_AT));
  const longest = Math.min(LONGEST_OTHER, Math.floor(latest.length / LEAST_OTHER_ROUNDS));
  if (longest < 3) return undefined;
  const related = (period: number): boolean =>
    refused.includes(period) || found.some((other) => isNearMultiple(period, other) || isNearMultiple(other, period));
  const peaks = likenessPeaks(latest, longest)
    .filter((period) => !related(period))
    .slice(0, TRIED);
  const passed = peaks
    .map((period) => ({ period, ...testSeason(latest, period) }))
    .filter(({ pValue }) => pValue * longest < ALPHA_OTHERS);
  const best = Math.max(...passed.map(({ explained }) => explained));
  // Its multiples explain as much.
  return passed.filter(({ explained }) => explained >= 0.85 * best).toSorted((a, b) => a.period - b.period)[0]?.period;
}

/** What a season leaves when it changes shows near its own length and its multiples. */
const NEAR = 0.03;

const isNearMultiple = (long: number, short: number): boolean =>
  Math.abs(long - Math.max(1, Math.round(long / short)) * short) <= Math.max(1, NEAR * long);

/** Lags of 3 and more at which the autocorrelation peaks beyond chance, the highest first. */
function likenessPeaks(values: Float64Array, longest: number): number[] {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const centred = values.map((value) => value - mean);
  const white = innovations(centred, burg(centred, 1));
  const likeness = new Float64Array(longest + 2);
  for (let lag = 0; lag < likeness.length; lag++) {
    let sum = 0;
    for (let t = lag; t < white.length; t++) sum += (white[t] as number) * (white[t - lag] as number);
    likeness[lag] = sum;
  }
  const bound = (2 / Math.sqrt(n)) * (likeness[0] as number);
  const at = (lag: number): number => likeness[lag] as number;
  const peaks: number[] = [];
  for (let lag = 3; lag <= longest; lag++) {
    if (at(lag) > bound && at(lag) >= at(lag - 1) && at(lag) >= at(lag + 1)) peaks.push(lag);
  }
  return peaks.toSorted((a, b) => at(b) - at(a));
}
