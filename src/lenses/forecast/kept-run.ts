import { CancelledError, CodedError } from '../../core/errors.ts';
import type { Contestant, FoldForecasts, RunFold } from '../../core/forecast/backtest.ts';
import { believable } from '../../core/forecast/believable.ts';
import type { FitProgress, PlainData } from '../../core/learn/estimator.ts';
import type { ForecastFitContext, ForecastFitInput } from '../../core/learn/forecast/forecaster.ts';
import type { FitId, Journal } from '../predict/checkpoint-journal.ts';

export interface KeptFits {
  readonly journal: Journal;
  /** Milliseconds. */
  readonly clock: () => number;
}

export interface KeptRun extends KeptFits {
  /** Whether the person wants the best so far. */
  readonly isFinished: () => boolean;
  /** Called where an earlier run of the search was ended so. */
  readonly finish: () => void;
}

/** One a series; null where the method does not suit: what is kept has no undefined. */
interface KeptForecasts {
  readonly forecasts: readonly (FoldForecasts[number] | null)[];
}

const idOf = ({ forecaster, params }: Contestant, key: string): FitId => ({
  key,
  estimator: forecaster.id,
  version: forecaster.version,
  params,
});

/** Fits, from where the journal says that this fit was interrupted, and writes down how far it comes. */
export async function* keepForecastFit(
  contestant: Contestant,
  key: string,
  input: ForecastFitInput,
  context: ForecastFitContext,
  { journal, clock }: KeptFits,
): AsyncGenerator<FitProgress, PlainData> {
  const fit = idOf(contestant, key);
  const before = journal.reached(fit);
  const started = clock() - (before?.ms ?? 0);
  const run = contestant.forecaster.fit(input, contestant.params, {
    ...context,
    ...(journal.isKept ? { checkpoints: { clock } } : {}),
    ...(before ? { resume: before.checkpoint } : {}),
  });
  let units = 0;
  try {
    for (;;) {
      const step = await run.next();
      if (step.done) return step.value;
      const { checkpoint, ...progress } = step.value;
      if (progress.done > units) context.pacer.steering?.unitDone();
      units = progress.done;
      if (checkpoint !== undefined) journal.reach(fit, { ms: clock() - started, checkpoint });
      yield progress;
    }
  } finally {
    journal.leave(fit);
    await run.return(undefined);
  }
}

const isKept = (part: PlainData, items: number): part is KeptForecasts =>
  typeof part === 'object' &&
  part !== null &&
  'forecasts' in part &&
  Array.isArray(part.forecasts) &&
  part.forecasts.length === items;

/**
 * Runs a method on a fold, or gives back what an earlier run of the same search gave: so a search that was interrupted
 * ends up where it would have.
 * @throws train.checkpoint-unreadable where something else was fitted under this name
 */
export const keptRun = (horizon: number, kept: KeptRun): RunFold =>
  async function* run(contestant, fold, context) {
    const { journal, clock } = kept;
    const { forecaster } = contestant;
    const fit = idOf(contestant, `${forecaster.id}.${fold.index}`);
    const recalled = journal.recall(fit);
    if (recalled) {
      const { outcome } = recalled.record;
      if (outcome.kind === 'failed') throw new CodedError(outcome.error.code, outcome.error.params);
      if (outcome.kind === 'stopped') {
        kept.finish();
        throw new CancelledError();
      }
      if (isKept(recalled.part, fold.items.length)) return recalled.part.forecasts.map((one) => one ?? undefined);
    }
    const started = clock();
    const seconds = (): number => (clock() - started) / 1000;
    try {
      const input = { views: fold.items.map(({ view }) => view), horizon };
      const suits = input.views.some((view) => !forecaster.unsuited(view, horizon));
      const raw = suits
        ? yield* fitAndTell(contestant, fit.key, input, context, kept)
        : fold.items.map(() => undefined);
      const forecasts = raw.map((one, i) => believable(one, input.views[i] as (typeof input.views)[number], horizon));
      const part: KeptForecasts = { forecasts: forecasts.map((one) => one ?? null) };
      journal.add(
        { ...fit, seconds: seconds(), outcome: { kind: 'fitted', score: 0, running: 0, kept: 'whole' } },
        part,
      );
      return forecasts;
    } catch (error) {
      if (error instanceof CancelledError) {
        if (kept.isFinished()) journal.add({ ...fit, seconds: seconds(), outcome: { kind: 'stopped', by: 'finish' } });
        throw error;
      }
      const { code, params } = asMessage(error);
      journal.add({ ...fit, seconds: seconds(), outcome: { kind: 'failed', error: { code, params } } });
      throw new CodedError(code, params, { cause: error });
    }
  };

async function* fitAndTell(
  contestant: Contestant,
  key: string,
  input: ForecastFitInput,
  context: ForecastFitContext,
  kept: KeptFits,
): AsyncGenerator<FitProgress, FoldForecasts> {
  const state = yield* keepForecastFit(contestant, key, input, context, kept);
  return contestant.forecaster.forecast(input, state, context.pacer.signal);
}

function asMessage(error: unknown): Pick<CodedError, 'code' | 'params'> {
  if (error instanceof CodedError) return error;
  return { code: 'forecast.method-failed', params: { reason: error instanceof Error ? error.message : String(error) } };
}
