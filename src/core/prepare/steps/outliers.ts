import { quantileSorted } from '../../stats/descriptive.ts';
import type { Step } from '../step.ts';
import { presentValues } from './present-values.ts';

interface OutlierParams {
  /** Shares of the training rows below and above which values are drawn in. */
  readonly low: number;
  readonly high: number;
}

export interface OutlierState {
  readonly columns: readonly { readonly name: string; readonly low: number; readonly high: number }[];
}

/** Draws extreme numbers in to the training rows' quantiles. */
export const outliers: Step<OutlierParams, OutlierState> = {
  id: 'outliers',
  version: 1,
  stage: 'clean',
  defaults: { low: 0.01, high: 0.99 },
  fit(table, rows, params) {
    const columns = [];
    for (const column of table.columns) {
      if (column.kind !== 'number') continue;
      const values = presentValues(column.values, rows);
      if (values.length === 0) continue;
      const low = quantileSorted(values, params.low);
      const high = quantileSorted(values, params.high);
      if (low < high) columns.push({ name: column.name, low, high });
    }
    return { columns };
  },
  transform(table, state) {
    const known = new Map(state.columns.map((entry) => [entry.name, entry]));
    const columns = table.columns.map((column) => {
      const entry = known.get(column.name);
      if (!entry || column.kind !== 'number') return column;
      // NaN passes through both.
      return { ...column, values: column.values.map((value) => Math.min(entry.high, Math.max(entry.low, value))) };
    });
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) =>
    state.columns.map(({ name, low, high }) => ({
      code: 'step.outliers',
      params: { column: name, low, high },
      columns: [name],
    })),
};
