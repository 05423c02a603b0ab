import type { Estimator } from '../estimator.ts';
import { fitSparseSvm, SPARSE_SVM_DEFAULTS, type SparseSvmParams, type SvmDuals } from '../sparse/svm.ts';
import {
  fitTextLinear,
  predictTextLinear,
  toleranceFor,
  wordsOfClasses,
  type SparseFit,
  type TextLinearState,
} from './linear.ts';
import { linearMarks } from './linear-marks.ts';

export interface TextSvmParams extends SparseSvmParams {
  /** Whether its certainty is measured on rows held out for that, which takes some passes more. */
  readonly calibrate: boolean;
}

/** TF-IDF of words and n-grams of characters, and linear support vector machines on it, one class against the rest. */
export const textSvm: Estimator<TextSvmParams, TextLinearState> = {
  id: 'text-svm',
  version: 1,
  tasks: ['binary', 'multiclass'],
  encoding: 'raw',
  defaults: { ...SPARSE_SVM_DEFAULTS, calibrate: true },
  fit(input, params, context) {
    // The fit that certainty is measured by has seen nearly all rows: the other one goes on from there.
    const duals: SvmDuals | undefined = params.calibrate ? new Map() : undefined;
    const fit: SparseFit = (sparse, way) =>
      fitSparseSvm(sparse, { ...params, tolerance: toleranceFor(params.tolerance, sparse) }, way, duals);
    return fitTextLinear(input, context, fit, params.calibrate);
  },
  predict: predictTextLinear,
  text: { marks: linearMarks, words: wordsOfClasses, sampled: ({ sampled }) => sampled },
};
