import type { Estimator } from '../../src/core/learn/estimator.ts';
import { CodedError } from '../../src/core/errors.ts';
import { makePrediction, predictionWidth } from '../../src/core/learn/prediction.ts';
import type { Target } from '../../src/core/learn/task.ts';
import { createRandom } from '../../src/core/random.ts';

interface Mood {
  readonly slope: number;
  readonly wave: number;
  readonly rounds: number;
  readonly target: Target;
}

/** A number from what a fit was asked; any change of it gives another one. */
function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value >>> 0;
}

/**
 * An estimator in place of `id` whose quality differs at random from try to try and from fold to fold, which settles on a
 * random number of rounds and fails now and then: races have leaders that fall back. Fits in no time.
 */
export const moody = (id: string, salt: number): Estimator<unknown, Mood> => ({
  id,
  version: 1,
  tasks: ['regression', 'binary', 'multiclass'],
  encoding: 'native',
  defaults: { trees: 100, learningRate: 0.1 },
  async *fit({ target }, params, { seed, pacer }) {
    const random = createRandom(hash(JSON.stringify([id, salt, seed, params])));
    yield { done: 1, total: 1 };
    await pacer.pause();
    if (random.next() < 0.06) throw new CodedError('train.not-finite');
    return { slope: 2 * random.next(), wave: 3 * random.next(), rounds: 1 + random.integer(50), target };
  },
  async predict(features, { slope, wave, target }) {
    const column = features.columns.find(({ name }) => name === 'a');
    if (column?.kind !== 'number') throw new Error('no column a');
    const width = predictionWidth(target);
    const values = new Float64Array(features.rowCount * width);
    column.values.forEach((a, row) => {
      const value = slope * a + Math.sin(40 * a) * wave;
      if (width === 1) values[row] = value;
      else {
        const yes = 1 / (1 + Math.exp(-value));
        for (let k = 0; k < width; k++) values[row * width + k] = k === width - 1 ? yes : (1 - yes) / (width - 1);
      }
    });
    return makePrediction(target, values);
  },
  iterations: ({ rounds }) => rounds,
  withIterations: (params, rounds) => ({ ...(params as object), trees: rounds }),
});
