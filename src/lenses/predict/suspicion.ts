import type { Finding } from '../../core/errors.ts';
import { score } from '../../core/metrics/score.ts';
import { findSuspects } from '../../core/profile/suspects.ts';
import { getColumn, type Table } from '../../core/table/table.ts';
import { takeCells, takeRows } from '../../core/table/take.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import type { Contender } from './contender.ts';
import { fitPipeline, predictPipeline } from './pipeline.ts';
import type { Training } from './training.ts';

/**
 * Columns that may not have been known before the target, named with what each reaches alone, and one finding with the
 * chosen model's score on the first fold with and without them (`warn.without-suspects`). Looks at training rows alone.
 */
export async function suspicions(training: Training, chosen: Contender): Promise<Finding[]> {
  const { input, problem, space } = training;
  const { pacer } = input;
  const names = space.table.columns.map(({ name }) => name);
  const targetName = problem.question.target;
  const answer = takeCells(getColumn(input.table, targetName), space.rows);
  const table = { ...space.table, columns: [...space.table.columns, answer] };
  const found = await findSuspects(table, targetName, names, pacer);
  const suspects = [...new Set(found.flatMap(({ column }) => (column === undefined ? [] : [column])))];
  const rest = names.filter((name) => !suspects.includes(name));
  if (suspects.length === 0 || rest.length === 0 || chosen.family === 'baseline') return found;
  const fold = space.folds[0] as SearchSpace['folds'][number];
  const judged = takeRows(space.table, fold.validation);
  const cleaning = training.prepared[0]?.cleaning ?? [];
  const whole = { cleaning, members: chosen.byFold[0] ?? [] };
  const before = await predictPipeline(whole, judged, input, pacer.signal);
  const without = (from: Table): Table => ({
    ...from,
    columns: from.columns.filter(({ name }) => rest.includes(name)),
  });
  const fitting = fitPipeline({
    table: without(space.table),
    target: space.target,
    rows: fold.train,
    recipe: input.plan.recipe,
    steps: input.steps,
    members: chosen.members,
    seed: training.seed,
    pacer,
  });
  let step = await fitting.next();
  while (!step.done) step = await fitting.next();
  const after = await predictPipeline(step.value, without(judged), input, pacer.signal);
  const params = {
    columns: suspects,
    metric: training.metric,
    with: score(training.metric, space.target, fold.validation, before),
    without: score(training.metric, space.target, fold.validation, after),
    rows: fold.validation.length,
  };
  return [...found, { level: 'careful', code: 'warn.without-suspects', params }];
}
