import type { MulticlassView } from '../../../lenses/predict/report-view.ts';

/** Rows of one class that were taken for another. */
export interface MixUp {
  readonly actual: string;
  readonly predicted: string;
  readonly count: number;
  /** Of the rows that really are `actual`. */
  readonly share: number;
}

/** The mix-up that happens most often; undefined when every row is right. Counts held back are passed over. */
export function commonestMixUp(result: MulticlassView): MixUp | undefined {
  let worst: MixUp | undefined;
  result.confusion.forEach((counts, row) => {
    const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    counts.forEach((count, column) => {
      if (row === column || count === null || count <= (worst?.count ?? 0)) return;
      worst = {
        actual: result.classes[row] ?? '',
        predicted: result.classes[column] ?? '',
        count,
        share: count / total,
      };
    });
  });
  return worst;
}
