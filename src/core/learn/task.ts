/** What is asked of a model. Binary targets have two classes, the second one "yes". */
export type TaskKind = 'regression' | 'binary' | 'multiclass';

export interface RegressionTarget {
  readonly task: 'regression';
  /** One number a row; rows whose target is missing are left out before splitting, so no NaN among the rows in use. */
  readonly values: Float64Array;
}

export interface ClassTarget {
  readonly task: 'binary' | 'multiclass';
  /** Class index a row. */
  readonly codes: Int32Array;
  /** Class names; for binary `[no, yes]`. */
  readonly classes: readonly string[];
}

export type Target = RegressionTarget | ClassTarget;

export interface RegressionPrediction {
  readonly task: 'regression';
  readonly values: Float64Array;
}

export interface ClassPrediction {
  readonly task: 'binary' | 'multiclass';
  readonly classes: readonly string[];
  /** rows × classes, row-major; each row sums to 1. */
  readonly probabilities: Float64Array;
}

export type Prediction = RegressionPrediction | ClassPrediction;
