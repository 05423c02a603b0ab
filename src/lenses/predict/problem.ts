import { CodedError } from '../../core/errors.ts';
import type { ClassTarget, Target } from '../../core/learn/task.ts';
import { KNOWN_COLUMN, SNAPSHOT_COLUMN } from '../../core/journeys/columns.ts';
import { splitRows, type Split, type SplitRule } from '../../core/prepare/split.ts';
import { makeTarget, type TargetRows } from '../../core/prepare/target.ts';
import { cellReader } from '../../core/table/cells.ts';
import type { Column } from '../../core/table/column.ts';
import { getColumn, selectColumns, type Table } from '../../core/table/table.ts';
import { checkPictures, picturedRows } from '../image/problem.ts';
import { readTexts } from '../text/problem.ts';
import type { PictureShape, PredictQuestion, SplitChoice } from './question.ts';

/** The question put to a table: what to learn from, what to predict, and which rows say it. */
export interface Problem {
  readonly question: PredictQuestion;
  /** The columns to learn from, as they are in the file. */
  readonly features: Table;
  readonly target: Target;
  /** Rows whose target is known, ascending. */
  readonly rows: Int32Array;
}

/** With fewer rows than this no figure would mean anything. */
export const MIN_ROWS = 20;
/** Rows of the rarer class, so that training, validation and test rows can each hold some. */
const MIN_BINARY_ROWS = 8;
/** Rows of each of three and more classes. */
export const MIN_CLASS_ROWS = 5;

/** Names of all columns that a question needs, of the file as it is. */
export function columnsOf(question: PredictQuestion): string[] {
  const { sequence } = question;
  if (sequence) return [...new Set([sequence.entity, sequence.event, sequence.time, ...sequence.properties])];
  const split = question.split.kind === 'random' ? [] : [question.split.column];
  const { date, rating, answers } = question.inbox ?? {};
  const inbox = [date, rating, answers].filter((name) => name !== undefined);
  // Texts without labels have no target.
  const target = question.lens === 'text' && question.target === '' ? [] : [question.target];
  return [...new Set([...question.columns, ...target, ...split, ...inbox])];
}

/**
 * Reads target and features.
 * @throws train.no-features, train.too-few-rows, train.too-few-of-class, text.no-labels, text.all-empty, image.*, table.no-column, and
 * makeTarget's codes
 */
export function readProblem(table: Table, question: PredictQuestion): Problem {
  const { split, target: name } = question;
  if (question.lens === 'text' && name === '') throw new CodedError('text.no-labels', { columns: question.columns });
  // The column that deals rows out, or names an entity, would let a model recognise rows instead of learning from them.
  const asked = split.kind === 'random' || split.kind === 'time' ? [] : [split.column];
  const notFeatures = new Set([name, ...asked]);
  const columns = question.columns.filter((column) => !notFeatures.has(column));
  const found = selectColumns(table, columns);
  const known = makeTarget(getColumn(table, name), question.task, question.positive);
  const { features, target, rows } = readRows(question, found, known);
  // A text or a picture is nearly always the only one of its kind, and says a lot all the same.
  const names = question.lens === 'predict' && features.columns.every((column) => isIdentifier(column, rows));
  if (columns.length === 0 || names) {
    throw new CodedError('train.no-features', { target: name, columns });
  }
  if (rows.length < MIN_ROWS)
    throw new CodedError('train.too-few-rows', { target: name, rows: rows.length, needed: MIN_ROWS });
  if (target.task !== 'regression') checkClasses(target, rows, name);
  return { question, features, target, rows };
}

/** Rows that can be learned from: where texts or pictures say it all, those that have one. */
function readRows(
  { lens, shape, target: name }: PredictQuestion,
  features: Table,
  { target, rows: known }: TargetRows,
): Pick<Problem, 'features' | 'target' | 'rows'> {
  if (lens === 'predict' || lens === 'sequence' || features.columns.length === 0)
    return { features, target, rows: known };
  if (lens === 'text') return readTexts(features, target, known, MIN_CLASS_ROWS);
  const rows = picturedRows(features, shape, known);
  checkPictures(target, rows, name, target.task === 'binary' ? MIN_BINARY_ROWS : MIN_CLASS_ROWS);
  return { features, target, rows };
}

/** What the pictures of a question are like; undefined where it has none. */
export function pictureShape({ question, features }: Problem): PictureShape | undefined {
  if (question.shape) return question.shape;
  const pictures = features.columns.find((column) => column.kind === 'image');
  if (!pictures) return undefined;
  const { height, width, channels } = pictures;
  return { height, width, channels };
}

function checkClasses(target: ClassTarget, rows: Int32Array, name: string): void {
  const counts = countClasses(target, rows);
  const needed = target.task === 'binary' ? MIN_BINARY_ROWS : MIN_CLASS_ROWS;
  target.classes.forEach((label, code) => {
    const count = counts[code] as number;
    if (count < needed)
      throw new CodedError('train.too-few-of-class', { target: name, class: label, rows: count, needed });
  });
}

/** Rows of each class among the given rows. */
export function countClasses(target: ClassTarget, rows: Int32Array): Int32Array {
  const counts = new Int32Array(target.classes.length);
  for (const row of rows) {
    const code = target.codes[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}

/** A different value in each row, whole numbers or text: it names rows and says nothing about them. */
function isIdentifier(column: Column, rows: Int32Array): boolean {
  if (column.kind === 'date') return false;
  const read = cellReader(column);
  const seen = new Set<string>();
  for (const row of rows) {
    if (column.kind === 'number' && !Number.isInteger(column.values[row])) return false;
    const cell = read(row);
    if (cell === null || seen.has(cell)) return false;
    seen.add(cell);
  }
  return true;
}

/** Sets test rows aside and cuts folds. @throws split.* */
export function splitProblem(
  { question, target, rows }: Problem,
  table: Table,
  seed: number,
  folds: { readonly folds: number; readonly repeats: number },
): Split {
  const { split } = question;
  return splitRows({ target, rows, rule: ruleOf(split, table), seed, ...folds });
}

/** The choice with its columns looked up. @throws table.no-column, split.no-time */
function ruleOf(split: SplitChoice, table: Table): SplitRule {
  if (split.kind === 'random') return split;
  const column = getColumn(table, split.column);
  if (split.kind !== 'snapshots') return { ...split, column };
  const { kind, testShare, from } = split;
  const time = getColumn(table, SNAPSHOT_COLUMN);
  const known = getColumn(table, KNOWN_COLUMN);
  if (time.kind !== 'date' || known.kind !== 'date') {
    throw new CodedError('split.no-time', { column: SNAPSHOT_COLUMN, kind: time.kind });
  }
  return { kind, column, time, known, testShare, ...(from === undefined ? {} : { from: Date.parse(from) }) };
}

/** The entity of each of the given rows as a number, where whole entities are kept together; a row without one is its own. */
export function entityGroups(question: PredictQuestion, table: Table, rows: Int32Array): Int32Array | undefined {
  if (question.split.kind !== 'entity' && question.split.kind !== 'snapshots') return undefined;
  const read = cellReader(getColumn(table, question.split.column));
  const known = new Map<string, number>();
  return Int32Array.from(rows, (row) => {
    const name = read(row) ?? `\u0000${row}`;
    const group = known.get(name) ?? known.size;
    known.set(name, group);
    return group;
  });
}
