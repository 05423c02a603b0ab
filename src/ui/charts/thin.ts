import type { LinePoint } from './types.ts';

const MAX_LINE_POINTS = 2000;
const MAX_SCATTER_POINTS = 1000;

/**
 * Keeps a line's shape in at most `max` points: the first and last, and of each stretch between them the lowest and
 * the highest, in order. Points must be sorted by x.
 */
export function thinLine(points: readonly LinePoint[], max = MAX_LINE_POINTS): readonly LinePoint[] {
  const count = points.length;
  if (count <= max || max < 4) return points;
  const stretches = Math.floor((max - 2) / 2);
  const kept: LinePoint[] = [points[0] as LinePoint];
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * (count - 2)) / stretches);
    const to = 1 + Math.floor(((s + 1) * (count - 2)) / stretches);
    let lowest = from;
    let highest = from;
    for (let i = from; i < to; i++) {
      const y = (points[i] as LinePoint).y;
      if (y < (points[lowest] as LinePoint).y) lowest = i;
      if (y > (points[highest] as LinePoint).y) highest = i;
    }
    kept.push(points[Math.min(lowest, highest)] as LinePoint);
    if (lowest !== highest) kept.push(points[Math.max(lowest, highest)] as LinePoint);
  }
  kept.push(points[count - 1] as LinePoint);
  return kept;
}

/** Every n-th of `items`, so that at most `max` stay; the same each time. */
export function thinScatter<T>(items: readonly T[], max = MAX_SCATTER_POINTS): readonly T[] {
  if (items.length <= max) return items;
  return Array.from({ length: max }, (_, i) => items[Math.floor((i * items.length) / max)] as T);
}
