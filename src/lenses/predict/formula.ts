import type { Estimator, FitInput } from '../../core/learn/estimator.ts';
import { fitToEnd } from '../../core/learn/estimator.ts';
import { makeFormula } from '../../core/learn/linear/formula.ts';
import { linearInference, type LinearInference } from '../../core/learn/linear/inference.ts';
import type { LinearState } from '../../core/learn/linear/linear-state.ts';
import type { LogisticState } from '../../core/learn/linear/logistic.ts';
import { logisticInference } from '../../core/learn/linear/logistic-inference.ts';
import type { Formula } from '../../core/learn/linear/types.ts';
import { isolateRows, takeTarget } from '../../core/prepare/compact.ts';
import { parseDerivedName } from '../../core/prepare/derived-name.ts';
import { allRows } from '../../core/prepare/split.ts';
import type { OneHotState } from '../../core/prepare/steps/one-hot.ts';
import type { ScaleState } from '../../core/prepare/steps/scale.ts';
import type { Contender } from './contender.ts';
import { prepare } from './pipeline.ts';
import type { ShareCounts } from './share/counts.ts';
import { columnsOnFewRows, encodedColumn, referenceRows, restsOf, type Encoded } from './share/term-counts.ts';
import type { Training } from './training.ts';

/** The formula, and what sharing has to know of the rows behind it. */
export interface ReadableFormula {
  /** Absent for three classes and more. */
  readonly formula?: Formula;
  readonly counts: Pick<ShareCounts, 'formula' | 'onFewRows'>;
}

/** Rows a feature that plain least squares should have, to be read without a penalty. */
const ROWS_A_FEATURE = 5;
/** Standard errors need features³ steps; past this the formula stands without them. */
const MOST_FEATURES = 400;

/**
 * The linear model of all rows that are no test rows, in the person's units: the chosen one where a linear model was
 * chosen, else the one that stands beside it to be read.
 */
export async function readableFormula(
  training: Training,
  chosen: Contender,
  linear: Contender | undefined,
): Promise<ReadableFormula | undefined> {
  const { input, problem, split, seed } = training;
  const { pacer } = input;
  const table = isolateRows(problem.features, split.train);
  const rows = allRows(Int32Array.from(split.train, (_, i) => i));
  const linearMember = chosen.members.find(({ estimator }) => LINEAR.has(estimator.id));
  if (problem.target.task === 'multiclass' && !linearMember) return undefined;
  const { fitted, features } = prepare(table, rows, input.plan.recipe, input.steps).encode('dense');
  if (problem.target.task === 'multiclass') {
    const { penalty = 0 } = (linearMember ?? { params: {} }).params as { readonly penalty?: number };
    const encoded: Encoded = { features, target: takeTarget(problem.target, split.train), rows };
    const rests = await restsOf(encoded, penalty, pacer);
    return rests && { counts: { onFewRows: columnsOnFewRows(encoded, rests) } };
  }
  const isChosen = chosen.family === 'linear';
  const fewFeatures = features.columns.length * ROWS_A_FEATURE <= rows.length;
  const model = isChosen ? chosen.members[0] : readable(training, linear, fewFeatures);
  if (!model) return undefined;
  const fit: FitInput = { features, target: takeTarget(problem.target, split.train), rows };
  const state = (await fitToEnd(model.estimator, fit, model.params, { seed, pacer })) as LinearState | LogisticState;
  const inference = features.columns.length <= MOST_FEATURES ? await inferenceOf(fit, state, pacer) : undefined;
  const scaling = fitted.find(({ step }) => step === 'scale')?.state as ScaleState | undefined;
  const formula = makeFormula({
    estimator: model.estimator.id,
    state,
    inference,
    scaled: scaling?.columns ?? [],
    oneHot: features.columns.flatMap(({ name }) => indicator(name)),
    isChosen,
  });
  const oneHot = fitted.find(({ step }) => step === 'one-hot')?.state as OneHotState | undefined;
  const references = (oneHot?.columns ?? []).map(({ name, reference }) => ({ column: name, level: reference }));
  if (!formula) return undefined;
  const rests = await restsOf(fit, state.penalty, pacer);
  const counts = rests && {
    formula: {
      // A tenth of a row is fine enough, and short.
      rests: rests.together.map((count) => Math.round(10 * count) / 10),
      references: references.map(({ column }) => referenceRows(fit, column)),
    },
    ...(linearMember ? { onFewRows: columnsOnFewRows(fit, rests) } : {}),
  };
  return { formula: { ...formula, references }, counts: counts ?? {} };
}

/** Methods whose predictions are a sum over columns. */
const LINEAR: ReadonlySet<string> = new Set(['ols', 'ridge', 'logistic']);

/** Plain least squares where the rows allow it, so that intervals mean what they say; else the best linear try, else a default. */
function readable(
  { input, problem }: Training,
  linear: Contender | undefined,
  fewFeatures: boolean,
): { readonly estimator: Estimator; readonly params: unknown } | undefined {
  const { estimators } = input;
  const plain = problem.target.task === 'regression' && fewFeatures ? estimators.get('ols') : undefined;
  if (plain) return { estimator: plain, params: plain.defaults };
  if (linear?.members[0]) return linear.members[0];
  const usual = estimators.get(problem.target.task === 'regression' ? 'ridge' : 'logistic');
  return usual && { estimator: usual, params: usual.defaults };
}

function inferenceOf(
  fit: FitInput,
  state: LinearState | LogisticState,
  pacer: Training['input']['pacer'],
): Promise<LinearInference | undefined> {
  return 'present' in state ? logisticInference(fit, state, pacer) : linearInference(fit, state, pacer);
}

/** What a one-hot feature stands for. */
function indicator(encodedName: string): { encodedName: string; column: string; level: string }[] {
  const { column, parts, level } = parseDerivedName(encodedName);
  if (level === undefined) return [];
  return [{ encodedName, column: encodedColumn(column, parts), level }];
}
