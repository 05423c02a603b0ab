import { createRandom, shuffle } from '../../../core/random.ts';
import type { ClassTarget } from '../../../core/learn/task.ts';
import { sampleRows } from '../../../core/prepare/split.ts';
import type { Contender } from '../../predict/contender.ts';
import type { Training } from '../../predict/training.ts';
import { fitMembers, predictRows, quickMember } from './fit-members.ts';
import { classTargetOf } from './judged-rows.ts';

/** What models say of rows that they had not seen. */
export interface OutOfFold {
  /** Rows of the table, ascending. */
  readonly rows: Int32Array;
  /** rows × classes. */
  readonly probabilities: Float64Array;
  /** Whether only some of the rows that are no test rows were looked at. */
  readonly sampled: boolean;
}

const FOLDS = 3;
/** More rows are looked at as a sample. */
const MOST_ROWS = 20_000;

/**
 * Probabilities of training and validation rows, each by a model that was not fitted on it: those of the chosen model
 * where the search judged every row, else by folds of a linear model, which are quick.
 */
export async function predictOutOfFold(training: Training, chosen: Contender): Promise<OutOfFold | undefined> {
  const { space, split, input } = training;
  const { prediction, family } = chosen;
  const isWhole = space.validation.length === split.train.length && family !== 'baseline';
  if (isWhole && prediction.task !== 'regression') {
    const rows = Int32Array.from(space.validation, (row) => space.rows[row] as number);
    return { rows, probabilities: prediction.probabilities, sampled: false };
  }
  const member = quickMember(training);
  if (!member) return undefined;
  const target = classTargetOf(training);
  const rows = sampleRows(split.train, MOST_ROWS, training.seed);
  const fold = dealFolds(target, rows, training.seed);
  const k = target.classes.length;
  const probabilities = new Float64Array(rows.length * k);
  for (let f = 0; f < FOLDS; f++) {
    await input.pacer.pause();
    const positions = Int32Array.from(rows.keys()).filter((i) => fold[i] === f);
    const held = positions.map((i) => rows[i] as number);
    const rest = rows.filter((_, i) => fold[i] !== f);
    const fitted = await fitMembers(training, [member], training.problem.features, target, rest);
    const said = await predictRows(training, fitted, training.problem.features, held);
    positions.forEach((at, i) => probabilities.set(said.probabilities.subarray(i * k, i * k + k), at * k));
  }
  return { rows, probabilities, sampled: rows.length < split.train.length };
}

/** The fold of each row: every class dealt out evenly. */
function dealFolds(target: ClassTarget, rows: Int32Array, seed: number): Uint8Array {
  const random = createRandom(seed).fork('out of fold');
  const byClass = target.classes.map((): number[] => []);
  rows.forEach((row, i) => byClass[target.codes[row] as number]?.push(i));
  const fold = new Uint8Array(rows.length);
  let next = 0;
  for (const members of byClass) {
    shuffle(members, random);
    for (const at of members) fold[at] = next++ % FOLDS;
  }
  return fold;
}
