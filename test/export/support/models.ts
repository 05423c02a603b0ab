import { bytesSource } from '../../../src/core/ingest/byte-source.ts';
import { readWhole } from '../../../src/core/ingest/read-table.ts';
import type { ReadOptions } from '../../../src/core/ingest/types.ts';
import type { Estimator } from '../../../src/core/learn/estimator.ts';
import { createPacer } from '../../../src/core/learn/pacer.ts';
import { allRows } from '../../../src/core/prepare/split.ts';
import { STEPS } from '../../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../../src/core/random.ts';
import { tableToCsv } from '../../../src/core/table/csv.ts';
import { makeTable, selectColumns, type Table } from '../../../src/core/table/table.ts';
import { applyModel, type Applied } from '../../../src/lenses/predict/apply.ts';
import type { PredictModel } from '../../../src/lenses/predict/model.ts';
import { readingFor } from '../../../src/lenses/predict/reading-for.ts';
import { prepare } from '../../../src/lenses/predict/pipeline.ts';
import { exportFiles } from '../../../src/workers/export-service.ts';
import { EXPORTERS } from '../../../src/workers/exporters.ts';
import { predictRows } from '../../../src/nn/mlp/forward.ts';
import { specsOf, type MlpState } from '../../../src/nn/mlp/state.ts';
import { planInputs } from '../../../src/nn/mlp/inputs.ts';
import { byRole } from '../../../src/nn/mlp/parameters.ts';
import { estimators } from '../../predict/support.ts';

export const pacer = () => createPacer(new AbortController().signal);

/** A file read as the page reads it. */
export async function readCsv(text: string, options: ReadOptions = {}): Promise<Table> {
  return (await readWhole(bytesSource(new TextEncoder().encode(text), 'rows.csv'), options, pacer())).table;
}

/** The network's way to predict, which needs no engine; it is never fitted here. */
export const mlp: Estimator = {
  id: 'mlp',
  version: 1,
  tasks: ['regression', 'binary', 'multiclass'],
  encoding: 'embedded',
  defaults: {},
  fit: () => {
    throw new Error('fitted elsewhere');
  },
  predict: (features, state, signal) => predictRows(state as MlpState, features, signal),
};

/** New rows as the page reads and scores them. */
export async function score(model: PredictModel, csv: string): Promise<Applied & { readonly table: Table }> {
  const table = await readCsv(csv, readingFor(model));
  const applied = await applyModel({ model, table, estimators: estimators(mlp), steps: STEPS, pacer: pacer() });
  return { ...applied, table };
}

/** The scored file as the page gives it. */
export const scoredCsv = ({ table, added }: Applied & { readonly table: Table }): string =>
  tableToCsv(makeTable([...table.columns, ...added.columns], table.rowCount)).join('');

/** The model's Python script. */
export async function script(model: PredictModel): Promise<string> {
  const [file] = await exportFiles(model, 'python', EXPORTERS);
  return new TextDecoder().decode(file?.bytes);
}

/** A network that learned nothing, in place of the model's estimators: random weights over the model's own encoding. */
export function withNetwork(
  model: PredictModel,
  table: Table,
  options: { readonly seed: number; readonly weight?: number; readonly activation?: MlpState['activation'] },
): PredictModel {
  const { seed, weight = 1, activation = 'silu' } = options;
  const { question, recipe } = model.report.plan;
  const rows = allRows(Int32Array.from({ length: table.rowCount }, (_, row) => row));
  const prepared = prepare(selectColumns(table, question.columns), rows, recipe, STEPS);
  const { fitted, features } = prepared.encode('embedded');
  const state: MlpState = {
    task: model.task,
    classes: model.classes ?? [],
    plan: planInputs(features, rows, { bins: 6, embeddingSize: 4 }),
    hidden: [9, 7],
    activation,
    parameters: new Float32Array(),
    epochs: 1,
    ...(model.task === 'regression' ? { target: { mean: 10, spread: 2, low: 7, high: 14 } } : {}),
  };
  const random = createRandom(seed).fork('parameters');
  const parameters = byRole(specsOf(state), () => 0).map(() => 0.4 * random.normal());
  const network = { estimator: 'mlp', version: 1, encoding: fitted, state: { ...state, parameters }, weight };
  const others = model.applied.members.map((member) => ({ ...member, weight: member.weight * (1 - weight) }));
  return {
    ...model,
    applied: { cleaning: prepared.cleaning, members: weight === 1 ? [network] : [...others, network] },
  };
}
