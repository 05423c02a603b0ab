import { CodedError } from '../../errors.ts';
import type { FitInput } from '../estimator.ts';
import type { Pacer } from '../pacer.ts';
import type { Target } from '../task.ts';
import { binFeatures, codesOf, type BinCache, type BinnedColumn } from './bins.ts';
import type { RowWeights } from './objective.ts';
import type { BoostParams } from './params.ts';

/** Fewer rows than this are refused: trees would only repeat them. */
const LEAST_ROWS = 10;

/** What a fit reads: the rows with weight, their bins, and the same for the validation rows. */
export interface TrainingData {
  readonly rows: Int32Array;
  readonly weights: RowWeights;
  readonly columns: readonly BinnedColumn[];
  /** 1 or −1 for a column in which the prediction must be monotone, else 0. */
  readonly directions: Int8Array;
  readonly validation?: ValidationData;
}

interface ValidationData {
  readonly rows: Int32Array;
  readonly weights: RowWeights;
  readonly codes: readonly Uint8Array[];
}

/** Rows whose weight is not 0, and their weights in that order (undefined where all are 1). */
function weighRows(rows: Int32Array, all: Float64Array | undefined): { rows: Int32Array; weights: RowWeights } {
  if (!all) return { rows, weights: undefined };
  for (const row of rows) {
    const weight = all[row] as number;
    if (!(weight >= 0 && weight < Infinity)) throw new CodedError('train.not-finite', { what: 'weight', row });
  }
  const kept = rows.filter((row) => (all[row] as number) > 0);
  const weights = Float64Array.from(kept, (row) => all[row] as number);
  return { rows: kept, weights: weights.every((weight) => weight === 1) ? undefined : weights };
}

function checkTarget(target: Target, rows: Int32Array): void {
  if (rows.length < LEAST_ROWS) {
    throw new CodedError('train.too-few-rows', { rows: rows.length, needed: LEAST_ROWS });
  }
  const values = target.task === 'regression' ? target.values : target.codes;
  const highest = target.task === 'regression' ? Number.MAX_VALUE : target.classes.length - 1;
  const lowest = target.task === 'regression' ? -Number.MAX_VALUE : 0;
  let varies = false;
  for (const row of rows) {
    const value = values[row] as number;
    if (!(value >= lowest && value <= highest)) throw new CodedError('train.not-finite', { what: 'target', row });
    if (value !== values[rows[0] as number]) varies = true;
  }
  if (!varies) throw new CodedError('train.one-class', { rows: rows.length });
}

function directionsOf(columns: readonly BinnedColumn[], params: BoostParams, target: Target): Int8Array {
  const directions = new Int8Array(columns.length);
  for (const { column, direction } of params.monotone) {
    const at = columns.findIndex(({ binning }) => binning.name === column);
    const binning = columns[at]?.binning;
    if (target.task === 'multiclass' || binning?.kind === 'category') {
      throw new CodedError('train.bad-monotone', { column });
    }
    // A column that does not vary is not among them, and then nothing depends on it.
    if (binning) directions[at] = direction;
  }
  return directions;
}

/**
 * Checks and bins what a fit needs.
 * @throws train.too-few-rows, train.one-class, train.not-finite, train.no-features, train.bad-monotone
 */
export async function prepareTraining(
  input: FitInput,
  params: BoostParams,
  pacer: Pacer,
  cache: BinCache | undefined,
): Promise<TrainingData> {
  const { rows, weights } = weighRows(input.rows, input.weights);
  checkTarget(input.target, rows);
  const binned = await binFeatures(input.features, rows, params.maxBins, pacer, cache);
  const columns = binned.filter((column) => column.varies);
  if (columns.length === 0) throw new CodedError('train.no-features', { columns: input.features.columns.length });
  const directions = directionsOf(columns, params, input.target);
  if (!input.validation || input.validation.length === 0) return { rows, weights, columns, directions };
  const judged = weighRows(input.validation, input.weights);
  const byName = new Map(input.features.columns.map((column) => [column.name, column]));
  const codes = columns.map(({ binning }) => {
    const column = byName.get(binning.name);
    return (column && codesOf(column, judged.rows, binning)) ?? new Uint8Array(judged.rows.length);
  });
  const validation = { ...judged, codes };
  return { rows, weights, columns, directions, ...(judged.rows.length > 0 && { validation }) };
}
