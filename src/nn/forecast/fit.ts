import type { FitProgress } from '../../core/learn/estimator.ts';
import type { FitCheckpoints } from '../../core/learn/fit-checkpoint.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { NetEngine } from '../net/engine.ts';
import type { NetSpec } from '../net/spec.ts';
import { fitNet, type NetCheckpoint, type NetState } from '../net/train/fit.ts';
import { trainerParams, type ForecastNetParams } from './params.ts';
import type { Prepared } from './prepare.ts';
import { startFromErrors } from './spec.ts';
import { windowSource } from './windows.ts';

/** Trainings that are done, the trial first, and where the next one stands. */
export interface Standing {
  readonly done: readonly NetState[];
  readonly net?: NetCheckpoint;
}

export interface Training {
  readonly prepared: Prepared;
  readonly spec: NetSpec;
  readonly params: ForecastNetParams;
  readonly seed: number;
  readonly pacer: Pacer;
  readonly engine: () => Promise<NetEngine>;
  readonly checkpoints: FitCheckpoints<Standing>;
}

/** Seeds of the networks of one fit lie so far apart. */
const SEED_STEP = 1_000;

/** One training after another: which it is, and where it goes on from. */
interface Turn {
  readonly past: readonly NetState[];
  readonly from: NetCheckpoint | undefined;
  /** Trainings there are in all. */
  readonly count: number;
}

/** Trains one network: on what is not held back, judged on the rest (the trial), or on everything for so many epochs. */
async function* trainOne(
  { prepared, spec, params, seed, pacer, engine, checkpoints }: Training,
  { past, from, count }: Turn,
  stopAfter: number | undefined,
): AsyncGenerator<FitProgress, NetState> {
  const { shape, size, whole, trial } = prepared;
  const tried = stopAfter === undefined ? trial : undefined;
  const train = windowSource(tried?.train ?? whole, shape);
  const own = seed + SEED_STEP * past.length;
  // Each training counts as long as planned, however early it ends.
  const doneAt = (epoch: number): number =>
    size.epochs * past.length + Math.floor((epoch * size.epochs) / (stopAfter ?? size.epochs));
  const training = fitNet({
    spec,
    train,
    ...(tried ? { validation: windowSource(tried.judged, shape) } : {}),
    params: trainerParams(params, size, stopAfter),
    seed: own,
    start: startFromErrors(spec, train.values, shape.horizon, own),
    engine,
    pacer,
    checkpoints: {
      resume: async () => from,
      due: (epoch) => checkpoints.due(doneAt(epoch)),
      tell: (net) => checkpoints.tell({ done: past, net }),
    },
  });
  for (;;) {
    const step = await training.next();
    if (step.done) return step.value;
    const { loss: _, validationLoss: _judged, ...rest } = step.value;
    // One curve is drawn, the first training's: the others would begin it anew.
    const curve = past.length === 0 ? step.value : rest;
    yield { ...curve, done: doneAt(step.value.done), total: size.epochs * count };
  }
}

/**
 * Finds out on the end of each series for how many epochs to train, then trains on everything for as many; where the
 * params say so already, at once.
 * @returns the networks, and the epochs they were trained for
 */
export async function* trainNets(
  training: Training,
): AsyncGenerator<FitProgress, { nets: NetState[]; epochs: number }> {
  const { params, prepared, checkpoints } = training;
  const { stopAfter } = params;
  const { nets } = prepared.size;
  const trials = stopAfter === undefined ? 1 : 0;
  const count = trials + nets;
  const before = await checkpoints.resume();
  const done: NetState[] = [...(before?.done ?? [])];
  while (done.length < count) {
    const past = [...done];
    const from = past.length === before?.done.length ? before.net : undefined;
    const epochs = past.length < trials ? undefined : (stopAfter ?? past[0]?.epochs ?? 1);
    done.push(yield* trainOne(training, { past, from, count }, epochs));
  }
  return { nets: done.slice(trials), epochs: stopAfter ?? done[0]?.epochs ?? 0 };
}
