import { CodedError } from '../../errors.ts';
import type { Estimator, FitContext, FitInput, FitProgress } from '../estimator.ts';
import type { ClassPrediction, ClassTarget } from '../task.ts';
import type { Table } from '../../table/table.ts';
import { makeDesign, type Design } from './design.ts';
import { linearScores } from './linear-state.ts';
import { fitMultinomial } from './multinomial.ts';
import { fitBinary, type BinaryFit } from './newton.ts';
import { checkedPenalty, type PenaltyParams } from './ridge.ts';

/** From this many rows a part of them is fitted first, so that fewer passes over all are needed. */
const MANY_ROWS = 60_000;
/** The part: every twentieth row. */
const STRIDE = 20;

/** What logistic regression learned: one set of slopes for two classes, one a class for more. */
export interface LogisticState {
  readonly task: 'binary' | 'multiclass';
  readonly classes: readonly string[];
  readonly features: readonly string[];
  readonly means: Float64Array;
  /** Classes that the sets are about: "yes" alone for two; else those that occurred, the others get probability 0. */
  readonly present: readonly number[];
  /** Sets × features, row-major: change of the log-odds (two classes) or of the score for one unit more. */
  readonly coefficients: Float64Array;
  /** Scores at the means, a set each. */
  readonly centers: Float64Array;
  /** Scores at zero, a set each. */
  readonly intercepts: Float64Array;
  readonly penalty: number;
  readonly rowCount: number;
  readonly steps: number;
  readonly converged: boolean;
  /** No penalty, and the features tell the classes apart without fail: the coefficients have no end. */
  readonly separated: boolean;
}

/** Classes occurring among the rows, ascending. @throws train.one-class, train.wrong-task */
function presentClasses({ target, rows }: FitInput): number[] {
  if (target.task === 'regression') throw new CodedError('train.wrong-task', { task: target.task });
  const seen = new Set<number>();
  for (const row of rows) seen.add(target.codes[row] as number);
  if (seen.size < 2) throw new CodedError('train.one-class', { rows: rows.length });
  return [...seen].toSorted((a, b) => a - b);
}

async function* fit(
  input: FitInput,
  params: PenaltyParams,
  { pacer }: FitContext,
): AsyncGenerator<FitProgress, LogisticState> {
  const penalty = checkedPenalty(params);
  const design = await makeDesign(input, pacer);
  const present = presentClasses(input);
  const target = input.target as ClassTarget;
  if (target.task === 'binary') {
    const found = yield* fitTwoClasses(design, target.codes, penalty, { seed: 0, pacer });
    return makeState(design, target, [1], found.parameters, penalty, found);
  }
  const place = new Int32Array(target.classes.length);
  present.forEach((code, index) => (place[code] = index));
  const codes = target.codes.map((code) => place[code] as number);
  const found = yield* fitMultinomial(design, codes, present.length, penalty, pacer);
  const separated = penalty === 0 && found.loss < 1e-3;
  return makeState(design, target, present, found.parameters, penalty, { ...found, separated });
}

/** Many rows: starts where every twentieth row leads, which saves most of the steps over all of them. */
async function* fitTwoClasses(
  design: Design,
  labels: Int32Array,
  penalty: number,
  { pacer }: FitContext,
): AsyncGenerator<FitProgress, BinaryFit> {
  if (design.rows.length < MANY_ROWS) return yield* fitBinary(design, labels, penalty, pacer);
  const rows = design.rows.filter((_, i) => i % STRIDE === 0);
  let yes = 0;
  for (const row of rows) yes += labels[row] as number;
  // Too few of a class would lead the start astray.
  if (Math.min(yes, rows.length - yes) < 10 * design.features.length) {
    return yield* fitBinary(design, labels, penalty, pacer);
  }
  let weightSum = 0;
  for (const row of rows) weightSum += design.weights ? (design.weights[row] as number) : 1;
  if (!(weightSum > 0)) return yield* fitBinary(design, labels, penalty, pacer);
  const part = { ...design, rows, weightSum };
  const start = yield* fitBinary(part, labels, (penalty * weightSum) / design.weightSum, pacer);
  return yield* fitBinary(design, labels, penalty, pacer, start.converged ? start.parameters : undefined);
}

function makeState(
  design: Design,
  target: ClassTarget,
  present: readonly number[],
  parameters: Float64Array,
  penalty: number,
  { steps, converged, separated }: Pick<BinaryFit, 'steps' | 'converged' | 'separated'>,
): LogisticState {
  const d = design.features.length;
  const sets = present.length;
  const coefficients = new Float64Array(sets * d);
  const centers = new Float64Array(sets);
  const intercepts = new Float64Array(sets);
  for (let c = 0; c < sets; c++) {
    const own = parameters.subarray(c * (d + 1), (c + 1) * (d + 1));
    coefficients.set(own.subarray(0, d), c * d);
    centers[c] = own[d] as number;
    intercepts[c] = own[d] as number;
    for (let j = 0; j < d; j++) {
      intercepts[c] = (intercepts[c] as number) - (own[j] as number) * (design.means[j] as number);
    }
  }
  return {
    task: target.task,
    classes: target.classes,
    features: design.features,
    means: design.means,
    present,
    coefficients,
    centers,
    intercepts,
    penalty,
    rowCount: design.rows.length,
    steps,
    converged,
    separated,
  };
}

/** Log-odds or scores of one set of slopes for every row. */
export function logisticScores(table: Table, state: LogisticState, set: number, signal?: AbortSignal): Float64Array {
  const d = state.features.length;
  const coefficients = state.coefficients.subarray(set * d, (set + 1) * d);
  return linearScores(table, { ...state, coefficients, center: state.centers[set] as number }, signal);
}

async function predict(table: Table, state: LogisticState, signal?: AbortSignal): Promise<ClassPrediction> {
  const n = table.rowCount;
  const k = state.classes.length;
  const { task, classes, present } = state;
  const probabilities = new Float64Array(n * k);
  if (task === 'binary') {
    logisticScores(table, state, 0, signal).forEach((score, i) => {
      probabilities[2 * i] = 1 / (1 + Math.exp(score));
      probabilities[2 * i + 1] = 1 / (1 + Math.exp(-score));
    });
    return { task, classes, probabilities };
  }
  const scores = present.map((_, set) => logisticScores(table, state, set, signal));
  for (let i = 0; i < n; i++) {
    let top = -Infinity;
    for (const values of scores) top = Math.max(top, values[i] as number);
    let sum = 0;
    for (const values of scores) sum += Math.exp((values[i] as number) - top);
    scores.forEach((values, set) => {
      probabilities[i * k + (present[set] as number)] = Math.exp((values[i] as number) - top) / sum;
    });
  }
  return { task, classes, probabilities };
}

/**
 * Logistic regression with an L2 penalty on the encoded features (`penalty` = 1/C of scikit-learn, intercept free),
 * converged in float64: Newton's method for two classes, L-BFGS for more.
 */
export const logistic: Estimator<PenaltyParams, LogisticState> = {
  id: 'logistic',
  version: 1,
  tasks: ['binary', 'multiclass'],
  encoding: 'dense',
  defaults: { penalty: 1 },
  fit,
  predict,
};
