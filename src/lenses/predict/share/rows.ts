import { isSmall } from '../../../core/disclose/min-group.ts';
import type { PredictReport } from '../report.ts';
import type { HeldList } from './held.ts';
import type { SharedPredict } from './types.ts';

/**
 * How many rows there are. Counts that differ by fewer than 11 rows are told as one: rows without a target are not told
 * of where they are so few, and so are training rows that no fold judged.
 */
export function safeRows({ data, split, testRows }: PredictReport, held: HeldList): SharedPredict['rows'] {
  const known = split.train + testRows;
  const total = isSmall(data.rowCount - known) ? known : data.rowCount;
  const validation = isSmall(split.train - split.validation) ? split.train : split.validation;
  if (total !== data.rowCount || validation !== split.validation) held.add('few-rows-apart');
  return { total, train: split.train, validation, test: testRows };
}
