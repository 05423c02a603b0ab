import { createRandom } from '../../random.ts';
import type { Estimator, FitContext, FitInput, FitProgress } from '../estimator.ts';
import { createFitCheckpoints } from '../fit-checkpoint.ts';
import { createPacer } from '../pacer.ts';
import type { Prediction } from '../task.ts';
import type { Table } from '../../table/table.ts';
import type { BinCache } from './bins.ts';
import { fitTrees, type BoostStanding } from './fit.ts';
import { BOOST_DEFAULTS, checkParams, type BoostParams } from './params.ts';
import { rawScores } from './predict.ts';
import type { BoostState } from './state.ts';

export type { BoostParams } from './params.ts';
export type { BoostState } from './state.ts';

async function predict(features: Table, state: BoostState, signal?: AbortSignal): Promise<Prediction> {
  const scores = await rawScores(features, state, createPacer(signal ?? new AbortController().signal));
  if (state.task === 'regression') return { task: state.task, values: scores };
  const probabilities =
    state.task === 'binary' ? oddsToProbabilities(scores) : softmaxInPlace(scores, state.base.length);
  return { task: state.task, classes: state.classes, probabilities };
}

/** [1 − p, p] of each row from its log-odds. */
function oddsToProbabilities(scores: Float64Array): Float64Array {
  const out = new Float64Array(2 * scores.length);
  for (let i = 0; i < scores.length; i++) {
    const p = 1 / (1 + Math.exp(-(scores[i] as number)));
    out[2 * i] = 1 - p;
    out[2 * i + 1] = p;
  }
  return out;
}

/** Softmax of each row of rows × outputs. */
function softmaxInPlace(scores: Float64Array, outputs: number): Float64Array {
  for (let start = 0; start < scores.length; start += outputs) {
    const row = scores.subarray(start, start + outputs);
    const highest = row.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    for (let o = 0; o < outputs; o++) {
      row[o] = Math.exp((row[o] as number) - highest);
      sum += row[o] as number;
    }
    for (let o = 0; o < outputs; o++) row[o] = (row[o] as number) / sum;
  }
  return scores;
}

/** Rounds between checkpoints that no clock asks for. */
const CHECKPOINT_ROUNDS = 10;

/**
 * Histogram gradient-boosted trees, after LightGBM (Ke et al. 2017): leaf-wise growth over at most 255 bins, missing
 * values with a learned side, native categories, early stopping on the validation rows.
 * @param cache bins shared by tries on the same columns and rows
 */
export function makeBoostedTrees(cache?: BinCache): Estimator<BoostParams, BoostState> {
  const named = { id: 'boosted-trees', version: 1 };
  return {
    ...named,
    tasks: ['regression', 'binary', 'multiclass'],
    encoding: 'native',
    defaults: BOOST_DEFAULTS,
    async *fit(input: FitInput, params: BoostParams, context: FitContext): AsyncGenerator<FitProgress, BoostState> {
      checkParams(params);
      const asked = { estimator: named.id, version: named.version, input, params };
      const checkpoints = createFitCheckpoints<BoostStanding>(asked, context, CHECKPOINT_ROUNDS);
      return yield* fitTrees(input, params, createRandom(context.seed), context.pacer, cache, checkpoints);
    },
    predict,
    iterations: (state) => state.rounds,
    withIterations: (params, iterations) => ({ ...params, trees: Math.max(1, iterations), patience: 0 }),
  };
}

/** `makeBoostedTrees` without a cache of bins. */
export const boostedTrees: Estimator<BoostParams, BoostState> = makeBoostedTrees();
