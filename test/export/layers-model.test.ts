import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { EncodedInput } from '../../src/core/export/layers-model/types.ts';
import { predictionValues, predictionWidth } from '../../src/core/learn/prediction.ts';
import type { Prediction, TaskKind } from '../../src/core/learn/task.ts';
import { parseDerivedName } from '../../src/core/prepare/derived-name.ts';
import { applySteps } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { cellText } from '../../src/core/table/cells.ts';
import { selectColumns, type Table } from '../../src/core/table/table.ts';
import { tableToCsv } from '../../src/core/table/csv.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { predictPipeline } from '../../src/lenses/predict/pipeline.ts';
import { exportFiles } from '../../src/workers/export-service.ts';
import { EXPORTERS } from '../../src/workers/exporters.ts';
import { estimators, plan, train } from '../predict/support.ts';
import { cityTable } from './support/city-table.ts';
import { mlp, withNetwork } from './support/models.ts';
import { folderWith, PYTHON, runPython } from './support/python.ts';

const ROWS = 300;
const TASKS: readonly TaskKind[] = ['regression', 'binary', 'multiclass'];

interface Entry {
  readonly feature?: object;
  readonly clipped?: { readonly feature: object; readonly centre: number; readonly scale: number };
  readonly piece?: { readonly feature: object; readonly edges: readonly [number, number] };
  readonly is?: { readonly feature: object; readonly level: string };
  readonly lookup?: {
    readonly feature: object;
    readonly firstRow: number;
    readonly levels: readonly string[];
    readonly unknown: number;
  };
}

/** A number of an input, as the archive's README says it is made. */
function entryValue(entry: Entry, features: Table, row: number): number {
  const cell = (feature: object): string | number => {
    const column = features.columns.find(
      ({ name }) => JSON.stringify(parseDerivedName(name)) === JSON.stringify(feature),
    );
    if (!column) throw new Error(`no feature ${JSON.stringify(feature)}`);
    return column.kind === 'number' ? (column.values[row] as number) : (cellText(column, row) ?? '');
  };
  if (entry.feature) return cell(entry.feature) as number;
  if (entry.clipped) {
    const z = ((cell(entry.clipped.feature) as number) - entry.clipped.centre) / entry.clipped.scale;
    return z / Math.sqrt(1 + (z * z) / 9);
  }
  if (entry.piece) {
    const [from, to] = entry.piece.edges;
    return Math.min(1, Math.max(0, ((cell(entry.piece.feature) as number) - from) / (to - from)));
  }
  if (entry.is) return cell(entry.is.feature) === entry.is.level ? 1 : 0;
  if (!entry.lookup) throw new Error('an entry of no kind');
  const level = entry.lookup.levels.indexOf(cell(entry.lookup.feature) as string);
  return level < 0 ? entry.lookup.unknown : entry.lookup.firstRow + level;
}

interface Archive {
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly encoding: { readonly inputs: readonly EncodedInput[] };
  readonly network: tf.LayersModel;
}

async function archiveOf(model: PredictModel): Promise<Archive> {
  const files = new Map((await exportFiles(model, 'layers-model', EXPORTERS)).map(({ name, bytes }) => [name, bytes]));
  const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(files.get(name)));
  const { modelTopology, weightsManifest } = json('model.json') as {
    modelTopology: object;
    weightsManifest: tf.io.WeightsManifestConfig;
  };
  const network = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: (files.get('weights.bin') as Uint8Array<ArrayBuffer>).slice().buffer,
    }),
  );
  return { files, network, encoding: json('encoding.json') as Archive['encoding'] };
}

function predictNetwork({ network, encoding }: Archive, inputs: readonly (readonly number[])[][]): Float32Array {
  return tf.tidy(() => {
    const tensors = encoding.inputs.map(({ width, dtype }, at) =>
      tf.tensor2d(
        (inputs[at] ?? []).map((row) => [...row]),
        [inputs[at]?.length ?? 0, width],
        dtype,
      ),
    );
    const output = network.predict(tensors.length === 1 ? (tensors[0] as tf.Tensor) : tensors) as tf.Tensor;
    return output.dataSync() as Float32Array;
  });
}

/** One number a row for numbers and for yes or no, else one a class. */
function outputsOf(prediction: Prediction): number[] {
  const values = [...predictionValues(prediction)];
  return prediction.task === 'binary' ? values.filter((_, i) => i % predictionWidth(prediction) === 1) : values;
}

