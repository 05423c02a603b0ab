import { outerEnds } from './fan-points.ts';
import type { SeriesReport } from '../../../lenses/forecast/types.ts';

/** One moment of the past from which the series was forecast, beside what came. Means over the steps that came. */
export interface FoldRow {
  /** Points of the axis. */
  readonly from: number;
  readonly to: number;
  readonly said: number;
  readonly came: number;
  /** Mean absolute error. */
  readonly error: number;
  readonly inside: number;
  readonly of: number;
}

/** The latest moment first. Folds after which nothing came are left out. */
export function foldRows({ folds, values }: Pick<SeriesReport, 'folds' | 'values'>): readonly FoldRow[] {
  return folds
    .flatMap(({ from, fan }) => {
      const steps = Array.from(fan.mean, (said, h) => ({
        said,
        came: values[from + h] ?? NaN,
        ends: outerEnds(fan, h),
      }));
      const known = steps.filter(({ came }) => Number.isFinite(came));
      if (known.length === 0) return [];
      const mean = (pick: (step: (typeof known)[number]) => number): number =>
        known.reduce((sum, step) => sum + pick(step) / known.length, 0);
      return [
        {
          from,
          to: from + fan.mean.length - 1,
          said: mean(({ said }) => said),
          came: mean(({ came }) => came),
          error: mean(({ said, came }) => Math.abs(said - came)),
          inside: known.filter(({ came, ends: [low, high] }) => came >= low && came <= high).length,
          of: known.length,
        },
      ];
    })
    .toSorted((a, b) => b.from - a.from);
}

/** Values of the backtest inside the 90 % interval. */
export function insideOf(rows: readonly FoldRow[]): { readonly inside: number; readonly of: number } {
  return {
    inside: rows.reduce((sum, row) => sum + row.inside, 0),
    of: rows.reduce((sum, row) => sum + row.of, 0),
  };
}
