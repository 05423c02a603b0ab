import type { Pacer } from '../pacer.ts';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { categoryCodes, frequentLevels } from './category-bins.ts';
import { numberCodes, numberEdges } from './number-bins.ts';

/** How a column is cut into bins: thresholds for numbers (dates too), levels for categories. */
export type Binning =
  | { readonly kind: 'number'; readonly name: string; readonly edges: Float64Array }
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] };

export interface BinnedColumn {
  readonly binning: Binning;
  /** Bins, that of missing values (0) included: codes are below this. */
  readonly binCount: number;
  /** Bin of each of the rows asked for, in their order. */
  readonly codes: Uint8Array;
  /** Whether the rows lie in more than one bin, so that the column can tell them apart. */
  readonly varies: boolean;
}

/**
 * Keeps the bins of columns for as long as the columns live, so that tries on the same rows share them.
 * Made by the caller and passed in: nothing is kept between jobs.
 */
export interface BinCache {
  get(column: Column, rows: Int32Array, maxBins: number): BinnedColumn | undefined;
  set(column: Column, rows: Int32Array, maxBins: number, binned: BinnedColumn): void;
}

interface Entry {
  readonly rows: Int32Array;
  readonly maxBins: number;
  readonly binned: BinnedColumn;
}

const sameRows = (a: Int32Array, b: Int32Array): boolean => {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** @param rowSets how many sets of rows (folds) are kept a column; the oldest goes first */
export function createBinCache(rowSets = 12): BinCache {
  const kept = new WeakMap<Column, Entry[]>();
  return {
    get: (column, rows, maxBins) =>
      kept.get(column)?.find((entry) => entry.maxBins === maxBins && sameRows(entry.rows, rows))?.binned,
    set(column, rows, maxBins, binned) {
      const entries = kept.get(column) ?? [];
      entries.push({ rows, maxBins, binned });
      if (entries.length > rowSets) entries.shift();
      kept.set(column, entries);
    },
  };
}

/** Codes of `rows` of a column under bins learned elsewhere; a column of another kind gives undefined. */
export function codesOf(column: Column, rows: Int32Array, binning: Binning): Uint8Array | undefined {
  if (binning.kind === 'category') {
    return column.kind === 'category' ? categoryCodes(column, rows, binning.levels) : undefined;
  }
  return column.kind === 'number' || column.kind === 'date'
    ? numberCodes(column.values, rows, binning.edges)
    : undefined;
}

function learnBinning(column: Column, rows: Int32Array, maxBins: number): Binning | undefined {
  switch (column.kind) {
    case 'number':
    case 'date':
      return { kind: 'number', name: column.name, edges: numberEdges(column.values, rows, maxBins) };
    case 'category':
      return { kind: 'category', name: column.name, levels: frequentLevels(column, rows) };
    case 'text':
    case 'image':
      return undefined;
  }
}

/** Bins of one column, learned from `rows` alone; undefined for text, which has no bins. */
function binColumn(column: Column, rows: Int32Array, maxBins: number): BinnedColumn | undefined {
  const binning = learnBinning(column, rows, maxBins);
  const codes = binning && codesOf(column, rows, binning);
  if (!binning || !codes) return undefined;
  const binCount = binning.kind === 'number' ? binning.edges.length + 2 : binning.levels.length + 1;
  const varies = codes.some((code) => code !== codes[0]);
  return { binning, binCount, codes, varies };
}

/**
 * Bins of every column but text ones, each a Uint8Array of codes over `rows`. Only `rows` are read.
 * @param maxBins 2 … 255, the bin of missing values not counted
 */
export async function binFeatures(
  features: Table,
  rows: Int32Array,
  maxBins: number,
  pacer: Pacer,
  cache?: BinCache,
): Promise<BinnedColumn[]> {
  const binned: BinnedColumn[] = [];
  for (const column of features.columns) {
    await pacer.pause();
    const known = cache?.get(column, rows, maxBins);
    const made = known ?? binColumn(column, rows, maxBins);
    if (!made) continue;
    if (!known) cache?.set(column, rows, maxBins, made);
    binned.push(made);
  }
  return binned;
}
