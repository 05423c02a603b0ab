import type { Target } from '../learn/task.ts';
import type { Estimate, MetricName } from './types.ts';

/** Figures that are 1 where nothing goes wrong. */
const PERFECT_IS_ONE: ReadonlySet<MetricName> = new Set([
  'rocAuc',
  'prAuc',
  'accuracy',
  'f1',
  'macroF1',
  'balancedAccuracy',
]);

const TAIL = 0.025;

/**
 * Lower end of the 95 % interval of a figure that is perfect on these rows: resampling them shows no spread, though where
 * none of m chances went wrong the share that does may still be 1 − 0.025^(1/m) (Clopper & Pearson 1934). The chances are
 * the rows (whole entities, where `groups` names them) for accuracy, and those of the smallest class for figures that
 * weigh classes against each other. Undefined for figures of another kind.
 */
export function perfectLimit(
  metric: MetricName,
  target: Target,
  rows: Int32Array,
  groups: Int32Array | undefined,
): number | undefined {
  if (!PERFECT_IS_ONE.has(metric) || target.task === 'regression') return undefined;
  const seen = new Map<number, Set<number>>();
  rows.forEach((row, i) => {
    const code = metric === 'accuracy' ? 0 : (target.codes[row] as number);
    const units = seen.get(code) ?? new Set<number>();
    seen.set(code, units.add(groups?.[i] ?? i));
  });
  const chances = Math.min(...[...seen.values()].map(({ size }) => size));
  return chances > 0 && Number.isFinite(chances) ? TAIL ** (1 / chances) : undefined;
}

/** An interval without any width at a perfect figure, opened to what so few rows allow. */
export function openPerfect(estimate: Estimate, limit: number | undefined): Estimate {
  return limit !== undefined && estimate.value === 1 && estimate.low === 1 ? { ...estimate, low: limit } : estimate;
}
