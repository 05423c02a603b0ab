import { likeliestClass } from '../../../core/learn/prediction.ts';
import { cellReader } from '../../../core/table/cells.ts';
import { findColumn, selectColumns } from '../../../core/table/table.ts';
import type { FittedPipeline } from '../../predict/model.ts';
import type { Training } from '../../predict/training.ts';
import { confidences } from '../hand-over.ts';
import { asTexts, writtenRows } from '../problem.ts';
import { countGroups, subjectsOf, type Counted } from '../subjects.ts';
import type { Subject } from '../types.ts';
import { predictRows } from './fit-members.ts';
import { classTargetOf } from './judged-rows.ts';
import type { OutOfFold } from './out-of-fold.ts';

/** Texts without a label that are sorted by the model; beyond, a share of them stands for the others. */
const MOST_SORTED = 50_000;
const EXAMPLES = 5;

/** The classes over the whole inbox, and how many rows without a label the model sorted into them. */
export interface ClassSubjects {
  readonly subjects: readonly Subject[];
  readonly sorted: number;
  /** What the subjects were made of: groups are classes by their number. */
  readonly counted: Counted;
  /** Class of each text that was looked at, −1: none. */
  readonly groupOf: Int32Array;
}

/**
 * What people write about, by class: rows with a label by that, the others as the model is sure of them.
 * @param threshold confidence below which a row without a label is of no class
 */
export async function classSubjects(
  training: Training,
  judged: FittedPipeline,
  outOfFold: OutOfFold | undefined,
  threshold: number,
): Promise<ClassSubjects> {
  const { problem, input } = training;
  const { classes, codes } = classTargetOf(training);
  const unlabelled = rowsWithoutLabel(training);
  const rows = Int32Array.from([...problem.rows, ...unlabelled]).sort();
  const groupOf = Int32Array.from(rows, (row) => codes[row] as number);
  if (unlabelled.length > 0) {
    const said = await predictRows(training, judged, problem.features, unlabelled);
    const likeliest = likeliestClass(said);
    const sure = confidences(said);
    const place = new Map(Array.from(rows, (row, i) => [row, i]));
    unlabelled.forEach((row, i) => {
      groupOf[place.get(row) as number] = (sure[i] as number) >= threshold ? (likeliest[i] as number) : -1;
    });
  }
  const examples = typicalRows(outOfFold, codes, classes.length);
  const grouped = {
    table: input.table,
    inbox: problem.question.inbox,
    rows,
    groupOf,
    names: classes,
    examplesOf: (group: number) => examples[group] ?? [],
  };
  const counted = countGroups(grouped);
  const subjects = subjectsOf(grouped, counted).toSorted((a, b) => b.rows - a.rows);
  return { subjects, sorted: unlabelled.length, counted, groupOf };
}

/** Rows with a text and no label, evenly thinned where there are very many. */
function rowsWithoutLabel({ problem, input }: Training): Int32Array {
  const label = findColumn(input.table, problem.question.target);
  if (!label || problem.rows.length === input.table.rowCount) return new Int32Array(0);
  const written = writtenRows(
    asTexts(
      selectColumns(
        input.table,
        problem.features.columns.map(({ name }) => name),
      ),
    ),
  );
  const read = cellReader(label);
  const without: number[] = [];
  for (let row = 0; row < input.table.rowCount; row++) {
    if (written[row] === 1 && read(row) === null) without.push(row);
  }
  const step = Math.max(1, without.length / MOST_SORTED);
  return Int32Array.from(
    { length: Math.min(without.length, MOST_SORTED) },
    (_, i) => without[Math.floor(i * step)] as number,
  );
}

/** Rows of each class that models which had not seen them are surest of. */
function typicalRows(outOfFold: OutOfFold | undefined, codes: Int32Array, k: number): number[][] {
  const byClass = Array.from({ length: k }, (): { row: number; p: number }[] => []);
  outOfFold?.rows.forEach((row, i) => {
    const code = codes[row] as number;
    byClass[code]?.push({ row, p: outOfFold.probabilities[i * k + code] as number });
  });
  return byClass.map((members) =>
    members
      .toSorted((a, b) => b.p - a.p || a.row - b.row)
      .slice(0, EXAMPLES)
      .map(({ row }) => row),
  );
}
