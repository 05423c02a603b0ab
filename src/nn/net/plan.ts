import { CodedError } from '../../core/errors.ts';
import { createRandom, type Random } from '../../core/random.ts';
import { channelsOf, inputShape, shapeAfter, type NetShape } from './shape.ts';
import type { LayerSpec, LayerSummary, LossSpec, NetSpec, ParameterBlock } from './spec.ts';

/** Adam and batch-norm with the same numbers on every engine. */
export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const ADAM_EPSILON = 1e-7;
export const NORM_EPSILON = 1e-3;
/** How much of a running mean or variance stays at a step; the variance that joins it is the biased one, as in Keras 3. */
export const NORM_KEEP = 0.9;
/** Id that fills up short texts; its row of the table is zeros and gets no gradient. */
export const FILL_ID = 0;
/** Id of words that are not known; an empty text is one of these. */
export const UNKNOWN_ID = 1;

/** The mask that a dropout layer takes at each step: rows × width. */
export interface MaskPlan {
  readonly layer: number;
  readonly rate: number;
  readonly width: number;
}

/**
 * A net made ready to be run. What every engine agrees on beside the spec:
 * - Adam's step t: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²; with u = √(1 − β₂ᵗ) / (1 − β₁ᵗ),
 *   p ← p − rate · (decay · p + u · m / (√v + ε)), decay on the blocks of role `weight` alone.
 * - After it, average ← keep · average + (1 − keep) · p for every number, the running ones of batch-norm too.
 * - A text of L words (a row of L positions) counts as one of max(1, L, `shortest`); the fill-up is part of it from then on.
 * - Where several positions share a maximum, the gradient goes to the first of them.
 */
export interface NetPlan {
  readonly spec: NetSpec;
  readonly blocks: readonly ParameterBlock[];
  /** Numbers in the flat parameter vector. */
  readonly length: number;
  readonly summaries: readonly LayerSummary[];
  readonly loss: LossSpec | { readonly kind: 'softmax' };
  /** Numbers a row that leave the net: one a class, or outputs × levels, or outputs. */
  readonly scores: number;
  /** Numbers a row in `StepInput.wanted`: classes, or outputs. */
  readonly wanted: number;
  /** What enters each layer, then what leaves the last one. */
  readonly shapes: readonly NetShape[];
  /** A mask a dropout layer, in the order of `StepInput.masks`. */
  readonly masks: readonly MaskPlan[];
  /** Texts are filled up to this many words: the largest width of a `conv1d-max`, else 1. */
  readonly shortest: number;
}

type Part = Pick<ParameterBlock, 'shape' | 'role'> & { readonly name: string };

const part = (name: string, role: ParameterBlock['role'], ...shape: number[]): Part => ({ name, role, shape });

/** Layouts as in Keras: a GRU's gates in the order update, reset, candidate; its bias is of the input, then of the state. */
function gruParts(way: string, width: number, units: number): Part[] {
  return [
    part(`${way}.kernel`, 'weight', width, 3 * units),
    part(`${way}.recurrent`, 'weight', units, 3 * units),
    part(`${way}.bias`, 'bias', 2, 3 * units),
  ];
}

/** A LSTM's gates in the order input, forget, candidate, output; its bias is of both. */
function lstmParts(way: string, width: number, units: number): Part[] {
  return [
    part(`${way}.kernel`, 'weight', width, 4 * units),
    part(`${way}.recurrent`, 'weight', units, 4 * units),
    part(`${way}.bias`, 'bias', 4 * units),
  ];
}

const waysOf = ({ bothWays }: { readonly bothWays: boolean }): string[] =>
  bothWays ? ['forward', 'backward'] : ['forward'];

