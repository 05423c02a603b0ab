import { beforeAll, describe, expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { selectColumns, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { applyModel } from '../../src/lenses/predict/apply.ts';
import { compareOutcomes, type FeedbackInput } from '../../src/lenses/predict/feedback.ts';
import type { FeedbackReport, PredictModel } from '../../src/lenses/predict/model.ts';
import type { ScoredRows } from '../../src/lenses/predict/outcomes.ts';
import { retrain, type RetrainInput, type Retrained } from '../../src/lenses/predict/retrain.ts';
import { classes, numbers } from './synthetic.ts';
import { COMPUTE, estimators, plan, table, train } from './support.ts';

const registries = { estimators: estimators(), steps: STEPS };
const pacer = createPacer(new AbortController().signal);
const { table: known, question } = classes(600, 31);
const { table: later } = classes(400, 32);
const withIds = (of: Table, first = 0): Table => ({
  ...of,
  columns: [
    ...of.columns,
    makeCategoryColumn(
      'id',
      Array.from({ length: of.rowCount }, (_, i) => `#${first + i}`),
    ),
  ],
});
let model: PredictModel;
let scored: ScoredRows;

beforeAll(async () => {
  model = await train({ table: known, plan: plan(question, { families: ['linear'] }) });
  const features = selectColumns(withIds(later), ['id', 'c', 'b', 'a']);
  scored = { table: features, ...(await applyModel({ ...registries, model, table: features, pacer })) };
});

const compare = (input: Partial<FeedbackInput>): Promise<FeedbackReport> =>
  compareOutcomes({
    ...registries,
    model,
    outcomes: withIds(later),
    outcomeColumn: 'y',
    matching: { kind: 'key', column: 'id' },
    scored,
    pacer,
    ...input,
  });

describe('outcomes beside what was promised', () => {
  it('come out the same by key, in another order, by row order and rescored', async () => {
    const byKey = await compare({});
    const backwards = Int32Array.from({ length: 400 }, (_, i) => 399 - i);
    const turned = await compare({ outcomes: takeRows(withIds(later), backwards) });
    const byOrder = await compare({ matching: { kind: 'order' } });
    const rescored = await compare({ matching: { kind: 'rescored' } });
    for (const other of [turned, byOrder, rescored]) expect(other.metrics).toEqual(byKey.metrics);
    expect(byKey).toMatchObject({ matchedRows: 400, unmatchedRows: 0 });
    // The rows come from where the model's came from: it keeps its promise.
    expect(byKey.advice.code).toBe('feedback.keep');
    const [auc] = byKey.metrics;
    expect(auc?.promised).toEqual({
      value: model.report.test[0]?.value,
      low: model.report.test[0]?.low,
      high: model.report.test[0]?.high,
    });
    expect(auc?.low).toBeLessThan(auc?.promised.high as number);
  });

  it('count keys that repeat or belong to nobody', async () => {
    const all = withIds(later);
    const rows = Int32Array.from([...Array(100).keys(), 5, 6]);
    const extra = withIds(classes(10, 33).table, 9_000);
    const outcomes: Table = selectColumns({ rowCount: 112, columns: joinColumns(takeRows(all, rows), extra) }, [
      'id',
      'y',
    ]);
    const report = await compare({ outcomes });
    expect(report).toMatchObject({ rowCount: 112, matchedRows: 100, unmatchedRows: 10 });
    expect(report.findings).toMatchObject([{ code: 'feedback.repeated-keys', params: { rows: 2 } }]);
  });

  it('refuse what cannot be matched', async () => {
    const short = takeRows(later, Int32Array.of(1, 2, 3));
    await expect(compare({ outcomes: short, matching: { kind: 'order' } })).rejects.toMatchObject({
      code: 'feedback.other-row-count',
    });
    await expect(
      compare({ matching: { kind: 'key', column: 'a' }, outcomes: table({ y: ['yes'] }) }),
    ).rejects.toMatchObject({
      code: 'feedback.no-key',
    });
    await expect(compare({ outcomeColumn: 'gone' })).rejects.toMatchObject({ code: 'feedback.no-outcome-column' });
    await expect(compare({ outcomes: withIds(later, 5_000) })).rejects.toMatchObject({ code: 'feedback.no-match' });
  });

  it('advise to retrain when the world has turned', async () => {
    const y = later.columns.find(({ name }) => name === 'y');
    if (y?.kind !== 'category') throw new Error('y is a category');
    const opposite = { ...y, codes: y.codes.map((code) => 1 - code) };
    const outcomes = withIds({ ...later, columns: [...later.columns.filter(({ name }) => name !== 'y'), opposite] });
    const turned = await compare({ outcomes });
    expect(turned.advice.code).toBe('feedback.retrain');
    // The columns are what they were: it is the outcome that turned.
    expect(turned.drift.map(({ column, size }) => [column, size])).toEqual([
      ['a', 'none'],
      ['b', 'none'],
      ['c', 'none'],
    ]);
    const few = takeRows(
      withIds(later),
      Int32Array.from({ length: 30 }, (_, i) => i),
    );
    expect((await compare({ outcomes: few })).advice.code).toBe('feedback.too-few-rows');
  });
});

function joinColumns(first: Table, second: Table): Table['columns'] {
  return first.columns.map((column) => {
    const other = second.columns.find(({ name }) => name === column.name);
    const cells = [column, other].flatMap((part) =>
      part?.kind === 'category' ? Array.from(part.codes, (code) => part.levels[code] ?? null) : [],
    );
    return column.kind === 'category'
      ? makeCategoryColumn(column.name, cells)
      : { kind: 'number', name: column.name, values: new Float64Array(first.rowCount + second.rowCount) };
  });
}

async function runRetrain(
  input: Partial<RetrainInput> & Pick<RetrainInput, 'model' | 'old' | 'outcomes'>,
): Promise<Retrained> {
  const run = retrain({
    ...registries,
    outcomeColumn: 'y',
    matching: { kind: 'rescored' },
    pacer,
    now: () => '2026-02-01T00:00:00.000Z',
    clock: () => 0,
    finish: new AbortController().signal,
    modelId: 'next',
    appVersion: '0.0.0',
    compute: () => COMPUTE,
    ...input,
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

describe('retraining on old and new rows', () => {
  it('says that it is better where few old rows met many new ones, and is fitted on all of them', async () => {
    const few = numbers(40, 41, 2);
    const first = await train({ table: few.table, plan: plan(few.question, { families: ['linear'] }) });
    const outcomes = numbers(600, 42, 2).table;
    const { model: next, comparison } = await runRetrain({ model: first, old: few.table, outcomes });
    expect(comparison).toMatchObject({ metric: 'rmse', rowCount: 180 });
    expect(comparison.retrained.value).toBeLessThan(comparison.old.value);
    expect(comparison.gain.value).toBeCloseTo(comparison.old.value - comparison.retrained.value, 10);
    expect(next).toMatchObject({ id: 'next', parent: first.id });
    expect(next.report.refit.rowCount).toBe(640);
    expect(next.report.data.rowCount).toBe(40 + 420);
  });

  it('does not claim a difference where there is none', async () => {
    const { comparison } = await runRetrain({ model, old: known, outcomes: later });
    expect(comparison.verdict).toBe('no-clear-difference');
    expect(comparison.rowCount).toBe(120);
  });

  it('compares on the newest rows by time where rows were split by time', async () => {
    const stamped = (rows: number, seed: number, from: number, slope: number): Table => {
      const { table: base } = numbers(rows, seed);
      const when = Float64Array.from({ length: rows }, (_, i) => from + ((i * 7919) % rows));
      const columns = base.columns.map((column) =>
        column.name === 'y' && column.kind === 'number'
          ? { ...column, values: column.values.map((value, i) => value + slope * (when[i] as number)) }
          : column,
      );
      return { rowCount: rows, columns: [...columns, { kind: 'number', name: 'when', values: when }] };
    };
    const old = stamped(300, 43, 0, 0);
    const first = await train({
      table: old,
      plan: plan(
        {
          ...numbers(1, 1).question,
          columns: ['a', 'b', 'c', 'when'],
          split: { kind: 'time', column: 'when', testShare: 0.2 },
        },
        { families: ['linear'] },
      ),
    });
    // What happened moved away with time: the old model has not seen it, the retrained one has seen its beginning.
    const { comparison } = await runRetrain({ model: first, old, outcomes: stamped(300, 44, 300, 0.05) });
    expect(comparison).toMatchObject({ rowCount: 90, verdict: 'better' });
  });

  it('takes outcomes that come without the columns from the rows as they were scored', async () => {
    const outcomes = selectColumns(withIds(later), ['id', 'y']);
    const { model: next } = await runRetrain({
      model,
      old: known,
      outcomes,
      scored,
      matching: { kind: 'key', column: 'id' },
    });
    expect(next.report.refit.rowCount).toBe(1000);
  });

  it('refuses when the new rows are too few to compare on', async () => {
    const outcomes = takeRows(
      later,
      Int32Array.from({ length: 30 }, (_, i) => i),
    );
    await expect(runRetrain({ model, old: known, outcomes })).rejects.toMatchObject({ code: 'retrain.too-few-rows' });
  });
});
