import type { Message } from '../../errors.ts';
import { createPacer, type Pacer } from '../pacer.ts';
import { findNamed } from './find-named.ts';
import { settleForecast } from './settle.ts';
import type { Forecaster, ForecastFamily, PointForecast, View } from './forecaster.ts';

/** A method that learns one series at a time, as plain functions of a view. */
export interface LocalMethod<Params, Learned> {
  readonly id: string;
  readonly version: number;
  readonly family: ForecastFamily;
  readonly defaults: Params;
  unsuited(view: View, horizon: number): Message | undefined;
  /** Only for views that suit; undefined where it came to nothing. What takes longer than some 50 ms pauses on the way. */
  learn(view: View, horizon: number, params: Params, pacer: Pacer): Learned | undefined | Promise<Learned | undefined>;
  /** `view` may hold more values than were learned from, and other values of the known columns. */
  forecast(view: View, horizon: number, learned: Learned): PointForecast | undefined;
  told?(learned: Learned): Readonly<Record<string, string | number>>;
}

/** One a view that was given to `fit`, in order; nothing was learned from those that do not suit. */
export interface LocalState<Learned> {
  readonly series: readonly { readonly name: string; readonly learned?: Learned }[];
}

/** A forecaster of a method that looks at one series at a time. */
export function localForecaster<Params, Learned>(
  method: LocalMethod<Params, Learned>,
): Forecaster<Params, LocalState<Learned>> {
  return {
    id: method.id,
    version: method.version,
    family: method.family,
    scope: 'local',
    defaults: method.defaults,
    unsuited: (view, horizon) => method.unsuited(view, horizon),
    async *fit({ views, horizon }, params, { pacer }) {
      const series: { name: string; learned?: Learned }[] = [];
      for (const view of views) {
        await pacer.pause();
        const suits = !method.unsuited(view, horizon);
        const learned = suits ? await method.learn(view, horizon, params, pacer) : undefined;
        series.push({ name: view.name, ...(learned !== undefined && { learned }) });
        yield { done: series.length, total: views.length };
      }
      return { series };
    },
    async forecast({ views, horizon }, state, signal) {
      const pacer = createPacer(signal ?? new AbortController().signal);
      const forecasts: (PointForecast | undefined)[] = [];
      for (const [position, view] of views.entries()) {
        await pacer.pause();
        const learned = findNamed(state.series, view.name, position)?.learned;
        const forecast = learned && method.forecast(view, horizon, learned);
        forecasts.push(forecast && settleForecast(forecast, view.values));
      }
      return forecasts;
    },
    told(state, view) {
      const learned = state.series[view]?.learned;
      return (learned && method.told?.(learned)) ?? {};
    },
  };
}
