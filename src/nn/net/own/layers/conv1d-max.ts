import type { Place } from '../../../kernels/kernels.ts';
import type { LayerSpec } from '../../spec.ts';
import { channelsOf } from '../../shape.ts';
import { gradientAt, parameterAt, textsOf, wantsInputGradient, type LayerAt, type LayerRun } from '../pass.ts';
import { multiplyBy, packed } from '../products.ts';

/**
 * Convolution, ReLU and maximum over each text. Windows overlap in memory, so the convolution is one product over all
 * texts at once; the few windows that reach into the next text are worked out and passed over. The way back visits one
 * place a filter and text: the maximum's.
 */
export function conv1dMax(at: LayerAt<Extract<LayerSpec, { kind: 'conv1d-max' }>>, x: Place): LayerRun {
  const { pass, layer } = at;
  const { kernels, frame, rows } = pass;
  const { tokens, starts } = textsOf(pass);
  const { widths, filters } = layer;
  const width = channelsOf(at.from);
  const total = widths.length * filters;
  const y = frame.take(rows * total);
  const branches = widths.map((w, i) => {
    const count = tokens - w + 1;
    const all = frame.take(count * filters);
    const places = frame.take(rows * filters);
    const kernel = parameterAt(at, `kernel${w}`);
    multiplyBy(pass, x, width, count, packed(pass, kernel, w * width, filters, parameterAt(at, `bias${w}`)), all);
    kernels.segmentMax(all, filters, starts, rows, w - 1, y + i * filters, total, places);
    return { w, kernel, places };
  });
  return {
    y,
    back(dy) {
      const dx = wantsInputGradient(at) ? frame.zeros(tokens * width) : 0;
      for (const [i, { w, kernel, places }] of branches.entries()) {
        const k = w * width;
        const byFilter = frame.take(filters * k);
        kernels.transpose(kernel, k, filters, byFilter);
        const gradient = gradientAt(at, `kernel${w}`);
        const dByFilter = gradient === 0 ? 0 : frame.zeros(filters * k);
        const dBias = gradientAt(at, `bias${w}`);
        const from = dy + i * filters;
        kernels.segmentMaxBackward(from, total, places, rows, filters, x, width, k, byFilter, dByFilter, dBias, dx);
        if (gradient !== 0) kernels.transpose(dByFilter, filters, k, gradient);
      }
      return dx;
    },
  };
}
