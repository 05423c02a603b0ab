import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { makeForecasterRegistry } from '../../src/core/learn/forecast/registry.ts';
import type { Forecaster } from '../../src/core/learn/forecast/forecaster.ts';
import type { CheckpointPart, SavedCheckpoint } from '../../src/lenses/checkpoint.ts';
import { forecastTable } from '../../src/lenses/forecast/forecast-table.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import { inputOf, longTable, month, planOf, run, seasonal, SOME } from './support.ts';

const shops = { north: seasonal(72, 1), south: seasonal(72, 2, 400), west: seasonal(72, 3, 100) };

/** What is kept of a training up to its n-th checkpoint, as a store would keep it. */
function savedAfter(events: readonly TrainEvent[], checkpoints: number): SavedCheckpoint {
  const parts = new Map<string, CheckpointPart>();
  let head: unknown;
  for (const event of events.filter(({ kind }) => kind === 'checkpoint').slice(0, checkpoints)) {
    if (event.kind !== 'checkpoint') continue;
    head = event.step.head;
    for (const key of event.step.drop) parts.delete(key);
    for (const part of event.step.put) parts.set(part.key, part);
  }
  return structuredClone({ head, parts: [...parts.values()] });
}

describe('a forecast', () => {
  it('of several shops learns the season, covers what it should, and says what it did', async () => {
    const { model, events } = await run(inputOf(longTable(shops), planOf()));
    const { report } = model;
    expect(report.series.map(({ name }) => name)).toEqual(['north', 'south', 'west']);
    expect(report.seasons[0]?.period).toBe(12);
    expect(report.verdict.code).toBe('forecast.clearly-better');
    expect(report.overall.chosen.mase).toBeLessThan(0.8 * report.overall.naive.mase);
    expect(report.overall.chosen.coverage).toBeGreaterThan(0.8);
    for (const one of report.series) {
      expect(one.from).toBe(72);
      expect(one.future.mean).toHaveLength(6);
      expect(
        one.future.quantiles.every((q, i, all) => i === 0 || q.every((v, h) => v >= (all[i - 1]?.[h] as number))),
      ).toBe(true);
      expect(one.decomposition?.seasons).toHaveLength(1);
      expect(one.methods.map(({ scores }) => scores.mase)).toEqual(
        one.methods.map(({ scores }) => scores.mase).toSorted((a, b) => a - b),
      );
      expect(one.folds[0]?.from).toBe(66);
      expect(one.errors).toHaveLength(one.folds.length * 6);
    }
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of ['phase', 'compute', 'candidate', 'curve', 'tried', 'time']) expect(kinds).toContain(kind);
    const tried = events.flatMap((event) => (event.kind === 'tried' ? [event.attempt] : []));
    expect(tried.map(({ estimator }) => estimator).toSorted()).toEqual(SOME.map(({ id }) => id).toSorted());
    expect(tried.find(({ estimator }) => estimator === 'ets')?.family).toBe('smoothing');
    expect(structuredClone(model)).toEqual(model);
  });

  it('as a table has time, series, prediction and the interval', async () => {
    const { model } = await run(inputOf(longTable(shops), planOf({ addUp: true })));
    const table = forecastTable(model.report);
    expect(table.columns.map(({ name }) => name)).toEqual(['time', 'series', 'prediction', 'low', 'high']);
    expect(table.rowCount).toBe(4 * 6);
    const [time, series, prediction, low, high] = table.columns;
    if (time?.kind !== 'date' || series?.kind !== 'category' || prediction?.kind !== 'number') throw new Error('kinds');
    if (low?.kind !== 'number' || high?.kind !== 'number') throw new Error('kinds');
    expect(time.values[0]).toBe(month(72));
    expect(series.levels).toEqual(['north', 'south', 'west', 'total']);
    expect(
      prediction.values.every((value, i) => value > (low.values[i] as number) && value < (high.values[i] as number)),
    ).toBe(true);
  });

  it('of parts adds up to the total exactly', async () => {
    const { model } = await run(inputOf(longTable(shops), planOf({ addUp: true })));
    const { series, total } = model.report;
    for (let h = 0; h < 6; h++) {
      expect(total?.future.mean[h]).toBe(series.reduce((sum, one) => sum + (one.future.mean[h] as number), 0));
    }
    expect(model.report.leaderboard[0]?.series).toBe(3);
  });

  it('goes on from any checkpoint and ends up where it would have', async () => {
    const table = longTable(shops);
    const whole = await run(inputOf(table, planOf({ addUp: true }), { checkpoint: {} }));
    const checkpoints = whole.events.filter(({ kind }) => kind === 'checkpoint').length;
    expect(checkpoints).toBeGreaterThan(3);
    for (const after of [1, Math.ceil(checkpoints / 2), checkpoints]) {
      let fits = 0;
      const counted = SOME.map((one): Forecaster => ({ ...one, fit: (...asked) => (fits++, one.fit(...asked)) }));
      const forecasters = makeForecasterRegistry(counted);
      const saved = savedAfter(whole.events, after);
      const resumed = await run(inputOf(table, planOf({ addUp: true }), { checkpoint: { saved }, forecasters }));
      expect(resumed.model).toEqual(whole.model);
      expect(fits).toBeLessThan(SOME.length * (whole.model.report.backtest.folds + 1));
      expect(after === checkpoints ? fits : 0).toBe(0);
    }
  });

  it('passes a checkpoint of other data over with a word', async () => {
    const whole = await run(inputOf(longTable(shops), planOf(), { checkpoint: {} }));
    const saved = savedAfter(whole.events, 2);
    const other = longTable({ ...shops, west: seasonal(72, 9) });
    await expect(run(inputOf(other, planOf(), { checkpoint: { saved } }))).rejects.toThrow(/checkpoint-unreadable/);
  });

  it('ends with the best so far, the same again from its checkpoints, and at once when cancelled', async () => {
    const table = longTable(shops);
    const finish = new AbortController();
    const early = await run(inputOf(table, planOf(), { finish: finish.signal, checkpoint: {} }), (event) => {
      if (event.kind === 'candidate' && event.candidate.estimator === 'ets') finish.abort();
    });
    const { tries, warnings } = early.model.report;
    expect(tries.find(({ estimator }) => estimator === 'ets')?.status).toBe('cancelled');
    expect(warnings.map(({ code }) => code)).toContain('forecast.finished-early');
    expect(early.model.report.series).toHaveLength(3);
    const checkpoints = early.events.filter(({ kind }) => kind === 'checkpoint').length;
    const saved = savedAfter(early.events, checkpoints);
    expect((await run(inputOf(table, planOf(), { checkpoint: { saved } }))).model).toEqual(early.model);
    const cancel = new AbortController();
    const cancelled = run(inputOf(table, planOf(), { pacer: createPacer(cancel.signal) }), (event) => {
      if (event.kind === 'tried') cancel.abort();
    });
    await expect(cancelled).rejects.toThrow(CancelledError);
  });
});

