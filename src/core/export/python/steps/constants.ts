import type { ConstantState } from '../../../prepare/steps/constants.ts';
import type { PythonWriter } from '../writer.ts';

export const constantsWriter: PythonWriter<ConstantState> = {
  id: 'constants',
  version: 1,
  call: 'step_constants',
  source: {
    name: 'step-constants',
    code: String.raw`
def step_constants(table, columns):
    """Leaves out columns that were the same in every row."""
    return {name: column for name, column in table.items() if name not in columns}
`,
  },
  state: ({ columns }) => [...columns],
};
