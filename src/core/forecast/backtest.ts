import { CancelledError, CodedError, type Message } from '../errors.ts';
import type { FitProgress, PlainData } from '../learn/estimator.ts';
import type { Forecaster, ForecastFitContext, PointForecast } from '../learn/forecast/forecaster.ts';
import type { Pacer } from '../learn/pacer.ts';
import { believable } from './believable.ts';
import type { Fold } from './folds.ts';
import { dropHopeless, type PruneOptions } from './prune.ts';

/** A method with the settings that it is tried with. */
export interface Contestant {
  readonly forecaster: Forecaster;
  readonly params: PlainData;
}

/** One a item of the fold, in order; undefined where the method does not suit the series. */
export type FoldForecasts = readonly (PointForecast | undefined)[];

/** A method as far as it was judged. */
export interface Judged {
  readonly contestant: Contestant;
  /** By number of the fold; a fold that was not come to is missing. */
  readonly forecasts: Map<number, FoldForecasts>;
  seconds: number;
  /** `failed`: it threw an error. `dropped`: hopeless after the first fold. `cancelled`: there was no time for it. */
  status: 'done' | 'failed' | 'dropped' | 'cancelled';
  error?: Message;
}

export type BacktestEvent =
  | { readonly kind: 'begin'; readonly contestant: number }
  | { readonly kind: 'progress'; readonly contestant: number; readonly fold: number; readonly progress: FitProgress }
  | { readonly kind: 'fold'; readonly contestant: number; readonly fold: number; readonly left: number }
  | { readonly kind: 'judged'; readonly contestant: number; readonly judged: Judged };

/** Fits one method at one origin and tells what comes. What is remembered takes its place. */
export type RunFold = (
  contestant: Contestant,
  fold: Fold,
  context: ForecastFitContext,
) => AsyncGenerator<FitProgress, FoldForecasts>;

export interface BacktestInput {
  /** The latest first. */
  readonly folds: readonly Fold[];
  /** The simple ones first: later ones are measured against them. */
  readonly contestants: readonly Contestant[];
  readonly horizon: number;
  readonly seed: number;
  readonly pacer: Pacer;
  /** Aborted when the person wants the best so far. */
  readonly finish?: AbortSignal;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly run?: RunFold;
  /** Which methods are given up after the latest fold; absent: none. */
  readonly prune?: PruneOptions;
}

/** Fits a method on what lies before the fold's origins and tells what comes after. */
export const runFold = (horizon: number): RunFold =>
  async function* run({ forecaster, params }, { items }, context) {
    const input = { views: items.map(({ view }) => view), horizon };
    if (input.views.every((view) => forecaster.unsuited(view, horizon))) return items.map(() => undefined);
    const state = yield* forecaster.fit(input, params, context);
    const forecasts = await forecaster.forecast(input, state, context.pacer.signal);
    return forecasts.map((one, i) => believable(one, (items[i] as Fold['items'][number]).view, horizon));
  };

const messageOf = (error: unknown): Message =>
  error instanceof CodedError
    ? { code: error.code, params: error.params }
    : { code: 'forecast.method-failed', params: { reason: error instanceof Error ? error.message : String(error) } };

/**
 * Judges every method on every fold: first all of them at the latest origin, then those that are not hopeless at the
 * others. Global methods are fitted once an origin, over all series. A method that fails is left out of the rest.
 * @throws CancelledError when cancelled, but not when it is to be finished: then what there is, is returned
 */
export async function* backtest(input: BacktestInput): AsyncGenerator<BacktestEvent, readonly Judged[]> {
  const judged = input.contestants.map((contestant): Judged => ({
    contestant,
    forecasts: new Map(),
    seconds: 0,
    status: 'done',
  }));
  const [first, ...others] = input.folds;
  if (!first) return judged;
  const pacer = endable(input.pacer, input.finish);
  const state = { left: judged.length * input.folds.length };
  try {
    for (const [number, one] of judged.entries()) {
      yield { kind: 'begin', contestant: number };
      yield* judge({ ...input, pacer }, one, number, first, state);
      if (others.length === 0 || one.status === 'failed') yield { kind: 'judged', contestant: number, judged: one };
    }
    if (input.prune && others.length > 0) {
      for (const number of dropHopeless(judged, first, input.prune)) {
        const one = judged[number] as Judged;
        one.status = 'dropped';
        state.left -= others.length;
        yield { kind: 'judged', contestant: number, judged: one };
      }
    }
    for (const [number, one] of judged.entries()) {
      if (one.status !== 'done' || others.length === 0) continue;
      for (const fold of others) {
        if (one.status !== 'done') break;
        yield* judge({ ...input, pacer }, one, number, fold, state);
      }
      yield { kind: 'judged', contestant: number, judged: one };
    }
  } catch (error) {
    if (!(error instanceof CancelledError) || input.pacer.signal.aborted || !input.finish?.aborted) throw error;
    for (const one of judged) {
      if (one.status === 'done' && one.forecasts.size < input.folds.length) one.status = 'cancelled';
    }
  }
  return judged;
}

/** One method on one fold. */
async function* judge(
  { run, horizon, pacer, seed, clock }: BacktestInput,
  judged: Judged,
  number: number,
  fold: Fold,
  state: { left: number },
): AsyncGenerator<BacktestEvent, void> {
  const started = clock();
  const running = (run ?? runFold(horizon))(judged.contestant, fold, { seed: seed + fold.index, pacer });
  try {
    for (;;) {
      const step = await running.next();
      if (step.done) {
        judged.forecasts.set(fold.index, step.value);
        break;
      }
      yield { kind: 'progress', contestant: number, fold: fold.index, progress: step.value };
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    judged.status = 'failed';
    judged.error = messageOf(error);
  } finally {
    judged.seconds += (clock() - started) / 1000;
  }
  state.left--;
  yield { kind: 'fold', contestant: number, fold: fold.index, left: state.left };
}

/** A pacer that ends the work when the best so far is wanted, too. */
function endable(pacer: Pacer, finish: AbortSignal | undefined): Pacer {
  if (!finish) return pacer;
  return {
    ...pacer,
    signal: AbortSignal.any([pacer.signal, finish]),
    async pause() {
      if (finish.aborted) throw new CancelledError();
      await pacer.pause();
      if (finish.aborted) throw new CancelledError();
    },
  };
}
