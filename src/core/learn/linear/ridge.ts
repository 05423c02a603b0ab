import { CodedError } from '../../errors.ts';
import type { Estimator } from '../estimator.ts';
import { linearScores, type LinearState } from './linear-state.ts';
import { fitLeastSquares } from './ols.ts';

export interface PenaltyParams {
  /** α of α‖b‖², on the encoded features; the intercept is free. */
  readonly penalty: number;
}

/** @throws train.bad-setting */
export function checkedPenalty({ penalty }: PenaltyParams): number {
  if (penalty >= 0 && penalty < Infinity) return penalty;
  throw new CodedError('train.bad-setting', { setting: 'penalty', value: penalty, low: 0, high: Number.MAX_VALUE });
}

/** Ridge regression (Hoerl and Kennard 1970), exact in float64; more features than rows are welcome. */
export const ridge: Estimator<PenaltyParams, LinearState> = {
  id: 'ridge',
  version: 1,
  tasks: ['regression'],
  encoding: 'dense',
  defaults: { penalty: 1 },
  fit: (input, params, context) => fitLeastSquares(input, checkedPenalty(params), context),
  predict: async (features, state, signal) => ({
    task: 'regression',
    values: linearScores(features, state, signal),
  }),
};
