import { beforeAll, describe, expect, it } from 'vitest';
import { CodedError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { classProbability, predictionValues } from '../../src/core/learn/prediction.ts';
import type { ClassPrediction } from '../../src/core/learn/task.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { cellText } from '../../src/core/table/cells.ts';
import { getColumn, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { applyModel, type Applied } from '../../src/lenses/predict/apply.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { predictOne } from '../../src/lenses/predict/one.ts';
import { classes } from './synthetic.ts';
import { estimators, plan, table, train } from './support.ts';

const registries = { estimators: estimators(), steps: STEPS };
const pacer = createPacer(new AbortController().signal);
const { table: known, question } = classes(400, 21);
let model: PredictModel;

beforeAll(async () => {
  model = await train({ table: known, plan: plan(question, { preset: 'balanced' }) });
});

const apply = (to: Table, by = model): Promise<Applied> => applyModel({ ...registries, model: by, table: to, pacer });

describe('a model applied to new rows', () => {
  it('gives the same predictions whatever the order of the columns and however its rows are cut', async () => {
    const straight = await apply(known);
    const turned = await apply({ ...known, columns: known.columns.toReversed() });
    expect(predictionValues(turned.prediction)).toEqual(predictionValues(straight.prediction));
    const rows = Int32Array.of(7, 3, 300);
    const some = await apply(takeRows(known, rows));
    const p = classProbability(straight.prediction as ClassPrediction);
    expect(Array.from(classProbability(some.prediction as ClassPrediction))).toEqual(Array.from(rows, (row) => p[row]));
    expect(straight.report).toMatchObject({ missingColumns: [], extraColumns: ['y'], newLevels: [], findings: [] });
  });

  it('is the same after it was kept and opened again', async () => {
    const again = await apply(known, structuredClone(model));
    expect(predictionValues(again.prediction)).toEqual(predictionValues((await apply(known)).prediction));
  });

  it('says which columns are missing, which levels are new, which cells could not be read and which lie outside', async () => {
    const { report } = await apply(
      table({ a: ['0.5', 'much', '99', null], c: ['x', 'q', 'q', 'y'], more: [1, 2, 3, 4] }),
    );
    expect(report.missingColumns).toEqual(['b']);
    expect(report.extraColumns).toEqual(['more']);
    expect(report.newLevels).toEqual([{ column: 'c', levels: ['q'], rows: 2 }]);
    expect(report.unreadable).toEqual([{ column: 'a', rows: 1 }]);
    expect(report.outOfRange).toEqual([{ column: 'a', rows: 1 }]);
    expect(report.findings.map(({ code }) => code).toSorted()).toEqual([
      'apply.missing-column',
      'apply.new-levels',
      'apply.out-of-range',
      'apply.unreadable',
    ]);
  });

  it('refuses a table with none of its columns, and one without rows', async () => {
    const error = await apply(table({ other: [1, 2] })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({ code: 'apply.no-columns', params: { wanted: ['a', 'b', 'c'], found: ['other'] } });
    await expect(apply(takeRows(known, new Int32Array()))).rejects.toMatchObject({ code: 'apply.no-rows' });
  });

  it('adds a prediction at the threshold and the probability of each class, under free names', async () => {
    const taken = makeCategoryColumn('prediction', Array<string>(400).fill('old'));
    const { added, prediction } = await apply({ rowCount: 400, columns: [...known.columns, taken] });
    expect(added.columns.map(({ name }) => name)).toEqual(['prediction_2', 'probability_no', 'probability_yes']);
    const p = classProbability(prediction as ClassPrediction);
    const said = getColumn(added, 'prediction_2');
    const expected = Array.from(p, (value) => (value >= (model.threshold as number) ? 'yes' : 'no'));
    expect(Array.from({ length: 400 }, (_, row) => cellText(said, row))).toEqual(expected);
    expect(new Set(expected).size).toBe(2);
  });

  it('predicts a typed row as it does in a file; what is left empty is missing', async () => {
    const { prediction } = await apply(known);
    const values = ['a', 'b', 'c'].map((name) => [name, cellText(getColumn(known, name), 5)] as const);
    const one = await predictOne(model, values, 'applied', registries);
    const p = predictionValues(prediction);
    expect(predictionValues(one.prediction)[1]).toBeCloseTo(p[11] as number, 12);
    const empty = await predictOne(model, [], 'applied', registries);
    const blank = await apply(table({ a: [null], b: [null], c: [null] }));
    expect(predictionValues(empty.prediction)).toEqual(predictionValues(blank.prediction));
    expect(predictionValues(empty.prediction)).not.toEqual(predictionValues(one.prediction));
  });

  it('describes its columns for forms, checks and drift', () => {
    const [a, , c] = model.columns;
    expect(a?.quantiles).toHaveLength(21);
    expect(a?.typical).toBe(a?.quantiles?.[10]);
    expect(c?.levels?.map(({ level }) => level).toSorted()).toEqual(['x', 'y', 'z']);
    expect(c?.levels?.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(c?.typical).toBe(c?.levels?.[0]?.level);
  });
});
