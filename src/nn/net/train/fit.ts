import { CodedError } from '../../../core/errors.ts';
import type { FitProgress, LiveView } from '../../../core/learn/estimator.ts';
import type { FitCheckpoints } from '../../../core/learn/fit-checkpoint.ts';
import type { Pacer } from '../../../core/learn/pacer.ts';
import type { NetEngine } from '../engine.ts';
import { freshStanding } from '../own/runner.ts';
import { planNet, startParameters, type NetPlan } from '../plan.ts';
import type { NetRunner, NetStanding } from '../runner.ts';
import type { NetSpec } from '../spec.ts';
import { countedExamples, type ExampleSource, type ValueSource } from './examples.ts';
import { judge, type Judged } from './judge.ts';
import { createLesson, type Lesson } from './lesson.ts';
import type { NetParams } from './params.ts';
import { timeBatches } from './probe.ts';

/** A trained network: plain data. */
export interface NetState {
  readonly spec: NetSpec;
  /** The averaged ones of the best epoch, laid out as `planNet` says. */
  readonly parameters: Float32Array;
  /** Epochs after which they were taken. */
  readonly epochs: number;
}

/** The best epoch so far. */
interface Best {
  readonly parameters: Float32Array;
  readonly epochs: number;
  readonly loss: number;
  readonly accuracy: number;
}

/**
 * What is kept between epochs, and enough to go on from, on another engine too: all else (order of the examples, masks,
 * changes of pictures, learning rate) follows from the seed and the number of the step.
 */
export interface NetCheckpoint {
  readonly epoch: number;
  readonly standing: NetStanding;
  readonly best: Best;
}

export interface FitNetInput {
  readonly spec: NetSpec;
  /** With numbers where the spec has a loss of numbers. */
  readonly train: ExampleSource | ValueSource;
  /** For early stopping and choosing the best epoch. Without it all epochs of the params are run and the last is kept. */
  readonly validation?: ExampleSource | ValueSource;
  readonly params: NetParams;
  readonly seed: number;
  /** Parameters to start from; absent: drawn by the seed. */
  readonly start?: Float32Array;
  /** Asked once, at the start. */
  readonly engine: () => Promise<NetEngine>;
  readonly pacer: Pacer;
  /** Made by the caller, who knows all that the fit depends on; left out where none are told. */
  readonly checkpoints?: FitCheckpoints<NetCheckpoint>;
  /**
   * Something to be watched after each epoch.
   * @param average parameters as they are judged
   * @param scores of the validation examples, examples × units of the last layer; empty without them
   */
  readonly live?: (average: Float32Array, scores: Float32Array) => LiveView;
}

/** Longest stretch without a word from the generator. */
const REPORT_MS = 250;

/**
 * Trains a network to the end of its schedule, until no epoch has been better for `patience` of them, or until the
 * person wants the best so far (with validation examples, and after the first epoch). Same seed, same engine: the same
 * parameters, interrupted or not. A lost GPU costs the epoch it happened in: training goes on from the epoch before on
 * kernels of our own.
 * @throws train.too-few-rows, train.diverged (try a lower learning rate), compute.unavailable, net.…, CancelledError
 */
export async function* fitNet(input: FitNetInput): AsyncGenerator<FitProgress, NetState> {
  const { spec, pacer, checkpoints } = input;
  const plan = planNet(spec);
  const counted = countedExamples(input.train).length;
  if (counted < 1) throw new CodedError('train.too-few-rows', { rows: counted, needed: 1 });
  const lesson = createLesson(plan, input);
  const watched = { ...input, plan, wantsBest: followWish(pacer) };
  let reached = (await checkpoints?.resume()) ?? beginning(input.start ?? startParameters(plan, input.seed));
  const engine = await input.engine();
  await engine.settle(spec, (open) => timeBatches(open, spec, lesson, reached.standing, pacer));
  for (;;) {
    try {
      for await (const { progress, checkpoint } of runFrom(engine, lesson, reached, watched)) {
        if (checkpoint) reached = checkpoint;
        const isDue = checkpoint && checkpoints?.due(checkpoint.epoch);
        yield isDue ? { ...progress, checkpoint: await checkpoints?.tell(checkpoint) } : progress;
      }
      const { parameters, epochs } = reached.best;
      return { spec, parameters, epochs };
    } catch (error) {
      if (!(error instanceof CodedError && error.code === 'compute.context-lost')) throw error;
      await engine.fallBack();
    }
  }
}

const beginning = (start: Float32Array): NetCheckpoint => ({
  epoch: 0,
  standing: freshStanding(start),
  best: { parameters: start, epochs: 0, loss: Infinity, accuracy: -1 },
});

