import { describe, expect, it } from 'vitest';
import { CancelledError, CodedError } from '../../src/core/errors.ts';
import type { Estimator } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { classes, numbers } from './synthetic.ts';
import { estimators, plan, table, train } from './support.ts';

/** The code that a promise fails with. */
const codeOf = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'no error',
    (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
  );

describe('a training', () => {
  it('finds the formula that made the numbers, and says that the simple model is as good', async () => {
    const { table, question } = numbers(800, 3);
    const { report } = await train({ table, plan: plan(question) });
    expect(report.chosen.family).toBe('linear');
    expect(report.verdict.code).toBe('verdict.simple-is-as-good');
    const coefficients = new Map(report.formula?.coefficients.map((c) => [`${c.column} ${c.level ?? ''}`, c]));
    const a = coefficients.get('a ');
    expect(Math.abs((a?.value ?? 0) - 3)).toBeLessThan(4 * (a?.standardError ?? 0));
    // The noise has standard deviation 1, so an RMSE over 160 rows has one of 1 / √320 around 1.
    const rmse = report.test.find(({ metric }) => metric === 'rmse')?.value ?? 0;
    expect(Math.abs(rmse - 1)).toBeLessThan(4 / Math.sqrt(320));
    expect(report.importances.map(({ column }) => column)).toEqual(['a', 'c', 'b']);
    expect(report.importances.every(({ low }) => low > 0)).toBe(true);
  });

  it('reports every try, the chosen one on top of what it beat, and test rows apart from the others', async () => {
    const { table, question } = classes(700, 5);
    const events: TrainEvent[] = [];
    const { report, threshold } = await train({ table, plan: plan(question, { preset: 'balanced' }) }, (event) =>
      events.push(event),
    );
    const begun = events.flatMap((event) => (event.kind === 'candidate' ? [event.candidate.id] : []));
    expect(new Set(report.tries.filter(({ family }) => family !== 'blend').map(({ id }) => id))).toEqual(
      new Set(begun),
    );
    expect(report.leaderboard.filter(({ chosen }) => chosen)).toHaveLength(1);
    expect(report.leaderboard.find(({ chosen }) => chosen)?.tryId).toBe(report.chosen.tryId);
    expect(report.split.train + report.split.test).toBe(700);
    expect(report.split.validation).toBe(report.split.train);
    expect(report.binary?.test.rowCount).toBe(report.split.test);
    expect(report.binary?.validation.rowCount).toBe(report.split.validation);
    expect(threshold).toBe(report.threshold?.value);
    expect(report.refit.rowCount).toBe(700);
    expect(events.flatMap((event) => (event.kind === 'phase' ? [event.phase] : []))).toEqual([
      'preparing',
      'searching',
      'refitting',
      'testing',
      'explaining',
      'finishing',
    ]);
    // Nothing of it needs more than structuredClone and JSON.
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('is the same for the same seed', async () => {
    const { table, question } = classes(300, 6);
    const run = (seed: number): Promise<PredictModel> =>
      train({ table, plan: plan(question, { preset: 'balanced', seed }) });
    const [one, same, other] = [await run(1), await run(1), await run(2)];
    expect(structuredClone(one)).toEqual(structuredClone(same));
    expect(other.report.split.hash).not.toBe(one.report.split.hash);
  });

  it('says that nothing beats guessing when the target is noise', async () => {
    let honest = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const { table, question } = classes(300, 100 + seed, true);
      const { report } = await train({ table, plan: plan(question, { seed }) });
      const says = ['verdict.nothing-beats-baseline', 'verdict.too-little-data', 'verdict.not-confirmed'];
      if (says.includes(report.verdict.code)) honest++;
    }
    // Each of two independent 95 % intervals would have to miss; three false alarms in twenty would be a defect.
    expect(honest).toBeGreaterThanOrEqual(18);
  }, 60_000);

  it('learns nothing from the test rows: changing them leaves every fitted state as it was', async () => {
    const { table: clean, question } = classes(400, 8);
    const part = makeCategoryColumn(
      'part',
      Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? 'test' : 'train')),
    );
    const split = { kind: 'column', column: 'part' } as const;
    const spoiled: Table = {
      rowCount: 400,
      columns: clean.columns.map((column) => {
        if (column.kind === 'number') {
          return { ...column, values: column.values.map((value, row) => (row % 4 === 0 ? 1e6 + row : value)) };
        }
        if (column.kind !== 'category' || column.name === 'y') return column;
        const cells = Array.from(column.codes, (code, row) =>
          row % 4 === 0 ? `new ${row}` : (column.levels[code] as string),
        );
        return makeCategoryColumn(column.name, cells);
      }),
    };
    const run = (columns: Table): Promise<PredictModel> =>
      train({
        table: { rowCount: 400, columns: [...columns.columns, part] },
        plan: plan({ ...question, split }, { preset: 'balanced' }),
      });
    const [before, after] = [await run(clean), await run(spoiled)];
    expect(after.judged).toEqual(before.judged);
    expect(after.threshold).toBe(before.threshold);
    const settled = ({ report }: PredictModel): unknown => {
      const { tries, leaderboard, chosen, importances, dependence, formula, recipe, binary } = report;
      return { tries, leaderboard, chosen, importances, dependence, formula, recipe, validation: binary?.validation };
    };
    expect(settled(after)).toEqual(settled(before));
    // The figures of the spoiled rows themselves must differ, or this test would show nothing.
    expect(after.report.test).not.toEqual(before.report.test);
  });

  it('keeps the best so far when it is to finish, and throws when it is cancelled', async () => {
    const { table, question } = classes(500, 9);
    const finish = new AbortController();
    const finished = await train(
      { table, plan: plan(question, { preset: 'balanced' }), finish: finish.signal },
      (event) => {
        if (event.kind === 'tried' && event.attempt.family === 'linear') finish.abort();
      },
    );
    expect(finished.report.chosen.family).toBe('linear');
    expect(finished.report.tries.length).toBeLessThan(5);
    expect(finished.report.warnings.map(({ code }) => code)).toContain('warn.search-finished');

    const cancel = new AbortController();
    const cancelled = train(
      { table, plan: plan(question), pacer: createPacer(cancel.signal) },
      (event) => event.kind === 'tried' && cancel.abort(),
    );
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
  });

  it('ends the search in time, within a try if it must, and says so', async () => {
    const { table, question } = classes(500, 9);
    let now = 0;
    // Each look at the clock takes 20 ms: the first tries fit, the planned ones by far do not.
    const clock = (): number => (now += 20);
    const begun: number[] = [];
    const ended = new Set<number>();
    const { report } = await train({ table, plan: plan(question, { preset: 'balanced' }), clock }, (event) => {
      if (event.kind === 'candidate') begun.push(event.candidate.id);
      if (event.kind === 'tried') ended.add(event.attempt.id);
    });
    // Whatever was begun is said to have ended, were it by being cut off.
    expect(begun.filter((id) => !ended.has(id))).toEqual([]);
    const all = await train({ table, plan: plan(question, { preset: 'balanced' }) });
    expect(report.tries.length).toBeLessThan(all.report.tries.length);
    expect(report.warnings.map(({ code }) => code)).toContain('warn.search-out-of-time');
    const finished = report.tries.filter(({ status }) => status === 'done');
    expect(finished.map(({ family }) => family)).toEqual(expect.arrayContaining(['baseline', 'linear', 'trees']));
  });

  it('reports a try that fails and goes on with the others', async () => {
    const { table, question } = classes(300, 10);
    const broken: Estimator = {
      id: 'mlp',
      version: 1,
      tasks: ['binary'],
      encoding: 'embedded',
      defaults: { hidden: [8] },
      async *fit() {
        yield { done: 0, total: 1 };
        throw new CodedError('train.gpu-lost');
      },
      predict: () => Promise.reject(new Error('never fitted')),
    };
    const { report } = await train({
      table,
      plan: plan(question, { families: ['linear', 'network'] }),
      estimators: estimators(broken),
    });
    expect(report.tries.find(({ family }) => family === 'network')).toMatchObject({
      status: 'failed',
      error: { code: 'train.gpu-lost' },
    });
    expect(report.chosen.family).toBe('linear');
  });

  it('works with more columns than rows, and without a single family', async () => {
    const wide = Object.fromEntries(
      Array.from({ length: 80 }, (_, j) => [`c${j}`, Array.from({ length: 60 }, (_, i) => Math.sin(i * (j + 1)))]),
    );
    const y = Array.from({ length: 60 }, (_, i) => Math.sin(i) + 0.01 * Math.cos(5 * i));
    const question = {
      target: 'y',
      task: 'regression',
      columns: Object.keys(wide),
      split: { kind: 'random', testShare: 0.2 },
    } as const;
    const { report } = await train({ table: table({ ...wide, y }), plan: plan(question) });
    expect(report.warnings.map(({ code }) => code)).toContain('warn.more-columns-than-rows');
    const alone = await train({ table: table({ ...wide, y }), plan: plan(question, { families: [] }) });
    expect(alone.report.chosen.estimator).toBe('baseline');
    expect(alone.report.verdict.code).toMatch(/nothing-beats-baseline|too-little-data/);
  });

  it('names a column that gives the target away, with the score with and without it', async () => {
    const { table: base, question } = classes(400, 13);
    const y = base.columns.find(({ name }) => name === 'y');
    if (y?.kind !== 'category') throw new Error('y is a category');
    const told = Float64Array.from(y.codes, (code, row) => 10 * code + (row % 7));
    const data: Table = { rowCount: 400, columns: [...base.columns, { kind: 'number', name: 'refund', values: told }] };
    const columns = [...question.columns, 'refund'];
    const { report } = await train({ table: data, plan: plan({ ...question, columns }) });
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'profile.leak-suspect', column: 'refund' }));
    const compared = report.warnings.find(({ code }) => code === 'warn.without-suspects');
    expect(compared?.params).toMatchObject({ columns: ['refund'], metric: 'rocAuc' });
    expect(compared?.params['with']).toBeGreaterThan(0.99);
    expect(compared?.params['without']).toBeLessThan(0.9);
    const honest = await train({ table: data, plan: plan(question) });
    expect(honest.report.warnings.map(({ code }) => code)).not.toContain('warn.without-suspects');
  });

  it('keeps time and entities on one side', async () => {
    const { table: base, question } = numbers(400, 12);
    const when = { kind: 'number', name: 'when', values: Float64Array.from({ length: 400 }, (_, i) => i) } as const;
    const who = makeCategoryColumn(
      'who',
      Array.from({ length: 400 }, (_, i) => `customer ${i % 40}`),
    );
    const all = { rowCount: 400, columns: [...base.columns, when, who] };
    const forward = await train({
      table: all,
      plan: plan({ ...question, split: { kind: 'time', column: 'when', testShare: 0.2 } }),
    });
    expect(forward.report.split).toMatchObject({ scheme: 'forward', test: 80 });
    const grouped = await train({
      table: all,
      plan: plan({ ...question, split: { kind: 'entity', column: 'who', testShare: 0.2 } }),
    });
    expect(grouped.report.split).toMatchObject({ scheme: 'grouped', test: 80 });
  });
});

