import { CodedError } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import type { Prediction, Target } from '../learn/task.ts';
import type { RowSet } from '../metrics/types.ts';
import type { JudgeRows, TrainRows } from '../prepare/rows.ts';
import { sampleRows } from '../prepare/split.ts';
import type { CategoryColumn, Column, DateColumn, NumberColumn } from '../table/column.ts';
import { getColumn, type Table } from '../table/table.ts';
import { takeRows } from '../table/take.ts';
import type { Dependence, DependencePoint } from './types.ts';

/** Points along a number or date axis. */
const GRID_SIZE = 20;
/** Most levels of a category that are drawn, the most frequent ones. */
const MAX_LEVELS = 15;
/** Rows averaged over. */
const MAX_ROWS = 500;

export interface DependenceInput {
  /** The cleaned table, in the columns that the person knows. */
  readonly table: Table;
  readonly rows: TrainRows | JudgeRows;
  /** What `rows` are, to be said beside the chart. */
  readonly rowSet: RowSet;
  readonly column: string;
  /** Names the classes; the drawn one is "yes", or the most frequent of three or more. */
  readonly target: Target;
  /** Predicts each row of a table that has the columns of `table`; rows are in the given table's order. */
  readonly predict: (table: Table) => Promise<Prediction>;
  readonly gridSize?: number;
  readonly maxRows?: number;
  readonly seed: number;
  readonly pacer: Pacer;
}

/** A value to set the column to, and the share of rows around it. */
interface Stop {
  readonly x: number;
  readonly level?: string;
  readonly density: number;
}

/**
 * Observed values at the middles of equal shares of the rows (all distinct values where there are few), each with the
 * share of all rows that lie nearer to it than to its neighbours.
 */
function numberStops(column: NumberColumn | DateColumn, rows: Int32Array, gridSize: number): Stop[] {
  const known = Float64Array.from(rows, (row) => column.values[row] as number)
    .filter((value) => Number.isFinite(value))
    .sort();
  const distinct = Array.from(known).filter((value, i) => i === 0 || value !== known[i - 1]);
  const spread = Array.from({ length: gridSize }, (_, i) => known[Math.floor(((i + 0.5) / gridSize) * known.length)]);
  const grid = distinct.length <= gridSize ? distinct : [...new Set(spread as number[])];
  const counts = new Float64Array(grid.length);
  let at = 0;
  for (const value of known) {
    while (at + 1 < grid.length && value > (grid[at] as number) / 2 + (grid[at + 1] as number) / 2) at++;
    counts[at] = (counts[at] as number) + 1;
  }
  return grid.map((x, i) => ({ x, density: (counts[i] as number) / rows.length }));
}

function categoryStops(column: CategoryColumn, rows: Int32Array): Stop[] {
  const counts = new Float64Array(column.levels.length);
  for (const row of rows) {
    const code = column.codes[row] as number;
    if (code >= 0) counts[code] = (counts[code] as number) + 1;
  }
  return Array.from(counts.keys())
    .filter((code) => (counts[code] as number) > 0)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
    .slice(0, MAX_LEVELS)
    .map((x) => ({ x, level: column.levels[x] as string, density: (counts[x] as number) / rows.length }));
}

/** The column with cell i set to stop floor(i / repeat). */
function setTo(column: Exclude<Column, { kind: 'text' | 'image' }>, stops: readonly Stop[], repeat: number): Column {
  const length = stops.length * repeat;
  const at = (i: number): number => (stops[Math.floor(i / repeat)] as Stop).x;
  if (column.kind === 'category') return { ...column, codes: Int32Array.from({ length }, (_, i) => at(i)) };
  return { ...column, values: Float64Array.from({ length }, (_, i) => at(i)) };
}

/** Position of the class whose probability is drawn; undefined for numbers. */
function drawnClass(target: Target, rows: Int32Array): number | undefined {
  if (target.task === 'regression') return undefined;
  if (target.task === 'binary') return 1;
  const counts = target.classes.map(() => 0);
  for (const row of rows) counts[target.codes[row] as number]!++;
  return counts.indexOf(Math.max(...counts));
}

/**
 * Partial dependence (Friedman 2001): the mean prediction over rows when one column is set to each of its values in
 * turn and the others stay as they are. Where columns go together it asks about rows that do not exist: association,
 * not effect.
 * @throws explain.no-values where no row has a value or the column is text or pictures; table.no-column
 */
export async function partialDependence(input: DependenceInput): Promise<Dependence> {
  const { table, rows, target, seed, pacer } = input;
  const column = getColumn(table, input.column);
  if (column.kind === 'text' || column.kind === 'image') {
    throw new CodedError('explain.no-values', { column: column.name });
  }
  const stops =
    column.kind === 'category' ? categoryStops(column, rows) : numberStops(column, rows, input.gridSize ?? GRID_SIZE);
  if (stops.length === 0) throw new CodedError('explain.no-values', { column: column.name });
  const sample = sampleRows(rows, input.maxRows ?? MAX_ROWS, seed);
  await pacer.pause();
  // All stops in one table: one prediction instead of one a stop.
  const repeated = Int32Array.from({ length: stops.length * sample.length }, (_, i) => sample[i % sample.length] ?? -1);
  const part = takeRows(table, repeated);
  const moved = setTo(column, stops, sample.length);
  const columns = part.columns.map((other) => (other.name === column.name ? moved : other));
  const prediction = await input.predict({ ...part, columns });
  const ofClass = drawnClass(target, rows);
  const valueAt = (i: number): number =>
    prediction.task === 'regression'
      ? (prediction.values[i] as number)
      : (prediction.probabilities[i * prediction.classes.length + (ofClass ?? 1)] as number);
  const points = stops.map((stop, s): DependencePoint => {
    let sum = 0;
    for (let i = 0; i < sample.length; i++) sum += valueAt(s * sample.length + i);
    return { ...stop, y: sum / sample.length };
  });
  return {
    column: column.name,
    kind: column.kind,
    rows: input.rowSet,
    rowCount: sample.length,
    ...(target.task !== 'regression' && ofClass !== undefined && { ofClass: target.classes[ofClass] as string }),
    points,
  };
}
