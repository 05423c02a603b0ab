import type { OutlierState } from '../../../prepare/steps/outliers.ts';
import type { PythonWriter } from '../writer.ts';

export const outliersWriter: PythonWriter<OutlierState> = {
  id: 'outliers',
  version: 1,
  call: 'step_outliers',
  source: {
    name: 'step-outliers',
    code: String.raw`
def step_outliers(table, columns):
    """Draws extreme numbers in; NaN stays."""
    result = dict(table)
    for entry in columns:
        values = table.get(entry["name"])
        if isinstance(values, np.ndarray):
            result[entry["name"]] = np.minimum(entry["high"], np.maximum(entry["low"], values))
    return result
`,
  },
  state: ({ columns }) => columns.map(({ name, low, high }) => ({ name, low, high })),
};
