import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtest } from '../../src/core/forecast/backtest.ts';
import { evidenceOf } from '../../src/core/forecast/evidence.ts';
import { makeFolds } from '../../src/core/forecast/folds.ts';
import { originsOf, planOrigins, pointsNeeded } from '../../src/core/forecast/origins.ts';
import { lengthOf, viewBefore } from '../../src/core/forecast/views.ts';
import { CancelledError, CodedError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { SeriesSet } from '../../src/core/series/types.ts';
import { contestants, judgeAll, lastValue, meanValue, method, noise, pacer, setOf, walk } from './support.ts';

const naturesOf = (set: SeriesSet, horizon: number) =>
  set.series.map((series, s) => viewBefore(set, s, lengthOf(series), horizon).nature);
const foldsOf = (set: SeriesSet, horizon: number) =>
  makeFolds({ set, horizon, natures: naturesOf(set, horizon), pacer });

describe('origins', () => {
  it('always leave the whole horizon behind them and enough before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 800 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(1, 7, 12, 24),
        fc.constantFrom(1, 50, 3000),
        (length, horizon, period, series) => {
          const plan = planOrigins(length, horizon, period, series);
          const cuts = originsOf(length, horizon, period, plan);
          expect(cuts.length).toBeLessThanOrEqual(plan.most);
          expect(cuts.length > 0).toBe(length >= pointsNeeded(horizon));
          expect(cuts[0] ?? length - horizon).toBe(length - horizon);
          for (const [k, cut] of cuts.entries()) {
            expect(cut).toBeGreaterThanOrEqual(8);
            expect((cuts[k - 1] ?? cut + plan.stride) - cut).toBe(plan.stride);
          }
        },
      ),
    );
  });

  it('are more for few series, fewer for thousands and for short ones', () => {
    const count = (length: number, series: number) =>
      originsOf(length, 12, 12, planOrigins(length, 12, 12, series)).length;
    expect(count(240, 1)).toBe(10);
    expect(count(240, 100)).toBe(5);
    expect(count(240, 3000)).toBe(3);
    expect(count(40, 1)).toBeLessThan(4);
    expect(count(19, 1)).toBe(0);
  });
});

