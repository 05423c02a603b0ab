import type { LinearInference } from './inference.ts';
import { combinationError, inferred } from './inference.ts';
import type { LinearState } from './linear-state.ts';
import type { LogisticState } from './logistic.ts';
import type { Coefficient, Formula } from './types.ts';

export interface FormulaInput {
  /** Registry id of the estimator that learned the state. */
  readonly estimator: string;
  readonly state: LinearState | LogisticState;
  /** From `linearInference` or `logisticInference` of the same state. */
  readonly inference?: LinearInference | undefined;
  /** How numbers were scaled before fitting: scaled = (value − centre) / scale. Those not named were left alone. */
  readonly scaled: readonly { readonly name: string; readonly centre: number; readonly scale: number }[];
  /** Which encoded features stand for a level of a category. */
  readonly oneHot: readonly { readonly encodedName: string; readonly column: string; readonly level: string }[];
  readonly isChosen: boolean;
}

/**
 * The fitted formula in the person's own units: per one unit of a number, or for a level against the level left out.
 * Two classes: the change of the log-odds of "yes". With a penalty no p values or intervals are given: the penalty
 * pulls every coefficient towards zero, which they would not account for.
 * @returns undefined for more than two classes, which have no single formula
 */
export function makeFormula({
  estimator,
  state,
  inference,
  scaled,
  oneHot,
  isChosen,
}: FormulaInput): Formula | undefined {
  if ('present' in state && state.task !== 'binary') return undefined;
  const center = 'present' in state ? (state.centers[0] as number) : state.center;
  const scales = new Map(scaled.map((entry) => [entry.name, entry]));
  const levels = new Map(oneHot.map((entry) => [entry.encodedName, entry]));
  const offsets = new Float64Array(state.features.length);
  let intercept = center;
  const coefficients = state.features.map((feature, j): Coefficient => {
    const { centre, scale } = scales.get(feature) ?? { centre: 0, scale: 1 };
    // Where the feature's own zero lies, seen from the mean of the encoded feature.
    offsets[j] = -centre / scale - (state.means[j] as number);
    intercept += (offsets[j] as number) * (state.coefficients[j] as number);
    const level = levels.get(feature);
    return {
      ...(level ? { column: level.column, level: level.level } : { column: feature }),
      value: (state.coefficients[j] as number) / scale,
      ...errors(inference, j, scale),
    };
  });
  const aliased = inference ? aliasedOf(inference) : new Set<number>();
  return {
    rows: 'train',
    rowCount: state.rowCount,
    estimator,
    penalty: state.penalty,
    intercept,
    ...(inference ? { interceptStandardError: combinationError(inference.covariance, offsets, aliased) } : {}),
    coefficients,
    isChosen,
  };
}

function aliasedOf(inference: LinearInference): Set<number> {
  return new Set(inference.coefficients.flatMap((c, j) => (Number.isNaN(c.standardError) ? [j] : [])));
}

/** Dividing a coefficient by a scale divides its error and leaves its p value. */
function errors(
  inference: LinearInference | undefined,
  j: number,
  scale: number,
): Pick<Coefficient, 'standardError' | 'low' | 'high' | 'pValue'> {
  const found = inference?.coefficients[j];
  if (!inference || !found || Number.isNaN(found.standardError)) return {};
  const { standardError, low, high, pValue } = inferred(found.value / scale, found.standardError / scale, inference.df);
  return inference.unbiased ? { standardError, low, high, pValue } : { standardError };
}
