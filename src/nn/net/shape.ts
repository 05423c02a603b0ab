import { CodedError } from '../../core/errors.ts';
import type { LayerSpec, NetInput, Padding } from './spec.ts';

/** What flows between two layers, without the axis of the rows. */
export type NetShape =
  /** Ids, as many as the row has words. */
  | { readonly kind: 'tokens' }
  /** An id a field and some numbers at each of the row's positions. */
  | { readonly kind: 'steps'; readonly fields: readonly number[]; readonly numbers: number }
  /** `width` numbers a token or position. */
  | { readonly kind: 'sequence'; readonly width: number }
  | { readonly kind: 'picture'; readonly height: number; readonly width: number; readonly channels: number }
  | { readonly kind: 'vector'; readonly width: number };

/** Where a window of `size` stands along one side of a picture. */
export interface Windows {
  /** How many places it stands at. */
  readonly count: number;
  /** Zeros put before the first number, and behind the last. */
  readonly before: number;
  readonly after: number;
}

/** TensorFlow's rule: `same` gives ⌈length / stride⌉ places, and an odd zero goes to the end. */
export function windowsAlong(length: number, size: number, stride: number, padding: Padding): Windows {
  if (padding === 'valid') return { count: Math.floor((length - size) / stride) + 1, before: 0, after: 0 };
  const count = Math.ceil(length / stride);
  const zeros = Math.max(0, (count - 1) * stride + size - length);
  return { count, before: zeros >> 1, after: zeros - (zeros >> 1) };
}

/** Numbers of a token, a position or a pixel, or of the row where it has none of these; 0 of what is not numbers yet. */
export function channelsOf(shape: NetShape): number {
  if (shape.kind === 'picture') return shape.channels;
  return shape.kind === 'tokens' || shape.kind === 'steps' ? 0 : shape.width;
}

/** Numbers a row, where that does not depend on the row. */
export function sizeOf(shape: NetShape): number | undefined {
  if (shape.kind === 'vector') return shape.width;
  return shape.kind === 'picture' ? shape.height * shape.width * shape.channels : undefined;
}

/** @throws net.bad-setting where a size is not a positive whole number */
export function inputShape(input: NetInput): NetShape {
  if (input.kind === 'tokens') {
    checkSizes('input', 0, [input.vocabulary]);
    return { kind: 'tokens' };
  }
  if (input.kind === 'steps') {
    checkSizes('input', 0, [
      ...input.fields,
      ...(input.fields.length === 0 || input.numbers !== 0 ? [input.numbers] : []),
    ]);
    return { kind: 'steps', fields: input.fields, numbers: input.numbers };
  }
  const { height, width, channels } = input;
  checkSizes('input', 0, [height, width, channels]);
  return { kind: 'picture', height, width, channels };
}

function checkSizes(kind: string, layer: number, sizes: readonly number[]): void {
  for (const size of sizes) {
    if (!Number.isInteger(size) || size < 1) throw new CodedError('net.bad-setting', { kind, layer, value: size });
  }
}

function checkSettings(layer: LayerSpec, index: number): void {
  const bad = (value: number): never => {
    throw new CodedError('net.bad-setting', { kind: layer.kind, layer: index + 1, value });
  };
  const check = (...sizes: number[]): void => checkSizes(layer.kind, index + 1, sizes);
  switch (layer.kind) {
    case 'embedding':
      return check(layer.width);
    case 'step-embedding':
      return check(...layer.widths);
    case 'conv1d-max':
      check(layer.filters, layer.widths.length, ...layer.widths);
      if (new Set(layer.widths).size < layer.widths.length) bad(layer.widths[0] ?? 0);
      return;
    case 'gru':
    case 'lstm':
    case 'dense':
      return check(layer.units);
    case 'conv2d':
      return check(layer.filters, layer.size, layer.stride);
    case 'max-pool':
      return check(layer.size);
    case 'spatial-dropout':
    case 'dropout':
      if (!(layer.rate >= 0 && layer.rate < 1)) bad(layer.rate);
      return;
    case 'batch-norm':
    case 'relu':
    case 'global-average':
    case 'flatten':
      return;
  }
}

/** The picture that a square window leaves. @throws net.too-small where the window does not fit into it once */
function windowed(
  shape: Extract<NetShape, { kind: 'picture' }>,
  size: number,
  stride: number,
  padding: Padding,
  layer: number,
): { height: number; width: number } {
  const { height, width } = shape;
  if (padding === 'valid' && size > Math.min(height, width)) {
    throw new CodedError('net.too-small', { layer: layer + 1, height, width, size });
  }
  const along = (length: number): number => windowsAlong(length, size, stride, padding).count;
  return { height: along(height), width: along(width) };
}

/**
 * What leaves a layer.
 * @param index of the layer, for the errors (they count from 1)
 * @throws net.bad-shape where the layer cannot take what reaches it, net.too-small where a window is larger than the
 * picture, net.bad-setting
 */
export function shapeAfter(layer: LayerSpec, from: NetShape, index: number): NetShape {
  checkSettings(layer, index);
  const unfit = (): never => {
    throw new CodedError('net.bad-shape', { kind: layer.kind, layer: index + 1, shape: from.kind });
  };
  switch (layer.kind) {
    case 'embedding':
      return from.kind === 'tokens' ? { kind: 'sequence', width: layer.width } : unfit();
    case 'step-embedding':
      if (from.kind !== 'steps' || from.fields.length !== layer.widths.length) return unfit();
      return { kind: 'sequence', width: layer.widths.reduce((sum, width) => sum + width, from.numbers) };
    case 'spatial-dropout':
      return from.kind === 'sequence' || from.kind === 'picture' ? from : unfit();
    case 'conv1d-max':
      return from.kind === 'sequence' ? { kind: 'vector', width: layer.widths.length * layer.filters } : unfit();
    case 'gru':
    case 'lstm':
      return from.kind === 'sequence' ? { kind: 'vector', width: layer.units * (layer.bothWays ? 2 : 1) } : unfit();
    case 'conv2d':
      if (from.kind !== 'picture') return unfit();
      return {
        kind: 'picture',
        channels: layer.filters,
        ...windowed(from, layer.size, layer.stride, layer.padding, index),
      };
    case 'max-pool':
      if (from.kind !== 'picture') return unfit();
      return { ...from, ...windowed(from, layer.size, layer.size, 'valid', index) };
    case 'batch-norm':
    case 'relu':
      return from.kind === 'picture' || from.kind === 'vector' ? from : unfit();
    case 'global-average':
      return from.kind === 'picture' ? { kind: 'vector', width: from.channels } : unfit();
    case 'flatten':
      return from.kind === 'picture' ? { kind: 'vector', width: sizeOf(from) ?? 0 } : unfit();
    case 'dropout':
      return from.kind === 'vector' ? from : unfit();
    case 'dense':
      return from.kind === 'vector' ? { kind: 'vector', width: layer.units } : unfit();
  }
}
