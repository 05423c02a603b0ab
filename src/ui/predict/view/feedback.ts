import type { Estimate } from '../../../core/metrics/types.ts';
import type { DriftRow } from '../../../core/monitor/types.ts';

/** `same`: the intervals overlap, so the difference may be chance. */
export type Kept = 'same' | 'worse' | 'better';

/** Whether a promise was kept, judged by the two 95 % intervals. */
export function promiseKept(realised: Estimate, promised: Estimate, higherIsBetter: boolean): Kept {
  if (realised.high < promised.low) return higherIsBetter ? 'worse' : 'better';
  if (realised.low > promised.high) return higherIsBetter ? 'better' : 'worse';
  return 'same';
}

/** Importance shares from which a drift counts as hurting. */
const MATTERS = 0.05;

export type DriftHarm = 'may-hurt' | 'watch' | 'harmless';

/** A column that moved hurts only as far as the model leans on it. */
export function driftHarm(row: DriftRow): DriftHarm {
  if (row.size === 'none') return 'harmless';
  if (row.importance < MATTERS) return 'harmless';
  return row.size === 'large' ? 'may-hurt' : 'watch';
}

const RANK: Readonly<Record<DriftHarm, number>> = { 'may-hurt': 0, watch: 1, harmless: 2 };

/** Those that may hurt first, then by how far they moved. */
export function driftOrder(rows: readonly DriftRow[]): readonly DriftRow[] {
  return rows.toSorted((a, b) => RANK[driftHarm(a)] - RANK[driftHarm(b)] || b.psi - a.psi);
}
