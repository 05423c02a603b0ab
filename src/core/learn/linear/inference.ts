import { fUpper, normalQuantile, normalTwoSided, tQuantile, tTwoSided } from '../../stats/distributions.ts';
import type { FitInput } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';
import { blockRows, eachBlock, loadBlock, makeDesign, type Design } from './design.ts';
import { addGram, mirrorUpper } from './gram.ts';
import { leastSquares } from './least-squares.ts';
import type { LinearState } from './linear-state.ts';
import { addScores } from './newton.ts';
import { numberTarget } from './ols.ts';

/** Features up to which errors are computed. */
export const MOST_FEATURES = 1000;

/** A coefficient in the units it was fitted in. */
export interface Inferred {
  readonly value: number;
  readonly standardError: number;
  /** value / standardError: t of least squares, z of logistic regression. */
  readonly statistic: number;
  readonly pValue: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** What can be said of fitted coefficients beyond their values. */
export interface LinearInference {
  readonly features: readonly string[];
  /** Aligned with `features`; a feature left out as a combination of others has NaN for all but its value, 0. */
  readonly coefficients: readonly Inferred[];
  readonly intercept: Inferred;
  /** Degrees of freedom of t; Infinity where the normal is used. */
  readonly df: number;
  /** Covariance of [score at the means, coefficients], (d + 1)², row-major. */
  readonly covariance: Float64Array;
  /** Whether p values and intervals are meaningful: a penalty shrinks, so errors are of the shrunken estimate alone. */
  readonly unbiased: boolean;
  readonly fit: LeastSquaresFit | LogisticFit;
}

export interface LeastSquaresFit {
  readonly kind: 'least-squares';
  readonly sigma2: number;
  readonly residualSquares: number;
  readonly r2: number;
  readonly adjustedR2: number;
  /** Of all slopes together; NaN with a penalty. */
  readonly f: number;
  readonly fPValue: number;
  /** Of the Gaussian likelihood, as statsmodels counts; NaN with a penalty. */
  readonly aic: number;
  readonly bic: number;
  /** Slopes, less what the penalty takes away: the trace of the hat matrix without the intercept. */
  readonly effectiveDf: number;
  /** Standard errors that allow for unequal noise (HC3), intercept first; where asked for, without a penalty. */
  readonly robust?: Float64Array;
}

export interface LogisticFit {
  readonly kind: 'logistic';
  readonly logLikelihood: number;
  /** Of the intercept alone. */
  readonly nullLogLikelihood: number;
  readonly mcFadden: number;
  readonly aic: number;
}

/**
 * Standard errors, tests and the quality of an OLS or ridge fit, on the rows that it was fitted on.
 * Undefined for more than a thousand features, whose errors nobody reads and whose covariance is large, and where the
 * coefficients take up every row, so that none is left to see the noise by.
 * Ridge: σ²(XᵀX + αI)⁻¹XᵀX(XᵀX + αI)⁻¹ with σ² = RSS / (n − 1 − effective df); the bias of shrinking is not in it.
 */
export async function linearInference(
  input: FitInput,
  state: LinearState,
  pacer: Pacer,
  { robust = false }: { readonly robust?: boolean } = {},
): Promise<LinearInference | undefined> {
  if (state.features.length > MOST_FEATURES) return undefined;
  const design = await makeDesign(input, pacer);
  const y = numberTarget(input);
  const d = design.features.length;
  const n = design.rows.length;
  const { penalty } = state;
  const { inverse = new Float64Array(d * d), aliased } = await leastSquares(design, y, penalty, pacer, true);
  const sandwich = penalty > 0 ? penalisedSandwich(inverse, penalty, d) : inverse;
  const effectiveDf = penalty > 0 ? traceOfHat(inverse, penalty, d, aliased) : d - aliased.length;
  const df = n - 1 - effectiveDf;
  if (!(df > 0)) return undefined;
  const sums = await residualSums(design, y, state, robust && penalty === 0 ? inverse : undefined, pacer);
  const sigma2 = sums.residual / df;
  const covariance = new Float64Array((d + 1) * (d + 1));
  covariance[0] = sigma2 / design.weightSum;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) covariance[(i + 1) * (d + 1) + j + 1] = sigma2 * (sandwich[i * d + j] as number);
  }
  const share = sums.residual / sums.total;
  const slopes = d - aliased.length;
  const likelihood = (n / 2) * (Math.log((2 * Math.PI * sums.residual) / n) + 1);
  const plain = penalty === 0;
  const f = plain ? (sums.total - sums.residual) / slopes / sigma2 : NaN;
  return {
    ...describeCoefficients(state, state.coefficients, state.intercept, covariance, df, new Set(aliased)),
    df,
    covariance,
    unbiased: plain,
    fit: {
      kind: 'least-squares',
      sigma2,
      residualSquares: sums.residual,
      r2: 1 - share,
      adjustedR2: 1 - (share * (n - 1)) / df,
      f,
      fPValue: plain ? fUpper(f, slopes, df) : NaN,
      aic: plain ? 2 * likelihood + 2 * (slopes + 1) : NaN,
      bic: plain ? 2 * likelihood + Math.log(n) * (slopes + 1) : NaN,
      effectiveDf,
      ...(sums.robust ? { robust: robustErrors(sums.robust, inverse, design) } : {}),
    },
  };
}

