import { decimals, significant } from '../../../core/disclose/round.ts';
import type { Estimate, MetricName } from '../../../core/metrics/types.ts';
import type { MetricRow } from '../report.ts';
import type { HeldList } from './held.ts';
import type { SharedPredict } from './types.ts';

/** Figures that are counts at a threshold, or of single classes, in another form. */
const COUNTED: ReadonlySet<MetricName> = new Set(['accuracy', 'balancedAccuracy', 'f1', 'macroF1']);
const UNITLESS: ReadonlySet<MetricName> = new Set(['rocAuc', 'prAuc', 'accuracy', 'balancedAccuracy', 'f1', 'macroF1']);

/** What may be told of the test rows. */
export interface Tellable {
  /** Whether a figure made of counts may be told. */
  counted(metric: MetricName): boolean;
  /** A class has 1 to 10 test rows: nothing that says how many, the ranking alone and that in two digits. */
  readonly rankingAlone: boolean;
  /** Whether one extreme row makes the figure up for the most part. */
  dominated(metric: MetricName): boolean;
}

/** Rounds an estimate; undefined where it or its interval is no number. */
export function roundEstimate(
  { value, low, high }: Estimate,
  round: (value: number) => number = significant,
): Estimate | undefined {
  const rounded = { value: round(value), low: round(low), high: round(high) };
  return Object.values(rounded).every(Number.isFinite) ? rounded : undefined;
}

/**
 * The test figures, rounded. Those from which a count under 11 could be worked out are left out: accuracy, F1 and the
 * like are counts over the rows, and so is the baseline beside them.
 */
export function testFigures(test: readonly MetricRow[], tellable: Tellable, held: HeldList): SharedPredict['test'] {
  return test.flatMap((row) => {
    const { metric } = row;
    if (tellable.rankingAlone && metric !== 'rocAuc') {
      held.add('figures-of-few', { metric });
      return [];
    }
    if (!tellable.rankingAlone && COUNTED.has(metric) && !tellable.counted(metric)) {
      held.add('counted-figure', { metric });
      return [];
    }
    if (tellable.dominated(metric)) {
      held.add('dominated', { metric });
      return [];
    }
    const places = tellable.rankingAlone ? 2 : 3;
    const round = UNITLESS.has(metric)
      ? (value: number) => decimals(value, places)
      : (value: number) => significant(value);
    const estimate = roundEstimate(row, round);
    const baseline = round(row.baseline);
    return estimate && Number.isFinite(baseline) ? [{ metric, ...estimate, baseline }] : [];
  });
}
