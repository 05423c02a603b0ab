import type { Traces } from './traces.ts';

/** Features of the line: products with the horizon are made here, for a line cannot make them. */
export const LINEAR_FEATURES = 21;

/** Names of the trees' features, in order; known columns follow. */
export const TREE_FEATURES = [
  'line',
  'ahead',
  'last',
  'lag-1',
  'lag-2',
  'lag-3',
  'fast',
  'slow',
  'round-mean',
  'two-rounds-mean',
  'all-mean',
  'slope-fast',
  'slope-slow',
  'slope-line',
  'same-season',
  'same-season-before',
  'same-long-season',
  'year-ago',
  'month',
  'weekday',
  'hour',
  'day-of-month',
  'straightness',
  'step-correlation',
  'zero-share',
] as const;

/** Where an origin's own values stand: all against its level, so that neither size nor height of a series counts. */
interface Origin {
  readonly last: number;
  readonly before: number;
  readonly fast: number;
  readonly slow: number;
  readonly roundMean: number;
  readonly twoRoundsMean: number;
  readonly allMean: number;
}

const meanOver = ({ sums }: Traces, t: number, count: number): number => {
  const from = Math.max(0, t + 1 - count);
  return ((sums[t + 1] as number) - (sums[from] as number)) / (t + 1 - from);
};

function originOf(traces: Traces, t: number): Origin {
  const level = traces.level[t] as number;
  const { z, window } = traces;
  return {
    last: (z[t] as number) - level,
    before: (z[Math.max(0, t - 1)] as number) - level,
    fast: (traces.fast[t] as number) - level,
    slow: (traces.slow[t] as number) - level,
    roundMean: meanOver(traces, t, window) - level,
    twoRoundsMean: meanOver(traces, t, 2 * window) - level,
    allMean: meanOver(traces, t, t + 1) - level,
  };
}

/** What was left of the season at the same point of an earlier round, against the mean of the round around it. */
function sameSeason(traces: Traces, period: number, t: number, h: number, rounds: number): number {
  if (period === 0) return 0;
  const at = t + h - period * (Math.ceil(h / period) + rounds - 1);
  return at >= 0 ? (traces.z[at] as number) - meanOver(traces, Math.min(t, at + (period >> 1)), period) : 0;
}

/** How far the level went over the same stretch of the year before; NaN where there was none. */
function yearAgo({ sums, level, year }: Traces, t: number, h: number): number {
  const from = t - year;
  if (year === 0 || from < 8) return Number.NaN;
  const half = Math.max(1, Math.round(year / 52));
  const at = from + h;
  const low = Math.max(0, at - half);
  const high = Math.min(t, at + half);
  if (high < low) return Number.NaN;
  return ((sums[high + 1] as number) - (sums[low] as number)) / (high + 1 - low) - (level[from] as number);
}

/** Writes the line's features of origin t and h steps ahead. */
export function linearFeatures(traces: Traces, t: number, h: number, into: Float64Array): void {
  const origin = originOf(traces, t);
  const soon = 0.5 ** (h - 1);
  const near = 0.85 ** (h - 1);
  const late = 1 - 0.85 ** h;
  const damped = 9 * (1 - 0.9 ** h);
  const year = yearAgo(traces, t, h);
  into[0] = origin.last * soon;
  into[1] = origin.last * near;
  into[2] = origin.before * soon;
  into[3] = origin.fast;
  into[4] = origin.slow;
  into[5] = origin.slow * late;
  into[6] = origin.roundMean * late;
  into[7] = origin.twoRoundsMean * late;
  into[8] = origin.roundMean;
  into[9] = (traces.slopeFast[t] as number) * damped;
  into[10] = (traces.slopeSlow[t] as number) * damped;
  into[11] = (traces.slopeSlow[t] as number) * h;
  into[12] = (traces.slopeLine[t] as number) * h;
  into[13] = sameSeason(traces, traces.period, t, h, 1);
  into[14] = sameSeason(traces, traces.period, t, h, 2);
  into[15] = year === year ? year : 0;
  const wandering = Math.min(1, Math.max(0, 1 + 2 * traces.stepCorrelation));
  into[16] = (traces.slopeLine[t] as number) * h * (traces.straightness[t] as number);
  into[17] = (traces.slopeSlow[t] as number) * h * (traces.straightness[t] as number);
  into[18] = origin.last * wandering;
  into[19] = origin.allMean * late * (1 - wandering);
  into[20] = sameSeason(traces, traces.longPeriod, t, h, 1);
}

/** Writes the trees' features of origin t and h steps ahead. @param line what the line says */
export function treeFeatures(traces: Traces, t: number, h: number, line: number, into: Float64Array): void {
  const origin = originOf(traces, t);
  const level = traces.level[t] as number;
  const { z, calendar, known } = traces;
  const at = t + h;
  into[0] = line;
  into[1] = h;
  into[2] = origin.last;
  for (let k = 1; k <= 3; k++) into[2 + k] = (z[Math.max(0, t - k)] as number) - level;
  into[6] = origin.fast;
  into[7] = origin.slow;
  into[8] = origin.roundMean;
  into[9] = origin.twoRoundsMean;
  into[10] = origin.allMean;
  into[11] = traces.slopeFast[t] as number;
  into[12] = traces.slopeSlow[t] as number;
  into[13] = traces.slopeLine[t] as number;
  into[14] = sameSeason(traces, traces.period, t, h, 1);
  into[15] = sameSeason(traces, traces.period, t, h, 2);
  into[16] = sameSeason(traces, traces.longPeriod, t, h, 1);
  into[17] = yearAgo(traces, t, h);
  into[18] = calendar.month[at] as number;
  into[19] = calendar.weekday[at] as number;
  into[20] = calendar.hour[at] as number;
  into[21] = calendar.dayOfMonth[at] as number;
  into[22] = traces.straightness[t] as number;
  into[23] = traces.stepCorrelation;
  into[24] = traces.zeroShare;
  for (const [k, column] of known.entries()) into[TREE_FEATURES.length + k] = column[at] as number;
}
