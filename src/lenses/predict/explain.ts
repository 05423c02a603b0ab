import type { Card } from '../../core/advise/types.ts';
import type { Finding } from '../../core/errors.ts';
import { partialDependence } from '../../core/explain/dependence.ts';
import { permutationImportance } from '../../core/explain/permutation.ts';
import type { Dependence, Importance } from '../../core/explain/types.ts';
import type { Formula } from '../../core/learn/linear/types.ts';
import type { Contender } from './contender.ts';
import { withFold, outOfFoldPredictor } from './fold-predictor.ts';
import { readableFormula } from './formula.ts';
import type { Training } from './training.ts';

/** What drives the predictions, and what to do about it. */
export interface Explanation {
  readonly importances: readonly Importance[];
  readonly dependence: readonly Dependence[];
  readonly formula?: Formula;
  readonly cards: readonly Card[];
  readonly warnings: readonly Finding[];
}

/** Columns whose dependence is drawn. */
const DRAWN = 6;

/** How much is predicted to measure importances: less where there are many columns, or where a network has to predict. */
function effort(columns: number, chosen: Contender): { maxRows: number; repeats: number } {
  const network = chosen.members.some(({ estimator }) => estimator.encoding === 'embedded');
  const cells = network ? 20_000 : 60_000;
  return {
    maxRows: Math.round(Math.min(2_000, Math.max(300, cells / columns))),
    repeats: columns > 100 ? 2 : columns > 30 || network ? 3 : 5,
  };
}

/** Explains the chosen model on validation rows, each predicted by a model that had not seen it. */
export async function explain(
  training: Training,
  chosen: Contender,
  linear: Contender | undefined,
): Promise<Explanation> {
  const { space, metric, seed, input, problem } = training;
  const { pacer } = input;
  const formula = await readableFormula(training, chosen, linear);
  const columns = problem.features.columns.map(({ name }) => name);
  if (chosen.family === 'baseline') {
    const importances = columns.map((column): Importance => ({ column, metric, value: 0, low: 0, high: 0 }));
    return { importances, dependence: [], ...(formula ? { formula } : {}), cards: [], warnings: [] };
  }
  const predict = outOfFoldPredictor(training, chosen);
  const table = withFold(space);
  const shared = { table, target: space.target, rows: space.validation, predict, seed, pacer };
  const importances = await permutationImportance({ ...shared, columns, metric, ...effort(columns.length, chosen) });
  const dependence: Dependence[] = [];
  for (const { column, value } of importances.slice(0, DRAWN)) {
    const found = space.table.columns.find(({ name }) => name === column);
    if (!found || found.kind === 'text' || !(value > 0) || isBlank(found, space.validation)) continue;
    dependence.push(await partialDependence({ ...shared, rowSet: 'validation', column, maxRows: 300 }));
  }
  return { importances, dependence, ...(formula ? { formula } : {}), cards: [], warnings: [] };
}

/** Nothing but missing cells among the rows. */
function isBlank(column: Training['space']['table']['columns'][number], rows: Int32Array): boolean {
  if (column.kind === 'text') return true;
  if (column.kind === 'category') return rows.every((row) => (column.codes[row] as number) < 0);
  return rows.every((row) => !Number.isFinite(column.values[row]));
}
