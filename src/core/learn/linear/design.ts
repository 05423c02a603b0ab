import { CodedError } from '../../errors.ts';
import { getColumn, type Table } from '../../table/table.ts';
import type { FitInput } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';

/** Fewest rows a linear model is fitted on: one gives no slope. */
const LEAST_ROWS = 2;

/** The features of the rows fitted on, left where they are: blocks of them are centred as they are read. */
export interface Design {
  readonly features: readonly string[];
  readonly columns: readonly Float64Array[];
  /** Table rows, ascending. */
  readonly rows: Int32Array;
  /** Weight a table row, or undefined for 1 each. */
  readonly weights: Float64Array | undefined;
  readonly weightSum: number;
  /** Weighted mean of each feature over the rows. */
  readonly means: Float64Array;
  /** Features that do not vary over the rows; they get no coefficient. */
  readonly constant: readonly boolean[];
}

/** The values of the named number columns, in this order. @throws table.no-column, train.column-kind */
export function denseColumns(table: Table, names: readonly string[]): Float64Array[] {
  return names.map((name) => {
    const column = getColumn(table, name);
    if (column.kind === 'number') return column.values;
    throw new CodedError('train.column-kind', { column: name, expected: 'number', kind: column.kind });
  });
}

/** @throws train.no-features, train.too-few-rows, train.not-finite, train.column-kind */
export async function makeDesign(
  input: Pick<FitInput, 'features' | 'rows' | 'weights'>,
  pacer: Pacer,
): Promise<Design> {
  const { rows, weights } = input;
  const features = input.features.columns.map((column) => column.name);
  if (features.length === 0) throw new CodedError('train.no-features', { columns: 0 });
  if (rows.length < LEAST_ROWS) throw new CodedError('train.too-few-rows', { rows: rows.length, needed: LEAST_ROWS });
  const columns = denseColumns(input.features, features);
  const weightSum = weights ? checkedSum(weights, rows) : rows.length;
  const means = new Float64Array(columns.length);
  const constant: boolean[] = [];
  for (let j = 0; j < columns.length; j++) {
    const values = columns[j] as Float64Array;
    const mean = weightedMean(values, rows, weights, weightSum);
    if (!Number.isFinite(mean)) {
      const row = rows.find((r) => !Number.isFinite(values[r])) ?? -1;
      throw new CodedError('train.not-finite', { what: 'feature', column: features[j] as string, row });
    }
    means[j] = mean;
    constant.push(!varies(values, rows, weights));
    await pacer.pause();
  }
  if (constant.every(Boolean)) throw new CodedError('train.no-features', { columns: columns.length });
  return { features, columns, rows, weights, weightSum, means, constant };
}

function checkedSum(weights: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) {
    const weight = weights[row] as number;
    if (!(weight >= 0 && weight < Infinity)) throw new CodedError('train.not-finite', { what: 'weight', row });
    sum += weight;
  }
  if (!(sum > 0)) throw new CodedError('train.too-few-rows', { rows: 0, needed: LEAST_ROWS });
  return sum;
}

/** Two passes: the second takes away the rounding of the first, which matters for dates and ids in the trillions. */
export function weightedMean(
  values: Float64Array,
  rows: Int32Array,
  weights: Float64Array | undefined,
  weightSum: number,
): number {
  const first = sumOfDistances(values, rows, weights, 0) / weightSum;
  return first + sumOfDistances(values, rows, weights, first) / weightSum;
}

/** Σ w·(value − from). Four sums side by side: one alone would wait for each addition before the next. */
function sumOfDistances(
  values: Float64Array,
  rows: Int32Array,
  weights: Float64Array | undefined,
  from: number,
): number {
  if (weights) {
    let sum = 0;
    for (const row of rows) sum += (weights[row] as number) * ((values[row] as number) - from);
    return sum;
  }
  const n = rows.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    a += (values[rows[i] as number] as number) - from;
    b += (values[rows[i + 1] as number] as number) - from;
    c += (values[rows[i + 2] as number] as number) - from;
    d += (values[rows[i + 3] as number] as number) - from;
  }
  for (; i < n; i++) a += (values[rows[i] as number] as number) - from;
  return a + b + (c + d);
}

function varies(values: Float64Array, rows: Int32Array, weights: Float64Array | undefined): boolean {
  let first: number | undefined;
  for (const row of rows) {
    if (weights && weights[row] === 0) continue;
    if (first === undefined) first = values[row] as number;
    else if (values[row] !== first) return true;
  }
  return false;
}

/** Rows a block holds: small enough for a core's cache, large enough that loops pay. */
export function blockRows(width: number): number {
  return Math.max(64, Math.min(512, Math.floor(32_768 / width)));
}

/**
 * Copies rows `from` … `from + size` of the design into `block`, one column of `stride` values after another, centred.
 */
export function loadBlock(design: Design, from: number, size: number, block: Float64Array, stride: number): void {
  const { rows, columns, means } = design;
  const first = rows[from] as number;
  // Rows are ascending and distinct, so equal distance means no gaps.
  const contiguous = (rows[from + size - 1] as number) - first === size - 1;
  for (let j = 0; j < columns.length; j++) {
    const values = columns[j] as Float64Array;
    const mean = means[j] as number;
    const at = j * stride;
    if (contiguous) for (let i = 0; i < size; i++) block[at + i] = (values[first + i] as number) - mean;
    else for (let i = 0; i < size; i++) block[at + i] = (values[rows[from + i] as number] as number) - mean;
  }
}

/** Calls `visit` for one block of rows after another, letting messages in between. */
export async function eachBlock(
  design: Design,
  size: number,
  pacer: Pacer,
  visit: (from: number, size: number) => void,
): Promise<void> {
  const n = design.rows.length;
  for (let from = 0; from < n; from += size) {
    visit(from, Math.min(size, n - from));
    // A block takes well under a millisecond: asking every 16th keeps the clock cheap.
    if ((from / size) % 16 === 15) await pacer.pause();
  }
  await pacer.pause();
}
