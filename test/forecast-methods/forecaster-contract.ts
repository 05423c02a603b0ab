import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import type { Forecaster, PointForecast, View } from '../../src/core/learn/forecast/forecaster.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { createRandom } from '../../src/core/random.ts';
import { lumpyDemand, makeView, seasonalLine } from './views.ts';

const HORIZON = 8;
const POINTS = 96;

export interface ContractOptions {
  /** Settings that make a fit short; the method's own where absent. */
  readonly params?: unknown;
  /** Whether a series eight times as large has a forecast eight times as large. */
  readonly scales?: boolean;
  /** Whether a series moved up has its forecast moved up as far; to this share of the series' range. */
  readonly shifts?: number | false;
  /** Whether it is for demand with zeros alone. */
  readonly demand?: boolean;
  /** Whether it says something of series that do not vary. */
  readonly takesConstants?: boolean;
}

/** Runs a fit to its end. */
export async function fitForecaster(
  forecaster: Forecaster,
  views: readonly View[],
  horizon: number,
  params: unknown = forecaster.defaults,
  { seed = 5, signal = new AbortController().signal } = {},
): Promise<unknown> {
  const run = forecaster.fit({ views, horizon }, params, { seed, pacer: createPacer(signal) });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

function expectSound(forecast: PointForecast | undefined, horizon = HORIZON): void {
  expect(forecast).toBeDefined();
  expect(forecast?.mean).toHaveLength(horizon);
  expect(forecast?.spread).toHaveLength(horizon);
  expect(forecast?.mean.every(Number.isFinite)).toBe(true);
  expect(forecast?.spread.every((s) => s > 0 && s < Infinity)).toBe(true);
  const { levels = [], values = [] } = forecast?.quantiles ?? {};
  expect(values).toHaveLength(levels.length);
  for (const one of values) expect(one.every(Number.isFinite)).toBe(true);
  for (let h = 0; h < horizon; h++) {
    for (let i = 1; i < values.length; i++) {
      expect(values[i]?.[h] as number).toBeGreaterThanOrEqual(values[i - 1]?.[h] as number);
    }
  }
}

/** What every method of forecasting has to keep, whatever it learns with. */
export function describeForecaster(
  forecaster: Forecaster,
  { params, scales = true, shifts = false, demand = false, takesConstants = false }: ContractOptions = {},
): void {
  const settings = params ?? forecaster.defaults;
  const seasonal = (seed: number, name = 'a'): View =>
    demand
      ? makeView(lumpyDemand(POINTS, seed), { name })
      : makeView(seasonalLine(POINTS, seed), { name, periods: [12] });
  const fit = (views: readonly View[], seed = 5): Promise<unknown> =>
    fitForecaster(forecaster, views, HORIZON, settings, { seed });
  const ask = async (views: readonly View[], seed = 5): Promise<readonly (PointForecast | undefined)[]> =>
    forecaster.forecast({ views, horizon: HORIZON }, await fit(views, seed));
  const moved = (view: View, change: (value: number) => number): View => ({ ...view, values: view.values.map(change) });

  describe(`forecaster ${forecaster.id}`, () => {
    it('says the same for the same seed, also after learning something else', async () => {
      const views = [seasonal(1), seasonal(2, 'b')];
      const first = await ask(views);
      await ask([seasonal(9)]);
      expect(await ask(views)).toEqual(first);
      for (const forecast of first) expectSound(forecast);
    });

    it('has a state that is plain data: saved and loaded it says the same, and no input is changed', async () => {
      const views = [seasonal(1), seasonal(2, 'b')];
      const before = structuredClone(views);
      const state = await fit(views);
      const saved = await forecaster.forecast({ views, horizon: HORIZON }, structuredClone(state));
      expect(saved).toEqual(await forecaster.forecast({ views, horizon: HORIZON }, state));
      expect(views).toEqual(before);
      const told = forecaster.told?.(state, 0) ?? {};
      expect(Object.values(told).every((value) => typeof value === 'string' || Number.isFinite(value))).toBe(true);
    });

    it('reads nothing behind its values, nor known columns behind the horizon', async () => {
      const view = seasonal(1);
      const bare = (later: number): View => {
        const all = new Float64Array(POINTS + 50).fill(later);
        all.set(view.values);
        const column = new Float64Array(POINTS + HORIZON + 50).fill(later);
        for (let t = 0; t < POINTS + HORIZON; t++) column[t] = Number(t % 7 === 0);
        return {
          ...view,
          values: all.subarray(0, POINTS),
          known: [column.subarray(0, POINTS + HORIZON)],
          knownNames: ['a'],
        };
      };
      expect(await ask([bare(1e9)])).toEqual(await ask([bare(-3)]));
    });

    it.runIf(scales)('scales with the series', async () => {
      const view = seasonal(1);
      const [one] = await ask([view]);
      const [eight] = await ask([moved(view, (v) => 8 * v)]);
      for (let h = 0; h < HORIZON; h++) {
        expect((eight?.mean[h] as number) / (one?.mean[h] as number)).toBeCloseTo(8, 4);
        expect((eight?.spread[h] as number) / (one?.spread[h] as number)).toBeCloseTo(8, 4);
      }
    });

    it.runIf(shifts !== false)('moves up with the series', async () => {
      const view = makeView(seasonalLine(POINTS, 1), { periods: forecaster.id === 'seasonal-naive' ? [12] : [] });
      const [one] = await ask([view]);
      const [high] = await ask([moved(view, (v) => v + 4096)]);
      const range = Math.max(...view.values) - Math.min(...view.values);
      for (let h = 0; h < HORIZON; h++) {
        const off = Math.abs((high?.mean[h] as number) - (one?.mean[h] as number) - 4096);
        expect(off).toBeLessThan((shifts as number) * range);
      }
    });

    it('says why it does not suit few points, a constant and zeros alone, or gives a sound forecast', async () => {
      const few = [1, 2, 3, 4, 5].map((points) => seasonalLine(points, 3));
      const flat = [new Float64Array(60).fill(7), new Float64Array(60)];
      for (const values of [...few, ...flat]) {
        const view = makeView(values, { periods: [12] });
        const why = forecaster.unsuited(view, HORIZON);
        const [forecast] = await ask([view]);
        expect(forecast === undefined).toBe(why !== undefined);
        expect(why?.code ?? 'forecast.unsuited.not').toMatch(/^forecast\.unsuited\./);
        if (forecast) expectSound(forecast);
      }
      for (const values of flat)
        expect(forecaster.unsuited(makeView(values), HORIZON) === undefined).toBe(takesConstants);
    });

    it('passes over a series that does not suit and says nothing of it', async () => {
      const none = makeView(new Float64Array(0), { name: 'none' });
      const [first, second, third] = await ask([seasonal(1), none, seasonal(2, 'b')]);
      expectSound(first);
      expect(second).toBeUndefined();
      expectSound(third);
    });

    it('stays finite with a huge value in the middle or at the end, and with values near the largest number', async () => {
      for (const [at, value] of [
        [40, 1e12],
        [POINTS - 1, 1e12],
        [POINTS - 1, 1e300],
      ] as const) {
        const { values, ...view } = seasonal(4);
        const spoiled = values.slice();
        spoiled[at] = value;
        const [forecast] = await ask([{ ...view, values: spoiled }]);
        expectSound(forecast);
      }
      const view = seasonal(4);
      const [huge] = await ask([moved(view, (v) => v * 1e300)]);
      expectSound(huge);
      const [tiny] = await ask([moved(view, (v) => v * 1e-300)]);
      expectSound(tiny);
    });

    it('goes on from values that came later', async () => {
      const long = seasonal(6);
      const short: View = { ...long, values: long.values.subarray(0, POINTS - 5) };
      const state = await fit([short]);
      const [forecast] = await forecaster.forecast({ views: [long], horizon: HORIZON }, state);
      expectSound(forecast);
      const zeros: View = { ...long, values: long.values.map((v, t) => (t >= POINTS - 2 ? 0 : v)) };
      const [after] = await forecaster.forecast({ views: [zeros], horizon: HORIZON }, state);
      if (after) expectSound(after);
    });

    it('stops when it is cancelled', async () => {
      const stop = new AbortController();
      const views = [seasonal(1)];
      const state = await fit(views);
      stop.abort();
      await expect(fitForecaster(forecaster, views, HORIZON, settings, { signal: stop.signal })).rejects.toBeInstanceOf(
        CancelledError,
      );
      await expect(forecaster.forecast({ views, horizon: HORIZON }, state, stop.signal)).rejects.toBeInstanceOf(
        CancelledError,
      );
    });

    it('takes known columns that do not vary, and one that explains much', async () => {
      const random = createRandom(8);
      const view = seasonal(1);
      const flat = new Float64Array(POINTS + HORIZON).fill(3);
      const marks = Float64Array.from({ length: POINTS + HORIZON }, () => Number(random.next() < 0.3));
      const [forecast] = await ask([{ ...view, known: [flat, marks], knownNames: ['flat', 'marks'] }]);
      expectSound(forecast);
    });
  });
}
