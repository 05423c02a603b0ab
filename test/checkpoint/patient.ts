import type { Estimator } from '../../src/core/learn/estimator.ts';
import { createFitCheckpoints } from '../../src/core/learn/fit-checkpoint.ts';
import { createRandom } from '../../src/core/random.ts';
import { moody } from './moody.ts';

const ROUNDS = 10;

export interface Pace {
  now: number;
  /** What the clock says that a round takes: of fits that are judged as they go, and of others. */
  readonly msWatched: number;
  readonly msElse: number;
}

interface Standing {
  readonly round: number;
  readonly drawn: number;
}

/**
 * As `moody` with less of a mood: it never fails, and two of them err in opposite ways, so that a blend does well. Each
 * of its rounds builds on the one before and moves the clock, by which checkpoints are told.
 */
export function patient(id: string, salt: number, pace: Pace): Estimator {
  const inner = moody(id, salt) as Estimator;
  const { version, tasks, encoding, defaults } = inner;
  return {
    id,
    version,
    tasks,
    encoding,
    defaults,
    async *fit(input, params, context) {
      const asked = { estimator: id, version, input, params };
      const checkpoints = createFitCheckpoints<Standing>(asked, context, ROUNDS);
      let { round, drawn } = (await checkpoints.resume()) ?? { round: 0, drawn: salt + context.seed };
      while (round < ROUNDS) {
        await context.pacer.pause();
        round++;
        pace.now += input.validation ? pace.msWatched : pace.msElse;
        drawn = createRandom(drawn)
          .fork(JSON.stringify([id, params, round]))
          .integer(2 ** 31);
        const mark = checkpoints.due(round) ? { checkpoint: await checkpoints.tell({ round, drawn }) } : {};
        yield { done: round, total: ROUNDS, ...mark };
      }
      const mood = drawn / 2 ** 31;
      return { slope: 2 + mood, wave: (id === 'mlp' ? -1 : 1) * (3 + mood), rounds: ROUNDS, target: input.target };
    },
    predict: (features, state, signal) => inner.predict(features, state, signal),
  };
}
