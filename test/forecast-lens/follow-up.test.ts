import { beforeAll, describe, expect, it } from 'vitest';
import { readSeries } from '../../src/core/series/read-series.ts';
import type { SeriesSet } from '../../src/core/series/types.ts';
import { CORE_FORECASTERS, makeForecasterRegistry } from '../../src/core/learn/forecast/registry.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Table } from '../../src/core/table/table.ts';
import { chancesOf } from '../../src/lenses/forecast/chances.ts';
import { compareRealised } from '../../src/lenses/forecast/feedback.ts';
import { joinSets } from '../../src/lenses/forecast/join-sets.ts';
import type { ForecastModel } from '../../src/lenses/forecast/types.ts';
import { updateForecast } from '../../src/lenses/forecast/update.ts';
import { whatIf } from '../../src/lenses/forecast/what-if.ts';
import { inputOf, longTable, month, planOf, run, seasonal, SOME } from './support.ts';

const all = { north: seasonal(84, 1), south: seasonal(84, 2, 400) };
const cut = (length: number) =>
  longTable(Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.slice(0, length)])));
const read = (table: Table): SeriesSet => readSeries(table, planOf().question.reading);

describe('what came against what was said', () => {
  let model: ForecastModel;
  beforeAll(async () => {
    model = (await run(inputOf(cut(72), planOf()))).model;
  });

  it('is measured step by step, with how many values lie in the fans', () => {
    const feedback = compareRealised(model, read(cut(76)));
    expect(feedback.steps).toBe(4);
    expect(feedback.overall.points).toBe(8);
    expect(feedback.inside.of).toBe(8);
    expect(feedback.advice.code).toBe('forecast.feedback.too-few');
    const [north] = feedback.series;
    expect([...(north?.realised.subarray(0, 4) ?? [])]).toEqual(all.north.slice(72, 76));
    const error = Math.abs((all.north[72] as number) - (model.report.series[0]?.future.mean[0] as number));
    const one = compareRealised(model, read(cut(73))).series[0]?.scores.rmse as number;
    expect(one).toBeCloseTo(error, 9);
    const whole = compareRealised(model, read(cut(84)));
    expect(whole.steps).toBe(6);
    expect(whole.advice.code).toBe('forecast.feedback.keep');
  });

  it('asks to train again where it was clearly worse, and says what else the file has', () => {
    const doubled = longTable({
      north: [...all.north.slice(0, 72), ...all.north.slice(72, 78).map((value) => 3 * value)],
      east: seasonal(78, 8),
    });
    const feedback = compareRealised(model, read(doubled));
    expect(feedback.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['forecast.feedback.missing-series', 'forecast.feedback.new-series']),
    );
    const worse = longTable(
      Object.fromEntries(
        Object.entries(all).map(([name, values]) => [name, values.slice(0, 78).map((v, t) => (t < 72 ? v : 3 * v))]),
      ),
    );
    expect(compareRealised(model, read(worse)).advice.code).toBe('forecast.feedback.retrain');
    const changed = longTable({
      north: all.north.slice(0, 76).map((v, t) => (t === 10 ? v + 1 : v)),
      south: all.south.slice(0, 76),
    });
    expect(compareRealised(model, read(changed)).findings).toContainEqual({
      level: 'careful',
      code: 'forecast.feedback.past-changed',
      params: { count: 1 },
    });
  });

  it('cannot be said of other series, other steps, or nothing new', () => {
    expect(() => compareRealised(model, read(longTable({ one: seasonal(80, 1), two: seasonal(80, 2) })))).toThrow(
      /no-series/,
    );
    const weekly: SeriesSet = { ...read(cut(76)), axis: { ...read(cut(76)).axis, step: { unit: 'week', count: 1 } } };
    expect(() => compareRealised(model, weekly)).toThrow(/other-step/);
    expect(compareRealised(model, read(cut(72))).findings.map(({ code }) => code)).toContain(
      'forecast.feedback.nothing-new',
    );
  });

  it('is trained on again, old and new compared on what the old one had not seen', async () => {
    const table = cut(84);
    const input = { ...inputOf(table, planOf()), model, later: read(table), modelId: 'model-2' };
    const updating = updateForecast(input);
    let step = await updating.next();
    while (!step.done) step = await updating.next();
    const { model: updated, comparison } = step.value;
    expect(updated.parent).toBe('model-1');
    expect(updated.report.series[0]?.from).toBe(84);
    expect(comparison.points).toBe(12);
    expect(comparison.old).toBeGreaterThan(0);
    expect(comparison.retrained).toBeGreaterThan(0);
    expect(['better', 'no-clear-difference', 'worse']).toContain(comparison.verdict);
    // The same as training on the joined values from the first.
    const afresh = await run(inputOf(table, planOf()));
    expect(updated.report.series[0]?.future).toEqual(afresh.model.report.series[0]?.future);
  });
});

