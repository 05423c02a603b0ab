import { makeCards } from '../../core/advise/cards.ts';
import { findSegments } from '../../core/advise/find-segments.ts';
import type { Card } from '../../core/advise/types.ts';
import type { Finding } from '../../core/errors.ts';
import type { Importance } from '../../core/explain/types.ts';
import { takePrediction } from '../../core/learn/prediction.ts';
import type { Fold } from '../../core/prepare/split.ts';
import type { Contender } from './contender.ts';
import { entityGroups } from './problem.ts';
import { countCards } from './share/card-counts.ts';
import type { ShareCounts } from './share/counts.ts';
import type { Training } from './training.ts';

/** Recommendations, and what sharing has to know of the rows behind them. */
export interface Advice {
  readonly cards: readonly Card[];
  readonly counts: NonNullable<ShareCounts['cards']>;
}

/**
 * What to do about it. Segments are found on the training rows of one fold and measured on its validation rows: with
 * several folds every row is both, though never within one. Of folds forward in time the last one is taken, which knows
 * most and judges on the newest rows. Columns suspected of giving the target away make no segments.
 */
export async function advise(
  training: Training,
  chosen: Contender,
  importances: readonly Importance[],
  suspects: readonly Finding[],
): Promise<Advice> {
  const { space, split, problem, input, seed } = training;
  const fold = (split.scheme === 'forward' ? space.folds.at(-1) : space.folds[0]) as Fold;
  const suspected = new Set(suspects.map(({ column }) => column));
  const columns = space.table.columns.map(({ name }) => name).filter((name) => !suspected.has(name));
  const inFile = Int32Array.from(fold.validation, (row) => space.rows[row] as number);
  const groups = entityGroups(problem.question, input.table, inFile);
  const { target } = space;
  const shared = {
    target,
    targetName: problem.question.target,
    validationRows: fold.validation,
    ...(groups ? { groups } : {}),
  };
  const search = await findSegments({
    ...shared,
    table: space.table,
    trainRows: fold.train,
    columns,
    seed,
    pacer: input.pacer,
  });
  const place = new Map(Array.from(space.validation, (row, i) => [row, i]));
  const positions = Int32Array.from(fold.validation, (row) => place.get(row) as number);
  const prediction = takePrediction(chosen.prediction, positions);
  const cards = makeCards({ ...shared, search, everyone: problem.features, prediction, importances });
  return {
    cards,
    counts: countCards(cards, {
      table: space.table,
      everyone: problem.features,
      target,
      validationRows: fold.validation,
      prediction,
    }),
  };
}