/** What a layer learns and measures. */
function partsOf(layer: LayerSpec, from: NetShape, next: LayerSpec | undefined, spec: NetSpec): Part[] {
  const width = channelsOf(from);
  switch (layer.kind) {
    case 'embedding':
      return [part('table', 'table', spec.input.kind === 'tokens' ? spec.input.vocabulary : 0, layer.width)];
    case 'step-embedding':
      return from.kind === 'steps'
        ? from.fields.map((vocabulary, i) => part(`table${i}`, 'table', vocabulary, layer.widths[i] ?? 0))
        : [];
    case 'conv1d-max':
      return layer.widths.flatMap((w) => [
        part(`kernel${w}`, 'weight', w, width, layer.filters),
        part(`bias${w}`, 'bias', layer.filters),
      ]);
    case 'gru':
      return waysOf(layer).flatMap((way) => gruParts(way, width, layer.units));
    case 'lstm':
      return waysOf(layer).flatMap((way) => lstmParts(way, width, layer.units));
    case 'conv2d': {
      const kernel = part('kernel', 'weight', layer.size, layer.size, width, layer.filters);
      return next?.kind === 'batch-norm' ? [kernel] : [kernel, part('bias', 'bias', layer.filters)];
    }
    case 'batch-norm':
      return [
        part('gamma', 'scale', width),
        part('beta', 'bias', width),
        part('mean', 'running', width),
        part('variance', 'running', width),
      ];
    case 'dense':
      return [part('kernel', 'weight', width, layer.units), part('bias', 'bias', layer.units)];
    case 'spatial-dropout':
    case 'dropout':
    case 'relu':
    case 'max-pool':
    case 'global-average':
    case 'flatten':
      return [];
  }
}

function summarise(kind: LayerSpec['kind'], shape: NetShape, blocks: readonly ParameterBlock[]): LayerSummary {
  const parameters = blocks.reduce((sum, { role, length }) => sum + (role === 'running' ? 0 : length), 0);
  const drawn =
    shape.kind === 'picture'
      ? [shape.height, shape.width, shape.channels]
      : shape.kind === 'vector'
        ? [shape.width]
        : shape.kind === 'sequence'
          ? [null, shape.width]
          : [null];
  return { kind, shape: drawn, parameters };
}

/** Rate and width of a dropout layer's mask. */
function maskOf(layer: LayerSpec, from: NetShape, index: number): MaskPlan[] {
  if (layer.kind !== 'dropout' && layer.kind !== 'spatial-dropout') return [];
  return [{ layer: index, rate: layer.rate, width: channelsOf(from) }];
}

/**
 * What leaves a net, and what is wanted of it.
 * @throws net.no-classes where the last layer is not a `dense` (of at least two units, for classes), net.bad-setting where
 * quantiles are not ascending between 0 and 1, or the last layer has not one unit for each of them
 */
function endOf({ layers, loss: asked }: NetSpec): Pick<NetPlan, 'loss' | 'scores' | 'wanted'> {
  const loss: NetPlan['loss'] = asked ?? { kind: 'softmax' };
  const last = layers.at(-1);
  const fewest = loss.kind === 'softmax' ? 2 : 1;
  if (last?.kind !== 'dense' || last.units < fewest)
    throw new CodedError('net.no-classes', { kind: last?.kind ?? 'none' });
  const scores = last.units;
  if (loss.kind !== 'quantiles') return { loss, scores, wanted: scores };
  const { levels } = loss;
  const bad = levels.find((level, i) => !(level > (levels[i - 1] ?? 0) && level < 1));
  const count = levels.length;
  if (bad !== undefined || count === 0 || scores % count !== 0) {
    throw new CodedError('net.bad-setting', { kind: 'quantiles', layer: layers.length, value: bad ?? scores });
  }
  return { loss, scores, wanted: scores / count };
}

/**
 * Lays a net out: shapes, parameters one behind another in one flat vector, masks.
 * @throws net.bad-shape, net.too-small, net.bad-setting (with the layer's number from 1), net.no-classes where the last
 * layer is not a `dense` that gives what the loss asks for
 */
