import type { Random } from '../../core/random.ts';
import type { Batch } from './batch.ts';
import type { InputPlan } from './inputs.ts';
import type { Activation } from './params.ts';

type ParameterRole = 'scale' | 'weight' | 'table' | 'bias';

/** A block of learned numbers. All blocks lie one behind another in one flat array, in the order of the specs. */
export interface ParameterSpec {
  readonly name: string;
  readonly role: ParameterRole;
  readonly shape: readonly number[];
  readonly size: number;
}

const spec = (name: string, role: ParameterRole, ...shape: number[]): ParameterSpec => ({
  name,
  role,
  shape,
  size: shape.reduce((product, length) => product * length, 1),
});

/**
 * The blocks of a network: `scale` (one a direct input) and `first` weigh what enters directly, `table` holds the
 * embeddings and `lookup` weighs them; then a weight and a bias a layer.
 */
export function parameterSpecs(plan: InputPlan, hidden: readonly number[], outputs: number): ParameterSpec[] {
  const units = [...hidden, outputs];
  const first = units[0] as number;
  const specs: ParameterSpec[] = [];
  if (plan.width > 0) specs.push(spec('scale', 'scale', plan.width), spec('first', 'weight', plan.width, first));
  if (plan.lookups > 0) {
    specs.push(spec('table', 'table', plan.levels + 1, plan.embeddingSize));
    specs.push(spec('lookup', 'weight', plan.lookups * plan.embeddingSize, first));
  }
  specs.push(spec('bias0', 'bias', first));
  for (let layer = 1; layer < units.length; layer++) {
    specs.push(spec(`weight${layer}`, 'weight', units[layer - 1] as number, units[layer] as number));
    specs.push(spec(`bias${layer}`, 'bias', units[layer] as number));
  }
  return specs;
}

/** The blocks by name, as views into the flat array. */
export function splitParameters(specs: readonly ParameterSpec[], flat: Float32Array): Map<string, Float32Array> {
  const blocks = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, size } of specs) {
    blocks.set(name, flat.subarray(at, at + size));
    at += size;
  }
  return blocks;
}

/** One number a parameter, the same within a block. */
export function byRole(specs: readonly ParameterSpec[], value: (spec: ParameterSpec) => number): Float32Array {
  const flat = new Float32Array(specs.reduce((sum, { size }) => sum + size, 0));
  let at = 0;
  for (const one of specs) {
    flat.fill(value(one), at, at + one.size);
    at += one.size;
  }
  return flat;
}

/** Keeps the spread of what passes through a layer: He et al. 2015 for relu, LeCun for selu, between them for silu. */
const GAIN: Readonly<Record<Activation, number>> = { relu: Math.SQRT2, silu: 1.6, selu: 1 };
const TABLE_SPREAD = 0.5;
/** Spread of the first biases: bends of the first units lie at different places. */
const BEND_SPREAD = 0.5;

function fillNormal(block: Float32Array, spread: number, random: Random): void {
  for (let i = 0; i < block.length; i++) block[i] = spread * random.normal();
}

/** Mean and variance of each direct input over the rows of a batch. */
function moments(batch: Batch, width: number): { mean: Float64Array; variance: Float64Array } {
  const rows = batch.dense.length / width;
  const mean = new Float64Array(width);
  const variance = new Float64Array(width);
  for (let i = 0; i < batch.dense.length; i++) {
    mean[i % width] = (mean[i % width] as number) + (batch.dense[i] as number) / rows;
  }
  for (let i = 0; i < batch.dense.length; i++) {
    const d = (batch.dense[i] as number) - (mean[i % width] as number);
    variance[i % width] = (variance[i % width] as number) + (d * d) / rows;
  }
  return { mean, variance };
}

/**
 * Where training starts. The first layer is set so that its units are centred and spread alike on the sample,
 * whatever the inputs are; the output starts at `outputBias`.
 * @param sample some training rows
 */
export function startParameters(
  plan: InputPlan,
  specs: readonly ParameterSpec[],
  activation: Activation,
  sample: Batch,
  outputBias: Float64Array,
  random: Random,
): Float32Array {
  const flat = byRole(specs, ({ role }) => (role === 'scale' ? 1 : 0));
  const blocks = splitParameters(specs, flat);
  const bias = blocks.get('bias0') as Float32Array;
  const units = bias.length;
  const { mean, variance } = moments(sample, Math.max(1, plan.width));
  const tableVariance = plan.lookups * plan.embeddingSize * TABLE_SPREAD * TABLE_SPREAD;
  const spread = 1 / Math.sqrt(variance.reduce((sum, v) => sum + v, tableVariance) || 1);
  const first = blocks.get('first');
  fillNormal(bias, BEND_SPREAD, random);
  if (first) {
    fillNormal(first, spread, random);
    for (let i = 0; i < first.length; i++) {
      bias[i % units] = (bias[i % units] as number) - (mean[Math.floor(i / units)] as number) * (first[i] as number);
    }
  }
  const table = blocks.get('table');
  const lookup = blocks.get('lookup');
  if (table && lookup) {
    fillNormal(table.subarray(0, plan.levels * plan.embeddingSize), TABLE_SPREAD, random);
    fillNormal(lookup, spread, random);
  }
  const layers = specs.filter(({ name }) => name.startsWith('weight'));
  for (const { name, shape } of layers) {
    const last = name === layers.at(-1)?.name;
    fillNormal(blocks.get(name) as Float32Array, (last ? 1 : GAIN[activation]) / Math.sqrt(shape[0] as number), random);
  }
  blocks.get(specs.at(-1)?.name as string)?.set(outputBias);
  return flat;
}
