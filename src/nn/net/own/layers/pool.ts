import type { Place } from '../../../kernels/kernels.ts';
import type { LayerSpec } from '../../spec.ts';
import { pictureOf, positionsOf, type LayerAt, type LayerRun } from '../pass.ts';

/** The largest number of each window, a channel each. */
export function maxPool(at: LayerAt<Extract<LayerSpec, { kind: 'max-pool' }>>, x: Place): LayerRun {
  const { kernels, frame, rows } = at.pass;
  const { height, width, channels } = pictureOf(at.from);
  const to = positionsOf(at.to);
  const n = rows * to.positions * channels;
  const y = frame.take(n);
  const places = frame.take(n);
  kernels.maxPool(x, rows, height, width, channels, at.layer.size, y, places);
  return {
    y,
    back(dy) {
      const dx = frame.zeros(rows * height * width * channels);
      kernels.maxPoolBackward(dy, places, n, dx);
      return dx;
    },
  };
}

/** The mean of each channel over its picture. */
export function globalAverage(at: LayerAt, x: Place): LayerRun {
  const { kernels, frame, rows } = at.pass;
  const { positions, channels } = positionsOf(at.from);
  const y = frame.take(rows * channels);
  kernels.average(x, rows, positions, channels, y);
  return {
    y,
    back(dy) {
      const dx = frame.take(rows * positions * channels);
      kernels.averageBackward(dy, rows, positions, channels, dx);
      return dx;
    },
  };
}
