import { CodedError, type Finding } from '../../core/errors.ts';
import { takePrediction } from '../../core/learn/prediction.ts';
import type { ClassTarget, Prediction, Target } from '../../core/learn/task.ts';
import { takeTarget } from '../../core/prepare/compact.ts';
import { readByMeaning } from '../../core/ingest/cell-meaning.ts';
import { cellReader } from '../../core/table/cells.ts';
import { columnLength, type Column } from '../../core/table/column.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import { takeCells, takeRows } from '../../core/table/take.ts';
import type { PredictModel } from './model.ts';

/** How outcomes are matched to what was predicted. */
export type Matching =
  | { readonly kind: 'key'; readonly column: string }
  | { readonly kind: 'order' }
  /** The file holds the model's columns itself. */
  | { readonly kind: 'rescored' };

/** Rows as they were scored, id columns included, and what was predicted for them. */
export interface ScoredRows {
  readonly table: Table;
  readonly prediction: Prediction;
}

export interface OutcomesInput {
  readonly model: PredictModel;
  readonly outcomes: Table;
  readonly outcomeColumn: string;
  readonly matching: Matching;
  /** Needed for `key` and `order`. */
  readonly scored?: ScoredRows;
}

/** Rows whose outcome is known now, in the order in which they were scored. */
export interface MatchedOutcomes {
  /** The columns as scored. */
  readonly table: Table;
  /** What happened, as written; row i belongs to row i of `table`. */
  readonly outcome: Column;
  /** What happened in the model's terms. */
  readonly target: Target;
  /** What had been predicted; absent for `rescored`. */
  readonly prediction?: Prediction;
  readonly unmatchedRows: number;
  readonly findings: readonly Finding[];
}

/**
 * Brings outcomes and scored rows together.
 * @throws feedback.no-outcome-column, feedback.no-batch, feedback.no-key, feedback.other-row-count, feedback.no-match
 */
export function matchOutcomes(input: OutcomesInput): MatchedOutcomes {
  const { model, outcomes, outcomeColumn } = input;
  const column = findColumn(outcomes, outcomeColumn);
  if (!column) {
    throw new CodedError('feedback.no-outcome-column', {
      column: outcomeColumn,
      found: outcomes.columns.map((c) => c.name),
    });
  }
  const pairs = pairRows(input);
  const { known, target: whole } = readOutcome(column, model);
  const usable = pairs.pairs.filter(({ outcome }) => known[outcome] === 1);
  if (usable.length === 0) throw new CodedError('feedback.no-match', { rows: outcomes.rowCount });
  const scoredRows = Int32Array.from(usable, ({ scored }) => scored);
  const outcomeRows = Int32Array.from(usable, ({ outcome }) => outcome);
  const blank = pairs.pairs.length - usable.length;
  const findings = [...pairs.findings];
  if (blank > 0) findings.push({ level: 'note', code: 'feedback.unknown-outcomes', params: { rows: blank } });
  const table = input.matching.kind === 'rescored' ? outcomes : (input.scored as ScoredRows).table;
  return {
    table: takeRows(table, scoredRows),
    outcome: { ...takeCells(column, outcomeRows), name: model.target },
    target: takeTarget(whole, outcomeRows),
    ...(input.matching.kind === 'rescored' || !input.scored
      ? {}
      : { prediction: takePrediction(input.scored.prediction, scoredRows) }),
    unmatchedRows: pairs.unmatched + blank,
    findings,
  };
}

interface Pairs {
  readonly pairs: readonly { readonly scored: number; readonly outcome: number }[];
  /** Rows of the outcomes file without a partner. */
  readonly unmatched: number;
  readonly findings: readonly Finding[];
}

