import type { OneHotState } from '../../../prepare/steps/one-hot.ts';
import { COLUMNS } from '../source/columns.ts';
import type { PythonWriter } from '../writer.ts';

export const oneHotWriter: PythonWriter<OneHotState> = {
  id: 'one-hot',
  version: 1,
  call: 'step_one_hot',
  source: {
    name: 'step-one-hot',
    needs: [COLUMNS],
    code: String.raw`
def step_one_hot(table, columns):
    """A 0/1 column a level; the most frequent level has none, the others are read against it."""
    known = {entry["name"]: entry for entry in columns}
    result = {}
    for name, column in table.items():
        entry = known.get(name) if isinstance(column, Words) else None
        if entry is None:
            result[name] = column
            continue
        number = {level: code for code, level in enumerate(column.levels)}
        for level in entry["levels"]:
            result[name + "\x1flevel\x1f" + level] = (column.codes == number.get(level, -2)).astype(np.float64)
    return result
`,
  },
  state: ({ columns }) => columns.map(({ name, reference, levels }) => ({ name, reference, levels: [...levels] })),
};
