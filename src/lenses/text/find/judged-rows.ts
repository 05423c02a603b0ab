import { likeliestClass } from '../../../core/learn/prediction.ts';
import type { ClassPrediction, ClassTarget } from '../../../core/learn/task.ts';
import { isolateRows } from '../../../core/prepare/compact.ts';
import { decide, predictInBlocks } from '../../predict/apply.ts';
import type { FittedPipeline } from '../../predict/model.ts';
import type { Training } from '../../predict/training.ts';

/** Test rows with what they are and what the judged model says. */
export interface JudgedRows {
  /** Rows of the table. */
  readonly rows: Int32Array;
  readonly classes: readonly string[];
  /** Class each of `rows`. */
  readonly actual: Int32Array;
  readonly predicted: Int32Array;
  readonly prediction: ClassPrediction;
}

/** The target of a text question: always classes. */
export function classTargetOf({ problem: { target } }: Pick<Training, 'problem'>): ClassTarget {
  if (target.task === 'regression') throw new Error('texts are told apart by classes');
  return target;
}

/** @param threshold of "yes", where there are two classes */
export async function judgeTestRows(
  training: Training,
  judged: FittedPipeline,
  threshold: number | undefined,
): Promise<JudgedRows> {
  const { problem, split, input } = training;
  const target = classTargetOf(training);
  const table = isolateRows(problem.features, split.test);
  const prediction = await predictInBlocks(judged, table, input, input.pacer);
  if (prediction.task === 'regression') throw new Error('texts are told apart by classes');
  return {
    rows: split.test,
    classes: target.classes,
    actual: Int32Array.from(split.test, (row) => target.codes[row] as number),
    predicted: threshold === undefined ? likeliestClass(prediction) : decide(prediction, threshold),
    prediction,
  };
}
