import type { SparseRows } from '../../text/sparse.ts';
import type { Pacer } from '../pacer.ts';

/** What a linear model of sparse rows learns from. */
export interface SparseFitInput {
  /** Made by a vectoriser that saw training rows alone. */
  readonly features: SparseRows;
  /** Class of each row of `features`. */
  readonly codes: ArrayLike<number>;
  /** Class names; only some of them need occur. */
  readonly classes: readonly string[];
  /** Rows of `features` to learn from; all of them where absent. */
  readonly rows?: Int32Array;
  /** A weight a class; 1 each where absent. */
  readonly classWeights?: ArrayLike<number>;
  /** A weight a row of `features`, times that of its class, not below 0; 1 each where absent. */
  readonly rowWeights?: ArrayLike<number>;
}

export interface SparseFitContext {
  readonly seed: number;
  readonly pacer: Pacer;
}

/** A fitted linear model: plain data. The score of class c is `intercepts[c]` + Σ value × `weights[feature × classes + c]`. */
export interface SparseLinearState {
  readonly version: 1;
  readonly kind: 'logistic' | 'svm';
  readonly columns: number;
  readonly classes: number;
  /** columns × classes. */
  readonly weights: Float32Array;
  readonly intercepts: Float64Array;
  /** Scores are divided by it before they become probabilities (see `calibrateScores`); 1 for logistic regression. */
  readonly temperature: number;
  /** Passes over the rows, and whether they came to rest. */
  readonly passes: number;
  readonly converged: boolean;
}
