import { CancelledError, CodedError } from '../../errors.ts';
import type { Table } from '../../table/table.ts';
import { denseColumns, type Design } from './design.ts';
import type { LeastSquares } from './least-squares.ts';

/** What ordinary and ridge least squares learned. */
export interface LinearState {
  readonly features: readonly string[];
  /** Means of the features over the rows fitted on. */
  readonly means: Float64Array;
  readonly coefficients: Float64Array;
  /** Prediction at the means. Predicting from there keeps the digits that a far-away intercept would lose. */
  readonly center: number;
  /** Prediction at zero. */
  readonly intercept: number;
  readonly penalty: number;
  readonly rowCount: number;
  readonly method: LeastSquares['method'];
  /** Features that are constant or a combination of others; their coefficient is 0. */
  readonly aliased: readonly string[];
}

export function makeLinearState(design: Design, solved: LeastSquares, penalty: number): LinearState {
  let intercept = solved.center;
  solved.coefficients.forEach((b, j) => (intercept -= b * (design.means[j] as number)));
  return {
    features: design.features,
    means: design.means,
    coefficients: solved.coefficients,
    center: solved.center,
    intercept,
    penalty,
    rowCount: design.rows.length,
    method: solved.method,
    aliased: solved.aliased.map((j) => design.features[j] as string),
  };
}

/** center + Σ b (x − mean) for every row of the table. @throws table.no-column, train.column-kind, predict.not-finite */
export function linearScores(
  table: Table,
  model: Pick<LinearState, 'features' | 'means' | 'coefficients' | 'center'>,
  signal?: AbortSignal,
): Float64Array {
  if (signal?.aborted) throw new CancelledError();
  const scores = new Float64Array(table.rowCount).fill(model.center);
  denseColumns(table, model.features).forEach((values, j) => {
    const slope = model.coefficients[j] as number;
    const mean = model.means[j] as number;
    if (slope === 0) return;
    for (let i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] as number) + slope * ((values[i] as number) - mean);
    }
  });
  const row = scores.findIndex((value) => !Number.isFinite(value));
  if (row >= 0) throw new CodedError('predict.not-finite', { row });
  return scores;
}
