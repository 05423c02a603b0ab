import { readRows } from '../../../core/learn/text/texts.ts';
import { allRows } from '../../../core/prepare/split.ts';
import { detectLanguage, type Language } from '../../../core/text/language.ts';
import { LONGEST_TEXT } from '../../../core/text/normalise.ts';
import type { SparseRows } from '../../../core/text/sparse.ts';
import { makeSequencer } from '../../../core/text/tokens.ts';
import { defaultVectoriser, fitVectoriser, vectorise } from '../../../core/text/vectoriser.ts';
import { quantileSorted } from '../../../core/stats/descriptive.ts';
import { findColumn, getColumn, type Table } from '../../../core/table/table.ts';
import { cellReader } from '../../../core/table/cells.ts';
import { columnLength } from '../../../core/table/column.ts';
import type { Training } from '../../predict/training.ts';
import { writtenRows } from '../problem.ts';
import type { TextFindings } from '../types.ts';

const SAMPLED = 2_000;

const spaced = (rows: Int32Array): Int32Array => {
  const step = Math.max(1, rows.length / SAMPLED);
  const count = Math.min(rows.length, SAMPLED);
  return Int32Array.from({ length: count }, (_, i) => rows[Math.floor(i * step)] as number);
};

/** How the training rows are written. */
export function languageOf({ problem, split }: Pick<Training, 'problem' | 'split'>): Language {
  const read = readRows(problem.features);
  return detectLanguage(Array.from(spaced(split.train), read));
}

/** How many texts there are, and how long they are. Empty: rows with a label and without a text. */
export function countTexts(training: Training, language: Language): TextFindings['texts'] {
  const { problem, input } = training;
  const read = readRows(problem.features);
  const sequence = makeSequencer(language);
  const lengths = Float64Array.from(spaced(problem.rows), (row) => sequence(read(row).slice(0, LONGEST_TEXT)).length);
  let cut = 0;
  for (const row of problem.rows) if (read(row).length > LONGEST_TEXT) cut++;
  return {
    rows: problem.rows.length,
    empty: countEmpty(input.table, problem.question.target, problem.features),
    cut,
    medianTokens: quantileSorted(lengths.sort(), 0.5),
  };
}

function countEmpty(table: Table, target: string, features: Table): number {
  const written = writtenRows(features);
  const label = findColumn(table, target);
  if (!label) return 0;
  const read = cellReader(label);
  let empty = 0;
  for (let row = 0; row < columnLength(label); row++) if (written[row] === 0 && read(row) !== null) empty++;
  return empty;
}

/** Labels that were left out since too few rows have them. */
export function rareLabels({ input, problem }: Training): readonly string[] {
  if (problem.target.task !== 'multiclass') return [];
  const read = cellReader(getColumn(input.table, problem.question.target));
  const known = new Set(problem.target.classes);
  const rare = new Set<string>();
  for (let row = 0; row < input.table.rowCount; row++) {
    const label = read(row);
    if (label !== null && !known.has(label)) rare.add(label);
  }
  return [...rare].toSorted();
}

/** Texts of some rows as vectors of their words, for looking which are alike: nothing is judged by them. */
export async function wordVectors(training: Training, rows: Int32Array, language: Language): Promise<SparseRows> {
  const { pacer } = training.input;
  const texts = readRows(training.problem.features);
  const params = { ...defaultVectoriser(language, rows.length), characters: null };
  const state = await fitVectoriser(texts, allRows(rows), params, pacer);
  return vectorise(state, texts, rows, pacer);
}
