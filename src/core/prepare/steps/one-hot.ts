import type { CategoryColumn, Column } from '../../table/column.ts';
import { oneHotName } from '../derived-name.ts';
import type { Step } from '../step.ts';
import { levelCounts } from './level-counts.ts';

interface OneHotEntry {
  readonly name: string;
  /** The most frequent level among the training rows: it gets no column, the others are read against it. */
  readonly reference: string;
  /** Levels with a column each. */
  readonly levels: readonly string[];
}

export interface OneHotState {
  readonly columns: readonly OneHotEntry[];
}

function indicators(column: CategoryColumn, entry: OneHotEntry): Column[] {
  return entry.levels.map((level) => {
    const code = column.levels.indexOf(level);
    const values = new Float64Array(column.codes.length);
    if (code >= 0) column.codes.forEach((c, row) => (values[row] = c === code ? 1 : 0));
    return { kind: 'number', name: oneHotName(column.name, level), values };
  });
}

/** A 0/1 column for each level but the most frequent, which is what the others are compared with. */
export const oneHot: Step<null, OneHotState> = {
  id: 'one-hot',
  version: 1,
  stage: 'encode',
  defaults: null,
  fit(table, rows) {
    const columns = table.columns
      .filter((column) => column.kind === 'category')
      .map((column) => {
        const [reference = '', ...levels] = levelCounts(column, rows).seen.map(({ level }) => level);
        return { name: column.name, reference, levels };
      });
    return { columns };
  },
  transform(table, state) {
    const known = new Map(state.columns.map((entry) => [entry.name, entry]));
    const columns = table.columns.flatMap((column) => {
      const entry = column.kind === 'category' ? known.get(column.name) : undefined;
      return entry ? indicators(column as CategoryColumn, entry) : [column];
    });
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) =>
    state.columns.map(({ name, reference, levels }) => ({
      code: 'step.one-hot',
      params: { column: name, reference, levels: levels.length },
      columns: [name],
    })),
};