export function planNet(spec: NetSpec): NetPlan {
  const shapes: NetShape[] = [inputShape(spec.input)];
  const blocks: ParameterBlock[] = [];
  const summaries: LayerSummary[] = [];
  const masks: MaskPlan[] = [];
  let start = 0;
  let shortest = 1;
  for (const [index, layer] of spec.layers.entries()) {
    const from = shapes[index] as NetShape;
    const to = shapeAfter(layer, from, index);
    const own = partsOf(layer, from, spec.layers[index + 1], spec).map(({ name, shape, role }) => {
      const length = shape.reduce((product, side) => product * side, 1);
      start += length;
      return { name: `${index}.${name}`, shape, start: start - length, length, role };
    });
    shapes.push(to);
    blocks.push(...own);
    summaries.push(summarise(layer.kind, to, own));
    masks.push(...maskOf(layer, from, index));
    if (layer.kind === 'conv1d-max') shortest = Math.max(shortest, ...layer.widths);
  }
  return { spec, blocks, length: start, summaries, ...endOf(spec), shapes, masks, shortest };
}

/**
 * A block by its name, e.g. `2.kernel`.
 * @throws Error where there is none (a programming mistake, not a person's)
 */
export function blockOf(plan: Pick<NetPlan, 'blocks'>, name: string): ParameterBlock {
  const block = plan.blocks.find((one) => one.name === name);
  if (!block) throw new Error(`no parameters ${name}`);
  return block;
}

function fillUniform(values: Float32Array, limit: number, random: Random): void {
  for (let i = 0; i < values.length; i++) values[i] = limit * (2 * random.next() - 1);
}

/** Rows of unit length at right angles to each other, of a random direction (Gram–Schmidt, twice over; rows ≤ columns). */
function fillOrthogonal(values: Float32Array, rows: number, columns: number, random: Random): void {
  const made: Float64Array[] = [];
  for (let row = 0; row < rows; row++) {
    const one = Float64Array.from({ length: columns }, () => random.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const other of made) {
        let along = 0;
        for (let j = 0; j < columns; j++) along += (one[j] as number) * (other[j] as number);
        for (let j = 0; j < columns; j++) one[j] = (one[j] as number) - along * (other[j] as number);
      }
    }
    const norm = Math.hypot(...one);
    for (let j = 0; j < columns; j++) one[j] = (one[j] as number) / norm;
    made.push(one);
    values.set(one, row * columns);
  }
}

/** Spread of the first embeddings, as Keras' (uniform within it on both sides). */
const TABLE_LIMIT = 0.05;

/** Numbers into and out of one place of a kernel: all axes but the last two are places of a window. */
function fans(shape: readonly number[]): number {
  const window = shape.slice(0, -2).reduce((product, side) => product * side, 1);
  return window * ((shape.at(-2) ?? 1) + (shape.at(-1) ?? 1));
}

/**
 * Where training starts, the same on every engine: kernels uniform after Glorot and Bengio (2010), recurrent kernels
 * orthogonal, embeddings small, biases 0 (of a LSTM's forget gate 1, after Jozefowicz et al. 2015), scales 1. Each block draws from a stream of its own.
 */
export function startParameters(plan: NetPlan, seed: number): Float32Array {
  const flat = new Float32Array(plan.length);
  const lstms = new Set(plan.spec.layers.flatMap(({ kind }, index) => (kind === 'lstm' ? [String(index)] : [])));
  for (const { name, shape, start, length, role } of plan.blocks) {
    const values = flat.subarray(start, start + length);
    const random = createRandom(seed).fork(name);
    if (role === 'table') {
      fillUniform(values, TABLE_LIMIT, random);
      values.fill(0, 0, shape[1]);
    } else if (name.endsWith('.recurrent')) {
      fillOrthogonal(values, shape[0] ?? 0, shape[1] ?? 0, random);
    } else if (role === 'weight') {
      fillUniform(values, Math.sqrt(6 / fans(shape)), random);
    } else if (role === 'scale' || name.endsWith('.variance')) {
      values.fill(1);
    } else if (role === 'bias' && lstms.has(name.split('.')[0] ?? '')) {
      values.fill(1, length / 4, length / 2);
    }
  }
  return flat;
}
