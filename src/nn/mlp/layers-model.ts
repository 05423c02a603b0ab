import { concatenate, dense, embedding, flatten, inputLayer, ramp } from '../../core/export/layers-model/layers.ts';
import type { EncodedInput, Json, LayersPart, LayersWriter, ModelLayer } from '../../core/export/layers-model/types.ts';
import { parseDerivedName } from '../../core/prepare/derived-name.ts';
import { MLP_ENCODER } from './python.ts';
import { inputWidth, type InputPlan } from './inputs.ts';
import { splitParameters } from './parameters.ts';
import type { Activation } from './params.ts';
import { specsOf, type MlpState } from './state.ts';

/** tfjs calls x · sigmoid(x) swish. */
const ACTIVATIONS: Readonly<Record<Activation, 'relu' | 'swish' | 'selu'>> = {
  relu: 'relu',
  silu: 'swish',
  selu: 'selu',
};

/** What each number of the two inputs is. */
function entriesOf(plan: InputPlan): { readonly direct: Json[]; readonly levels: Json[] } {
  const direct: Json[] = [];
  const levels: Json[] = [];
  for (const input of plan.inputs) {
    const feature = { ...parseDerivedName(input.name) };
    if (input.kind === 'embedded') {
      const { firstRow, levels: names } = input;
      levels.push({ at: levels.length, lookup: { feature, firstRow, levels: [...names], unknown: plan.levels } });
      continue;
    }
    const from = direct.length;
    if (input.kind === 'number') {
      const { centre, scale, edges } = input;
      direct.push({ at: from, clipped: { feature, centre, scale } });
      for (let piece = 0; piece < inputWidth(input) - 1; piece++) {
        direct.push({ at: direct.length, piece: { feature, piece, edges: [...edges.subarray(piece, piece + 2)] } });
      }
    } else for (const level of input.levels) direct.push({ at: direct.length, is: { feature, level } });
  }
  return { direct, levels };
}

/** Weights of the direct inputs with their learned scales multiplied in, then those of the embeddings. */
function firstKernel(blocks: ReadonlyMap<string, Float32Array>, units: number): Float32Array {
  const first = blocks.get('first') ?? new Float32Array();
  const scale = blocks.get('scale') ?? new Float32Array();
  const lookup = blocks.get('lookup') ?? new Float32Array();
  const kernel = new Float32Array(first.length + lookup.length);
  first.forEach((weight, i) => (kernel[i] = weight * (scale[Math.floor(i / units)] as number)));
  kernel.set(lookup, first.length);
  return kernel;
}

/** From the two inputs to what enters the first layer of weights. */
function inputLayers(
  { plan }: MlpState,
  blocks: ReadonlyMap<string, Float32Array>,
  prefix: string,
): { readonly layers: ModelLayer[]; readonly output: string; readonly inputs: EncodedInput[] } {
  const { width, lookups, levels, embeddingSize } = plan;
  const entries = entriesOf(plan);
  const layers: ModelLayer[] = [];
  const inputs: EncodedInput[] = [];
  const outputs: string[] = [];
  if (width > 0) {
    const name = `${prefix}direct`;
    layers.push(inputLayer(name, width, 'float32'));
    inputs.push({ name, dtype: 'float32', width, entries: entries.direct });
    outputs.push(name);
  }
  if (lookups > 0) {
    const name = `${prefix}levels`;
    const table = blocks.get('table') ?? new Float32Array();
    layers.push(
      inputLayer(name, lookups, 'int32'),
      embedding(`${prefix}embedding`, name, table, [levels + 1, embeddingSize], lookups),
      flatten(`${prefix}embedded`, `${prefix}embedding`),
    );
    inputs.push({ name, dtype: 'int32', width: lookups, entries: entries.levels });
    outputs.push(`${prefix}embedded`);
  }
  if (outputs.length > 1) layers.push(concatenate(`${prefix}entered`, outputs));
  return { layers, inputs, output: outputs.length > 1 ? `${prefix}entered` : (outputs[0] as string) };
}

/**
 * The last layer. A number is held within what was seen in training: shifted so that the lowest is 0, pressed between
 * 0 and the range by a ReLU with a ceiling, and brought to the target's unit by a layer of one weight.
 */
function outputLayers(
  { task, target }: MlpState,
  from: string,
  kernel: Float32Array,
  bias: Float32Array,
  prefix: string,
): ModelLayer[] {
  const output = `${prefix}output`;
  if (task !== 'regression') {
    return [dense(output, from, kernel, bias, task === 'binary' ? 'sigmoid' : 'softmax')];
  }
  if (!target) return [dense(output, from, kernel, bias, 'linear')];
  const { mean, spread, low, high } = target;
  const shifted = bias.map((value) => value - (low - mean) / spread);
  return [
    dense(`${prefix}standardised`, from, kernel, shifted, 'linear'),
    ramp(`${prefix}within`, `${prefix}standardised`, (high - low) / spread),
    dense(output, `${prefix}within`, Float32Array.of(spread), Float32Array.of(low), 'linear'),
  ];
}

function mlpPart(state: MlpState, prefix: string): LayersPart {
  const blocks = splitParameters(specsOf(state), state.parameters);
  const block = (name: string): Float32Array => Float32Array.from(blocks.get(name) ?? []);
  const entered = inputLayers(state, blocks, prefix);
  const activation = ACTIVATIONS[state.activation];
  const bias = block('bias0');
  const layers = [...entered.layers];
  let from = entered.output;
  let kernel = firstKernel(blocks, bias.length);
  for (let layer = 0; layer < state.hidden.length; layer++) {
    const name = `${prefix}hidden_${layer + 1}`;
    layers.push(dense(name, from, kernel, block(`bias${layer}`), activation));
    kernel = block(`weight${layer + 1}`);
    from = name;
  }
  layers.push(...outputLayers(state, from, kernel, block(`bias${state.hidden.length}`), prefix));
  return { layers, output: (layers.at(-1) as ModelLayer).name, inputs: entered.inputs };
}

/** The network in standard layers. What has none (clipping, pieces of numbers) belongs to the encoding of its inputs. */
export const mlpLayers: LayersWriter<MlpState> = { layers: mlpPart, encoder: MLP_ENCODER };
