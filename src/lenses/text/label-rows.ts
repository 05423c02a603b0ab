import { CodedError } from '../../core/errors.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { readRows } from '../../core/learn/text/texts.ts';
import { spreadOver } from '../../core/learn/text/sample.ts';
import { allRows } from '../../core/prepare/split.ts';
import { cellReader } from '../../core/table/cells.ts';
import { findColumn, selectColumns, type Table } from '../../core/table/table.ts';
import { takeRows } from '../../core/table/take.ts';
import { labelNext } from '../../core/text/inbox/label-next.ts';
import { detectLanguage } from '../../core/text/language.ts';
import { defaultVectoriser, fitVectoriser, vectorise } from '../../core/text/vectoriser.ts';
import { predictInBlocks } from '../predict/apply.ts';
import { checkTable } from '../predict/check-table.ts';
import type { PredictModel } from '../predict/model.ts';
import type { Registries } from '../predict/pipeline.ts';
import { foldWords } from './fold-words.ts';
import { asTexts, writtenRows } from './problem.ts';

export interface LabelRowsInput extends Registries {
  readonly model: PredictModel;
  /** Holds the model's columns, and its target where some rows have a label. */
  readonly table: Table;
  readonly count: number;
  readonly pacer: Pacer;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Rows that are looked at; of more a share. */
const MOST_ROWS = 10_000;
const SAMPLED = 2_000;

/**
 * Rows without a label from which the model would learn most: those it is unsure of and that many others are like, no two
 * of a kind.
 * @returns none where every text has a label
 * @throws apply.no-columns, apply.no-rows, model.*, CancelledError
 */
export async function rowsToLabel(input: LabelRowsInput): Promise<readonly number[]> {
  const { model, table, count, pacer, onProgress } = input;
  const { table: checked } = checkTable(table, model.columns, model.cells);
  const features = asTexts(
    selectColumns(
      checked,
      model.columns.map(({ name }) => name),
    ),
  );
  const rows = spreadOver(withoutLabel(features, table, model.target), MOST_ROWS);
  if (rows.length === 0) return [];
  const open = takeRows(features, rows);
  const said = await predictInBlocks(model.applied, open, input, pacer, onProgress);
  if (said.task === 'regression') throw new Error('texts are told apart by classes');
  const texts = readRows(open);
  const own = Int32Array.from(rows.keys());
  const language = detectLanguage(Array.from(spreadOver(own, SAMPLED), texts));
  const params = { ...defaultVectoriser(language, own.length), characters: null };
  try {
    const words = await fitVectoriser(texts, allRows(own), params, pacer);
    const vectors = await vectorise(words, texts, own, pacer);
    const { width, values } = await foldWords(vectors, own, model.report.seed, pacer);
    if (width === 0) return [];
    const probabilities = { values: said.probabilities, classes: said.classes.length };
    const shared = { vectors: values, width, probabilities, seed: model.report.seed, pacer };
    const found = await labelNext({ ...shared, candidates: own, batch: count });
    return found.map(({ row }) => rows[row] as number);
  } catch (error) {
    if (error instanceof CodedError && NOTHING.has(error.code)) return [];
    throw error;
  }
}

/** Texts without a word that could be compared. */
const NOTHING: ReadonlySet<string> = new Set(['text.no-words', 'text.too-few-texts']);

function withoutLabel(features: Table, table: Table, target: string): Int32Array {
  const written = writtenRows(features);
  const label = findColumn(table, target);
  const read = label ? cellReader(label) : () => null;
  return Int32Array.from(written.keys()).filter((row) => written[row] === 1 && read(row) === null);
}
