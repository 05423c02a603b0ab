import type { Place } from '../../../kernels/kernels.ts';
import type { LayerSpec } from '../../spec.ts';
import { channelsOf } from '../../shape.ts';
import { gradientAt, parameterAt, wantsInputGradient, type LayerAt, type LayerRun } from '../pass.ts';
import { addOuter, multiplyBy, packed, packedTransposed } from '../products.ts';

/** x · kernel + bias. */
export function dense(at: LayerAt<Extract<LayerSpec, { kind: 'dense' }>>, x: Place): LayerRun {
  const { pass, layer } = at;
  const { kernels, frame, rows } = pass;
  const { units } = layer;
  const width = channelsOf(at.from);
  const kernel = parameterAt(at, 'kernel');
  const y = frame.take(rows * units);
  multiplyBy(pass, x, width, rows, packed(pass, kernel, width, units, parameterAt(at, 'bias')), y);
  return {
    y,
    back(dy) {
      if (pass.gradients !== 0) {
        addOuter(pass, x, width, rows, dy, units, gradientAt(at, 'kernel'));
        kernels.columnSums(dy, rows, units, gradientAt(at, 'bias'));
      }
      if (!wantsInputGradient(at)) return 0;
      const dx = frame.take(rows * width);
      multiplyBy(pass, dy, units, rows, packedTransposed(pass, kernel, units, width), dx);
      return dx;
    },
  };
}
