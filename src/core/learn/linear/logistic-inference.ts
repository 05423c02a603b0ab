import type { FitInput } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';
import { invertCholesky } from './cholesky.ts';
import { blockRows, eachBlock, loadBlock, makeDesign } from './design.ts';
import { addGram, mirrorUpper } from './gram.ts';
import { describeCoefficients, MOST_FEATURES, type LinearInference } from './inference.ts';
import type { LogisticState } from './logistic.ts';
import { factorise } from './newton.ts';

/**
 * Standard errors of a logistic fit of two classes from the observed information at the estimate; with a penalty its
 * curvature is part of the information (a Gaussian posterior's deviation), so they are of the shrunken estimate.
 * Undefined for more classes, for more than a thousand features, and for separated classes, whose coefficients were
 * stopped on their way to infinity.
 */
export async function logisticInference(
  input: FitInput,
  state: LogisticState,
  pacer: Pacer,
): Promise<LinearInference | undefined> {
  if (state.task !== 'binary' || input.target.task === 'regression') return undefined;
  if (state.separated || state.features.length > MOST_FEATURES) return undefined;
  const design = await makeDesign(input, pacer);
  const d = design.features.length;
  const width = d + 1;
  const stride = blockRows(width);
  const block = new Float64Array(width * stride);
  const information = new Float64Array(width * width);
  const { rows, weights, weightSum } = design;
  const { codes } = input.target;
  let logLikelihood = 0;
  let yes = 0;
  // The constant comes first, so that the covariance is in the order [score at the means, coefficients].
  const slopes = block.subarray(stride);
  await eachBlock(design, stride, pacer, (from, size) => {
    loadBlock(design, from, size, slopes, stride);
    for (let i = 0; i < size; i++) {
      const row = rows[from + i] as number;
      const weight = weights ? (weights[row] as number) : 1;
      let score = state.centers[0] as number;
      for (let j = 0; j < d; j++) score += (state.coefficients[j] as number) * (slopes[j * stride + i] as number);
      const decay = Math.exp(-Math.abs(score));
      const wrong = codes[row] === 1 ? -score : score;
      logLikelihood -= weight * (Math.log1p(decay) + Math.max(0, wrong));
      if (codes[row] === 1) yes += weight;
      const root = Math.sqrt(weight * decay) / (1 + decay);
      block[i] = root;
      for (let j = 0; j < d; j++) slopes[j * stride + i] = (slopes[j * stride + i] as number) * root;
    }
    addGram(block, width, stride, size, information);
  });
  mirrorUpper(information, width);
  for (let j = 1; j < width; j++) information[j * width + j] = (information[j * width + j] as number) + state.penalty;
  const covariance = invertCholesky(factorise(information, width));
  const share = yes / weightSum;
  const nullLogLikelihood = weightSum * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
  const still = new Set(design.constant.flatMap((constant, j) => (constant ? [j] : [])));
  return {
    ...describeCoefficients(state, state.coefficients, state.intercepts[0] as number, covariance, Infinity, still),
    df: Infinity,
    covariance,
    unbiased: state.penalty === 0,
    fit: {
      kind: 'logistic',
      logLikelihood,
      nullLogLikelihood,
      mcFadden: 1 - logLikelihood / nullLogLikelihood,
      aic: 2 * (width - still.size) - 2 * logLikelihood,
    },
  };
}
