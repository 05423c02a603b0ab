import type { MissingState } from '../../../prepare/steps/missing.ts';
import { COLUMNS } from '../source/columns.ts';
import type { PythonWriter } from '../writer.ts';

export const missingWriter: PythonWriter<MissingState> = {
  id: 'missing',
  version: 1,
  call: 'step_missing',
  source: {
    name: 'step-missing',
    needs: [COLUMNS],
    code: String.raw`
def step_missing(table, state):
    """Fills gaps, and says in a column of its own where a number was missing."""
    numbers = {entry["name"]: entry for entry in state["numbers"]}
    own_levels = dict(state["levels"])
    result = {}
    for name, column in table.items():
        if isinstance(column, np.ndarray) and name in numbers:
            gaps = np.isnan(column)
            result[name] = np.where(gaps, numbers[name]["fill"], column)
            if numbers[name]["flag"]:
                result[name + "\x1fmissing"] = gaps.astype(np.float64)
        elif isinstance(column, Words) and name in own_levels:
            level = own_levels[name]
            levels = column.levels if level in column.levels else column.levels + [level]
            result[name] = Words(np.where(column.codes < 0, levels.index(level), column.codes), levels)
        else:
            result[name] = column
    return result
`,
  },
  state: ({ numbers, categories }) => ({
    numbers: numbers.map(({ name, fill, flag }) => ({ name, fill, flag })),
    levels: categories.map(({ name, level }) => [name, level]),
  }),
};