describe('data that cannot answer', () => {
  const { table: good, question } = classes(100, 11);
  const withTarget = (cells: readonly (string | null)[]): Table => ({
    ...good,
    columns: [...good.columns.filter(({ name }) => name !== 'y'), makeCategoryColumn('y', cells)],
  });
  const cells = (count: number): string[] => Array.from({ length: 100 }, (_, i) => (i < count ? 'yes' : 'no'));

  it.each([
    ['two rows of a class', withTarget(cells(2)), {}, 'train.too-few-of-class'],
    ['one class', withTarget(cells(100)), {}, 'train.one-class'],
    ['no target at all', withTarget(Array<null>(100).fill(null)), {}, 'train.no-target'],
    ['no columns', good, { columns: [] }, 'train.no-features'],
    ['the target as its own column', good, { columns: ['y'] }, 'train.no-features'],
    ['a column that is not there', good, { columns: ['a', 'gone'] }, 'table.no-column'],
  ])('%s', async (_, data, change, code) => {
    expect(await codeOf(train({ table: data, plan: plan({ ...question, ...change }) }))).toBe(code);
  });

  it('an id as the only feature', async () => {
    const id = table({ id: Array.from({ length: 100 }, (_, i) => 1000 + 7 * i) }).columns;
    const data = { rowCount: 100, columns: [...good.columns, ...id] };
    expect(await codeOf(train({ table: data, plan: plan({ ...question, columns: ['id'] }) }))).toBe(
      'train.no-features',
    );
  });

  it('a handful of rows', async () => {
    const { table: few, question: about } = numbers(12, 1);
    expect(await codeOf(train({ table: few, plan: plan(about) }))).toBe('train.too-few-rows');
  });
});
