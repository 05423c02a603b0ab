import type { Pacer } from '../../../core/learn/pacer.ts';
import type { OpenRunner } from '../engine.ts';
import type { NetStanding, StepInput } from '../runner.ts';
import type { NetSpec } from '../spec.ts';
import type { Lesson } from './lesson.ts';

/** Batches before and while an engine is timed. */
const WARM_UP_BATCHES = 3;
const TIMED_BATCHES = 8;

/** The first steps of a lesson, over as many epochs as that takes. */
function* firstSteps(lesson: Lesson, count: number): Generator<StepInput> {
  let made = 0;
  for (let epoch = 0; made < count; epoch++) {
    for (const step of lesson.steps(epoch)) {
      yield step;
      if (++made === count) return;
    }
  }
}

/** Milliseconds a batch of this very net takes on an engine, waiting for its end included. */
export async function timeBatches(
  open: OpenRunner,
  spec: NetSpec,
  lesson: Lesson,
  standing: NetStanding,
  pacer: Pacer,
): Promise<number> {
  const runner = await open(spec, standing);
  try {
    let done = 0;
    let began = 0;
    for (const step of firstSteps(lesson, WARM_UP_BATCHES + TIMED_BATCHES)) {
      if (done === WARM_UP_BATCHES) {
        await runner.loss();
        await pacer.pause();
        began = performance.now();
      }
      await runner.step(step);
      done++;
    }
    await runner.loss();
    return (performance.now() - began) / TIMED_BATCHES;
  } finally {
    runner.dispose();
  }
}
