import { describe, expect, it } from 'vitest';
import { calibrateScores } from '../../src/core/learn/sparse/calibrate.ts';
import { fitSparseLogistic, SPARSE_LOGISTIC_DEFAULTS } from '../../src/core/learn/sparse/logistic.ts';
import { predictSparse, scoreSparse } from '../../src/core/learn/sparse/predict.ts';
import { fitSparseSvm, SPARSE_SVM_DEFAULTS } from '../../src/core/learn/sparse/svm.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { cellReader } from '../../src/core/table/cells.ts';
import type { CategoryColumn, Column } from '../../src/core/table/column.ts';
import type { Table } from '../../src/core/table/table.ts';
import { textReader } from '../../src/core/text/reader.ts';
import { defaultVectoriser, fitVectoriser, vectorise } from '../../src/core/text/vectoriser.ts';
import { readReal } from '../profile/support.ts';
import { sharedData } from '../support/shared-data.ts';
import { accuracy, context, ended, everyRow, pacer } from './support.ts';

const train = sharedData('banking77/banking77_train.csv');
const test = sharedData('banking77/banking77_test.csv');

/** The first so many intents: all 77 would take too long here (see the accuracy script). */
const INTENTS = 20;

const columnOf = (table: Table, name: string): Column => table.columns.find((column) => column.name === name) as Column;

/** Texts and codes of the first intents, by name. */
function read(table: Table, classes: readonly string[]) {
  const label = cellReader(columnOf(table, 'category'));
  const place = new Map(classes.slice(0, INTENTS).map((name, i) => [name, i]));
  const rows = Array.from({ length: table.rowCount }, (_, row) => row).filter((row) => place.has(label(row) ?? ''));
  const column = columnOf(table, 'text') as CategoryColumn;
  const own = textReader(column);
  const texts = textReader(
    makeCategoryColumn(
      'text',
      rows.map((row) => own(row)),
    ),
  );
  return { texts, rows: everyRow(rows), codes: rows.map((row) => place.get(label(row) ?? '') as number) };
}

describe('twenty intents of Banking77, official split', () => {
  it.skipIf(!train || !test)('are told apart as scikit-learn tells them', { timeout: 60_000 }, async () => {
    const [first, second] = [await readReal(train ?? ''), await readReal(test ?? '')];
    const classes = [...(columnOf(first, 'category') as CategoryColumn).levels].toSorted();
    const learned = read(first, classes);
    const judged = read(second, classes);
    const params = defaultVectoriser('en-like', learned.rows.length, INTENTS);
    const state = await fitVectoriser(learned.texts, learned.rows, params, pacer());
    const features = await vectorise(state, learned.texts, learned.rows, pacer());
    const unseen = await vectorise(state, judged.texts, judged.rows, pacer());
    const input = { features, codes: learned.codes, classes: classes.slice(0, INTENTS) };

    const svm = await ended(fitSparseSvm(input, SPARSE_SVM_DEFAULTS, context()));
    const scores = await scoreSparse(svm, unseen, pacer());
    // scikit-learn's LinearSVC(C=.5) on its own words and char_wb n-grams of these rows has .9725 of 800 right, so has
    // its LogisticRegression(C=10); six more or less are chance.
    expect(accuracy(scores, judged.codes, INTENTS)).toBeGreaterThan(0.965);
    expect(calibrateScores(scores, judged.codes, INTENTS).temperature).toBeLessThan(1);

    const logistic = await ended(fitSparseLogistic(input, SPARSE_LOGISTIC_DEFAULTS, context()));
    const probabilities = await predictSparse(logistic, unseen, pacer());
    expect(accuracy(probabilities, judged.codes, INTENTS)).toBeGreaterThan(0.965);
  });
});
