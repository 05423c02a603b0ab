import type { NetPlan } from '../plan.ts';
import { putInOrder } from '../quantiles.ts';
import type { NetRunner } from '../runner.ts';
import { knownValues, type ExampleSource, type ValueSource } from './examples.ts';

export interface Judged {
  /** Mean log loss, or the mean loss of the numbers that are known; by the examples' weights. */
  readonly loss: number;
  /** Of classes: share of the examples whose likeliest class is theirs, by their weights. */
  readonly accuracy?: number;
  /** examples × units of the last layer, in the order of the source; quantiles in order. */
  readonly scores: Float32Array;
}

/** Examples scored at once: one size, so that WebGL compiles once. */
const JUDGE_ROWS = 256;

/** Minus the log of the share that the scores give a class, and whether it has the highest score. */
function readScores(scores: Float32Array, code: number): { loss: number; right: boolean } {
  let top = 0;
  for (let k = 0; k < scores.length; k++) if ((scores[k] as number) > (scores[top] as number)) top = k;
  const highest = scores[top] as number;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - highest);
  return { loss: highest + Math.log(sum) - (scores[code] as number), right: top === code };
}

/** The loss of one example's numbers, summed over those that are known. */
function lossOfValues(scores: Float32Array, wanted: Float32Array, loss: NetPlan['loss']): number {
  const levels = loss.kind === 'quantiles' ? loss.levels : undefined;
  let sum = 0;
  for (const [output, value] of wanted.entries()) {
    if (Number.isNaN(value)) continue;
    if (!levels) {
      sum += ((scores[output] as number) - value) ** 2;
      continue;
    }
    for (const [l, level] of levels.entries()) {
      const off = value - (scores[output * levels.length + l] as number);
      sum += (off > 0 ? level * off : (level - 1) * off) / levels.length;
    }
  }
  return sum;
}

/** Sums over the examples that were scored. */
interface Tally {
  loss: number;
  right: number;
  weight: number;
}

/** Adds what one example says. */
function count(
  tally: Tally,
  scores: Float32Array,
  source: ExampleSource | ValueSource,
  i: number,
  plan: NetPlan,
): void {
  const weight = source.weights?.[i] ?? 1;
  if ('values' in source) {
    const wanted = source.values.subarray(i * plan.wanted, (i + 1) * plan.wanted);
    tally.loss += weight * lossOfValues(scores, wanted, plan.loss);
    tally.weight += weight * knownValues(source, i);
    return;
  }
  const { loss, right } = readScores(scores, source.codes[i] as number);
  tally.loss += weight * loss;
  if (right) tally.right += weight;
  tally.weight += weight;
}

/** How the averaged parameters do on other examples; yields between batches. */
export async function* judge(
  runner: NetRunner,
  source: ExampleSource | ValueSource,
  plan: NetPlan,
): AsyncGenerator<undefined, Judged> {
  const { lengths } = source;
  const order = Int32Array.from({ length: source.count }, (_, i) => i);
  // Texts of like length together: less to fill up.
  if (lengths) order.sort((a, b) => (lengths[a] as number) - (lengths[b] as number));
  const scores = new Float32Array(source.count * plan.scores);
  const tally: Tally = { loss: 0, right: 0, weight: 0 };
  for (let from = 0; from < source.count; from += JUDGE_ROWS) {
    yield;
    const examples = order.subarray(from, from + JUDGE_ROWS);
    const said = putInOrder(await runner.logits(source.batch(examples)), plan);
    for (const [row, i] of examples.entries()) {
      const own = said.subarray(row * plan.scores, (row + 1) * plan.scores);
      scores.set(own, i * plan.scores);
      count(tally, own, source, i, plan);
    }
  }
  const { loss, right, weight } = tally;
  return { loss: loss / weight, ...('codes' in source ? { accuracy: right / weight } : {}), scores };
}
