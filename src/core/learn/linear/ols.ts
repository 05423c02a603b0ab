import { CodedError } from '../../errors.ts';
import type { Estimator, FitContext, FitInput, FitProgress } from '../estimator.ts';
import { makeDesign } from './design.ts';
import { leastSquares } from './least-squares.ts';
import { linearScores, makeLinearState, type LinearState } from './linear-state.ts';

/** Plain least squares has no settings. */
export type OlsParams = Readonly<Record<string, never>>;

/** The target's numbers, checked on the rows. @throws train.one-class, train.not-finite */
export function numberTarget({ target, rows }: FitInput): Float64Array {
  if (target.task !== 'regression') throw new CodedError('train.wrong-task', { task: target.task });
  const { values } = target;
  let differs = false;
  for (const row of rows) {
    if (!Number.isFinite(values[row])) throw new CodedError('train.not-finite', { what: 'target', row });
    if (values[row] !== values[rows[0] as number]) differs = true;
  }
  if (!differs && rows.length > 1) throw new CodedError('train.one-class', { rows: rows.length });
  return values;
}

export async function* fitLeastSquares(
  input: FitInput,
  penalty: number,
  { pacer }: FitContext,
): AsyncGenerator<FitProgress, LinearState> {
  yield { done: 0, total: 1 };
  const design = await makeDesign(input, pacer);
  const y = numberTarget(input);
  const state = makeLinearState(design, await leastSquares(design, y, penalty, pacer), penalty);
  yield { done: 1, total: 1 };
  return state;
}

/** Ordinary least squares, exact in float64: Cholesky, and Householder where the features are nearly dependent. */
export const ols: Estimator<OlsParams, LinearState> = {
  id: 'ols',
  version: 1,
  tasks: ['regression'],
  encoding: 'dense',
  defaults: {},
  fit: (input, _params, context) => fitLeastSquares(input, 0, context),
  predict: async (features, state, signal) => ({
    task: 'regression',
    values: linearScores(features, state, signal),
  }),
};
