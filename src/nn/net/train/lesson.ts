import { createRandom } from '../../../core/random.ts';
import type { NetPlan } from '../plan.ts';
import type { StepInput } from '../runner.ts';
import { countedExamples, type ExampleSource, type ValueSource } from './examples.ts';
import { drawMasks } from './masks.ts';
import { epochBatches } from './order.ts';
import { scheduleOf, type NetParams, type NetSchedule } from './params.ts';
import { averageKeepAt, rateAt } from './rate.ts';
import { exampleWeights, wantedOf, wantedValues } from './targets.ts';

/** What training is about, the same whatever engine goes on with it: each step follows from its number and the seed. */
export interface Lesson {
  readonly schedule: NetSchedule;
  /** The steps of an epoch, each made when it is asked for. */
  steps(epoch: number): Generator<StepInput>;
}

export interface LessonInput {
  readonly train: ExampleSource | ValueSource;
  readonly params: NetParams;
  readonly seed: number;
}

/** What is wanted of a batch, and how much it counts. */
function targetsFrom(
  { wanted }: NetPlan,
  train: ExampleSource | ValueSource,
  examples: Int32Array,
  { classWeights, labelSmoothing }: NetParams,
): (batch: Int32Array) => Pick<StepInput, 'wanted' | 'weights'> {
  if ('values' in train) return (batch) => wantedValues(batch, train);
  const counts = exampleWeights(train, examples, wanted, classWeights);
  return (batch) => wantedOf(batch, train.codes, counts, wanted, labelSmoothing);
}

export function createLesson(plan: NetPlan, { train, params, seed }: LessonInput): Lesson {
  const { masks } = plan;
  const examples = countedExamples(train);
  const schedule = scheduleOf(examples.length, params);
  const targetsOf = targetsFrom(plan, train, examples, params);
  return {
    schedule,
    *steps(epoch) {
      const order = createRandom(seed).fork(`order ${epoch}`);
      for (const [index, batch] of epochBatches(examples, schedule.steps, order, train.lengths).entries()) {
        const step = epoch * schedule.steps + index;
        yield {
          batch: train.batch(batch, createRandom(seed).fork(`changes ${step}`)),
          ...targetsOf(batch),
          masks: drawMasks(masks, batch.length, createRandom(seed).fork(`masks ${step}`)),
          learningRate: rateAt(step / (schedule.epochs * schedule.steps), params),
          weightDecay: params.weightDecay,
          averageKeep: averageKeepAt(step, schedule.steps, params.averageEpochs),
        };
      }
    },
  };
}
