import { OTHER_LEVEL, type CategoryState } from '../../../prepare/steps/categories.ts';
import { pythonString } from '../literal.ts';
import { COLUMNS } from '../source/columns.ts';
import type { PythonWriter } from '../writer.ts';

export const categoriesWriter: PythonWriter<CategoryState> = {
  id: 'categories',
  version: 1,
  call: 'step_categories',
  source: {
    name: 'step-categories',
    needs: [COLUMNS],
    code: String.raw`
OTHER_LEVEL = ${pythonString(OTHER_LEVEL)}


def step_categories(table, columns):
    """Keeps the levels known; others are put together where rare ones were, else they count as missing."""
    result = dict(table)
    for entry in columns:
        column = table.get(entry["name"])
        if not isinstance(column, Words):
            continue
        rank = {level: number for number, level in enumerate(entry["levels"])}
        unknown = len(rank) if entry["pooled"] else -1
        # The last place is for -1, which is missing.
        recoded = np.array([rank.get(level, unknown) for level in column.levels] + [-1], dtype=np.int64)
        result[entry["name"]] = Words(recoded[column.codes], entry["levels"] + [OTHER_LEVEL] * bool(entry["pooled"]))
    return result
`,
  },
  state: ({ columns }) =>
    columns.map(({ name, levels, pooled }) => ({ name, levels: [...levels], pooled: pooled > 0 })),
};