/** A⁻¹XᵀXA⁻¹ = A⁻¹ − αA⁻¹A⁻¹, where A = XᵀX + αI. */
function penalisedSandwich(inverse: Float64Array, penalty: number, d: number): Float64Array {
  const result = inverse.slice();
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += (inverse[i * d + k] as number) * (inverse[j * d + k] as number);
      result[i * d + j] = (result[i * d + j] as number) - penalty * sum;
    }
  }
  return result;
}

/** tr(XA⁻¹Xᵀ) = d − α·tr(A⁻¹), over the features in use. */
function traceOfHat(inverse: Float64Array, penalty: number, d: number, aliased: readonly number[]): number {
  let trace = d - aliased.length;
  for (let j = 0; j < d; j++) trace -= penalty * (inverse[j * d + j] as number);
  return trace;
}

/** Sums over the rows: of squared residuals, of squares about the mean, and where `inverse` is given the meat of HC3. */
async function residualSums(
  design: Design,
  y: Float64Array,
  state: LinearState,
  inverse: Float64Array | undefined,
  pacer: Pacer,
): Promise<{ residual: number; total: number; robust?: Float64Array }> {
  const d = design.features.length;
  const width = d + 1;
  const stride = blockRows(width);
  const block = new Float64Array(width * stride);
  const errors = new Float64Array(stride);
  const robust = inverse ? new Float64Array(width * width) : undefined;
  const { rows, weights } = design;
  let residual = 0;
  let total = 0;
  await eachBlock(design, stride, pacer, (from, size) => {
    loadBlock(design, from, size, block, stride);
    addScores(block, stride, size, state.coefficients, d, errors);
    for (let i = 0; i < size; i++) {
      const row = rows[from + i] as number;
      const weight = weights ? (weights[row] as number) : 1;
      const gap = (y[row] as number) - state.center;
      const error = gap - (errors[i] as number);
      errors[i] = weight * error;
      residual += weight * error * error;
      total += weight * gap * gap;
    }
    if (!inverse || !robust) return;
    block.fill(1, d * stride, d * stride + size);
    scaleByLeverage(design, inverse, block, stride, from, size, errors);
    addGram(block, width, stride, size, robust);
  });
  if (!robust) return { residual, total };
  mirrorUpper(robust, width);
  return { residual, total, robust };
}

/** Each row of the block times its error over 1 − its leverage. */
function scaleByLeverage(
  design: Design,
  inverse: Float64Array,
  block: Float64Array,
  stride: number,
  from: number,
  size: number,
  errors: Float64Array,
): void {
  const d = design.features.length;
  for (let i = 0; i < size; i++) {
    const weight = design.weights ? (design.weights[design.rows[from + i] as number] as number) : 1;
    let leverage = weight / design.weightSum;
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += (inverse[j * d + k] as number) * (block[k * stride + i] as number);
      leverage += weight * sum * (block[j * stride + i] as number);
    }
    const share = (errors[i] as number) / (1 - leverage);
    for (let j = 0; j <= d; j++) block[j * stride + i] = (block[j * stride + i] as number) * share;
  }
}

