import { mean, quantileSorted } from '../../stats/descriptive.ts';
import type { NumberColumn } from '../../table/column.ts';
import type { TrainRows } from '../rows.ts';
import type { Step } from '../step.ts';
import { presentValues } from './present-values.ts';

interface ScaleParams {
  /**
   * `standard`: mean 0, standard deviation 1. `robust`: median 0, half the distance between the quartiles 1 (where the
   * quartiles are equal, a quarter of the range), which long tails do not upset. `none`: as they are.
   */
  readonly method: 'standard' | 'robust' | 'none';
}

export interface ScaleState {
  readonly method: ScaleParams['method'];
  /** scaled = (value − centre) / scale */
  readonly columns: readonly { readonly name: string; readonly centre: number; readonly scale: number }[];
}

function standard(column: NumberColumn, rows: TrainRows): { centre: number; scale: number } {
  const values = presentValues(column.values, rows);
  if (values.length === 0) return { centre: 0, scale: 1 };
  const centre = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  const scale = Math.sqrt(squares / values.length);
  return { centre, scale: scale > 0 ? scale : 1 };
}

function robust(column: NumberColumn, rows: TrainRows): { centre: number; scale: number } {
  const values = presentValues(column.values, rows);
  if (values.length === 0) return { centre: 0, scale: 1 };
  const half = (quantileSorted(values, 0.75) - quantileSorted(values, 0.25)) / 2;
  const range = ((values.at(-1) as number) - (values[0] as number)) / 4;
  return { centre: quantileSorted(values, 0.5), scale: half > 0 ? half : range > 0 ? range : 1 };
}

/** Brings numbers to one scale, for methods to which a unit matters. Comes after the gaps are filled. */
export const scale: Step<ScaleParams, ScaleState> = {
  id: 'scale',
  version: 1,
  stage: 'encode',
  defaults: { method: 'standard' },
  whenOff: { method: 'none' },
  fit(table, rows, { method }) {
    const columns = table.columns
      .filter((column) => column.kind === 'number')
      .map((column) => {
        const fitted = method === 'standard' ? standard(column, rows) : robust(column, rows);
        return method === 'none' ? { name: column.name, centre: 0, scale: 1 } : { name: column.name, ...fitted };
      });
    return { method, columns };
  },
  transform(table, state) {
    if (state.method === 'none') return table;
    const known = new Map(state.columns.map((entry) => [entry.name, entry]));
    const columns = table.columns.map((column) => {
      const entry = known.get(column.name);
      if (!entry || column.kind !== 'number') return column;
      return { ...column, values: column.values.map((value) => (value - entry.centre) / entry.scale) };
    });
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) => [
    {
      code: `step.scale.${state.method}`,
      params: { columns: state.columns.length },
      columns: state.columns.map(({ name }) => name),
    },
  ],
};
