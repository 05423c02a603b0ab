import type { ComputeNote } from '../../core/learn/compute.ts';
import type { TrainEvent } from './events.ts';

/** Two notes say the same when engine and reason do: timings come with the reason. */
const says = ({ backend, reason }: ComputeNote): string => `${backend} ${reason.code}`;

/**
 * Events of a run, with a word about the engine as soon as it differs: it starts with the first network, and may be
 * left for another one.
 * @param said what was told before the run
 */
export async function* tellCompute<Result>(
  run: AsyncGenerator<TrainEvent, Result>,
  compute: () => ComputeNote,
  said: ComputeNote,
): AsyncGenerator<TrainEvent, Result> {
  let told = says(said);
  for (;;) {
    const step = await run.next();
    const now = compute();
    if (says(now) !== told) {
      told = says(now);
      yield { kind: 'compute', compute: now };
    }
    if (step.done) return step.value;
    yield step.value;
  }
}
