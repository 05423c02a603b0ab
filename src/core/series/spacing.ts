/** How whole numbers (days, minutes, months) are spaced. */
export interface Spacing {
  /** The distance that they keep. */
  readonly every: number;
  /** Remainder of those that keep it. */
  readonly phase: number;
  /** How many lie on that grid. */
  readonly onGrid: number;
}

/** Share of the numbers that must lie on a grid. */
const ON_GRID = 0.95;
/** Share of neighbours on the grid that are exactly one step apart: below it the numbers come as they like. */
const REGULAR = 0.3;
/** Distances that are tried: the most frequent ones. */
const TRIED = 8;

/**
 * The widest distance that nearly all of the numbers keep; undefined where they keep none.
 * @param sorted whole numbers, ascending, without repeats
 */
export function spacingOf(sorted: readonly number[], regular = REGULAR): Spacing | undefined {
  const counts = new Map<number, number>();
  for (let i = 1; i < sorted.length; i++) {
    const distance = (sorted[i] as number) - (sorted[i - 1] as number);
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, TRIED);
  const distances = frequent.map(([distance]) => distance).toSorted((a, b) => b - a);
  for (const every of distances) {
    const spacing = gridOf(sorted, every);
    if (spacing.onGrid >= ON_GRID * sorted.length && isRegular(sorted, spacing, regular)) return spacing;
  }
  return undefined;
}

const remainder = (value: number, every: number): number => ((value % every) + every) % every;

/** The grid of this distance that most of the numbers lie on. */
function gridOf(sorted: readonly number[], every: number): Spacing {
  const counts = new Map<number, number>();
  let [phase, onGrid] = [0, 0];
  for (const value of sorted) {
    const rest = remainder(value, every);
    const count = (counts.get(rest) ?? 0) + 1;
    counts.set(rest, count);
    if (count > onGrid) [phase, onGrid] = [rest, count];
  }
  return { every, phase, onGrid };
}

function isRegular(sorted: readonly number[], { every, phase, onGrid }: Spacing, least: number): boolean {
  let last = NaN;
  let steps = 0;
  for (const value of sorted) {
    if (remainder(value, every) !== phase) continue;
    if (value - last === every) steps++;
    last = value;
  }
  return steps >= least * (onGrid - 1);
}

/** The value that most share, and how many do. */
export function mostCommon(values: readonly number[]): { value: number; count: number } {
  const counts = new Map<number, number>();
  let best = { value: NaN, count: 0 };
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > best.count) best = { value, count };
  }
  return best;
}

/** Ascending and without repeats. @param sorted ascending */
export function distinct(sorted: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) found.push(sorted[i] as number);
  return found;
}
