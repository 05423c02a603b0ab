import { CancelledError } from '../../core/errors.ts';
import type { Prediction } from '../../core/learn/task.ts';
import type { Table } from '../../core/table/table.ts';
import { createPacer } from '../../core/learn/pacer.ts';
import { encodeRows, inputWidth, type EncodedRows, type Input } from './inputs.ts';
import type { Activation } from './params.ts';
import { splitParameters } from './parameters.ts';
import { specsOf, type MlpState } from './state.ts';

/**
 * The network without tfjs, for applying it: no backend to start, the same number however many rows are asked for.
 * The first layer is folded into look-ups: a piecewise-linear number costs two rows of weights instead of all of its
 * pieces, and a category one.
 */
interface Folded {
  readonly inputs: readonly FoldedInput[];
  readonly bias: Float64Array;
  readonly layers: readonly Layer[];
}

interface FoldedInput {
  readonly kind: Input['kind'];
  /** Number: weight of the clipped value. */
  readonly direct: Float64Array;
  /** Number: what all pieces before piece t add up to, row t. Category: what a level adds. */
  readonly base: Float64Array;
  /** Number: what going through piece t adds, row t. */
  readonly slope: Float64Array;
  /** Embedded: row of the table at which the levels begin. */
  readonly firstRow: number;
  readonly rows: number;
}

