import type { Point } from '../../../core/metrics/types.ts';
import type { Dependence, DependencePoint, Importance } from '../../../core/explain/types.ts';

/** A driver as the bar chart and its sentence show it. */
export interface Driver {
  readonly column: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /**
   * `clear`: the whole interval lies above zero; `unclear`: it touches zero, so the column may not matter at all.
   */
  readonly strength: 'clear' | 'unclear';
  /** Of the largest value, 0 … 1. */
  readonly share: number;
}

/** Importances, the strongest first. */
export function drivers(importances: readonly Importance[]): readonly Driver[] {
  const sorted = importances.toSorted((a, b) => b.value - a.value);
  const largest = Math.max(0, sorted[0]?.value ?? 0);
  return sorted.map(({ column, value, low, high }) => ({
    column,
    value,
    low,
    high,
    strength: low > 0 ? 'clear' : 'unclear',
    share: largest > 0 ? Math.max(0, value) / largest : 0,
  }));
}

/**
 * Where the rows lie along the axis, 1 at the densest: the stretches between points are of unequal width, so that their
 * shares alone would make wide ones look full.
 */
export function densities(points: readonly DependencePoint[]): readonly Point[] {
  const dense = points.map(({ x, density }, i) => {
    const before = points[i - 1]?.x ?? x;
    const after = points[i + 1]?.x ?? x;
    return { x, y: after > before ? density / ((after - before) / (i > 0 && i < points.length - 1 ? 2 : 1)) : 0 };
  });
  const most = Math.max(0, ...dense.map(({ y }) => y));
  return dense.map(({ x, y }) => ({ x, y: most > 0 ? y / most : 0 }));
}

/** What a dependence curve says in one sentence. */
export interface DependenceShape {
  /** `flat`: the prediction hardly moves; `peak`/`dip`: the extreme lies inside; `levels`: a category. */
  readonly shape: 'rises' | 'falls' | 'peak' | 'dip' | 'flat' | 'levels';
  readonly from: DependencePoint;
  readonly to: DependencePoint;
}

const FLAT_SHARE = 0.02;

/**
 * Reads the shape of a curve. `spread` is the range that counts as large (1 for probabilities, the target's spread for
 * numbers); a curve that moves by less than 2 % of it is flat. Undefined below two points.
 */
export function dependenceShape(dependence: Dependence, spread: number): DependenceShape | undefined {
  const points = dependence.points;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return undefined;
  let lowest = first;
  let highest = first;
  for (const point of points) {
    if (point.y < lowest.y) lowest = point;
    if (point.y > highest.y) highest = point;
  }
  const range = highest.y - lowest.y;
  if (range < FLAT_SHARE * spread) return { shape: 'flat', from: lowest, to: highest };
  if (dependence.kind === 'category' || dependence.kind === 'text')
    return { shape: 'levels', from: lowest, to: highest };
  // An extreme well inside the axis that both ends stay clearly away from is a bend worth naming.
  const inside = (point: DependencePoint) => point !== first && point !== last;
  if (inside(highest) && highest.y - Math.max(first.y, last.y) > range / 3) {
    return { shape: 'peak', from: first, to: highest };
  }
  if (inside(lowest) && Math.min(first.y, last.y) - lowest.y > range / 3) {
    return { shape: 'dip', from: first, to: lowest };
  }
  return { shape: last.y >= first.y ? 'rises' : 'falls', from: first, to: last };
}
