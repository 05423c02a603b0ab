import { isSmall } from './min-group.ts';

export interface MergeOptions {
  /** Bins at which a merged bin has to begin, where that can be; the first ones matter most. */
  readonly edges?: readonly number[];
  /** At most so many merged bins. */
  readonly most?: number;
}

export interface MergedBins {
  /** First bin of each merged bin, ascending from 0. */
  readonly starts: readonly number[];
  /** merged bins × classes */
  readonly counts: readonly (readonly number[])[];
  /** Of the edges asked for, those that hold. */
  readonly edges: readonly number[];
}

/**
 * Joins neighbouring bins of an ordered scale until each has 0 or at least 11 rows of every class, in as many merged bins
 * as can be. Every count that can be made from merged bins by adding and subtracting is then 0 or at least 11 of each
 * class. A class may be absent from a merged bin before its first row and after its last one only: cuts drawn round the
 * gaps that chance left would make a picture of chance. Not guaranteed: anything about where within a bin the rows lie
 * beyond its not having been cut finer.
 * @param counts bins × classes
 * @returns undefined where a class has 1 to 10 rows in all
 */
export function mergeBins(counts: readonly (readonly number[])[], options: MergeOptions = {}): MergedBins | undefined {
  const sums = prefixSums(counts);
  const between = (from: number, to: number): number[] =>
    (sums[to] as number[]).map((sum, c) => sum - (sums[from]?.[c] as number));
  const all = between(0, counts.length);
  const fits = (from: number, to: number): boolean =>
    between(from, to).every((count, c) =>
      count === 0 ? sums[to]?.[c] === 0 || sums[from]?.[c] === all[c] : !isSmall(count),
    );
  if (counts.length === 0 || !fits(0, counts.length)) return undefined;
  const edges: number[] = [];
  for (const edge of options.edges ?? []) {
    const cuts = [0, ...edges, edge, counts.length].sort((a, b) => a - b);
    if (edge > 0 && edge < counts.length && cuts.every((cut, i) => i === 0 || fits(cuts[i - 1] as number, cut))) {
      edges.push(edge);
    }
  }
  const cuts = [0, ...edges, counts.length].sort((a, b) => a - b);
  const rows = (from: number, to: number): number => between(from, to).reduce((a, b) => a + b, 0);
  const most = Math.max(options.most ?? Infinity, cuts.length - 1);
  const allRows = rows(0, counts.length);
  let starts: number[] = [];
  // Larger and larger bins until there are few enough of them.
  for (let fewest = 1; ; fewest = Math.max(fewest * 1.3, allRows / most)) {
    const large = (from: number, to: number): boolean => fits(from, to) && rows(from, to) >= fewest;
    starts = cuts.slice(0, -1).flatMap((from, i) => cutMost(from, cuts[i + 1] as number, large));
    if (starts.length <= most) break;
  }
  const ends = [...starts.slice(1), counts.length];
  return { starts, counts: starts.map((from, i) => between(from, ends[i] as number)), edges };
}

function prefixSums(counts: readonly (readonly number[])[]): number[][] {
  const sums = [(counts[0] ?? []).map(() => 0)];
  for (const bin of counts) {
    const last = sums.at(-1) as number[];
    sums.push(bin.map((count, c) => count + (last[c] as number)));
  }
  return sums;
}

/** Starts of the most pieces of from … to that are all allowed; the whole where no cut is. */
function cutMost(from: number, to: number, allowed: (from: number, to: number) => boolean): number[] {
  const best = new Map<number, { pieces: number; start: number }>([[from, { pieces: 0, start: -1 }]]);
  for (let end = from + 1; end <= to; end++) {
    for (let start = end - 1; start >= from; start--) {
      const before = best.get(start);
      if (!before || before.pieces + 1 <= (best.get(end)?.pieces ?? 0) || !allowed(start, end)) continue;
      best.set(end, { pieces: before.pieces + 1, start });
    }
  }
  const starts: number[] = [];
  for (let end = to; end > from; end = starts[0] as number) starts.unshift(best.get(end)?.start ?? from);
  return starts;
}