interface Layer {
  /** Turned: one row an output unit. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly inputs: number;
}

/** Rows of weights × scale, as many as the input has. */
function scaledRows(
  first: Float32Array,
  scale: Float32Array,
  from: number,
  count: number,
  units: number,
): Float64Array {
  const rows = new Float64Array(count * units);
  for (let i = 0; i < rows.length; i++) {
    rows[i] = (first[from * units + i] as number) * (scale[from + Math.floor(i / units)] as number);
  }
  return rows;
}

function foldNumber(rows: Float64Array, units: number): Pick<FoldedInput, 'direct' | 'base' | 'slope' | 'rows'> {
  const slope = rows.subarray(units);
  const base = new Float64Array(slope.length + units);
  for (let i = 0; i < slope.length; i++) base[i + units] = (base[i] as number) + (slope[i] as number);
  return { direct: rows.subarray(0, units), base, slope, rows: slope.length / units };
}

/** What each level of one embedded column adds to the first layer, the unknown level last. */
function foldLookup(
  levels: number,
  firstRow: number,
  unknownRow: number,
  table: Float32Array,
  weights: Float32Array,
  units: number,
): Float64Array {
  const size = weights.length / units;
  const added = new Float64Array((levels + 1) * units);
  for (let level = 0; level <= levels; level++) {
    const row = level === levels ? unknownRow : firstRow + level;
    for (let k = 0; k < size; k++) {
      const value = table[row * size + k] as number;
      for (let unit = 0; unit < units; unit++) {
        const at = level * units + unit;
        added[at] = (added[at] as number) + value * (weights[k * units + unit] as number);
      }
    }
  }
  return added;
}

const NO_WEIGHTS = new Float64Array(0);

function fold(state: MlpState): Folded {
  const { plan } = state;
  const specs = specsOf(state);
  const blocks = splitParameters(specs, state.parameters);
  const block = (name: string): Float32Array => blocks.get(name) ?? new Float32Array(0);
  const units = block('bias0').length;
  const inputs: FoldedInput[] = [];
  let from = 0;
  let lookup = 0;
  for (const input of plan.inputs) {
    const shared = { kind: input.kind, direct: NO_WEIGHTS, base: NO_WEIGHTS, slope: NO_WEIGHTS, firstRow: 0, rows: 0 };
    if (input.kind === 'embedded') {
      const size = plan.embeddingSize * units;
      const weights = block('lookup').subarray(lookup * size, (lookup + 1) * size);
      const levels = input.levels.length;
      const base = foldLookup(levels, input.firstRow, plan.levels, block('table'), weights, units);
      inputs.push({ ...shared, base, firstRow: input.firstRow, rows: levels });
      lookup++;
      continue;
    }
    const rows = scaledRows(block('first'), block('scale'), from, inputWidth(input), units);
    from += inputWidth(input);
    inputs.push(
      input.kind === 'number'
        ? { ...shared, ...foldNumber(rows, units) }
        : { ...shared, base: rows, rows: input.levels.length },
    );
  }
  const layers: Layer[] = [];
  for (let layer = 1; layer <= state.hidden.length; layer++) {
    const weights = block(`weight${layer}`);
    const bias = Float64Array.from(block(`bias${layer}`));
    const width = weights.length / bias.length;
    const turned = new Float64Array(weights.length);
    for (let i = 0; i < weights.length; i++) {
      turned[(i % bias.length) * width + Math.floor(i / bias.length)] = weights[i] as number;
    }
    layers.push({ weights: turned, bias, inputs: width });
  }
  return { inputs, bias: Float64Array.from(block('bias0')), layers };
}

/** Adds row `row` of `weights`, times `factor`, to `units`. */
function addRow(units: Float64Array, weights: Float64Array, row: number, factor: number): void {
  const from = row * units.length;
  for (let i = 0; i < units.length; i++) {
    units[i] = (units[i] as number) + factor * (weights[from + i] as number);
  }
}

function firstLayer(folded: Folded, rows: EncodedRows, row: number, units: Float64Array): void {
  units.set(folded.bias);
  for (let j = 0; j < folded.inputs.length; j++) {
    const input = folded.inputs[j] as FoldedInput;
    if (input.kind === 'number') {
      addRow(units, input.direct, 0, (rows.values[j] as Float32Array)[row] as number);
      if (input.rows === 0) continue;
      const position = (rows.positions[j] as Float32Array)[row] as number;
      const whole = Math.min(input.rows - 1, Math.floor(position));
      addRow(units, input.base, whole, 1);
      addRow(units, input.slope, whole, position - whole);
    } else {
      const code = (rows.codes[j] as Int32Array)[row] as number;
      if (input.kind === 'one-hot') {
        if (code >= 0) addRow(units, input.base, code, 1);
      } else {
        const level = code - input.firstRow;
        addRow(units, input.base, level >= 0 && level < input.rows ? level : input.rows, 1);
      }
    }
  }
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

function activate(units: Float64Array, activation: Activation): void {
  for (let i = 0; i < units.length; i++) {
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

/** Four units at a time, so that each input is read once for them and the sums do not wait for each other. */
function applyLayer(layer: Layer, from: Float64Array, to: Float64Array): void {
  const { weights, bias, inputs } = layer;
  const outputs = bias.length;
  let unit = 0;
  for (; unit + 3 < outputs; unit += 4) {
    let a = bias[unit] as number;
    let b = bias[unit + 1] as number;
    let c = bias[unit + 2] as number;
    let d = bias[unit + 3] as number;
    const at = unit * inputs;
    for (let i = 0; i < inputs; i++) {
      const x = from[i] as number;
      if (x === 0) continue;
      a += x * (weights[at + i] as number);
      b += x * (weights[at + inputs + i] as number);
      c += x * (weights[at + 2 * inputs + i] as number);
      d += x * (weights[at + 3 * inputs + i] as number);
    }
    to[unit] = a;
    to[unit + 1] = b;
    to[unit + 2] = c;
    to[unit + 3] = d;
  }
  for (; unit < outputs; unit++) {
    let sum = bias[unit] as number;
    for (let i = 0; i < inputs; i++) sum += (from[i] as number) * (weights[unit * inputs + i] as number);
    to[unit] = sum;
  }
}

/** Turns the outputs of a row into what is predicted, in place at `at`. */
function finish(state: MlpState, out: Float64Array, result: Float64Array, at: number): void {
  if (state.task === 'regression') {
    const { mean, spread, low, high } = state.target ?? { mean: 0, spread: 1, low: -Infinity, high: Infinity };
    result[at] = Math.min(high, Math.max(low, mean + spread * (out[0] as number)));
  } else if (state.task === 'binary') {
    const z = out[0] as number;
    const yes = z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
    result[at] = 1 - yes;
    result[at + 1] = yes;
  } else {
    let top = -Infinity;
    for (let k = 0; k < out.length; k++) top = Math.max(top, out[k] as number);
    let sum = 0;
    for (let k = 0; k < out.length; k++) sum += Math.exp((out[k] as number) - top);
    for (let k = 0; k < out.length; k++) result[at + k] = Math.exp((out[k] as number) - top) / sum;
  }
}

/** Rows encoded and computed between two looks at the signal. */
const CHUNK = 4096;

/**
 * Predicts every row of the table, in float64 from the float32 parameters.
 * @throws table.no-column, train.wrong-kind, train.not-finite, CancelledError
 */
export async function predictRows(state: MlpState, table: Table, signal?: AbortSignal): Promise<Prediction> {
  if (signal?.aborted) throw new CancelledError();
  const pacer = createPacer(signal ?? new AbortController().signal);
  const folded = fold(state);
  const across = state.task === 'regression' ? 1 : state.classes.length;
  const result = new Float64Array(table.rowCount * across);
  const buffers = [folded.bias, ...folded.layers.map((layer) => layer.bias)].map((b) => new Float64Array(b.length));
  for (let start = 0; start < table.rowCount; start += CHUNK) {
    await pacer.pause();
    const count = Math.min(CHUNK, table.rowCount - start);
    const rows = encodeRows(
      state.plan,
      table,
      Int32Array.from({ length: count }, (_, i) => start + i),
    );
    for (let i = 0; i < count; i++) {
      firstLayer(folded, rows, i, buffers[0] as Float64Array);
      for (let layer = 0; layer < folded.layers.length; layer++) {
        activate(buffers[layer] as Float64Array, state.activation);
        applyLayer(folded.layers[layer] as Layer, buffers[layer] as Float64Array, buffers[layer + 1] as Float64Array);
      }
      finish(state, buffers.at(-1) as Float64Array, result, (start + i) * across);
    }
  }
  if (state.task === 'regression') return { task: 'regression', values: result };
  return { task: state.task, classes: state.classes, probabilities: result };
}
