import type { Place } from '../../../kernels/kernels.ts';
import { channelsOf } from '../../shape.ts';
import { positionsOf, type LayerAt, type LayerRun } from '../pass.ts';

/** Multiplies by the mask that was handed in, in place; nothing where nothing is learned. */
export function dropout(at: LayerAt, x: Place): LayerRun {
  const mask = maskOf(at);
  if (mask === 0) return { y: x, back: (dy) => dy };
  const { kernels, rows } = at.pass;
  const n = rows * channelsOf(at.from);
  kernels.multiply(x, mask, n);
  return {
    y: x,
    back(dy) {
      kernels.multiply(dy, mask, n);
      return dy;
    },
  };
}

/** The same with one factor a channel of a row, for all its words or pixels. */
export function spatialDropout(at: LayerAt, x: Place): LayerRun {
  const mask = maskOf(at);
  if (mask === 0) return { y: x, back: (dy) => dy };
  const { kernels, frame, rows, texts } = at.pass;
  const { positions, channels } = positionsOf(at.from);
  const starts = texts?.starts ?? frame.ints(Int32Array.from({ length: rows + 1 }, (_, row) => row * positions));
  kernels.multiplyRows(x, mask, starts, rows, channels);
  return {
    y: x,
    back(dy) {
      kernels.multiplyRows(dy, mask, starts, rows, channels);
      return dy;
    },
  };
}

/** @throws Error where a mask is missing or of another size (a programming mistake) */
function maskOf({ pass, index, from }: LayerAt): Place {
  if (!pass.learning) return 0;
  const mask = pass.learning.masks.get(index);
  const wanted = pass.rows * channelsOf(from);
  if (mask?.length !== wanted) throw new Error(`the mask of layer ${index} has ${mask?.length}, not ${wanted} numbers`);
  return pass.frame.floats(mask);
}
