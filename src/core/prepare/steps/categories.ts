import type { CategoryColumn } from '../../table/column.ts';
import type { TrainRows } from '../rows.ts';
import type { Step } from '../step.ts';
import { levelCounts } from './level-counts.ts';

interface CategoryParams {
  /** Levels with fewer training rows are put together. */
  readonly minRows: number;
  /** At most this many levels keep their name. */
  readonly maxLevels: number;
}

interface CategoryEntry {
  readonly name: string;
  /** Levels that keep their name, the most frequent first. */
  readonly levels: readonly string[];
  /** How many levels were put together into OTHER_LEVEL; with 0 there is no such level. */
  readonly pooled: number;
}

export interface CategoryState {
  readonly columns: readonly CategoryEntry[];
}

/** Stands for the rare levels put together, and for levels first met later. The unit separator keeps it apart from any in a file. */
export const OTHER_LEVEL = '\u001fother';

function fitColumn(column: CategoryColumn, rows: TrainRows, params: CategoryParams): CategoryEntry {
  const { seen } = levelCounts(column, rows);
  const kept = seen.filter(({ count }, rank) => count >= params.minRows && rank < params.maxLevels);
  const pooled = seen.length - kept.length;
  return { name: column.name, levels: kept.map(({ level }) => level), pooled };
}

function transformColumn(column: CategoryColumn, entry: CategoryEntry): CategoryColumn {
  const rank = new Map(entry.levels.map((level, index) => [level, index]));
  const unknown = entry.pooled > 0 ? entry.levels.length : -1;
  const recoded = Int32Array.from(column.levels, (level) => rank.get(level) ?? unknown);
  return {
    kind: 'category',
    name: column.name,
    codes: column.codes.map((code) => (code < 0 ? -1 : (recoded[code] as number))),
    levels: entry.pooled > 0 ? [...entry.levels, OTHER_LEVEL] : entry.levels,
  };
}

/**
 * Fixes the levels to those of the training rows and puts rare ones together. A level first met later counts as rare
 * where there were rare ones, else as missing.
 */
export const categories: Step<CategoryParams, CategoryState> = {
  id: 'categories',
  version: 1,
  stage: 'clean',
  defaults: { minRows: 5, maxLevels: 200 },
  whenOff: { minRows: 1, maxLevels: 10_000 },
  fit: (table, rows, params) => ({
    columns: table.columns.filter((c) => c.kind === 'category').map((column) => fitColumn(column, rows, params)),
  }),
  transform(table, state) {
    const known = new Map(state.columns.map((entry) => [entry.name, entry]));
    const columns = table.columns.map((column) => {
      const entry = known.get(column.name);
      return entry && column.kind === 'category' ? transformColumn(column, entry) : column;
    });
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) =>
    state.columns
      .filter(({ pooled }) => pooled > 0)
      .map(({ name, levels, pooled }) => ({
        code: 'step.categories',
        params: { column: name, kept: levels.length, pooled },
        columns: [name],
      })),
};
