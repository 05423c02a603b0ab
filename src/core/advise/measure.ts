import type { Estimate } from '../metrics/types.ts';
import { tQuantile, tTwoSided } from '../stats/distributions.ts';
import { fisherExact, twoProportions, welchTest, wilson, type Sample } from '../stats/tests.ts';

/** Expected counts below which proportions are compared exactly. */
const EXACT_BELOW = 5;

/** Outcomes of some rows, and sums that every segment is compared with. */
export interface Measured {
  readonly kind: 'share' | 'mean';
  /** One a row, less `center`, which keeps the digits of large numbers. */
  readonly centred: Float64Array;
  /** Mean over all rows. */
  readonly center: number;
  /** With n − 1. */
  readonly deviation: number;
  /** Which rows belong together (visits of one customer) and so are no independent evidence; one each where absent. */
  readonly groups?: Int32Array;
}

/** @param values one a row */
export function makeMeasured(values: Float64Array, kind: Measured['kind'], groups?: Int32Array): Measured {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - center);
  const squares = centred.reduce((sum, value) => sum + value * value, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  return { kind, centred, center, deviation, ...(groups ? { groups } : {}) };
}

/** Sums over the members of a segment. */
export interface Tally {
  readonly count: number;
  /** Of the centred values. */
  readonly sum: number;
  readonly squares: number;
}

export function tally({ centred }: Measured, members: Uint8Array): Tally {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < members.length; i++) {
    if (members[i] === 0) continue;
    const value = centred[i] as number;
    count++;
    sum += value;
    squares += value * value;
  }
  return { count, sum, squares };
}

/** `tally` of the rows that are in both, without making the list of them. */
export function tallyBoth({ centred }: Measured, a: Uint8Array, b: Uint8Array): Tally {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < a.length; i++) {
    if (((a[i] as number) & (b[i] as number)) === 0) continue;
    const value = centred[i] as number;
    count++;
    sum += value;
    squares += value * value;
  }
  return { count, sum, squares };
}

/** Tally of the rows of `whole` that are not in `part`. */
export const without = (whole: Tally, part: Tally): Tally => ({
  count: whole.count - part.count,
  sum: whole.sum - part.sum,
  squares: whole.squares - part.squares,
});

export function tallyAll({ centred }: Measured): Tally {
  const squares = centred.reduce((sum, value) => sum + value * value, 0);
  return { count: centred.length, sum: 0, squares };
}

/** Distance of the mean from that of all rows, in standard errors; the sign says which way. */
export function standing({ deviation }: Measured, { count, sum }: Tally): number {
  return deviation > 0 && count > 0 ? sum / (Math.sqrt(count) * deviation) : 0;
}

const sampleOf = ({ count, sum, squares }: Tally): Sample => ({
  count,
  mean: sum / count,
  variance: Math.max(0, (squares - (sum * sum) / count) / (count - 1)),
});

/** Two-sided p of the members against the others: two proportions (exact where few are expected), or Welch's t. */
export function pValueOf(measured: Measured, inside: Tally, outside: Tally): number {
  if (inside.count < 2 || outside.count < 2) return 1;
  if (measured.kind === 'mean') return welchTest(sampleOf(inside), sampleOf(outside)).pValue;
  const yes = ({ count, sum }: Tally): number => Math.round(sum + count * measured.center);
  const [a, b] = [yes(inside), yes(outside)];
  const share = (a + b) / (inside.count + outside.count);
  const fewest = Math.min(inside.count, outside.count) * Math.min(share, 1 - share);
  if (fewest < EXACT_BELOW) return fisherExact(a, inside.count - a, b, outside.count - b);
  return twoProportions(a, inside.count, b, outside.count).pValue;
}

/**
 * p of the members against the others with rows of a group taken together: cluster-robust (CR1), with Student's t of the
 * groups on the side that has fewer, less one: with few groups in a segment the normal would find far too much.
 */
export function groupedPValue(measured: Measured, members: Uint8Array, groups: Int32Array): number {
  const inside = tally(measured, members);
  const outside = without(tallyAll(measured), inside);
  if (inside.count < 2 || outside.count < 2) return 1;
  const [a, b] = [inside.sum / inside.count, outside.sum / outside.count];
  const pull = new Map<number, number>();
  const [groupsInside, groupsOutside] = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < members.length; i++) {
    const value = measured.centred[i] as number;
    const part = members[i] === 1 ? (value - a) / inside.count : (b - value) / outside.count;
    const group = groups[i] as number;
    pull.set(group, (pull.get(group) ?? 0) + part);
    (members[i] === 1 ? groupsInside : groupsOutside).add(group);
  }
  const df = Math.min(groupsInside.size, groupsOutside.size) - 1;
  if (df < 1) return 1;
  const error = Math.sqrt((squaresOf(pull) * pull.size) / (pull.size - 1));
  if (error === 0) return a === b ? 1 : 0;
  return tTwoSided((a - b) / error, df);
}

const squaresOf = (sums: ReadonlyMap<number, number>): number => {
  let total = 0;
  for (const sum of sums.values()) total += sum * sum;
  return total;
};

/**
 * Share or mean of the members with a 95 % interval: Wilson's for shares, Student's for means. Where rows come in
 * groups, the interval is as wide as that of so many independent rows as the groups are worth.
 */
export function estimateOf(measured: Measured, members: Uint8Array): Estimate {
  const { count, sum, squares } = tally(measured, members);
  const center = measured.center + sum / count;
  const plain = Math.max(0, squares / count - (sum / count) ** 2) / count;
  const grouped = measured.groups ? groupedVariance(measured, members, sum / count, measured.groups) : undefined;
  const worth = grouped && grouped.groups > 1 ? effectiveRows(count, plain, grouped) : count;
  if (measured.kind === 'share') {
    const value = Math.min(1, Math.max(0, Math.round(center * count) / count));
    return { value, ...wilson(value * worth, worth) };
  }
  if (worth <= 1) return { value: center, low: -Infinity, high: Infinity };
  const reach = tQuantile(0.975, worth - 1) * Math.sqrt((plain * count) / (worth - 1));
  return { value: center, low: center - reach, high: center + reach };
}

/** How many independent rows would tell as much; never more than there are. */
const effectiveRows = (
  count: number,
  plain: number,
  { variance, groups }: { readonly variance: number; readonly groups: number },
): number => (variance > 0 ? Math.min(count, (count * plain) / variance) : Math.min(count, groups));

function groupedVariance(
  { centred }: Measured,
  members: Uint8Array,
  mean: number,
  groups: Int32Array,
): { variance: number; groups: number } {
  const sums = new Map<number, number>();
  let count = 0;
  for (let i = 0; i < members.length; i++) {
    if (members[i] === 0) continue;
    const group = groups[i] as number;
    sums.set(group, (sums.get(group) ?? 0) + (centred[i] as number) - mean);
    count++;
  }
  const size = sums.size;
  return { variance: (squaresOf(sums) * size) / Math.max(1, size - 1) / (count * count), groups: size };
}

/** Standard deviation among the members. */
export function deviationOf(measured: Measured, members: Uint8Array): number {
  return Math.sqrt(sampleOf(tally(measured, members)).variance);
}