/** HC3 of [intercept, slopes] from Σ (e / (1 − h))² x xᵀ, where the last entry of x is the constant. */
function robustErrors(meat: Float64Array, inverse: Float64Array, design: Design): Float64Array {
  const d = design.features.length;
  const width = d + 1;
  // Rows of (XᵀX)⁻¹ in centred features: the slopes', then the constant's, which is 1 / n away from everything else.
  const bread = (i: number, j: number): number =>
    i < d && j < d ? (inverse[i * d + j] as number) : i === d && j === d ? 1 / design.weightSum : 0;
  const errorOf = (combination: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) {
        sum += (combination[i] as number) * (combination[j] as number) * (meat[i * width + j] as number);
      }
    }
    return Math.sqrt(Math.max(0, sum));
  };
  const result = new Float64Array(width);
  const intercept = Float64Array.from({ length: width }, (_, j) => bread(d, j));
  for (let i = 0; i < d; i++) {
    const row = Float64Array.from({ length: width }, (_, j) => bread(i, j));
    result[i + 1] = errorOf(row);
    row.forEach((value, j) => (intercept[j] = (intercept[j] as number) - (design.means[i] as number) * value));
  }
  result[0] = errorOf(intercept);
  return result;
}

/** @param aliased numbers of the features without a coefficient of their own */
export function describeCoefficients(
  state: Pick<LinearState, 'features' | 'means'>,
  coefficients: Float64Array,
  intercept: number,
  covariance: Float64Array,
  df: number,
  aliased: ReadonlySet<number>,
): Pick<LinearInference, 'features' | 'coefficients' | 'intercept'> {
  const width = state.features.length + 1;
  return {
    features: state.features,
    coefficients: Array.from(coefficients, (value, j) => {
      const variance = covariance[(j + 1) * width + j + 1] as number;
      return inferred(value, aliased.has(j) ? NaN : Math.sqrt(variance), df);
    }),
    intercept: inferred(
      intercept,
      combinationError(
        covariance,
        state.means.map((m) => -m),
        aliased,
      ),
      df,
    ),
  };
}

export function inferred(value: number, standardError: number, df: number): Inferred {
  const reach = standardError * (df === Infinity ? normalQuantile(0.975) : tQuantile(0.975, df));
  const statistic = value / standardError;
  const pValue = df === Infinity ? normalTwoSided(statistic) : tTwoSided(statistic, df);
  return { value, standardError, statistic, pValue, low: value - reach, high: value + reach };
}

/** Standard error of (score at the means) + Σ offset × coefficient. */
export function combinationError(
  covariance: Float64Array,
  offsets: Float64Array,
  aliased: ReadonlySet<number> = new Set(),
): number {
  const width = offsets.length + 1;
  const at = (i: number): number => (i === 0 ? 1 : aliased.has(i - 1) ? 0 : (offsets[i - 1] as number));
  let sum = 0;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) sum += at(i) * at(j) * (covariance[i * width + j] as number);
  }
  return Math.sqrt(Math.max(0, sum));
}

export interface PredictionInterval {
  readonly value: number;
  readonly standardError: number;
  /** 95 % interval of the mean at x. */
  readonly low: number;
  readonly high: number;
  /** 95 % interval of one new observation at x. */
  readonly lowNew: number;
  readonly highNew: number;
}

/** Intervals of a least-squares prediction at one point, features in the state's order. */
export function predictionInterval(
  state: LinearState,
  inference: LinearInference,
  x: ArrayLike<number>,
): PredictionInterval {
  const offsets = state.means.map((mean, j) => (x[j] as number) - mean);
  let value = state.center;
  offsets.forEach((offset, j) => (value += offset * (state.coefficients[j] as number)));
  const standardError = combinationError(inference.covariance, offsets);
  const sigma2 = inference.fit.kind === 'least-squares' ? inference.fit.sigma2 : 0;
  const t = tQuantile(0.975, inference.df);
  const reach = t * standardError;
  const reachNew = t * Math.sqrt(standardError ** 2 + sigma2);
  return {
    value,
    standardError,
    low: value - reach,
    high: value + reach,
    lowNew: value - reachNew,
    highNew: value + reachNew,
  };
}
