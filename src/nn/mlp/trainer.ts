import { CodedError } from '../../core/errors.ts';
import type { FitProgress } from '../../core/learn/estimator.ts';
import type { FitCheckpoints } from '../../core/learn/fit-checkpoint.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { Engine } from '../engine.ts';
import { Learner, type Lesson, type Standing } from './learner.ts';

export interface Trained {
  readonly parameters: Float32Array;
  /** Epochs after which these parameters were taken. */
  readonly epochs: number;
}

/**
 * What is kept between epochs, and enough to go on from, on another backend too: all else (order of the rows, masks,
 * learning rate) follows from the seed and the number of the step.
 */
export interface Checkpoint {
  readonly standing: Standing;
  readonly best: Trained & { readonly loss: number };
}

/** Longest stretch without a word from the generator. */
const REPORT_MS = 250;

export function startAt(parameters: Float32Array): Standing {
  const zeros = (): Float32Array => new Float32Array(parameters.length);
  return { epoch: 0, parameters, first: zeros(), second: zeros(), average: parameters };
}

/**
 * Trains to the end of the schedule, until the validation loss has not fallen for `patience` epochs, or until the person
 * wants the best so far, and returns the best epoch's parameters (the last one's without validation rows; nobody can end
 * that early). A lost GPU costs the epoch it happened in: training goes on from the epoch before on the other backend.
 * @param lossUnit what a loss of 1 is in the units to report
 * @throws compute.unavailable, train.diverged, CancelledError
 */
export async function* trainNetwork(
  engine: Engine,
  lesson: Lesson,
  start: Float32Array,
  lossUnit: number,
  pacer: Pacer,
  checkpoints: FitCheckpoints<Checkpoint>,
): AsyncGenerator<FitProgress, Trained> {
  let checkpoint: Checkpoint = (await checkpoints.resume()) ?? {
    standing: startAt(start),
    best: { parameters: start, epochs: 0, loss: Infinity },
  };
  // A wish to go back to the best that came too late for the network before.
  pacer.steering?.takeBest();
  for (;;) {
    const run = runFrom(engine, lesson, checkpoint, lossUnit, pacer);
    try {
      for await (const { progress, reached } of run) {
        if (reached) checkpoint = reached;
        const isDue = reached && checkpoints.due(reached.standing.epoch);
        yield isDue ? { ...progress, checkpoint: await checkpoints.tell(reached) } : progress;
      }
      return checkpoint.best;
    } catch (error) {
      if (!(error instanceof CodedError && error.code === 'compute.context-lost')) throw error;
      await engine.fallBack();
    }
  }
}

interface Report {
  readonly progress: FitProgress;
  readonly reached?: Checkpoint;
}

async function* runFrom(
  engine: Engine,
  lesson: Lesson,
  from: Checkpoint,
  lossUnit: number,
  pacer: Pacer,
): AsyncGenerator<Report> {
  const { schedule, params } = lesson;
  const learner = new Learner(engine, lesson, from.standing);
  const pause = (): Promise<void> => pacer.pause();
  let best = from.best;
  let reported = performance.now();
  let isEnough = false;
  try {
    for (let epoch = from.standing.epoch; epoch < schedule.run; epoch++) {
      if (lesson.validation && epoch > 0 && epoch - best.epochs >= params.patience) return;
      for (let step = 0; step < schedule.steps; step++) {
        await pacer.pause();
        isEnough ||= pacer.steering?.takeBest() ?? false;
        if (isEnough && lesson.validation && best.epochs > 0) return;
        learner.step(epoch, step);
        await learner.heartbeat(step);
        if (performance.now() - reported > REPORT_MS) {
          reported = performance.now();
          yield { progress: { done: epoch, total: schedule.run } };
        }
      }
      const loss = await learner.lossSince(schedule.steps);
      if (!Number.isFinite(loss)) throw new CodedError('train.diverged', { epoch: epoch + 1 });
      const judged = lesson.validation ? await learner.judge(lesson.validation, pause) : undefined;
      const standing = await learner.standing(epoch + 1);
      if (judged === undefined || judged < best.loss) {
        best = { parameters: standing.average, epochs: epoch + 1, loss: judged ?? loss };
      }
      reported = performance.now();
      yield {
        progress: {
          done: epoch + 1,
          total: schedule.run,
          loss: loss * lossUnit,
          ...(judged === undefined ? {} : { validationLoss: judged * lossUnit }),
        },
        reached: { standing, best },
      };
    }
  } finally {
    learner.dispose();
  }
}
