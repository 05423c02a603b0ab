import type { Estimator } from '../estimator.ts';
import { fitSparseLogistic, SPARSE_LOGISTIC_DEFAULTS, type SparseLogisticParams } from '../sparse/logistic.ts';
import { fitTextLinear, predictTextLinear, toleranceFor, wordsOfClasses, type TextLinearState } from './linear.ts';
import { linearMarks } from './linear-marks.ts';

/** TF-IDF of words and n-grams of characters, and multinomial logistic regression on it. */
export const textLogistic: Estimator<SparseLogisticParams, TextLinearState> = {
  id: 'text-logistic',
  version: 1,
  tasks: ['binary', 'multiclass'],
  encoding: 'raw',
  defaults: SPARSE_LOGISTIC_DEFAULTS,
  fit: (input, params, context) =>
    fitTextLinear(
      input,
      context,
      (sparse, way) => fitSparseLogistic(sparse, { ...params, tolerance: toleranceFor(params.tolerance, sparse) }, way),
      false,
    ),
  predict: predictTextLinear,
  text: { marks: linearMarks, words: wordsOfClasses, sampled: ({ sampled }) => sampled },
};
