import { CodedError } from '../../core/errors.ts';
import { makePrediction, predictionValues, predictionWidth } from '../../core/learn/prediction.ts';
import type { Prediction } from '../../core/learn/task.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import { takeRows } from '../../core/table/take.ts';
import type { Contender } from './contender.ts';
import type { FittedPipeline } from './model.ts';
import { predictPipeline } from './pipeline.ts';
import type { Training } from './training.ts';

/** Travels beside the columns and says which fold judged the row. No file can hold this name: it has a NUL. */
const FOLD = '\u0000fold';

/** The searched table with the fold of each row, which the predictor below needs. */
export function withFold(space: SearchSpace): Table {
  const values = new Float64Array(space.table.rowCount).fill(NaN);
  // With repeats a row was judged more than once; the first fold that judged it stands.
  space.folds.toReversed().forEach((fold, index) => {
    for (const row of fold.validation) values[row] = space.folds.length - 1 - index;
  });
  return { ...space.table, columns: [...space.table.columns, { kind: 'number', name: FOLD, values }] };
}

/**
 * Predicts rows of `withFold`'s table, changed as they may be, each with the model of the fold that judged it, which
 * was not fitted on it.
 */
export function outOfFoldPredictor(
  { prepared, input }: Training,
  chosen: Contender,
): (table: Table) => Promise<Prediction> {
  const pipelines = chosen.byFold.map((members, fold): FittedPipeline => {
    const cleaning = prepared[fold]?.cleaning ?? [];
    return { cleaning, members };
  });
  return async (table) => {
    const column = findColumn(table, FOLD);
    if (column?.kind !== 'number') throw new CodedError('table.no-column', { column: FOLD, columns: [] });
    const features = { ...table, columns: table.columns.filter(({ name }) => name !== FOLD) };
    let whole: Float64Array | undefined;
    let like: Prediction | undefined;
    for (const [fold, pipeline] of pipelines.entries()) {
      const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row).filter(
        (row) => column.values[row] === fold,
      );
      if (rows.length === 0) continue;
      const part = rows.length === table.rowCount ? features : takeRows(features, rows);
      like = await predictPipeline(pipeline, part, input, input.pacer.signal);
      const width = predictionWidth(like);
      whole ??= new Float64Array(table.rowCount * width);
      const values = predictionValues(like);
      for (let i = 0; i < rows.length; i++) {
        for (let k = 0; k < width; k++) whole[(rows[i] as number) * width + k] = values[i * width + k] as number;
      }
    }
    if (!whole || !like) throw new Error('no row of any fold');
    return makePrediction(like, whole);
  };
}
