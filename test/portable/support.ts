import { SAMPLES } from '../../src/app/samples/catalogue.ts';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { predictionValues, predictionWidth } from '../../src/core/learn/prediction.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { cellText } from '../../src/core/table/cells.ts';
import { getColumn, type Table } from '../../src/core/table/table.ts';
import { applyModel } from '../../src/lenses/predict/apply.ts';
import type { FittedPipeline, PredictModel } from '../../src/lenses/predict/model.ts';
import { makePortable } from '../../src/lenses/predict/portable/make.ts';
import { predictPortable, type PortableValue } from '../../src/lenses/predict/portable/predict.ts';
import type { PortableModel } from '../../src/lenses/predict/portable/types.ts';
import type { PredictQuestion, PredictSettings } from '../../src/lenses/predict/question.ts';
import { estimators, plan, train } from '../predict/support.ts';

const pacer = createPacer(new AbortController().signal);
export const registries = { estimators: estimators(), steps: STEPS };
export const LIMITS = { minRows: 11, budget: 4_000_000 };

/** A file as the page reads it. */
async function readCsv(text: string, name: string): Promise<Table> {
  const run = readTable(bytesSource(new TextEncoder().encode(text), name), {}, pacer);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value.table;
  }
}

const TARGETS: Readonly<Record<string, Pick<PredictQuestion, 'target' | 'task' | 'positive'>>> = {
  'saas-churn': { target: 'churned', task: 'binary', positive: 'Yes' },
  'shop-visits': { target: 'purchase', task: 'binary', positive: 'Yes' },
  'order-values': { target: 'value_eur', task: 'regression' },
};

/** A built-in table and the question that its story puts. */
export async function openSample(id: string): Promise<{ table: Table; question: Omit<PredictQuestion, 'lens'> }> {
  const sample = SAMPLES.find((one) => one.id === id);
  const asked = TARGETS[id];
  if (!sample || !asked) throw new Error(`no sample ${id}`);
  const table = await readCsv(await sample.load(), sample.fileName);
  const columns = table.columns.slice(1, -1).map(({ name }) => name);
  return { table, question: { ...asked, columns, split: { kind: 'random', testShare: 0.2 } } };
}

export const trainOn = (
  { table, question }: { readonly table: Table; readonly question: Omit<PredictQuestion, 'lens'> },
  settings: Partial<PredictSettings>,
  recipe = plan(question).recipe,
): Promise<PredictModel> => train({ table, plan: { ...plan(question, settings), recipe } });

/** A model whose members are those of others that were cleaned alike. */
export function blended(models: readonly PredictModel[], weights: readonly number[]): PredictModel {
  const first = models[0] as PredictModel;
  const members = models.flatMap((model, i) =>
    model.applied.members.map((member) => ({ ...member, weight: weights[i] as number })),
  );
  const applied: FittedPipeline = { cleaning: first.applied.cleaning, members };
  return { ...first, applied };
}

/** The portable model after a way through JSON. */
export function portableOf(model: PredictModel, limits = LIMITS): PortableModel {
  const made = makePortable(model, limits);
  if ('refused' in made) throw new Error(`refused: ${made.refused.code} ${JSON.stringify(made.refused.params)}`);
  return JSON.parse(JSON.stringify(made.portable)) as PortableModel;
}

export function refusalOf(model: PredictModel, limits = LIMITS): string {
  const made = makePortable(model, limits);
  return 'refused' in made ? made.refused.code : 'not refused';
}

/** A row of a table as a reader would set it. */
export function rowValues(table: Table, model: PredictModel, row: number): Map<string, PortableValue> {
  return new Map(
    model.columns.map(({ name }): [string, PortableValue] => {
      const column = getColumn(table, name);
      if (column.kind !== 'number' && column.kind !== 'date') return [name, cellText(column, row)];
      const value = column.values[row] as number;
      return [name, Number.isNaN(value) ? null : value];
    }),
  );
}

export const numbersOf = (portable: PortableModel, values: ReadonlyMap<string, PortableValue>): readonly number[] => {
  const said = predictPortable(portable, values);
  return 'value' in said ? [said.value] : said.probabilities;
};

/** Largest distance between what the page and the portable model say of each row of a table. */
export async function distances(model: PredictModel, portable: PortableModel, table: Table): Promise<Float64Array> {
  const { prediction } = await applyModel({ ...registries, model, table, pacer });
  const width = predictionWidth(prediction);
  const expected = predictionValues(prediction);
  return Float64Array.from({ length: table.rowCount }, (_, row) => {
    const found = numbersOf(portable, rowValues(table, model, row));
    return found.reduce((most, value, k) => Math.max(most, Math.abs(value - (expected[row * width + k] as number))), 0);
  });
}

export const largest = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), 0);

export const meanOf = (values: Iterable<number>): number => {
  const all = [...values];
  return all.reduce((a, b) => a + b, 0) / all.length;
};

/** Standard deviation of a number column. */
export function spreadOf(table: Table, name: string): number {
  const column = getColumn(table, name);
  if (column.kind !== 'number') throw new Error(`${name} is no number`);
  const middle = meanOf(column.values);
  return Math.sqrt(meanOf(column.values.map((value) => (value - middle) ** 2)));
}
