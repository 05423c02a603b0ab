import { CancelledError, CodedError } from '../errors.ts';
import type { Estimator } from './estimator.ts';
import type { Prediction, TaskKind } from './task.ts';

export interface BaselineState {
  readonly task: TaskKind;
  readonly rowCount: number;
  /** Mean of the target, or the share of each class. */
  readonly shares: Float64Array;
  /** Absent for numbers. */
  readonly classes?: readonly string[];
}

/**
 * What guessing would give: the mean, or each class with its share, whatever the row says. Every model is measured
 * against it.
 */
export const baseline: Estimator<Readonly<Record<string, never>>, BaselineState> = {
  id: 'baseline',
  version: 1,
  tasks: ['regression', 'binary', 'multiclass'],
  encoding: 'native',
  defaults: {},
  async *fit({ target, rows, weights }, _params, { pacer }) {
    await pacer.pause();
    if (rows.length === 0) throw new CodedError('train.too-few-rows', { rows: 0, needed: 1 });
    const shares = new Float64Array(target.task === 'regression' ? 1 : target.classes.length);
    let weightSum = 0;
    for (const row of rows) {
      const weight = weights ? (weights[row] as number) : 1;
      const place = target.task === 'regression' ? 0 : (target.codes[row] as number);
      const amount = target.task === 'regression' ? (target.values[row] as number) : 1;
      if (!(weight >= 0 && Number.isFinite(weight * amount))) {
        throw new CodedError('train.not-finite', { what: 'target', row });
      }
      weightSum += weight;
      shares[place] = (shares[place] as number) + weight * amount;
    }
    if (!(weightSum > 0)) throw new CodedError('train.too-few-rows', { rows: 0, needed: 1 });
    const state = { task: target.task, rowCount: rows.length, shares: shares.map((share) => share / weightSum) };
    yield { done: 1, total: 1 };
    return target.task === 'regression' ? state : { ...state, classes: target.classes };
  },
  async predict(features, { task, shares, classes }, signal): Promise<Prediction> {
    if (signal?.aborted) throw new CancelledError();
    const n = features.rowCount;
    if (task === 'regression' || !classes)
      return { task: 'regression', values: new Float64Array(n).fill(shares[0] as number) };
    const k = classes.length;
    const probabilities = new Float64Array(n * k);
    for (let i = 0; i < n; i++) probabilities.set(shares, i * k);
    return { task, classes, probabilities };
  },
};
