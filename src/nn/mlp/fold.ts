import { inputWidth, type Input } from './inputs.ts';
import { splitParameters } from './parameters.ts';
import { specsOf, type MlpState } from './state.ts';

/**
 * The network without tfjs, for applying it: no backend to start, the same number however many rows are asked for.
 * The first layer is folded into look-ups: a piecewise-linear number costs two rows of weights instead of all of its
 * pieces, and a category one.
 */
export interface Folded {
  readonly inputs: readonly FoldedInput[];
  readonly bias: Float64Array;
  readonly layers: readonly Layer[];
}

export interface FoldedInput {
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

export interface Layer {
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

/** Makes a state ready to predict with. */
export function fold(state: MlpState): Folded {
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
