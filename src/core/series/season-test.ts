import { fUpper } from '../stats/distributions.ts';
import { burg, innovations } from './autoregression.ts';
import { capAtLargest } from './cap.ts';

/** What speaks for a season. */
export interface SeasonEvidence {
  /** Chance of so much difference between the phases where there is no season. */
  readonly pValue: number;
  /** Share of the variation of the whitened values that the phases explain. */
  readonly explained: number;
}

/** Order of the autoregression that the rest is taken for: enough for a drifting level and a pseudo-cycle. */
const ORDER = 3;
const FEW_ROUNDS = 2;

/**
 * Whether the phases of a round differ: analysis of variance of the values, whitened by an autoregression of what the
 * phases and a straight line leave. Without the whitening random walks and trends would pass for seasons.
 * @param values at least two rounds of them
 * @param nested a shorter round that divides this one and was taken out of the values before; absent: none was
 */
export function testSeason(values: Float64Array, period: number, nested = 1): SeasonEvidence {
  const rounds = Math.floor(values.length / period);
  const n = rounds * period;
  const last = values.subarray(values.length - n);
  const line = rounds <= FEW_ROUNDS ? withoutLevels(last, period, rounds) : withoutLine(last, period, rounds);
  const means = phaseMeans(line, period, 0);
  const rest = line.map((value, t) => value - (means[t % period] as number));
  const order = Math.min(ORDER, Math.floor(n / 10));
  const white = capAtLargest(innovations(line, burg(rest, order)));
  const whiteMeans = phaseMeans(white, period, order);
  let overall = 0;
  for (const value of white) overall += value / white.length;
  let [between, within] = [0, 0];
  for (let i = 0; i < white.length; i++) {
    const mean = whiteMeans[(i + order) % period] as number;
    between += (mean - overall) ** 2;
    within += ((white[i] as number) - mean) ** 2;
  }
  const df1 = period - nested - (rounds <= FEW_ROUNDS ? 1 : 0);
  const df2 = white.length - period - order - 1;
  if (df1 < 1 || df2 < 1 || !(between > 0)) return { pValue: 1, explained: 0 };
  if (!(within > 1e-12 * between)) return { pValue: 0, explained: 1 };
  return { pValue: fUpper(between / df1 / (within / df2), df1, df2), explained: between / (between + within) };
}

/** The straight line through the rounds' means taken off: a season does not bend it. */
function withoutLine(values: Float64Array, period: number, rounds: number): Float64Array {
  let [cross, power] = [0, 0];
  const middle = (rounds - 1) / 2;
  for (let t = 0; t < values.length; t++) {
    const round = Math.floor(t / period) - middle;
    cross += round * (values[t] as number);
    power += round * round;
  }
  const slope = power > 0 ? cross / power / period : 0;
  return values.map((value, t) => value - slope * t);
}

/**
 * Each round's mean and a common slope within the rounds taken off: of few rounds a line would leave a step between two of
 * them as a saw's teeth, the same in each.
 */
function withoutLevels(values: Float64Array, period: number, rounds: number): Float64Array {
  const means = Float64Array.from({ length: rounds }, (_, round) => {
    let sum = 0;
    for (let t = round * period; t < (round + 1) * period; t++) sum += values[t] as number;
    return sum / period;
  });
  const middle = (period - 1) / 2;
  let [cross, power] = [0, 0];
  const level = values.map((value, t) => value - (means[Math.floor(t / period)] as number));
  for (let t = 0; t < values.length; t++) {
    cross += ((t % period) - middle) * (level[t] as number);
    power += ((t % period) - middle) ** 2;
  }
  const slope = power > 0 ? cross / power : 0;
  return level.map((value, t) => value - slope * ((t % period) - middle));
}

/** Mean by phase; NaN is passed over. @param from phase of the first value */
export function phaseMeans(values: Float64Array, period: number, from: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    const phase = (i + from) % period;
    sums[phase] = (sums[phase] as number) + value;
    counts[phase] = (counts[phase] as number) + 1;
  }
  return sums.map((sum, phase) => ((counts[phase] as number) > 0 ? sum / (counts[phase] as number) : 0));
}
