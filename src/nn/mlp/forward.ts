import { CancelledError } from '../../core/errors.ts';
import { createPacer } from '../../core/learn/pacer.ts';
import type { Prediction } from '../../core/learn/task.ts';
import type { Table } from '../../core/table/table.ts';
import { fold, type Folded, type FoldedInput, type Layer } from './fold.ts';
import { encodeRows, type EncodedRows } from './inputs.ts';
import type { Activation } from './params.ts';
import type { MlpState } from './state.ts';

/** Adds row `row` of `weights` to the units of one table row, which begin at `to`. */
function addRow(units: Float64Array, to: number, count: number, weights: Float64Array, row: number): void {
  const from = row * count;
  for (let i = 0; i < count; i++) units[to + i] = (units[to + i] as number) + (weights[from + i] as number);
}

/** What a number adds: its clipped value, all pieces before the one it lies in, and the share of that one. */
function addNumber(
  units: Float64Array,
  to: number,
  count: number,
  input: FoldedInput,
  value: number,
  position: number,
): void {
  const { direct, base, slope } = input;
  const whole = Math.min(input.rows - 1, Math.floor(position));
  const from = whole * count;
  const share = position - whole;
  for (let i = 0; i < count; i++) {
    const pieces = (base[from + i] as number) + share * (slope[from + i] as number);
    units[to + i] = (units[to + i] as number) + value * (direct[i] as number) + pieces;
  }
}

function addValue(units: Float64Array, to: number, weights: Float64Array, value: number): void {
  for (let i = 0; i < weights.length; i++) {
    units[to + i] = (units[to + i] as number) + value * (weights[i] as number);
  }
}