function pairRows({ outcomes, matching, scored }: OutcomesInput): Pairs {
  const inOrder = (count: number): Pairs => ({
    pairs: Array.from({ length: count }, (_, row) => ({ scored: row, outcome: row })),
    unmatched: 0,
    findings: [],
  });
  if (matching.kind === 'rescored') return inOrder(outcomes.rowCount);
  if (!scored) throw new CodedError('feedback.no-batch');
  if (matching.kind === 'key') return pairByKey(outcomes, scored.table, matching.column);
  if (outcomes.rowCount !== scored.table.rowCount) {
    throw new CodedError('feedback.other-row-count', { outcomes: outcomes.rowCount, scored: scored.table.rowCount });
  }
  return inOrder(outcomes.rowCount);
}

/** The last outcome of a key counts; a key that was scored in several rows gives each of them its outcome. */
function pairByKey(outcomes: Table, scored: Table, name: string): Pairs {
  const left = findColumn(scored, name);
  const right = findColumn(outcomes, name);
  if (!left || !right) throw new CodedError('feedback.no-key', { column: name, where: left ? 'outcomes' : 'scored' });
  const byKey = new Map<string, number>();
  const readRight = cellReader(right);
  let repeated = 0;
  for (let row = 0; row < outcomes.rowCount; row++) {
    const key = readRight(row)?.trim();
    if (!key) continue;
    if (byKey.has(key)) repeated++;
    byKey.set(key, row);
  }
  const readLeft = cellReader(left);
  const used = new Set<string>();
  const pairs: { scored: number; outcome: number }[] = [];
  let repeatedScored = 0;
  for (let row = 0; row < scored.rowCount; row++) {
    const key = readLeft(row)?.trim();
    const outcome = key ? byKey.get(key) : undefined;
    if (!key || outcome === undefined) continue;
    if (used.has(key)) repeatedScored++;
    used.add(key);
    pairs.push({ scored: row, outcome });
  }
  const findings: Finding[] = [];
  if (repeated > 0)
    findings.push({ level: 'careful', code: 'feedback.repeated-keys', column: name, params: { rows: repeated } });
  if (repeatedScored > 0) {
    findings.push({
      level: 'careful',
      code: 'feedback.repeated-scored-keys',
      column: name,
      params: { rows: repeatedScored },
    });
  }
  return { pairs, unmatched: outcomes.rowCount - repeated - used.size, findings };
}

/** Outcomes in the model's terms; `known[row]` is 1 where the outcome can be used. */
export function readOutcome(
  column: Column,
  model: Pick<PredictModel, 'target' | 'task' | 'classes' | 'cells'>,
): { readonly known: Uint8Array; readonly target: Target } {
  if (model.task === 'regression') {
    const { column: numbers } = readByMeaning(column, 'number', model.target, model.cells);
    const values = (numbers as Extract<Column, { kind: 'number' }>).values;
    return {
      known: Uint8Array.from(values, (value) => (Number.isFinite(value) ? 1 : 0)),
      target: { task: 'regression', values },
    };
  }
  const classes = model.classes ?? [];
  const read = cellReader(readByMeaning(column, column.kind, model.target, model.cells).column);
  const find = classFinder(model.task, classes);
  const codes = Int32Array.from({ length: columnLength(column) }, (_, row) => {
    const cell = read(row);
    return cell === null ? -1 : find(cell);
  });
  const target: ClassTarget = { task: model.task, classes, codes };
  return { known: Uint8Array.from(codes, (code) => (code >= 0 ? 1 : 0)), target };
}

/** Class by name, as written or but for case and blanks; −1 where there is none such. */
function classFinder(task: 'binary' | 'multiclass', classes: readonly string[]): (cell: string) => number {
  const exact = new Map(classes.map((name, code) => [name, code]));
  const loose = new Map(classes.map((name, code) => [name.trim().toLowerCase(), code]));
  // "no" may stand for several values put together ("not X"), then any other value is one of them.
  const grouped = task === 'binary' && classes[0] === `not ${classes[1]}`;
  return (cell) => exact.get(cell) ?? loose.get(cell.trim().toLowerCase()) ?? (grouped ? 0 : -1);
}
