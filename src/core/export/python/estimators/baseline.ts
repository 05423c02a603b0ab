import type { BaselineState } from '../../../learn/baseline.ts';
import type { PythonWriter } from '../writer.ts';

export const baselineWriter: PythonWriter<BaselineState> = {
  id: 'baseline',
  version: 1,
  call: 'estimate_baseline',
  source: {
    name: 'estimate-baseline',
    code: String.raw`
def estimate_baseline(table, shares, rows):
    """The mean, or each class with its share, whatever the row says."""
    return np.tile(np.array(shares, dtype=np.float64), (rows, 1))
`,
  },
  state: ({ shares }) => [...shares],
};
