import { createRandom } from '../../../core/random.ts';
import type { NetPlan } from '../plan.ts';
import type { StepInput } from '../runner.ts';
import { countedExamples, type ExampleSource } from './examples.ts';
import { drawMasks } from './masks.ts';
import { epochBatches } from './order.ts';
import { scheduleOf, type NetParams, type NetSchedule } from './params.ts';
import { averageKeepAt, rateAt } from './rate.ts';
import { exampleWeights, wantedOf } from './targets.ts';

/** What training is about, the same whatever engine goes on with it: each step follows from its number and the seed. */
export interface Lesson {
  readonly schedule: NetSchedule;
  /** The steps of an epoch, each made when it is asked for. */
  steps(epoch: number): Generator<StepInput>;
}

export interface LessonInput {
  readonly train: ExampleSource;
  readonly params: NetParams;
  readonly seed: number;
}

export function createLesson(plan: NetPlan, { train, params, seed }: LessonInput): Lesson {
  const { classes, masks } = plan;
  const examples = countedExamples(train);
  const schedule = scheduleOf(examples.length, params);
  const counts = exampleWeights(train, examples, classes, params.classWeights);
  return {
    schedule,
    *steps(epoch) {
      const order = createRandom(seed).fork(`order ${epoch}`);
      for (const [index, batch] of epochBatches(examples, schedule.steps, order, train.lengths).entries()) {
        const step = epoch * schedule.steps + index;
        const { wanted, weights } = wantedOf(batch, train.codes, counts, classes, params.labelSmoothing);
        yield {
          batch: train.batch(batch, createRandom(seed).fork(`changes ${step}`)),
          wanted,
          weights,
          masks: drawMasks(masks, batch.length, createRandom(seed).fork(`masks ${step}`)),
          learningRate: rateAt(step / (schedule.epochs * schedule.steps), params),
          weightDecay: params.weightDecay,
          averageKeep: averageKeepAt(step, schedule.steps, params.averageEpochs),
        };
      }
    },
  };
}
