import { packedLength, type Place } from '../../../kernels/kernels.ts';
import { windowsAlong } from '../../shape.ts';
import type { LayerSpec } from '../../spec.ts';
import { gradientAt, parameterAt, pictureOf, type LayerAt, type LayerRun } from '../pass.ts';
import { packed } from '../products.ts';

type Conv2d = Extract<LayerSpec, { kind: 'conv2d' }>;

/** The kernel turned by half a circle, from filters to channels: what the gradient by the input is convolved with. */
function packedTurned({ pass }: LayerAt, kernel: Place, places: number, channels: number, filters: number): Place {
  const { kernels, frame } = pass;
  const to = frame.take(packedLength(places * filters, channels));
  for (let i = 0; i < places; i++) {
    const from = kernel + (places - 1 - i) * channels * filters;
    kernels.pack(from, 1, filters, filters, channels, to, i * filters, places * filters, 0);
  }
  return to;
}

/**
 * Convolution of pictures without a copy of their windows: `same` puts zeros around the pictures, then windows are read
 * where they lie. The gradient by the input is a convolution too, of dy with zeros around and between.
 */
export function conv2d(at: LayerAt<Conv2d>, input: Place): LayerRun {
  const { pass, layer, index } = at;
  const { kernels, frame, rows } = pass;
  const { size, stride, filters } = layer;
  const { height, width, channels } = pictureOf(at.from);
  const down = windowsAlong(height, size, stride, layer.padding);
  const across = windowsAlong(width, size, stride, layer.padding);
  const fullHeight = height + down.before + down.after;
  const fullWidth = width + across.before + across.after;
  let x = input;
  if (fullHeight > height || fullWidth > width) {
    x = frame.take(rows * fullHeight * fullWidth * channels);
    kernels.spread(
      ...([input, rows, height, width, channels] as const),
      ...([x, fullHeight, fullWidth, down.before, across.before, 1] as const),
    );
  }
  const line = fullWidth * channels;
  const windows = [
    ...([x, fullHeight * line, stride * line, stride * channels] as const),
    ...([rows, down.count, across.count, size, size * channels, line] as const),
  ] as const;
  const hasBias = pass.plan.blocks.some(({ name }) => name === `${index}.bias`);
  const kernel = parameterAt(at, 'kernel');
  const matrix = packed(pass, kernel, size * size * channels, filters, hasBias ? parameterAt(at, 'bias') : 0);
  const pixels = rows * down.count * across.count;
  const y = frame.take(pixels * filters);
  kernels.convolve(...windows, matrix.place, filters, y, 0);

  const inputGradient = (dy: Place): Place => {
    const gridHeight = height + size - 1;
    const gridWidth = width + size - 1;
    const grid = frame.take(rows * gridHeight * gridWidth * filters);
    kernels.spread(
      ...([dy, rows, down.count, across.count, filters] as const),
      ...([grid, gridHeight, gridWidth, size - 1 - down.before, size - 1 - across.before, stride] as const),
    );
    const dx = frame.take(rows * height * width * channels);
    const gridLine = gridWidth * filters;
    kernels.convolve(
      ...([grid, gridHeight * gridLine, gridLine, filters] as const),
      ...([rows, height, width, size, size * filters, gridLine] as const),
      ...([packedTurned(at, kernel, size * size, channels, filters), channels, dx, 0] as const),
    );
    return dx;
  };
  return {
    y,
    back(dy) {
      const gradient = gradientAt(at, 'kernel');
      if (gradient !== 0) {
        kernels.correlate(...windows, dy, filters, gradient);
        if (hasBias) kernels.columnSums(dy, pixels, filters, gradientAt(at, 'bias'));
      }
      return index > 0 ? inputGradient(dy) : 0;
    },
  };
}
