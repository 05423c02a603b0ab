import type { Estimator, FitInput } from '../../core/learn/estimator.ts';
import { fitToEnd } from '../../core/learn/estimator.ts';
import { effectiveRows } from '../../core/disclose/effective-rows.ts';
import { denseColumns } from '../../core/learn/linear/design.ts';
import { makeFormula } from '../../core/learn/linear/formula.ts';
import { linearInference, type LinearInference } from '../../core/learn/linear/inference.ts';
import type { LinearState } from '../../core/learn/linear/linear-state.ts';
import type { LogisticState } from '../../core/learn/linear/logistic.ts';
import { logisticInference } from '../../core/learn/linear/logistic-inference.ts';
import type { Formula } from '../../core/learn/linear/types.ts';
import { isolateRows, takeTarget } from '../../core/prepare/compact.ts';
import { derivedName, parseDerivedName, type DerivedPart } from '../../core/prepare/derived-name.ts';
import { allRows } from '../../core/prepare/split.ts';
import type { OneHotState } from '../../core/prepare/steps/one-hot.ts';
import type { ScaleState } from '../../core/prepare/steps/scale.ts';
import type { Contender } from './contender.ts';
import { prepare } from './pipeline.ts';
import type { ShareCounts } from './share/counts.ts';
import type { Training } from './training.ts';

type FormulaCounts = NonNullable<ShareCounts['formula']>;

/** The formula, and what sharing has to know of the rows behind it; without counts where there was too much to count. */
export interface ReadableFormula {
  readonly formula: Formula;
  readonly counts?: FormulaCounts;
}

/** Rows a feature that plain least squares should have, to be read without a penalty. */
const ROWS_A_FEATURE = 5;
/** Standard errors need features³ steps; past this the formula stands without them. */
const MOST_FEATURES = 400;

/**
 * The linear model of all rows that are no test rows, in the person's units: the chosen one where a linear model was
 * chosen, else the one that stands beside it to be read. Undefined for three classes and more.
 */
export async function readableFormula(
  training: Training,
  chosen: Contender,
  linear: Contender | undefined,
): Promise<ReadableFormula | undefined> {
  const { input, problem, split, seed } = training;
  const { pacer } = input;
  if (problem.target.task === 'multiclass') return undefined;
  const table = isolateRows(problem.features, split.train);
  const rows = allRows(Int32Array.from(split.train, (_, i) => i));
  const { fitted, features } = prepare(table, rows, input.plan.recipe, input.steps).encode('dense');
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
  const counts = await countTerms(fit, state, references, pacer);
  return { formula: { ...formula, references }, ...(counts ? { counts } : {}) };
}

/** How many rows each term rests on, and how many have each reference level. */
async function countTerms(
  { features, target, rows }: FitInput,
  state: LinearState | LogisticState,
  references: readonly { readonly column: string; readonly level: string }[],
  pacer: Training['input']['pacer'],
): Promise<FormulaCounts | undefined> {
  const columns = denseColumns(features, state.features);
  // A row's say in the log-odds goes with p(1 − p), a penalty's say does not.
  const yes = target.task === 'regression' ? undefined : rows.reduce((n, row) => n + (target.codes[row] as number), 0);
  const worth = yes === undefined ? 1 : (yes / rows.length) * (1 - yes / rows.length);
  const rests = await effectiveRows(columns, rows, state.penalty / worth, pacer);
  if (!rests) return undefined;
  const others = new Map<string, number>();
  state.features.forEach((name, j) => {
    const { column, parts, level } = parseDerivedName(name);
    if (level === undefined) return;
    const encoded = encodedColumn(column, parts);
    const own = rows.reduce((sum, row) => sum + (columns[j]?.[row] as number), 0);
    others.set(encoded, (others.get(encoded) ?? 0) + own);
  });
  return {
    // A tenth of a row is fine enough, and short.
    rests: rests.map((count) => Math.round(10 * count) / 10),
    references: references.map(({ column }) => rows.length - (others.get(column) ?? 0)),
  };
}

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

/** The column that a level's 0/1 column was made of. */
function encodedColumn(column: string, parts: readonly DerivedPart[]): string {
  const isPart = (part: DerivedPart): part is Exclude<DerivedPart, 'level'> => part !== 'level';
  return parts.filter(isPart).reduce((name, part) => derivedName(name, part), column);
}