describe('backtest', () => {
  it('shows methods nothing from the origin on: another future changes no forecast', async () => {
    const horizon = 6;
    const values = [noise(1, 80), walk(2, 80), noise(3, 50)];
    const set = setOf(values);
    const folds = await foldsOf(set, horizon);
    const seen: string[] = [];
    const spy = method(
      'spy',
      (view) => {
        seen.push(
          JSON.stringify([view.name, [...view.values], view.nature, view.axis, view.known.map((k) => k.length)]),
        );
        const { mean, spread } = { mean: new Float64Array(horizon), spread: new Float64Array(horizon).fill(1) };
        return { mean: mean.fill(view.values.reduce((a, b) => a + b, 0)), spread };
      },
      { scope: 'global' },
    );
    const judged = await judgeAll(folds, horizon, spy);
    const before = [...seen];
    for (const fold of folds) {
      // Everything that any series has behind its own origin of this fold is replaced.
      const mutated = setOf(
        values.map((own, s) => {
          const item = fold.items.find(({ series }) => series === s);
          return own.map((value, t) => (item && t >= item.cut ? value * 1000 + 7 * t : value));
        }),
      );
      seen.length = 0;
      const again = fold.items.map(({ series, cut }) => viewBefore(mutated, series, cut, horizon));
      const forecasts = await spy.forecast({ views: again, horizon }, [], undefined);
      expect(forecasts).toEqual(judged[0]?.forecasts.get(fold.index));
      for (const one of seen) expect(before).toContain(one);
    }
    expect(folds.length).toBeGreaterThan(3);
  });

  it('knows what came, but for points that were filled', async () => {
    const base = setOf([walk(4, 60)]);
    const [series] = base.series;
    if (!series) throw new Error('no series');
    const set = { ...base, series: [{ ...series, filled: Int32Array.of(58) }] };
    const [latest] = await foldsOf(set, 4);
    const item = latest?.items[0];
    expect([...(item?.actual ?? [])]).toEqual([series.values[56], series.values[57], NaN, series.values[59]]);
  });

  it('fits a method over all series once an origin, and passes over one that fails', async () => {
    const set = setOf([noise(1, 60), noise(2, 60), noise(3, 60)]);
    const folds = await foldsOf(set, 6);
    let fits = 0;
    const global = method('global', lastForecast, {
      scope: 'global',
      async *fit({ views }) {
        fits++;
        expect(views).toHaveLength(3);
        yield { done: 1, total: 1 };
        return {};
      },
    });
    const broken = method('broken', () => {
      throw new CodedError('train.not-finite', {});
    });
    const wild = method('wild', (_, horizon) => ({
      mean: new Float64Array(horizon).fill(NaN),
      spread: new Float64Array(horizon),
    }));
    const judged = await judgeAll(folds, 6, lastValue, global, broken, wild);
    expect(fits).toBe(folds.length);
    expect(judged.map(({ status }) => status)).toEqual(['done', 'done', 'failed', 'done']);
    expect(judged[2]?.error?.code).toBe('train.not-finite');
    const evidence = evidenceOf(judged, folds, 3);
    expect([...(evidence[0]?.folds[0]?.forecasts.keys() ?? [])]).toEqual(['naive', 'global']);
  });

  it('gives up what is hopeless after the first origin, and a network that loses to one other method', async () => {
    const set = setOf(Array.from({ length: 12 }, (_, s) => noise(s, 60)));
    const folds = await foldsOf(set, 6);
    const off = (by: number) => (view: Parameters<typeof lastForecast>[0], horizon: number) => {
      const mean = view.values.reduce((a, b) => a + b, 0) / view.values.length;
      return { mean: new Float64Array(horizon).fill(mean + by), spread: new Float64Array(horizon).fill(10) };
    };
    const awful = method('awful', off(300));
    const gru = method('gru', off(8), { family: 'network' });
    const good = method('lstm', off(0), { family: 'network' });
    const run = backtest({
      folds,
      contestants: contestants(lastValue, meanValue, awful, gru, good),
      horizon: 6,
      seed: 1,
      pacer,
      clock: () => 0,
      prune: { always: ['naive'], factor: 3, bestShare: 0.05 },
    });
    let step = await run.next();
    while (!step.done) step = await run.next();
    expect(step.value.map(({ status }) => status)).toEqual(['done', 'done', 'dropped', 'dropped', 'done']);
    expect(step.value[2]?.forecasts.size).toBe(1);
  });

  it('ends with what there is when it is to be finished, and with an error when it is cancelled', async () => {
    const set = setOf([noise(1, 60)]);
    const folds = await foldsOf(set, 6);
    const end = async (kind: 'finish' | 'cancel') => {
      const [cancel, finish] = [new AbortController(), new AbortController()];
      const stopper = method('stopper', lastForecast, {
        async *fit(_, __, context) {
          (kind === 'finish' ? finish : cancel).abort();
          await context.pacer.pause();
          yield { done: 1, total: 1 };
          return {};
        },
      });
      const run = backtest({
        folds,
        contestants: contestants(lastValue, stopper),
        horizon: 6,
        seed: 1,
        pacer: createPacer(cancel.signal),
        finish: finish.signal,
        clock: () => 0,
      });
      let step = await run.next();
      while (!step.done) step = await run.next();
      return step.value.map(({ status, forecasts }) => `${status} ${forecasts.size}`);
    };
    await expect(end('cancel')).rejects.toThrow(CancelledError);
    expect(await end('finish')).toEqual(['cancelled 1', 'cancelled 0']);
  });
});

const lastForecast = ({ values }: { readonly values: Float64Array }, horizon: number) => ({
  mean: new Float64Array(horizon).fill(values[values.length - 1] as number),
  spread: new Float64Array(horizon).fill(1),
});
