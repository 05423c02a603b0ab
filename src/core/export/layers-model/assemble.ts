import { CodedError } from '../../errors.ts';
import { exporterOf, type EstimatorExporters } from '../exporter.ts';
import type { ExportedFile, ExportedModel } from '../types.ts';
import { encodingDocument } from './encoding.ts';
import { dense, sum } from './layers.ts';
import { readme } from './readme.ts';
import type { EncodedInput, Json, LayersPart, ModelLayer } from './types.ts';

/** Written into every model: which format its reader should expect. */
const GENERATOR = 'tfjs-layers v4.22.0';

/** What is put in front of the names of a member's layers; nothing where it is alone. */
export const prefixOf = (model: ExportedModel, member: number): string =>
  model.members.length > 1 ? `member_${member + 1}_` : '';

export interface Assembled {
  readonly layers: readonly ModelLayer[];
  readonly inputs: readonly EncodedInput[];
  readonly output: string;
}

/**
 * The model as standard layers, members of a blend side by side and weighed at the end.
 * @throws export.no-layers-model where a member is no network and no linear model; model.unknown-estimator,
 * model.other-version
 */
export function assembleLayers(model: ExportedModel, exporters: EstimatorExporters): Assembled {
  const parts = model.members.map((member, at): LayersPart => {
    const { layers } = exporterOf(member, exporters);
    if (!layers) throw new CodedError('export.no-layers-model', { estimator: member.estimator });
    return layers.layers(member.state, prefixOf(model, at));
  });
  const layers = parts.flatMap((part) => part.layers);
  const inputs = parts.flatMap((part) => part.inputs);
  const [only] = parts;
  if (!only) throw new CodedError('export.no-layers-model', { estimator: '' });
  if (parts.length === 1) return { layers, inputs, output: only.output };
  const width = model.task === 'multiclass' ? model.classes.length : 1;
  const weighed = parts.map(({ output }, at) => {
    const kernel = new Float32Array(width * width);
    for (let k = 0; k < width; k++) kernel[k * width + k] = model.members[at]?.weight ?? 0;
    return dense(`${prefixOf(model, at)}weighed`, output, kernel, new Float32Array(width), 'linear');
  });
  const blend = sum(
    'output',
    weighed.map(({ name }) => name),
  );
  return { layers: [...layers, ...weighed, blend], inputs, output: blend.name };
}

/** `model.json` and `weights.bin` of assembled layers. */
export function layersModelFiles({ layers, inputs, output }: Assembled): ExportedFile[] {
  const weights = layers.flatMap(({ name, weights: own }) =>
    own.map((weight) => ({ ...weight, name: `${name}/${weight.name}` })),
  );
  const at = (name: string): Json => [name, 0, 0];
  const topology = {
    class_name: 'Model',
    config: {
      name: 'sightglass',
      layers: layers.map(({ name, type, config, from }) => ({
        name,
        class_name: type,
        config,
        inbound_nodes: from.length > 0 ? [from.map((before) => [before, 0, 0, {}])] : [],
      })),
      input_layers: inputs.map(({ name }) => at(name)),
      output_layers: [at(output)],
    },
    keras_version: GENERATOR,
    backend: 'tensor_flow.js',
  };
  const manifest = [
    { paths: ['weights.bin'], weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })) },
  ];
  const document = {
    format: 'layers-model',
    generatedBy: GENERATOR,
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: manifest,
  };
  const bytes = new Uint8Array(weights.reduce((total, { values }) => total + values.byteLength, 0));
  let offset = 0;
  for (const { values } of weights) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return [jsonFile('model.json', document), { name: 'weights.bin', bytes }];
}

const jsonFile = (name: string, value: Json): ExportedFile => textFile(name, `${JSON.stringify(value, null, 1)}\n`);

export const textFile = (name: string, text: string): ExportedFile => ({
  name,
  bytes: new TextEncoder().encode(text),
});

/** Everything that goes into the archive but the Python script. */
export function layersModelExport(model: ExportedModel, exporters: EstimatorExporters): ExportedFile[] {
  const assembled = assembleLayers(model, exporters);
  return [
    ...layersModelFiles(assembled),
    jsonFile('encoding.json', encodingDocument(model, assembled)),
    textFile('README.txt', readme(model, assembled)),
  ];
}