describe('what cannot be forecast, or hardly', () => {
  it('is refused with what would do: five points, a horizon of nothing', async () => {
    const five = longTable({ north: [1, 2, 3, 4, 5] });
    await expect(run(inputOf(five, planOf()))).rejects.toMatchObject({
      code: 'forecast.too-short',
      params: { points: 5, needed: 14, horizon: 6 },
    });
    await expect(run(inputOf(longTable(shops), planOf({ horizon: 0 })))).rejects.toMatchObject({
      code: 'forecast.no-horizon',
    });
  });

  it('is said of each series: too short, constant, all zero, one huge outlier', async () => {
    const outlier = seasonal(72, 7);
    outlier[40] = 1e7;
    const table = longTable({
      north: seasonal(72, 1),
      short: [3, 4, 5, 4, 6, 5, 4],
      same: Array<number>(72).fill(12),
      zero: Array<number>(72).fill(0),
      outlier,
    });
    const { model } = await run(inputOf(table, planOf()));
    const verdicts = Object.fromEntries(model.report.series.map(({ name, verdict }) => [name, verdict.code]));
    expect(verdicts).toMatchObject({
      short: 'forecast.too-short',
      same: 'forecast.nothing-to-learn',
      zero: 'forecast.nothing-to-learn',
    });
    const future = (name: string) => model.report.series.find((one) => one.name === name)?.future;
    expect([...(future('same')?.mean ?? [])]).toEqual(Array(6).fill(12));
    expect([...(future('zero')?.quantiles[6] ?? [])].every((value) => value < 1e-6)).toBe(true);
    expect(Math.max(...(future('outlier')?.mean ?? []))).toBeLessThan(1000);
    const codes = model.report.warnings.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['forecast.short-series', 'forecast.still-series', 'forecast.huge-outlier']),
    );
    expect(model.report.cards.map(({ code }) => code)).toContain('forecast.card.too-short');
  });

  it('is said where nothing beats naive: a random walk', async () => {
    let value = 100;
    const steps = seasonal(80, 4).map((one, t) => one - 200 - 0.5 * t - 30 * Math.sin((2 * Math.PI * t) / 12));
    const walk = steps.map((step) => (value += step));
    const { model } = await run(inputOf(longTable({ north: walk }), planOf()));
    expect(model.report.verdict.code).toBe('forecast.naive-as-good');
  });

  it('goes on without a method that fails, and says so', async () => {
    const broken: Forecaster = {
      ...(SOME[6] as Forecaster),
      id: 'broken',
      async *fit() {
        yield { done: 0, total: 1 };
        throw new RangeError('no');
      },
    };
    const { model } = await run(
      inputOf(longTable(shops), planOf(), { forecasters: makeForecasterRegistry([...SOME, broken]) }),
    );
    expect(model.report.tries.find(({ estimator }) => estimator === 'broken')?.status).toBe('failed');
    expect(model.report.warnings).toContainEqual({
      level: 'careful',
      code: 'warn.try-failed',
      params: { estimator: 'broken', error: 'forecast.method-failed' },
    });
  });
});
