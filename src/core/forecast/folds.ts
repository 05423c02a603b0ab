import type { View } from '../learn/forecast/forecaster.ts';
import type { Pacer } from '../learn/pacer.ts';
import type { Series, SeriesNature, SeriesSet } from '../series/types.ts';
import { originsOf, planOrigins, type Looks } from './origins.ts';
import { naiveScale } from './scores.ts';
import { lengthOf, viewBefore } from './views.ts';

/** One series at one origin. */
export interface FoldItem {
  /** Number in the set. */
  readonly series: number;
  /** Values before the origin. */
  readonly cut: number;
  readonly view: View;
  /** What came after it, by step ahead; NaN at gaps that were left open and at points that were filled. */
  readonly actual: Float64Array;
  /** What errors are divided by: from what lies before the origin, but for series that begin quietly. */
  readonly scale: number;
}

/** All series that have so many origins, cut there. Fold 0 is the latest. */
export interface Fold {
  readonly index: number;
  readonly items: readonly FoldItem[];
}

export interface FoldsInput {
  readonly set: SeriesSet;
  readonly horizon: number;
  /** Of whole series, in the order of the set: how many origins there are and what scales errors follow the season. */
  readonly natures: readonly SeriesNature[];
  readonly pacer: Pacer;
  /** Absent: as usual. */
  readonly looks?: Looks;
}

/** What came within the horizon after an origin. Points that were filled are no evidence. */
function actualAfter({ values, first, last, filled }: Series, cut: number, horizon: number): Float64Array {
  const actual = new Float64Array(horizon).fill(NaN);
  const until = Math.min(horizon, last - first - cut + 1);
  for (let h = 0; h < until; h++) actual[h] = values[first + cut + h] as number;
  for (const point of filled) {
    const h = point - first - cut;
    if (h >= 0 && h < horizon) actual[h] = NaN;
  }
  return actual;
}

/** A quiet beginning is not to make errors count a thousandfold: no scale is less than this share of the whole series'. */
const LEAST_SCALE = 0.1;

function scaleBefore(view: View, { values, first, last }: Series, period: number): number {
  const whole = values.subarray(first, last + 1).filter((value) => Number.isFinite(value));
  return Math.max(naiveScale(view.values, period), LEAST_SCALE * naiveScale(whole, period));
}

const periodOf = (nature: SeriesNature | undefined): number => nature?.seasons[0]?.period ?? 1;

/** The length in the middle. */
function typicalLength(set: SeriesSet): number {
  const lengths = Float64Array.from(set.series, lengthOf).sort();
  return lengths[lengths.length >> 1] ?? 0;
}

/** The period that most series have. */
function typicalPeriod(natures: readonly SeriesNature[]): number {
  const counts = new Map<number, number>();
  for (const nature of natures) counts.set(periodOf(nature), (counts.get(periodOf(nature)) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1;
}

/**
 * Cuts every series at its origins; what lies behind an origin is in `actual` alone, and views are described again on
 * what lies before. Series that are too short to be judged are in no fold.
 */
export async function makeFolds({ set, horizon, natures, pacer, looks }: FoldsInput): Promise<Fold[]> {
  const plan = planOrigins(typicalLength(set), horizon, typicalPeriod(natures), set.series.length, looks);
  const cuts = set.series.map((series, s) => originsOf(lengthOf(series), horizon, periodOf(natures[s]), plan));
  const count = Math.max(0, ...cuts.map((own) => own.length));
  const folds: Fold[] = [];
  for (let index = 0; index < count; index++) {
    const items: FoldItem[] = [];
    for (const [series, own] of cuts.entries()) {
      const cut = own[index];
      if (cut === undefined) continue;
      const view = viewBefore(set, series, cut, horizon);
      const whole = set.series[series] as Series;
      const actual = actualAfter(whole, cut, horizon);
      items.push({ series, cut, view, actual, scale: scaleBefore(view, whole, periodOf(natures[series])) });
      await pacer.pause();
    }
    folds.push({ index, items });
  }
  return folds;
}