/** @param units count × units of the first layer, overwritten */
function firstLayer(folded: Folded, rows: EncodedRows, start: number, count: number, units: Float64Array): void {
  const width = folded.bias.length;
  for (let i = 0; i < count; i++) units.set(folded.bias, i * width);
  for (let j = 0; j < folded.inputs.length; j++) {
    const input = folded.inputs[j] as FoldedInput;
    const values = rows.values[j] as Float32Array;
    const positions = rows.positions[j] as Float32Array;
    const codes = rows.codes[j] as Int32Array;
    for (let i = 0; i < count; i++) {
      const row = start + i;
      const to = i * width;
      if (input.kind === 'number') {
        const value = values[row] as number;
        if (input.rows === 0) addValue(units, to, input.direct, value);
        else addNumber(units, to, width, input, value, positions[row] as number);
        continue;
      }
      const level = (codes[row] as number) - input.firstRow;
      const known = level >= 0 && level < input.rows;
      if (known) addRow(units, to, width, input.base, level);
      else if (input.kind === 'embedded') addRow(units, to, width, input.base, input.rows);
    }
  }
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

function activate(units: Float64Array, count: number, activation: Activation): void {
  for (let i = 0; i < count; i++) {
    const x = units[i] as number;
    switch (activation) {
      case 'relu':
        units[i] = x > 0 ? x : 0;
        break;
      case 'silu':
        units[i] = x / (1 + Math.exp(-x));
        break;
      case 'selu':
        units[i] = SELU_SCALE * (x > 0 ? x : SELU_ALPHA * (Math.exp(x) - 1));
        break;
    }
  }
}

/**
 * Two rows and four units at a time, so that each number read serves several sums and the sums do not wait for each
 * other. A row's sums are added in the same order whichever rows stand beside it.
 * @param from count × layer.inputs
 * @param to count × outputs, overwritten
 */
function applyLayer(layer: Layer, count: number, from: Float64Array, to: Float64Array): void {
  const { bias, inputs } = layer;
  const outputs = bias.length;
  for (let row = 0; row < count; row += 2) {
    // The last row of an odd number is computed twice: the buffers have room for one more.
    for (let unit = 0; unit + 3 < outputs; unit += 4) applyBlock(layer, row * inputs, row * outputs, unit, from, to);
    for (let unit = outputs - (outputs % 4); unit < outputs; unit++) {
      applyUnit(layer, row * inputs, row * outputs, unit, from, to);
      applyUnit(layer, (row + 1) * inputs, (row + 1) * outputs, unit, from, to);
    }
  }
}

function applyUnit(layer: Layer, x: number, y: number, unit: number, from: Float64Array, to: Float64Array): void {
  const { weights, bias, inputs } = layer;
  let sum = bias[unit] as number;
  for (let i = 0; i < inputs; i++) sum += (from[x + i] as number) * (weights[unit * inputs + i] as number);
  to[y + unit] = sum;
}

function applyBlock(layer: Layer, x: number, y: number, unit: number, from: Float64Array, to: Float64Array): void {
  const { weights, bias, inputs } = layer;
  let a = bias[unit] as number;
  let b = bias[unit + 1] as number;
  let c = bias[unit + 2] as number;
  let d = bias[unit + 3] as number;
  let e = a;
  let f = b;
  let g = c;
  let h = d;
  const w = unit * inputs;
  for (let i = 0; i < inputs; i++) {
    const p = from[x + i] as number;
    const q = from[x + inputs + i] as number;
    const w0 = weights[w + i] as number;
    const w1 = weights[w + inputs + i] as number;
    const w2 = weights[w + 2 * inputs + i] as number;
    const w3 = weights[w + 3 * inputs + i] as number;
    a += p * w0;
    b += p * w1;
    c += p * w2;
    d += p * w3;
    e += q * w0;
    f += q * w1;
    g += q * w2;
    h += q * w3;
  }
  to[y + unit] = a;
  to[y + unit + 1] = b;
  to[y + unit + 2] = c;
  to[y + unit + 3] = d;
  const y2 = y + bias.length + unit;
  to[y2] = e;
  to[y2 + 1] = f;
  to[y2 + 2] = g;
  to[y2 + 3] = h;
}

/** Turns the outputs of a row, which begin at `from`, into what is predicted, at `to`. */
function finish(state: MlpState, out: Float64Array, from: number, result: Float64Array, to: number): void {
  if (state.task === 'regression') {
    const { mean, spread, low, high } = state.target ?? { mean: 0, spread: 1, low: -Infinity, high: Infinity };
    result[to] = Math.min(high, Math.max(low, mean + spread * (out[from] as number)));
  } else if (state.task === 'binary') {
    const z = out[from] as number;
    const yes = z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
    result[to] = 1 - yes;
    result[to + 1] = yes;
  } else {
    const classes = state.classes.length;
    let top = -Infinity;
    for (let k = 0; k < classes; k++) top = Math.max(top, out[from + k] as number);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp((out[from + k] as number) - top);
    for (let k = 0; k < classes; k++) result[to + k] = Math.exp((out[from + k] as number) - top) / sum;
  }
}

/** Rows encoded between two looks at the signal. */
const CHUNK = 4096;
/** Rows that go through the layers together; their numbers stay in the processor's cache. */
const BLOCK = 32;

/**
 * Predicts every row of the table, in float64 from the float32 parameters. A row's prediction does not depend on the
 * rows beside it.
 * @throws table.no-column, train.column-kind, predict.not-finite, CancelledError
 */
export async function predictRows(state: MlpState, table: Table, signal?: AbortSignal): Promise<Prediction> {
  if (signal?.aborted) throw new CancelledError();
  const pacer = createPacer(signal ?? new AbortController().signal);
  const folded = fold(state);
  const across = state.task === 'regression' ? 1 : state.classes.length;
  const result = new Float64Array(table.rowCount * across);
  const widths = [folded.bias.length, ...folded.layers.map((layer) => layer.bias.length)];
  const buffers = widths.map((width) => new Float64Array((BLOCK + 1) * width));
  const last = buffers.at(-1) as Float64Array;
  for (let start = 0; start < table.rowCount; start += CHUNK) {
    await pacer.pause();
    const chunk = Math.min(CHUNK, table.rowCount - start);
    const rows = encodeRows(
      state.plan,
      table,
      Int32Array.from({ length: chunk }, (_, i) => start + i),
      'predict',
    );
    for (let from = 0; from < chunk; from += BLOCK) {
      const count = Math.min(BLOCK, chunk - from);
      firstLayer(folded, rows, from, count, buffers[0] as Float64Array);
      for (let layer = 0; layer < folded.layers.length; layer++) {
        activate(buffers[layer] as Float64Array, count * (widths[layer] as number), state.activation);
        applyLayer(
          folded.layers[layer] as Layer,
          count,
          buffers[layer] as Float64Array,
          buffers[layer + 1] as Float64Array,
        );
      }
      const width = widths.at(-1) as number;
      for (let i = 0; i < count; i++) finish(state, last, i * width, result, (start + from + i) * across);
    }
  }
  if (state.task === 'regression') return { task: 'regression', values: result };
  return { task: state.task, classes: state.classes, probabilities: result };
}