async function featuresOf(model: PredictModel, table: Table): Promise<Table[]> {
  const raw = selectColumns(
    table,
    model.columns.map(({ name }) => name),
  );
  const cleaned = applySteps(raw, model.applied.cleaning, STEPS);
  return model.applied.members.map(({ encoding }) => applySteps(cleaned, encoding, STEPS));
}

async function expectSame(model: PredictModel, table: Table): Promise<void> {
  const archive = await archiveOf(model);
  const features = await featuresOf(model, table);
  const inputs = archive.encoding.inputs.map(({ name, entries }) => {
    const member = Number(/^member_(\d+)_/.exec(name)?.[1] ?? 1) - 1;
    return Array.from({ length: table.rowCount }, (_, row) =>
      entries.map((entry) => entryValue(entry as Entry, features[member] as Table, row)),
    );
  });
  const raw = selectColumns(
    table,
    model.columns.map(({ name }) => name),
  );
  const page = outputsOf(await predictPipeline(model.applied, raw, { estimators: estimators(mlp), steps: STEPS }));
  const said = predictNetwork(archive, inputs);
  expect(said.length).toBe(page.length);
  const errors = page.map((value, i) => Math.abs(value - (said[i] as number)) / Math.max(1, Math.abs(value)));
  expect(Math.max(...errors)).toBeLessThan(1e-5);
  // Nothing would be shown by a network that says the same of every row.
  expect(Math.max(...page) - Math.min(...page)).toBeGreaterThan(0.05);
}

const trained = (task: TaskKind, families: readonly ('linear' | 'trees')[] = ['linear']) => {
  const { table, question } = cityTable(task, ROWS, 11);
  return train({ table, plan: plan(question, { families }) });
};

describe.each(TASKS)('layers of a model for %s', (task) => {
  const { table } = cityTable(task, ROWS, 11);
  const later = cityTable(task, 80, 12).table;

  it('say what the linear model says', async () => {
    await expectSame(await trained(task), later);
  });

  it.each(['silu', 'relu', 'selu'] as const)('say what the network says, with %s', async (activation) => {
    await expectSame(withNetwork(await trained(task), table, { seed: 5, activation }), later);
  });

  it('say what a blend of both says', async () => {
    await expectSame(withNetwork(await trained(task), table, { seed: 6, weight: 0.4 }), later);
  });

  it.skipIf(!PYTHON)('are fed by the encoder of the Python script in the archive', async () => {
    const model = withNetwork(await trained(task), table, { seed: 7, weight: 0.5 });
    const archive = await archiveOf(model);
    const program = `import json, predict
inputs = predict.encode(predict.read_file(open("rows.csv", "rb").read()))
print(json.dumps({name: values.tolist() for name, values in inputs.items()}))
`;
    const folder = folderWith({
      'predict.py': archive.files.get('predict.py') as Uint8Array,
      'encode.py': program,
      'rows.csv': tableToCsv(later).join(''),
    });
    const inputs = JSON.parse(runPython(folder, ['encode.py'])) as Record<string, number[][]>;
    const ordered = archive.encoding.inputs.map(({ name }) => inputs[name] ?? []);
    const raw = selectColumns(
      later,
      model.columns.map(({ name }) => name),
    );
    const page = outputsOf(await predictPipeline(model.applied, raw, { estimators: estimators(mlp), steps: STEPS }));
    const said = predictNetwork(archive, ordered);
    const errors = page.map((value, i) => Math.abs(value - (said[i] as number)) / Math.max(1, Math.abs(value)));
    expect(Math.max(...errors)).toBeLessThan(1e-5);
  });

  it('are refused for trees', async () => {
    const model = await trained(task, ['trees']);
    const trees = { ...model, applied: { ...model.applied, members: [{ ...treesOf(model), weight: 1 }] } };
    await expect(exportFiles(trees, 'layers-model', EXPORTERS)).rejects.toMatchObject({
      code: 'export.no-layers-model',
      params: { estimator: 'boosted-trees' },
    });
  });
});

/** Whatever won the search, a member of trees. */
const treesOf = (model: PredictModel) => ({
  estimator: 'boosted-trees',
  version: 1,
  encoding: [],
  state: model.applied.members[0]?.state,
});
