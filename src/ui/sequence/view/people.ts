import type { ReportView } from '../../../lenses/predict/report-view.ts';

/** What a ranked list is worth, in people. */
export interface OfHundred {
  /** Of the hundred that the model names first, how many it came true of. */
  readonly right: number;
  /** Of a hundred drawn at random. */
  readonly usual: number;
}

/** The part of the list that is spoken of. */
const TOP = 0.1;

/** Of the top tenth of the ranked test rows; undefined where the report has no such list. */
export function ofHundred({ binary }: Pick<ReportView, 'binary'>): OfHundred | undefined {
  if (!binary || binary.test.rowCount === 0) return undefined;
  const { lift, positives, rowCount } = binary.test;
  const point = lift.find(({ share }) => share >= TOP - 1e-9);
  if (!point || positives === 0) return undefined;
  const usual = positives / rowCount;
  return { right: Math.round(100 * Math.min(1, point.lift * usual)), usual: Math.round(100 * usual) };
}
