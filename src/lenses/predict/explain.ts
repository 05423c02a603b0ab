import type { Card } from '../../core/advise/types.ts';
import type { Finding } from '../../core/errors.ts';
import { partialDependence } from '../../core/explain/dependence.ts';
import { permutationImportance } from '../../core/explain/permutation.ts';
import type { Dependence, Importance } from '../../core/explain/types.ts';
import type { Formula } from '../../core/learn/linear/types.ts';
import { advise } from './advice.ts';
import type { Contender } from './contender.ts';
import { withFold, outOfFoldPredictor } from './fold-predictor.ts';
import { readableFormula } from './formula.ts';
import { memberEstimator } from './pipeline.ts';
import type { ShareCounts } from './share/counts.ts';
import { suspicions } from './suspicion.ts';
import type { Training } from './training.ts';

/** What drives the predictions, and what to do about it. */
export interface Explanation {
  readonly importances: readonly Importance[];
  readonly dependence: readonly Dependence[];
  readonly formula?: Formula;
  readonly cards: readonly Card[];
  /** What sharing has to know of the rows behind formula and cards. */
  readonly counts: ShareCounts;
  readonly warnings: readonly Finding[];
}

/** Columns whose dependence is drawn. */
const DRAWN = 6;

/** Steps through a tree that explaining may cost, all rows, columns and shuffles together: some seconds. */
const MOST_STEPS = 4e7;
/** A network's forward pass of one row, in steps through a tree. */
const NETWORK_STEPS = 600;

/** Steps that predicting one row costs: a tree a round, and a class where there are more than two. */
function stepsOf({ input, problem }: Training, chosen: Contender): number {
  const { target } = problem;
  const perRound = target.task === 'multiclass' ? target.classes.length : 1;
  return (chosen.byFold[0] ?? []).reduce((sum, member) => {
    const estimator = memberEstimator(member, input.estimators);
    if (estimator.encoding === 'embedded') return sum + NETWORK_STEPS;
    return sum + 10 + perRound * (estimator.iterations?.(member.state) ?? 0);
  }, 0);
}

/** How many rows and shuffles importances are measured on: as many as time allows, by size alone. */
function effort(columns: number, steps: number): { maxRows: number; repeats: number } {
  const affordable = MOST_STEPS / (columns * steps);
  const repeats = affordable >= 5_000 ? 5 : affordable >= 1_500 ? 3 : 2;
  return { repeats, maxRows: Math.round(Math.min(2_000, Math.max(200, affordable / repeats))) };
}

/** Explains the chosen model on validation rows, each predicted by a model that had not seen it. */
export async function explain(
  training: Training,
  chosen: Contender,
  linear: Contender | undefined,
): Promise<Explanation> {
  const { space, metric, seed, input, problem } = training;
  const { pacer } = input;
  const readable = await readableFormula(training, chosen, linear);
  const formula = readable?.formula;
  const ofFormula = readable?.counts ?? {};
  const columns = problem.features.columns.map(({ name }) => name);
  const warnings = await suspicions(training, chosen);
  if (chosen.family === 'baseline') {
    const importances = columns.map((column): Importance => ({ column, metric, value: 0, low: 0, high: 0 }));
    return { importances, dependence: [], ...(formula ? { formula } : {}), cards: [], counts: ofFormula, warnings };
  }
  const predict = outOfFoldPredictor(training, chosen);
  const table = withFold(space);
  const shared = { table, target: space.target, rows: space.validation, predict, seed, pacer };
  const steps = stepsOf(training, chosen);
  const importances = await permutationImportance({ ...shared, columns, metric, ...effort(columns.length, steps) });
  const maxRows = steps > 1_000 ? 100 : 300;
  const dependence: Dependence[] = [];
  for (const { column, value } of importances.slice(0, DRAWN)) {
    const found = space.table.columns.find(({ name }) => name === column);
    if (!found || found.kind === 'text' || found.kind === 'image' || !(value > 0) || isBlank(found, space.validation))
      continue;
    dependence.push(await partialDependence({ ...shared, rowSet: 'validation', column, maxRows }));
  }
  const { cards, counts } = await advise(training, chosen, importances, warnings);
  return {
    importances,
    dependence,
    ...(formula ? { formula } : {}),
    cards,
    counts: { cards: counts, ...ofFormula },
    warnings,
  };
}

/** Nothing but missing cells among the rows. */
function isBlank(column: Training['space']['table']['columns'][number], rows: Int32Array): boolean {
  if (column.kind === 'text' || column.kind === 'image') return true;
  if (column.kind === 'category') return rows.every((row) => (column.codes[row] as number) < 0);
  return rows.every((row) => !Number.isFinite(column.values[row]));
}
