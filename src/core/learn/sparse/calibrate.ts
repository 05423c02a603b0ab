import { CodedError } from '../../errors.ts';

const COLDEST = 1e-3;
const HOTTEST = 1e3;
const MOST_STEPS = 100;

/**
 * The temperature T for which softmax(scores / T) has the least log loss on rows that the scores were not fitted on (Guo
 * and others 2017). Rows whose class is −1 are passed over. The loss is convex in 1 / T; it is found by Newton's method
 * within brackets, between 0.001 and 1,000.
 * @param scores rows × classes
 * @param codes class a row
 * @throws train.too-few-rows where no row has a class
 */
export function calibrateScores(
  scores: Float64Array,
  codes: ArrayLike<number>,
  classes: number,
): { readonly temperature: number; readonly loss: number } {
  const known = Array.from(codes).filter((code) => code >= 0).length;
  if (known === 0) throw new CodedError('train.too-few-rows', { rows: 0, needed: 1 });
  let low = 1 / HOTTEST;
  let high = 1 / COLDEST;
  let inverse = 1;
  let at = slopes(scores, codes, classes, known, inverse);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (at.slope > 0) high = inverse;
    else low = inverse;
    const newton = inverse - at.slope / at.curvature;
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
    if (Math.abs(next - inverse) <= 1e-10 * inverse) break;
    inverse = next;
    at = slopes(scores, codes, classes, known, inverse);
  }
  return { temperature: 1 / inverse, loss: at.loss };
}

/** A class that never occurred has a score so low that it is none of the others' business. */
const FAR = -1e6;

/**
 * Mean log loss at softmax(inverse × scores), and the two derivatives of it with a share of one row spread over all
 * classes: few rows that are all right do not make certainty (after Platt 1999).
 */
function slopes(scores: Float64Array, codes: ArrayLike<number>, classes: number, known: number, inverse: number) {
  const spread = 1 / (known + 2);
  let [loss, slope, curvature] = [0, 0, 0];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code < 0) continue;
    const own = scores.subarray(row * classes, (row + 1) * classes);
    let largest = -Infinity;
    for (const score of own) largest = Math.max(largest, score);
    let [sum, first, second, all, count] = [0, 0, 0, 0, 0];
    for (const score of own) {
      const rest = score - largest;
      if (rest < FAR) continue;
      const part = Math.exp(inverse * rest);
      sum += part;
      first += part * rest;
      second += part * rest * rest;
      all += rest;
      count++;
    }
    const right = Math.max(FAR, (own[code] as number) - largest);
    loss += Math.log(sum) - inverse * right;
    slope += first / sum - (1 - spread) * right - (spread * all) / count;
    curvature += second / sum - (first / sum) ** 2;
  }
  return { loss: loss / known, slope: slope / known, curvature: curvature / known };
}
