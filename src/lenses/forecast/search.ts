import { backtest, type Judged } from '../../core/forecast/backtest.ts';
import { lossOf } from '../../core/forecast/evidence.ts';
import type { Fold } from '../../core/forecast/folds.ts';
import { meanOf } from '../../core/forecast/losses.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { Journal } from '../predict/checkpoint-journal.ts';
import type { TrainEvent } from '../predict/events.ts';
import type { Try } from '../predict/report.ts';
import { REFERENCES, type Field } from './contestants.ts';
import { keptRun, type KeptRun } from './kept-run.ts';

export interface SearchInput {
  readonly folds: readonly Fold[];
  readonly field: Field;
  readonly horizon: number;
  readonly seed: number;
  readonly pacer: Pacer;
  readonly finish: AbortSignal;
  readonly clock: () => number;
  readonly journal: Journal;
  /** The event that says how long it still takes. */
  readonly time: (leftMs: number) => TrainEvent;
}

export interface Searched {
  readonly judged: readonly Judged[];
  readonly tries: readonly Try[];
}

/** Backtests every method, telling how it goes and what is to be kept of it. @throws CancelledError */
export async function* search(input: SearchInput): AsyncGenerator<TrainEvent, Searched> {
  const { folds, field, horizon, seed, pacer, clock, journal } = input;
  const { contestants, prune } = field;
  const began = clock();
  const stopped = new AbortController();
  const finish = AbortSignal.any([input.finish, stopped.signal]);
  const standing: Standing[] = contestants.map(() => ({ losses: [], folds: 0 }));
  let told = began;
  let done = 0;
  const run = backtest({
    folds,
    contestants,
    horizon,
    seed,
    pacer,
    finish,
    clock,
    run: noting(keptRun(horizon, keptWith(input, finish, stopped)), (method, fold, losses) => {
      const own = standing[contestants.findIndex(({ forecaster }) => forecaster.id === method)];
      own?.losses.push(...losses);
      if (own) own.folds = Math.max(own.folds, fold + 1);
    }),
    ...(prune ? { prune } : {}),
  });
  for (;;) {
    const step = await run.next();
    if (step.done) {
      yield* checkpoint(input, clock() - began, true);
      return { judged: step.value, tries: step.value.map((one, id) => tryOf(one, id, standing[id] as Standing)) };
    }
    const event = step.value;
    const { forecaster, params } = contestants[event.contestant] as (typeof contestants)[number];
    const id = event.contestant;
    switch (event.kind) {
      case 'begin': {
        const views = (folds[0] as Fold).items.map(({ view }) => view);
        const layers = forecaster.layers?.(params, { views, horizon });
        const { family } = forecaster;
        yield {
          kind: 'candidate',
          candidate: { id, estimator: forecaster.id, family, params, ...(layers ? { layers } : {}) },
        };
        break;
      }
      case 'progress': {
        const { checkpoint: _, live: __, ...progress } = event.progress;
        yield { kind: 'curve', candidateId: id, fold: event.fold, ...progress };
        if (clock() - told >= TIME_EVERY_MS) {
          told = clock();
          yield input.time(leftOf(done, (told - began) / Math.max(1, done), contestants.length * folds.length));
        }
        if (journal.isFurther) yield* checkpoint(input, clock() - began, false);
        break;
      }
      case 'fold': {
        done++;
        const at = clock();
        yield input.time(leftOf(0, (at - began) / done, event.left));
        yield* checkpoint(input, at - began, false);
        break;
      }
      case 'judged':
        yield tried(event.judged, standing, id, input);
        yield* checkpoint(input, clock() - began, true);
        break;
    }
  }
}

/** Between two words about the time that is left. */
const TIME_EVERY_MS = 500;

const leftOf = (done: number, each: number, all: number): number => Math.max(0, each * (all - done));

/** A method as far as it has come. */
interface Standing {
  readonly losses: number[];
  folds: number;
}

const keptWith = ({ journal, clock, pacer }: SearchInput, finish: AbortSignal, stopped: AbortController): KeptRun => ({
  journal,
  clock,
  isFinished: () => finish.aborted && !pacer.signal.aborted,
  finish: () => stopped.abort(),
});

type Run = ReturnType<typeof keptRun>;

/** The same run, telling the errors of each fold. */
const noting = (run: Run, note: (method: string, fold: number, losses: readonly number[]) => void): Run =>
  async function* noted(contestant, fold, context) {
    const forecasts = yield* run(contestant, fold, context);
    const losses = fold.items.map((item, i) => {
      const forecast = forecasts[i];
      return forecast ? lossOf(item, forecast.mean) : NaN;
    });
    note(contestant.forecaster.id, fold.index, losses);
    return forecasts;
  };

function* checkpoint(
  { journal, folds, field }: SearchInput,
  searchMs: number,
  urgent: boolean,
): Generator<TrainEvent, void> {
  if (!journal.due(urgent)) return;
  const wanted = new Set(
    field.contestants.flatMap(({ forecaster }) => folds.map(({ index }) => `${forecaster.id}.${index}`)),
  );
  yield { kind: 'checkpoint', step: journal.take({ wanted, searchMs }) };
}

/** The event that a method has been judged. */
function tried(judged: Judged, standing: readonly Standing[], id: number, { field, folds }: SearchInput): TrainEvent {
  const scoreOf = (number: number): number => meanOf((standing[number] as Standing).losses);
  const reference = REFERENCES.map((method) =>
    field.contestants.findIndex(({ forecaster }) => forecaster.id === method),
  ).findLast((number) => number >= 0 && Number.isFinite(scoreOf(number)));
  const attempt = tryOf(judged, id, standing[id] as Standing);
  const { score } = attempt;
  const others = standing.filter((one, other) => other !== id && one.folds === folds.length);
  const isBest =
    score !== undefined && judged.status === 'done' && others.every((one) => !(meanOf(one.losses) < score));
  return {
    kind: 'tried',
    attempt,
    baselineScore: reference === undefined ? NaN : scoreOf(reference),
    best: isBest,
  };
}

/** A method as the receipt shows it. */
function tryOf({ contestant, forecasts, seconds, status, error }: Judged, id: number, { losses }: Standing): Try {
  const { forecaster, params } = contestant;
  const score = meanOf(losses);
  return {
    id,
    estimator: forecaster.id,
    family: forecaster.family,
    params,
    status: status === 'failed' ? 'failed' : status === 'cancelled' ? 'cancelled' : 'done',
    ...(Number.isFinite(score) && status !== 'failed' ? { score } : {}),
    folds: forecasts.size,
    seconds,
    ...(error ? { error } : {}),
  };
}
