import type { ScaleState } from '../../../prepare/steps/scale.ts';
import type { PythonWriter } from '../writer.ts';

export const scaleWriter: PythonWriter<ScaleState> = {
  id: 'scale',
  version: 1,
  call: 'step_scale',
  source: {
    name: 'step-scale',
    code: String.raw`
def step_scale(table, columns):
    """Brings numbers to one scale."""
    result = dict(table)
    for entry in columns:
        values = table.get(entry["name"])
        if isinstance(values, np.ndarray):
            result[entry["name"]] = (values - entry["centre"]) / entry["scale"]
    return result
`,
  },
  // Scaling that is switched off leaves every column as it is.
  state: ({ method, columns }) =>
    method === 'none' ? [] : columns.map(({ name, centre, scale }) => ({ name, centre, scale })),
};
