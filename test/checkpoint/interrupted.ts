import { createPacer } from '../../src/core/learn/pacer.ts';
import type { Estimator, EstimatorRegistry } from '../../src/core/learn/estimator.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import type { CheckpointStep, SavedCheckpoint } from '../../src/lenses/checkpoint.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { trainPredict } from '../../src/lenses/predict/train.ts';
import type { TrainInput } from '../../src/lenses/predict/training.ts';
import { COMPUTE, estimators } from '../predict/support.ts';

/** What storage does with checkpoints: parts are put and dropped, everything is a copy. */
export class Kept {
  private head: unknown;
  private readonly parts = new Map<string, unknown>();

  constructor(saved?: SavedCheckpoint) {
    this.head = saved?.head;
    for (const { key, value } of saved?.parts ?? []) this.parts.set(key, value);
  }

  hear(step: CheckpointStep): void {
    const { head, put, drop } = structuredClone(step);
    this.head = head;
    for (const key of drop) this.parts.delete(key);
    for (const { key, value } of put) this.parts.set(key, value);
  }

  get saved(): SavedCheckpoint {
    return structuredClone({ head: this.head, parts: [...this.parts].map(([key, value]) => ({ key, value })) });
  }
}

export interface Run {
  /** Absent where it was interrupted. */
  readonly model?: PredictModel;
  readonly events: readonly TrainEvent[];
  readonly steps: readonly CheckpointStep[];
  /** What lay in storage when it ended. */
  readonly saved: SavedCheckpoint;
  /** Estimators in the order in which fits began. */
  readonly fits: readonly string[];
  /** How many of them had begun at each step. */
  readonly fitsAt: readonly number[];
}

/** What had been fitted and lay in storage after a checkpoint, from 1, of a run that began anew. */
export function after({ steps, fits, fitsAt }: Run, until: number): Pick<Run, 'saved' | 'fits'> {
  const kept = new Kept();
  for (const step of steps.slice(0, until)) kept.hear(step);
  return { saved: kept.saved, fits: fits.slice(0, fitsAt[until - 1]) };
}

/** The registry with every fit told before it begins. */
function counting(registry: EstimatorRegistry, onFit: (id: string) => void): EstimatorRegistry {
  const counted = (estimator: Estimator): Estimator => ({
    ...estimator,
    fit(input, params, context) {
      onFit(estimator.id);
      return estimator.fit(input, params, context);
    },
  });
  return new Map([...registry].map(([id, estimator]) => [id, counted(estimator)]));
}

export type Asked = Pick<TrainInput, 'table' | 'plan'> &
  Partial<TrainInput> & {
    /** The clock moves when a fit begins, and only then. */
    readonly msPerFit?: number;
    /** At this fit, from 1, the person asks for the best so far. */
    readonly finishAt?: number;
  };

/**
 * A training that keeps checkpoints, with a clock that stands still between fits.
 * @param saved goes on from here
 * @param until the checkpoint after which it is killed, from 1
 */
export async function runKept(
  { msPerFit = 0, finishAt, ...asked }: Asked,
  saved?: SavedCheckpoint,
  until = Infinity,
): Promise<Run> {
  const finish = new AbortController();
  let now = 0;
  const onFit = (id: string): void => {
    fits.push(id);
    now += msPerFit;
    if (fits.length === finishAt) finish.abort();
  };
  const kept = new Kept(saved);
  const events: TrainEvent[] = [];
  const steps: CheckpointStep[] = [];
  const fits: string[] = [];
  const fitsAt: number[] = [];
  const run = trainPredict({
    steps: STEPS,
    now: () => '2026-01-01T00:00:00.000Z',
    clock: () => now,
    pacer: createPacer(new AbortController().signal),
    finish: finish.signal,
    modelId: 'model',
    appVersion: '0.0.0',
    compute: () => COMPUTE,
    ...asked,
    estimators: counting(asked.estimators ?? estimators(), onFit),
    checkpoint: saved ? { saved: structuredClone(saved) } : {},
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return { model: step.value, events, steps, saved: kept.saved, fits, fitsAt };
    events.push(step.value);
    if (step.value.kind !== 'checkpoint') continue;
    steps.push(step.value.step);
    fitsAt.push(fits.length);
    kept.hear(step.value.step);
    if (steps.length >= until) return { events, steps, saved: kept.saved, fits, fitsAt };
  }
}

/** Tries in the order in which they were told, each once. */
export const triesOf = ({ events }: Run): number[] => [
  ...new Set(events.flatMap((event) => (event.kind === 'tried' ? [event.attempt.id] : []))),
];
