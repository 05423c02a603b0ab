import type { NetRunner } from '../runner.ts';
import type { ExampleSource } from './examples.ts';

export interface Judged {
  /** Mean log loss, by the examples' weights. */
  readonly loss: number;
  /** Share of the examples whose likeliest class is theirs, by their weights. */
  readonly accuracy: number;
  /** examples × classes, in the order of the source. */
  readonly scores: Float32Array;
}

/** Examples scored at once: one size, so that WebGL compiles once. */
const JUDGE_ROWS = 256;

/** Minus the log of the share that the scores give a class, and whether it has the highest score. */
function readScores(
  scores: Float32Array,
  from: number,
  classes: number,
  code: number,
): { loss: number; right: boolean } {
  let top = from;
  for (let k = from; k < from + classes; k++) if ((scores[k] as number) > (scores[top] as number)) top = k;
  const highest = scores[top] as number;
  let sum = 0;
  for (let k = from; k < from + classes; k++) sum += Math.exp((scores[k] as number) - highest);
  return { loss: highest + Math.log(sum) - (scores[from + code] as number), right: top === from + code };
}

/** How the averaged parameters do on other examples; yields between batches. */
export async function* judge(
  runner: NetRunner,
  source: ExampleSource,
  classes: number,
): AsyncGenerator<undefined, Judged> {
  const { count, codes, weights, lengths } = source;
  const order = Int32Array.from({ length: count }, (_, i) => i);
  // Texts of like length together: less to fill up.
  if (lengths) order.sort((a, b) => (lengths[a] as number) - (lengths[b] as number));
  const scores = new Float32Array(count * classes);
  let [lossSum, rightSum, weightSum] = [0, 0, 0];
  for (let from = 0; from < count; from += JUDGE_ROWS) {
    yield;
    const examples = order.subarray(from, from + JUDGE_ROWS);
    const said = await runner.logits(source.batch(examples));
    for (const [row, i] of examples.entries()) {
      scores.set(said.subarray(row * classes, (row + 1) * classes), i * classes);
      const { loss, right } = readScores(said, row * classes, classes, codes[i] as number);
      const weight = weights?.[i] ?? 1;
      lossSum += weight * loss;
      if (right) rightSum += weight;
      weightSum += weight;
    }
  }
  return { loss: lossSum / weightSum, accuracy: rightSum / weightSum, scores };
}
