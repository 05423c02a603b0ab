import type { Pacer } from '../../core/learn/pacer.ts';
import {
  classProbability,
  likeliestClass,
  makePrediction,
  predictionValues,
  predictionWidth,
} from '../../core/learn/prediction.ts';
import type { ClassPrediction, Prediction } from '../../core/learn/task.ts';
import type { CategoryColumn, Column } from '../../core/table/column.ts';
import { takeRows } from '../../core/table/take.ts';
import type { Table } from '../../core/table/table.ts';
import { withModelPictures } from '../image/model-pictures.ts';
import { presentRows } from '../sequence/present.ts';
import type { JourneyRows } from '../sequence/types.ts';
import { textNotes } from '../text/apply-notes.ts';
import { handOverColumns } from '../text/hand-over.ts';
import { checkTable } from './check-table.ts';
import type { ApplyReport, FittedPipeline, PredictModel } from './model.ts';
import { predictPipeline, type Registries } from './pipeline.ts';

/** Rows scored between two pauses. */
const BLOCK = 10_000;

export interface ApplyInput extends Registries {
  readonly model: PredictModel;
  /** Columns in any order, further ones too. */
  readonly table: Table;
  /** The model refitted on all rows, or the one that was judged. */
  readonly which?: 'applied' | 'judged';
  /** Events: the day that people are looked at on, ISO 8601; absent: that of the last event. */
  readonly at?: string;
  readonly pacer: Pacer;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Applied {
  readonly prediction: Prediction;
  readonly report: ApplyReport;
  /** What was predicted, where that is not the rows of the file: people, of a file of events. */
  readonly rows?: Table;
  /** The prediction columns to append to the file, or to `rows`, their names free there. */
  readonly added: Table;
}

/** Predicts every row of a new table, in its order. @throws apply.no-columns, apply.no-pictures, apply.no-rows, model.*, CancelledError */
export async function applyModel(input: ApplyInput): Promise<Applied> {
  const { model, pacer } = input;
  if (model.journeys) return applyToEvents(input, model.journeys);
  const given = withModelPictures(input.table, model, input);
  const { table, report: checked } = checkTable(given, model.columns, model.cells);
  const notes = model.lens === 'text' ? textNotes(table) : [];
  const prediction = await predictInBlocks(
    input.which === 'judged' ? model.judged : model.applied,
    table,
    input,
    pacer,
    input.onProgress,
  );
  const more =
    model.lens === 'text' && prediction.task !== 'regression' ? handOverColumns(model, prediction, table) : undefined;
  const report = {
    ...checked,
    findings: [...checked.findings, ...notes],
    ...(more ? { handedOver: more.handedOver } : {}),
  };
  return { prediction, report, added: predictionColumns(prediction, model.threshold, input.table, more?.columns) };
}

/** Predicts everybody present in a file of events. */
async function applyToEvents(input: ApplyInput, journeys: JourneyRows): Promise<Applied> {
  const { model, at, pacer } = input;
  const { shown, report, features } = presentRows(input.table, model, journeys, at === undefined ? at : Date.parse(at));
  const block = (from: number, until: number): Table => checkTable(features(from, until), model.columns).table;
  const pipeline = input.which === 'judged' ? model.judged : model.applied;
  const prediction = await predictBlocks(pipeline, shown.rowCount, block, input, pacer, input.onProgress);
  return { prediction, report, rows: shown, added: predictionColumns(prediction, model.threshold, shown) };
}

/** Predicts a table that is already in the model's shape, some rows at a time. */
export async function predictInBlocks(
  pipeline: FittedPipeline,
  table: Table,
  registries: Registries,
  pacer: Pacer,
  onProgress?: (done: number, total: number) => void,
): Promise<Prediction> {
  const block = (from: number, until: number): Table =>
    takeRows(
      table,
      Int32Array.from({ length: until - from }, (_, i) => from + i),
    );
  return predictBlocks(pipeline, table.rowCount, block, registries, pacer, onProgress);
}

async function predictBlocks(
  pipeline: FittedPipeline,
  rowCount: number,
  block: (from: number, until: number) => Table,
  registries: Registries,
  pacer: Pacer,
  onProgress?: (done: number, total: number) => void,
): Promise<Prediction> {
  let whole: Float64Array | undefined;
  let last: Prediction | undefined;
  for (let start = 0; start < rowCount; start += BLOCK) {
    const end = Math.min(start + BLOCK, rowCount);
    last = await predictPipeline(pipeline, block(start, end), registries, pacer.signal);
    const width = predictionWidth(last);
    whole ??= new Float64Array(rowCount * width);
    whole.set(predictionValues(last), start * width);
    onProgress?.(end, rowCount);
    await pacer.pause();
  }
  if (!whole || !last) throw new Error('no rows to predict');
  return makePrediction(last, whole);
}

/**
 * `prediction` (the number, or the class: for binary "yes" at and above the threshold), what a lens adds, and
 * `probability_<class>` of every class. Where the file has such a name already, `_2`, `_3`, … is put behind.
 */
function predictionColumns(
  prediction: Prediction,
  threshold: number | undefined,
  beside: Table,
  more: readonly Column[] = [],
): Table {
  const taken = new Set(beside.columns.map(({ name }) => name));
  const free = (wanted: string): string => {
    let name = wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
    taken.add(name);
    return name;
  };
  if (prediction.task === 'regression') {
    const column: Column = { kind: 'number', name: free('prediction'), values: prediction.values };
    return { rowCount: prediction.values.length, columns: [column] };
  }
  const codes = decide(prediction, threshold);
  const said: CategoryColumn = { kind: 'category', name: free('prediction'), codes, levels: prediction.classes };
  const told = more.map((column): Column => ({ ...column, name: free(column.name) }));
  const probabilities = prediction.classes.map((name, k): Column => ({
    kind: 'number',
    name: free(`probability_${name}`),
    values: classProbability(prediction, k),
  }));
  return { rowCount: codes.length, columns: [said, ...told, ...probabilities] };
}

/** Class of each row: for binary "yes" at and above the threshold, else the likeliest. */
export function decide(prediction: ClassPrediction, threshold = 0.5): Int32Array {
  if (prediction.task === 'multiclass') return likeliestClass(prediction);
  return Int32Array.from(classProbability(prediction), (p) => (p >= threshold ? 1 : 0));
}
