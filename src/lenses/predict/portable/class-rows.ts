import { CodedError } from '../../../core/errors.ts';
import type { BaselineState } from '../../../core/learn/baseline.ts';
import type { BoostState } from '../../../core/learn/boost/state.ts';
import type { PredictModel } from '../model.ts';

/**
 * Every class must have been learned from rows enough, for a portable model names it and says what goes with it.
 * @throws portable.refused.rare-class
 */
export function checkClasses(model: PredictModel, minRows: number): void {
  if (!model.classes) return;
  const rows = leastRows(model, model.classes.length);
  const place = rows.findIndex((count) => count < minRows);
  if (place < 0) return;
  throw new CodedError('portable.refused.rare-class', { class: model.classes[place] as string, minRows });
}

/** Rows of each class: told from the shares that a method keeps, else at least as many as were judged. */
function leastRows(model: PredictModel, classes: number): number[] {
  const { applied, report } = model;
  const all = report.refit.rowCount;
  for (const { estimator, state } of applied.members) {
    if (estimator === 'baseline') return rowsOf((state as BaselineState).shares, all);
    if (estimator === 'boosted-trees') return rowsOf(sharesOf(state as BoostState), all);
  }
  const { binary, multiclass } = report;
  if (binary) {
    const yes = binary.validation.positives + binary.test.positives;
    return [binary.validation.rowCount + binary.test.rowCount - yes, yes];
  }
  return Array.from({ length: classes }, (_, k) => {
    const counts = [multiclass?.validation.perClass[k]?.count, multiclass?.test.perClass[k]?.count];
    return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  });
}

const rowsOf = (shares: ArrayLike<number>, all: number): number[] =>
  Array.from(shares, (share) => Math.round(share * all));

/** Trees begin at the log-odds of "yes", or at the logarithm of each class's share. */
function sharesOf({ task, base }: BoostState): number[] {
  if (task !== 'binary') return Array.from(base, Math.exp);
  const yes = 1 / (1 + Math.exp(-(base[0] as number)));
  return [1 - yes, yes];
}
