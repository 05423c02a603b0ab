import type { Finding } from '../../../core/errors.ts';
import type { TaskKind } from '../../../core/learn/task.ts';
import type { ColumnProfile, TableProfile } from '../../../core/profile/types.ts';
import type { PredictQuestion, SplitChoice } from '../../../lenses/predict/question.ts';
import { makeQuestion, taskFor } from '../../../lenses/predict/suggest.ts';

/** Whole numbers with at most this many values may be asked about as classes too. */
const FEW_VALUES = 20;

/** Tasks that a target column allows, the likeliest first; empty when it cannot be predicted. */
export function tasksFor(column: ColumnProfile): readonly TaskKind[] {
  const likely = taskFor(column);
  if (!likely) return [];
  if (column.kind !== 'number' || likely === 'binary') return [likely];
  const few = column.numeric?.integers === true && column.distinct <= FEW_VALUES;
  if (likely === 'multiclass') return ['multiclass', 'regression'];
  return few ? ['regression', 'multiclass'] : ['regression'];
}

/** Columns that may be asked about. */
export function possibleTargets(profile: TableProfile): readonly ColumnProfile[] {
  return profile.columns.filter((column) => tasksFor(column).length > 0);
}

/** The columns that the split reads and that are therefore no features. */
function splitOnly(split: SplitChoice): string | undefined {
  return split.kind === 'column' || split.kind === 'entity' ? split.column : undefined;
}

/** Columns that may be learned from: all but the target, pictures, and one that only tells which rows are set aside. */
export function possibleFeatures(profile: TableProfile, question: PredictQuestion): readonly string[] {
  const taken = splitOnly(question.split);
  return profile.columns
    .filter(({ name, kind }) => kind !== 'image' && name !== question.target && name !== taken)
    .map(({ name }) => name);
}

/** The question about another target, with the split that was chosen before where it still applies. */
export function retarget(
  profile: TableProfile,
  target: string,
  previous: PredictQuestion | undefined,
  suspects: readonly Finding[],
): PredictQuestion | undefined {
  const made = makeQuestion(profile, target, suspects)?.question;
  if (!made || !previous) return made;
  const { split } = previous;
  if (split.kind !== 'random' && split.column === target) return made;
  return withSplit(made, split);
}

/** The same target put as another task; "yes" goes with binary questions alone. */
export function withTask(question: PredictQuestion, task: TaskKind): PredictQuestion {
  const { positive, ...rest } = question;
  return task === 'binary' && positive !== undefined ? { ...rest, task, positive } : { ...rest, task };
}

/** The question with other columns, kept in the table's order. */
export function withColumns(
  profile: TableProfile,
  question: PredictQuestion,
  chosen: readonly string[],
): PredictQuestion {
  const wanted = new Set(chosen);
  return { ...question, columns: profile.columns.map(({ name }) => name).filter((name) => wanted.has(name)) };
}

/** The question with another split; a column that only tells which rows are set aside is no feature. */
export function withSplit(question: PredictQuestion, split: SplitChoice): PredictQuestion {
  const taken = splitOnly(split);
  return { ...question, columns: question.columns.filter((name) => name !== taken), split };
}

/** Columns that could say `train` or `test`. */
export function splitColumns(profile: TableProfile): readonly string[] {
  return profile.columns
    .filter(
      ({ kind, distinct, levels }) =>
        kind === 'category' &&
        distinct === 2 &&
        (levels ?? []).every(({ level }) => /^(train|test)$/i.test(level.trim())) &&
        (levels ?? []).length === 2,
    )
    .map(({ name }) => name);
}
