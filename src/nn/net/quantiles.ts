import type { NetPlan } from './plan.ts';

/**
 * Puts the quantiles of each output in order, in place: they never cross then, and the pinball loss is no higher for it
 * (Chernozhukov, Fernández-Val and Galichon 2010). Scores of other nets stay as they are.
 */
export function putInOrder<Scores extends Float32Array | Float64Array>(
  scores: Scores,
  { loss }: Pick<NetPlan, 'loss'>,
): Scores {
  if (loss.kind !== 'quantiles') return scores;
  const count = loss.levels.length;
  for (let from = 0; from < scores.length; from += count) scores.subarray(from, from + count).sort();
  return scores;
}
