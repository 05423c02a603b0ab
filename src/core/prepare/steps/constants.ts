import type { Column } from '../../table/column.ts';
import type { TrainRows } from '../rows.ts';
import type { Step } from '../step.ts';

export interface ConstantState {
  readonly columns: readonly string[];
}

/** Whether all training rows hold the same; a value here and missing there is a difference. */
function isConstant(column: Column, rows: TrainRows): boolean {
  if (column.kind === 'text' || column.kind === 'image' || rows.length === 0) return false;
  const values = column.kind === 'category' ? column.codes : column.values;
  const first = values[rows[0] as number] as number;
  for (const row of rows) if (!Object.is(values[row], first) && values[row] !== first) return false;
  return true;
}

/** Leaves out columns that are the same in every training row: nothing can be learned from them. */
export const constants: Step<null, ConstantState> = {
  id: 'constants',
  version: 1,
  stage: 'clean',
  defaults: null,
  fit: (table, rows) => ({
    columns: table.columns.filter((column) => isConstant(column, rows)).map(({ name }) => name),
  }),
  transform(table, state) {
    const gone = new Set(state.columns);
    return { rowCount: table.rowCount, columns: table.columns.filter(({ name }) => !gone.has(name)) };
  },
  describe: (state) =>
    state.columns.map((column) => ({ code: 'step.constants', params: { column }, columns: [column] })),
};
