import type { Estimator, FitInput, FitProgress } from '../../core/learn/estimator.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { FitId, Journal } from './checkpoint-journal.ts';

export interface KeptFit {
  readonly fit: FitId;
  readonly estimator: Estimator;
  readonly input: FitInput;
  readonly params: unknown;
  readonly seed: number;
  readonly pacer: Pacer;
  readonly journal: Journal;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** Fits, from where the journal says that this fit was interrupted, and writes down how far it comes. */
export async function* keepFit(asked: KeptFit): AsyncGenerator<FitProgress, unknown> {
  const { fit, estimator, input, params, seed, pacer, journal, clock } = asked;
  const before = journal.reached(fit);
  const started = clock() - (before?.ms ?? 0);
  const run = estimator.fit(input, params, {
    seed,
    pacer,
    ...(journal.isKept ? { checkpoints: { clock } } : {}),
    ...(before ? { resume: before.checkpoint } : {}),
  });
  let units = 0;
  try {
    for (;;) {
      const step = await run.next();
      if (step.done) return step.value;
      const { checkpoint, ...progress } = step.value;
      if (progress.done > units) pacer.steering?.unitDone();
      units = progress.done;
      if (checkpoint !== undefined) journal.reach(fit, { ms: clock() - started, checkpoint });
      yield progress;
    }
  } finally {
    journal.leave(fit);
    await run.return(undefined);
  }
}
