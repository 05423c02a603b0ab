import { believable } from '../../core/forecast/believable.ts';
import { combine } from '../../core/forecast/combine.ts';
import type { Contestant } from '../../core/forecast/backtest.ts';
import type { Member } from '../../core/forecast/types.ts';
import { lengthOf, viewBefore } from '../../core/forecast/views.ts';
import type { PlainData } from '../../core/learn/estimator.ts';
import type { PointForecast, View } from '../../core/learn/forecast/forecaster.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { SeriesNature, SeriesSet } from '../../core/series/types.ts';
import type { TrainEvent } from '../predict/events.ts';
import { keepForecastFit, type KeptFits } from './kept-run.ts';
import type { ForecastModel } from './types.ts';

/** Whole series, as they are learned from in the end. */
export const wholeViews = (set: SeriesSet, natures: readonly SeriesNature[], horizon: number): View[] =>
  set.series.map((series, s) => viewBefore(set, s, lengthOf(series), horizon, natures[s]));

export interface FinalFits {
  readonly fits: ForecastModel['fits'];
  /** By series: what is chosen, of the members that suit the whole series. */
  readonly members: readonly (readonly Member[])[];
  readonly forecasts: readonly PointForecast[];
  /** By series: settings found of a method that is alone. */
  readonly told: readonly Readonly<Record<string, string | number>>[];
}

export interface FinalInput extends KeptFits {
  readonly views: readonly View[];
  readonly horizon: number;
  /** By series. */
  readonly chosen: readonly (readonly Member[])[];
  readonly contestants: readonly Contestant[];
  readonly seed: number;
  readonly pacer: Pacer;
}

/** What is left where nothing else suits. */
const LAST_RESORT = 'naive';

/** Members that suit, weights made to sum to 1 again; naive where there are none. */
function suitable(
  members: readonly Member[],
  view: View,
  horizon: number,
  contestants: readonly Contestant[],
): Member[] {
  const suits = members.filter(({ method }) => {
    const found = contestants.find(({ forecaster }) => forecaster.id === method);
    return found && !found.forecaster.unsuited(view, horizon);
  });
  const whole = suits.reduce((sum, { weight }) => sum + weight, 0);
  if (!(whole > 0)) return [{ method: LAST_RESORT, weight: 1 }];
  return suits.map(({ method, weight }) => ({ method, weight: weight / whole }));
}

/** Names of the fits in a checkpoint. */
const keyOf = (method: string): string => `final.${method}`;

/**
 * Fits what is chosen on everything: a method over all series on all that suit, the others on those they are chosen for.
 * What was fitted before an interruption is not fitted again.
 * @throws CancelledError, errors of the methods
 */
export async function* fitFinally(input: FinalInput): AsyncGenerator<TrainEvent, FinalFits> {
  const { views, horizon, contestants, journal, pacer } = input;
  const members = views.map((view, s) => suitable(input.chosen[s] ?? [], view, horizon, contestants));
  const needed = contestants.filter(({ forecaster }) =>
    members.some((own) => own.some(({ method }) => method === forecaster.id)),
  );
  const bySeries = views.map(() => new Map<string, PointForecast>());
  const tellers = new Map<string, (series: number) => Readonly<Record<string, string | number>>>();
  const fits: ForecastModel['fits'][number][] = [];
  for (const contestant of needed) {
    const { forecaster, params } = contestant;
    const series = [...views.keys()].filter((s) =>
      forecaster.scope === 'global'
        ? !forecaster.unsuited(views[s] as View, horizon)
        : members[s]?.some(({ method }) => method === forecaster.id),
    );
    const fitted = { views: series.map((s) => views[s] as View), horizon };
    const known = journal.kept(keyOf(forecaster.id));
    const state: PlainData = known ?? (yield* fitOne(contestant, fitted, input));
    if (known === undefined) {
      journal.keep(keyOf(forecaster.id), state);
      if (journal.due(true)) yield { kind: 'checkpoint', step: journal.take() };
    }
    const forecasts = await forecaster.forecast(fitted, state, pacer.signal);
    for (const [place, s] of series.entries()) {
      const forecast = believable(forecasts[place], views[s] as View, horizon);
      if (forecast) bySeries[s]?.set(forecaster.id, forecast);
    }
    tellers.set(forecaster.id, (s) => forecaster.told?.(state, series.indexOf(s)) ?? {});
    fits.push({ method: forecaster.id, version: forecaster.version, params, state, series });
    await pacer.pause();
  }
  return {
    fits,
    members,
    forecasts: bySeries.map((all, s) => combine(all, members[s] ?? []) ?? lastValue(views[s] as View, horizon)),
    told: members.map((own, s) => (own.length === 1 ? (tellers.get(own[0]?.method ?? '')?.(s) ?? {}) : {})),
  };
}

/** A network that was chosen and then gave no numbers leaves nothing else. */
function lastValue({ values }: View, horizon: number): PointForecast {
  const last = values[values.length - 1] ?? 0;
  const size = Math.abs(last) || 1;
  return { mean: new Float64Array(horizon).fill(last), spread: new Float64Array(horizon).fill(size) };
}

async function* fitOne(
  contestant: Contestant,
  fitted: { readonly views: readonly View[]; readonly horizon: number },
  { seed, pacer, journal, clock, contestants }: FinalInput,
): AsyncGenerator<TrainEvent, PlainData> {
  const { id } = contestant.forecaster;
  const fitting = keepForecastFit(contestant, keyOf(id), fitted, { seed, pacer }, { journal, clock });
  const candidateId = contestants.indexOf(contestant);
  for (;;) {
    const step = await fitting.next();
    if (step.done) return step.value;
    const { live: _, ...progress } = step.value;
    yield { kind: 'curve', candidateId, fold: -1, ...progress };
    if (journal.isFurther && journal.due(false)) yield { kind: 'checkpoint', step: journal.take() };
  }
}
