import { CodedError } from '../../core/errors.ts';
import type { CategoryColumn, NumberColumn } from '../../core/table/column.ts';
import { getColumn, type Table } from '../../core/table/table.ts';

/** A number: one smoothly clipped value, and how far it has come through each piece between `edges`. */
export interface NumberInput {
  readonly kind: 'number';
  readonly name: string;
  /** Median and robust spread of the training rows. */
  readonly centre: number;
  readonly scale: number;
  /** Ends of the pieces, rising; fewer than 3 mean no pieces. */
  readonly edges: Float64Array;
}

/** A category with few levels: one input a level. */
interface OneHotInput {
  readonly kind: 'one-hot';
  readonly name: string;
  readonly levels: readonly string[];
}

/** A category with many levels: rows of the table of embeddings, from `firstRow` on. */
interface EmbeddedInput {
  readonly kind: 'embedded';
  readonly name: string;
  readonly levels: readonly string[];
  readonly firstRow: number;
}

export type Input = NumberInput | OneHotInput | EmbeddedInput;

/** How a row of features becomes the numbers that enter the network. Learned from training rows; plain data. */
export interface InputPlan {
  readonly inputs: readonly Input[];
  /** Numbers a row that enter directly. */
  readonly width: number;
  /** Category columns looked up in the table of embeddings. */
  readonly lookups: number;
  /** Rows of the table; one more, always zero, stands for a level that was never seen. */
  readonly levels: number;
  readonly embeddingSize: number;
}

/** Up to this many levels a category is cheaper as one input a level (as RealMLP does; Holzmüller et al. 2024). */
const MOST_ONE_HOT = 8;
/** Numbers are cut into fewer pieces rather than the first layer growing past this. */
const WIDEST = 320;
/** Training rows a piece should hold at least. */
const ROWS_A_PIECE = 30;
const SAMPLE = 20_000;

/** Inputs that this one adds. */
export const inputWidth = (input: Input): number =>
  input.kind === 'number' ? 1 + pieces(input) : input.kind === 'one-hot' ? input.levels.length : 0;

/** Pieces a number is cut into: none, or at least two. */
export const pieces = (input: NumberInput): number => Math.max(0, input.edges.length - 1);

/** x pressed smoothly into (−3, 3), straight near 0 (RealMLP's clipping). */
export const clip = (x: number): number => x / Math.sqrt(1 + (x * x) / 9);

/** @param position share of the way through the sorted values, 0 … 1 */
function at(sorted: Float64Array, position: number): number {
  return sorted[Math.round(position * (sorted.length - 1))] ?? 0;
}

function standardDeviation(values: Float64Array): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let square = 0;
  for (const value of values) square += ((value - mean) * (value - mean)) / values.length;
  return Math.sqrt(square);
}

function sortedSample(column: NumberColumn, rows: Int32Array): Float64Array {
  const stride = Math.max(1, Math.floor(rows.length / SAMPLE));
  const sample = new Float64Array(Math.ceil(rows.length / stride));
  for (let i = 0; i < sample.length; i++) {
    const value = column.values[rows[i * stride] as number] as number;
    if (!Number.isFinite(value)) throw new CodedError('train.not-finite', { what: 'feature', column: column.name });
    sample[i] = value;
  }
  return sample.sort();
}

/** Quantiles of the training rows without repeats. */
function edgesOf(sorted: Float64Array, most: number): Float64Array {
  const edges: number[] = [];
  for (let i = 0; i <= most; i++) {
    const edge = at(sorted, i / most);
    if (edges.length === 0 || edge > (edges.at(-1) as number)) edges.push(edge);
  }
  return edges.length > 2 ? Float64Array.from(edges) : new Float64Array(0);
}

/** Undefined for a column that is constant on the training rows. */
function planNumber(column: NumberColumn, rows: Int32Array, bins: number): NumberInput | undefined {
  const sorted = sortedSample(column, rows);
  if (at(sorted, 0) === at(sorted, 1)) return undefined;
  const quartiles = at(sorted, 0.75) - at(sorted, 0.25);
  const scale = quartiles > 0 ? quartiles / 1.349 : standardDeviation(sorted);
  const edges = bins >= 2 ? edgesOf(sorted, bins) : new Float64Array(0);
  return { kind: 'number', name: column.name, centre: at(sorted, 0.5), scale, edges };
}

/**
 * Learns the plan from the training rows. Constant numbers and categories with one level are left out.
 * @throws train.no-features, train.not-finite
 */
