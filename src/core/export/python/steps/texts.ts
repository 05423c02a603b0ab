import type { TextState } from '../../../prepare/steps/texts.ts';
import { CELLS } from '../source/cells.ts';
import { COLUMNS } from '../source/columns.ts';
import type { PythonWriter } from '../writer.ts';

export const textsWriter: PythonWriter<TextState> = {
  id: 'texts',
  version: 1,
  call: 'step_texts',
  source: {
    name: 'step-texts',
    needs: [CELLS, COLUMNS],
    code: String.raw`
def step_texts(table, state):
    """Free text becomes its length in characters and words, or is left out."""
    result = {}
    for name, column in table.items():
        if not isinstance(column, Texts) or name not in state["columns"]:
            result[name] = column
        elif not state["left_out"]:
            # Characters as UTF-16 units: those beyond the first 65,536 count twice.
            sizes = [len((cell or "").encode("utf-16-le", "replace")) // 2 for cell in column.cells]
            words = [sum(map(bool, re.split(_S + "+", cell or ""))) for cell in column.cells]
            result[name + "\x1fcharacters"] = np.array(sizes, dtype=np.float64)
            result[name + "\x1fwords"] = np.array(words, dtype=np.float64)
    return result
`,
  },
  state: ({ columns, leftOut }) => ({ columns: [...columns], left_out: leftOut === true }),
};