describe('joined sets', () => {
  it('hold what the later file says, and what only the earlier one had', () => {
    const earlier = read(longTable({ a: [1, 2, 3, 4, 5, 6], b: [9, 9, 9, 9, 9, 8] }));
    const rows = longTable({ a: [0, 0, 0, 40, 5, 6, 7], c: [1, 1, 1, 1, 2, 2, 3] });
    const later = read(rows);
    const joined = joinSets(earlier, later);
    const values = (name: string) => [...(joined.series.find((one) => one.name === name)?.values ?? [])];
    expect(values('a')).toEqual([0, 0, 0, 40, 5, 6, 7]);
    expect(values('b')).toEqual([9, 9, 9, 9, 9, 8, NaN]);
    expect(values('c')).toEqual([1, 1, 1, 1, 2, 2, 3]);
    expect(joined.series.find(({ name }) => name === 'b')?.last).toBe(5);
    expect(joined.axis).toMatchObject({ start: month(0), length: 7 });
  });
});

describe('what if', () => {
  it('a promotion runs: the forecast moves as it did before, and only where it was asked', async () => {
    const random = createRandom(4);
    const promotion = Array.from({ length: 80 }, () => (random.next() < 0.3 ? 1 : 0));
    const sales = (level: number) => promotion.map((on) => level + 60 * on + 3 * random.normal());
    const length = 74;
    // Six rows more with a known promotion and no value.
    const values = {
      a: [...sales(300).slice(0, length), ...Array<number>(6).fill(NaN)],
      b: [...sales(500).slice(0, length), ...Array<number>(6).fill(NaN)],
    };
    const table = longTable(values, [
      {
        kind: 'number',
        name: 'promotion',
        values: Float64Array.from([
          ...promotion.slice(0, 74),
          0,
          0,
          0,
          0,
          0,
          0,
          ...promotion.slice(0, 74),
          0,
          0,
          0,
          0,
          0,
          0,
        ]),
      },
    ]);
    const forecasters = makeForecasterRegistry([
      ...SOME.slice(0, 4),
      ...CORE_FORECASTERS.filter(({ id }) => id === 'fourier'),
    ]);
    const { model } = await run(inputOf(table, planOf({}, ['promotion']), { forecasters }));
    expect(model.report.known).toEqual([{ name: 'promotion', isSwitch: true, ahead: 6 }]);
    const result = await whatIf(model, [{ column: 'promotion', series: 'a', values: [1, 0, 1, 0, 0, 0] }], forecasters);
    const moved = (s: number, h: number) =>
      (result.series[s]?.future.mean[h] as number) - (model.report.series[s]?.future.mean[h] as number);
    expect(result.listens).toEqual([true, false]);
    expect(moved(0, 0)).toBeGreaterThan(40);
    expect(moved(0, 0)).toBeLessThan(80);
    expect(Math.abs(moved(0, 1))).toBeLessThan(5);
    for (let h = 0; h < 6; h++) expect(moved(1, h)).toBe(0);
    const same = await whatIf(model, [{ column: 'promotion', values: [0, 0, 0, 0, 0, 0] }], forecasters);
    expect(same.listens).toEqual([false, false]);
    await expect(whatIf(model, [{ column: 'price', values: [1] }], forecasters)).rejects.toThrow(/no-known-column/);
    await expect(whatIf(model, [{ column: 'promotion', series: 'z', values: [1] }], forecasters)).rejects.toThrow(
      /no-series/,
    );
  });
});

describe('chances and cards', () => {
  it('say when a growing series passes a level, with dates', async () => {
    const random = createRandom(6);
    const users = Array.from({ length: 60 }, (_, t) => 400 + 9.5 * t + 4 * random.normal());
    const table = longTable({ users });
    const { model } = await run(inputOf(table, planOf({ horizon: 12 })));
    // 400 + 9.5 t passes 1,000 at t = 63.2: the fifth step ahead of 60.
    const odds = chancesOf(model.report, { kind: 'pass', level: 1000, direction: 'above' });
    if (odds.kind !== 'pass') throw new Error(odds.kind);
    expect(odds.middle).toBeGreaterThanOrEqual(4);
    expect(odds.middle).toBeLessThanOrEqual(6);
    const level = model.report.cards.find(({ code }) => code === 'forecast.card.level');
    expect(level?.params['level']).toBe(1000);
    expect(['2017-04-01', '2017-05-01', '2017-06-01']).toContain(level?.params['time']);
    const rise = model.report.cards.find(({ code }) => code === 'forecast.card.rise');
    expect(rise?.params['share']).toBeGreaterThan(0.05);
    expect(rise?.rate.low).toBeGreaterThan(rise?.overallRate as number);
    expect(() => chancesOf(model.report, { kind: 'reorder', lead: 2, service: 0.9 }, 'nobody')).toThrow(/no-series/);
  });

  it('say nothing of movement where there is none, and name a shift and a value out of line', async () => {
    const random = createRandom(8);
    const flat = Array.from({ length: 90 }, (_, t) => (t < 74 ? 100 : 130) + 3 * random.normal());
    flat[30] = 180;
    const { model } = await run(inputOf(longTable({ north: flat }), planOf()));
    const codes = model.report.cards.map(({ code }) => code);
    expect(codes).not.toContain('forecast.card.fall');
    const shift = model.report.cards.find(({ code }) => code === 'forecast.card.shift');
    expect(shift?.params['time']).toBe(new Date(month(74)).toISOString().slice(0, 10));
    const outlier = model.report.cards.find(({ code }) => code === 'forecast.card.outliers');
    expect(outlier?.params).toMatchObject({ time: new Date(month(30)).toISOString().slice(0, 10), value: 180 });
  });
});
