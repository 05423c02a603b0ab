import { readRows } from '../../../core/learn/text/texts.ts';
import { findMislabelled } from '../../../core/text/inbox/mislabelled.ts';
import { findNearDuplicates, type DuplicateGroup } from '../../../core/text/inbox/near-duplicates.ts';
import type { Language } from '../../../core/text/language.ts';
import { sampleRows } from '../../../core/prepare/split.ts';
import type { Training } from '../../predict/training.ts';
import type { TextFindings } from '../types.ts';
import { wordVectors } from './inbox-texts.ts';
import { classTargetOf } from './judged-rows.ts';
import type { OutOfFold } from './out-of-fold.ts';

/** Groups of alike texts, by the rows of the table. */
export interface Duplicates {
  readonly groups: readonly DuplicateGroup[];
  /** Rows that were looked at. */
  readonly looked: number;
}

/** More rows are looked at as a sample. */
const MOST_ROWS = 50_000;
const MOST_GROUPS = 200;
const MOST_OF_GROUP = 20;

/** Texts that are the same or nearly, among all rows with a label. */
export async function findDuplicates(training: Training, language: Language): Promise<Duplicates> {
  const { problem, input, seed } = training;
  const { pacer } = input;
  const target = classTargetOf(training);
  const rows = sampleRows(problem.rows as Parameters<typeof sampleRows>[0], MOST_ROWS, seed);
  const read = readRows(problem.features);
  const found = await findNearDuplicates({
    rows: rows.length,
    textAt: (i) => read(rows[i] as number),
    vectors: await wordVectors(training, rows, language),
    labels: Int32Array.from(rows, (row) => target.codes[row] as number),
    pacer,
  });
  const groups = found.groups.map((group) => ({ ...group, rows: group.rows.map((i) => rows[i] as number) }));
  return { groups, looked: rows.length };
}

/** As the report tells them. */
export function tellDuplicates({ groups }: Duplicates): TextFindings['duplicates'] {
  return {
    rows: groups.reduce((sum, group) => sum + group.rows.length, 0),
    groups: groups.slice(0, MOST_GROUPS).map((group) => ({
      rows: Array.from(group.rows.subarray(0, MOST_OF_GROUP)),
      disagree: group.labelsDisagree,
    })),
  };
}

/** Test rows that are nearly the same as one that was learned from. */
export function countLeaks({ groups }: Duplicates, { split }: Training): number {
  const isTest = new Set(split.test);
  let leaks = 0;
  for (const { rows } of groups) {
    const inTest = rows.filter((row) => isTest.has(row)).length;
    if (inTest < rows.length) leaks += inTest;
  }
  return leaks;
}

/** The list holds a tenth of the rows, within bounds: nobody reads on. */
const LISTED_SHARE = 0.1;
const LEAST_LISTED = 20;
const MOST_LISTED = 2_000;

/** Training and validation rows whose label is probably wrong, by models that had not seen them. */
export function tellMislabelled(
  training: Training,
  { rows, probabilities }: OutOfFold,
  { groups }: Duplicates,
): TextFindings['mislabelled'] {
  const { codes, classes } = classTargetOf(training);
  const labels = Int32Array.from(rows, (row) => codes[row] as number);
  const place = new Map(Array.from(rows, (row, i) => [row, i]));
  const duplicates = groups
    .filter(({ labelsDisagree }) => labelsDisagree)
    .map((group) => placed(group, place, labels))
    .filter((group) => group.rows.length > 1);
  const found = findMislabelled({ probabilities, labels, classes: classes.length, duplicates });
  const listed = Math.min(MOST_LISTED, Math.max(LEAST_LISTED, Math.ceil(LISTED_SHARE * rows.length)));
  // Where the models name the label that is given there is nothing to settle, however unsure they are.
  const doubted = found.order.filter((i) => found.suggested[i] !== labels[i]).subarray(0, listed);
  return {
    estimated: Math.round(found.estimatedErrors),
    rows: Array.from(doubted, (i) => ({
      row: rows[i] as number,
      given: classes[labels[i] as number] as string,
      suggested: classes[found.suggested[i] as number] as string,
      score: found.score[i] as number,
    })),
  };
}

/** A group by the positions of its rows among those looked at; test rows have no say. */
function placed(group: DuplicateGroup, place: ReadonlyMap<number, number>, labels: Int32Array): DuplicateGroup {
  const rows = Int32Array.from(
    Array.from(group.rows, (row) => place.get(row)).filter((at): at is number => at !== undefined),
  );
  const counts = new Map<number, number>();
  for (const at of rows) counts.set(labels[at] as number, (counts.get(labels[at] as number) ?? 0) + 1);
  const told = Array.from(counts, ([label, count]) => ({ label, rows: count })).toSorted(
    (a, b) => b.rows - a.rows || a.label - b.label,
  );
  return { ...group, rows, labels: told, labelsDisagree: told.length > 1 };
}