export function planInputs(
  table: Table,
  rows: Int32Array,
  settings: { readonly bins: number; readonly embeddingSize: number },
): InputPlan {
  const numbers = table.columns.filter((column) => column.kind === 'number').length;
  const affordable = Math.floor(WIDEST / Math.max(1, numbers)) - 1;
  const bins = Math.min(settings.bins, affordable, Math.floor(rows.length / ROWS_A_PIECE));
  const inputs: Input[] = [];
  let levels = 0;
  for (const column of table.columns) {
    if (column.kind === 'number') {
      const input = planNumber(column, rows, bins);
      if (input) inputs.push(input);
    } else if (column.kind === 'category' && column.levels.length > 1) {
      const { name } = column;
      if (column.levels.length <= MOST_ONE_HOT) {
        inputs.push({ kind: 'one-hot', name, levels: [...column.levels] });
      } else {
        inputs.push({ kind: 'embedded', name, levels: [...column.levels], firstRow: levels });
        levels += column.levels.length;
      }
    }
  }
  if (inputs.length === 0) throw new CodedError('train.no-features', { columns: table.columns.map((c) => c.name) });
  return {
    inputs,
    width: inputs.reduce((sum, input) => sum + inputWidth(input), 0),
    lookups: inputs.filter((input) => input.kind === 'embedded').length,
    levels,
    embeddingSize: settings.embeddingSize,
  };
}

/** Rows made ready for the network, in the order asked for. Compact: the pieces are spelled out batch by batch. */
export interface EncodedRows {
  readonly count: number;
  /** A clipped value a number column: column-major, one array an input (empty for categories). */
  readonly values: readonly Float32Array[];
  /** Piece plus share of it, e.g. 2.25, for number columns with pieces. */
  readonly positions: readonly Float32Array[];
  /** Level a category column, −1 when unknown; row of the embedding table for embedded ones. */
  readonly codes: readonly Int32Array[];
}

/** Where x stands among the pieces: 0 before the first, `edges.length − 1` past the last. */
export function positionOf(x: number, edges: Float64Array): number {
  const last = edges.length - 1;
  if (x <= (edges[0] as number)) return 0;
  if (x >= (edges[last] as number)) return last;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x >= (edges[middle] as number)) low = middle;
    else high = middle;
  }
  const from = edges[low] as number;
  return low + (x - from) / ((edges[high] as number) - from);
}

function encodeNumber(
  input: NumberInput,
  column: NumberColumn,
  rows: Int32Array,
  purpose: Purpose,
): [Float32Array, Float32Array] {
  const values = new Float32Array(rows.length);
  const positions = input.edges.length > 0 ? new Float32Array(rows.length) : new Float32Array(0);
  for (let i = 0; i < rows.length; i++) {
    const x = column.values[rows[i] as number] as number;
    if (!Number.isFinite(x)) {
      throw new CodedError(`${purpose}.not-finite`, { what: 'feature', column: column.name, row: rows[i] as number });
    }
    values[i] = clip((x - input.centre) / input.scale);
    if (positions.length > 0) positions[i] = positionOf(x, input.edges);
  }
  return [values, positions];
}

/** Levels are matched by name, so a table whose levels come in another order means the same. */
function encodeCategory(
  input: OneHotInput | EmbeddedInput,
  column: CategoryColumn,
  rows: Int32Array,
  unknownRow: number,
): Int32Array {
  const embedded = input.kind === 'embedded';
  const known = new Map(input.levels.map((level, code) => [level, code]));
  const target = Int32Array.from(column.levels, (level) => {
    const code = known.get(level);
    if (code === undefined) return embedded ? unknownRow : -1;
    return embedded ? input.firstRow + code : code;
  });
  const missing = embedded ? unknownRow : -1;
  return Int32Array.from(rows, (row) => {
    const code = column.codes[row] as number;
    return code < 0 ? missing : (target[code] as number);
  });
}

/** What rows are encoded for; it names the error when a number is none. */
export type Purpose = 'train' | 'predict';

/** @throws table.no-column, train.column-kind, train.not-finite or predict.not-finite */
export function encodeRows(plan: InputPlan, table: Table, rows: Int32Array, purpose: Purpose): EncodedRows {
  const values: Float32Array[] = [];
  const positions: Float32Array[] = [];
  const codes: Int32Array[] = [];
  for (const input of plan.inputs) {
    const column = getColumn(table, input.name);
    if (input.kind === 'number' && column.kind === 'number') {
      const [value, position] = encodeNumber(input, column, rows, purpose);
      values.push(value);
      positions.push(position);
      codes.push(new Int32Array(0));
    } else if (input.kind !== 'number' && column.kind === 'category') {
      values.push(new Float32Array(0));
      positions.push(new Float32Array(0));
      codes.push(encodeCategory(input, column, rows, plan.levels));
    } else {
      const expected = input.kind === 'number' ? 'number' : 'category';
      throw new CodedError('train.column-kind', { column: input.name, kind: column.kind, expected });
    }
  }
  return { count: rows.length, values, positions, codes };
}
