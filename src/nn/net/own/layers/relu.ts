import type { Place } from '../../../kernels/kernels.ts';
import { channelsOf } from '../../shape.ts';
import { countOf, type LayerAt, type LayerRun } from '../pass.ts';

/** max(x, 0), in place. */
export function relu(at: LayerAt, x: Place): LayerRun {
  const { kernels } = at.pass;
  const n = countOf(at.pass, at.from) * channelsOf(at.from);
  kernels.relu(x, n);
  return {
    y: x,
    back(dy) {
      kernels.reluBackward(x, dy, n);
      return dy;
    },
  };
}
