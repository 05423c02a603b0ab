import type { ClassPrediction, ClassTarget } from '../../../core/learn/task.ts';
import { isolateRows, takeTarget } from '../../../core/prepare/compact.ts';
import { allRows } from '../../../core/prepare/split.ts';
import type { Table } from '../../../core/table/table.ts';
import { predictInBlocks } from '../../predict/apply.ts';
import type { FittedPipeline } from '../../predict/model.ts';
import { fitPipeline, type MemberSpec } from '../../predict/pipeline.ts';
import type { Training } from '../../predict/training.ts';

/** Linear models of texts that take seconds, the quickest first. */
const QUICK = ['text-svm', 'text-logistic'] as const;

/** A linear model by its usual settings, for looks that need many fits; undefined where none is registered. */
export function quickMember({ input }: Pick<Training, 'input'>): MemberSpec | undefined {
  const estimator = QUICK.map((id) => input.estimators.get(id)).find((found) => found !== undefined);
  return estimator && { estimator, params: { ...(estimator.defaults as object), calibrate: false }, weight: 1 };
}

/** Members fitted on the given rows of a table and nothing else. @throws train.*, CancelledError */
export async function fitMembers(
  { input, recipe, seed }: Pick<Training, 'input' | 'recipe' | 'seed'>,
  members: readonly MemberSpec[],
  features: Table,
  target: ClassTarget,
  rows: Int32Array,
): Promise<FittedPipeline> {
  const fitting = fitPipeline({
    table: isolateRows(features, rows),
    target: takeTarget(target, rows),
    rows: allRows(Int32Array.from(rows, (_, i) => i)),
    recipe,
    steps: input.steps,
    members,
    seed,
    pacer: input.pacer,
  });
  for (;;) {
    const step = await fitting.next();
    if (step.done) return step.value;
  }
}

/** What a pipeline says of some rows of a table, in their order. */
export async function predictRows(
  { input }: Pick<Training, 'input'>,
  pipeline: FittedPipeline,
  features: Table,
  rows: Int32Array,
): Promise<ClassPrediction> {
  const prediction = await predictInBlocks(pipeline, isolateRows(features, rows), input, input.pacer);
  if (prediction.task === 'regression') throw new Error('texts are told apart by classes');
  return prediction;
}