interface Report {
  readonly progress: FitProgress;
  readonly checkpoint?: NetCheckpoint;
}

interface Watched extends FitNetInput {
  readonly plan: NetPlan;
  /** Whether the person wants the best so far: from then on, always. */
  readonly wantsBest: () => boolean;
}

function followWish({ steering }: Pacer): () => boolean {
  // A wish that came too late for the network before is none for this one.
  steering?.takeBest();
  let wanted = false;
  return () => (wanted ||= steering?.takeBest() ?? false);
}

async function* runFrom(
  engine: NetEngine,
  lesson: Lesson,
  from: NetCheckpoint,
  input: Watched,
): AsyncGenerator<Report> {
  const { spec, validation, params, wantsBest } = input;
  const { run } = lesson.schedule;
  let { best } = from;
  const isOver = (epoch: number): boolean =>
    epoch >= run || (validation !== undefined && epoch > 0 && epoch - best.epochs >= params.patience);
  const isEnough = (): boolean => wantsBest() && validation !== undefined && best.epochs > 0;
  const runner = await engine.open(spec, from.standing);
  try {
    for (let epoch = from.epoch; !isOver(epoch); epoch++) {
      const learned = yield* learnEpoch(runner, lesson, epoch, isEnough, input.pacer);
      if (!learned) return;
      const judged = validation && (yield* judgeEpoch(runner, validation, { done: epoch, total: run }, input));
      const standing = await runner.standing();
      // The last step of an epoch is not seen by its loss.
      if (!standing.average.every(Number.isFinite)) throw new CodedError('train.diverged', { epoch: epoch + 1 });
      if (isBetter(judged, best, params)) {
        const { loss, accuracy = -1 }: Pick<Judged, 'loss' | 'accuracy'> = judged ?? learned;
        best = { parameters: standing.average, epochs: epoch + 1, loss, accuracy };
      }
      const said = judged ? { validationLoss: judged.loss, ...accuracyOf(judged) } : {};
      const live = input.live ? { live: input.live(standing.average, judged?.scores ?? new Float32Array(0)) } : {};
      yield {
        progress: { done: epoch + 1, total: run, ...learned, ...said, ...live },
        checkpoint: { epoch: epoch + 1, standing, best },
      };
    }
  } finally {
    runner.dispose();
  }
}

const accuracyOf = ({ accuracy }: Judged): Pick<FitProgress, 'validationAccuracy'> =>
  accuracy === undefined ? {} : { validationAccuracy: accuracy };

/** Without validation examples every epoch is better than the one before. */
function isBetter(judged: Judged | undefined, best: Best, { judgeBy }: NetParams): boolean {
  if (!judged) return true;
  const { accuracy } = judged;
  if (judgeBy === 'accuracy' && accuracy !== undefined && accuracy !== best.accuracy) return accuracy > best.accuracy;
  return judged.loss < best.loss;
}

type Learned = Required<Pick<FitProgress, 'loss' | 'learningRate' | 'rowsPerSecond'>>;

/** @returns undefined where it is enough before the epoch's end */
async function* learnEpoch(
  runner: NetRunner,
  lesson: Lesson,
  epoch: number,
  isEnough: () => boolean,
  pacer: Pacer,
): AsyncGenerator<Report, Learned | undefined> {
  const began = performance.now();
  let reported = began;
  let learningRate = 0;
  let rows = 0;
  for (const step of lesson.steps(epoch)) {
    await pacer.pause();
    if (isEnough()) return undefined;
    await runner.step(step);
    ({ learningRate } = step);
    rows += step.weights.length;
    const now = performance.now();
    if (now - reported > REPORT_MS) {
      reported = now;
      const rowsPerSecond = (1000 * rows) / (now - began);
      yield { progress: { done: epoch, total: lesson.schedule.run, learningRate, rowsPerSecond } };
    }
  }
  const loss = await runner.loss();
  if (!Number.isFinite(loss)) throw new CodedError('train.diverged', { epoch: epoch + 1 });
  return { loss, learningRate, rowsPerSecond: (1000 * rows) / Math.max(1, performance.now() - began) };
}

async function* judgeEpoch(
  runner: NetRunner,
  validation: ExampleSource | ValueSource,
  progress: FitProgress,
  { pacer, plan }: Watched,
): AsyncGenerator<Report, Judged> {
  let reported = performance.now();
  const run = judge(runner, validation, plan);
  for (;;) {
    await pacer.pause();
    const step = await run.next();
    if (step.done) return step.value;
    if (performance.now() - reported > REPORT_MS) {
      reported = performance.now();
      yield { progress };
    }
  }
}
