import type { Estimator } from '../estimator.ts';
import { fitSparseSvm, SPARSE_SVM_DEFAULTS, type SparseSvmParams } from '../sparse/svm.ts';
import { fitTextLinear, predictTextLinear, toleranceFor, wordsOfClasses, type TextLinearState } from './linear.ts';
import { linearMarks } from './linear-marks.ts';

export interface TextSvmParams extends SparseSvmParams {
  /** Whether its certainty is measured on rows held out for that, which takes nearly as long as the fit itself. */
  readonly calibrate: boolean;
}

/** TF-IDF of words and n-grams of characters, and linear support vector machines on it, one class against the rest. */
export const textSvm: Estimator<TextSvmParams, TextLinearState> = {
  id: 'text-svm',
  version: 1,
  tasks: ['binary', 'multiclass'],
  encoding: 'raw',
  defaults: { ...SPARSE_SVM_DEFAULTS, calibrate: true },
  fit: (input, params, context) =>
    fitTextLinear(
      input,
      context,
      (sparse, way) => fitSparseSvm(sparse, { ...params, tolerance: toleranceFor(params.tolerance, sparse) }, way),
      params.calibrate,
    ),
  predict: predictTextLinear,
  text: { marks: linearMarks, words: wordsOfClasses, sampled: ({ sampled }) => sampled },
};
