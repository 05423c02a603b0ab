import type { ImageFindings } from '../../../lenses/image/types.ts';
import type { ChartTable } from '../../charts/types.ts';
import type { Words } from '../../i18n/use-words.ts';

/** Every figure of each kind, as it is downloaded. */
export function classesTable(kinds: ImageFindings['perClass'], words: Words): ChartTable {
  const interval = (name: string) => [name, words('tables.low', { name }), words('tables.high', { name })];
  return {
    columns: [
      words('images.classes.kind'),
      words('proof.rows'),
      ...interval(words('images.classes.recall')),
      ...interval(words('images.classes.precision')),
      words('metric.f1.term'),
    ],
    rows: kinds.map(({ name, count, recall, precision, f1 }) => [
      name,
      count,
      recall.value,
      recall.low,
      recall.high,
      precision.value,
      precision.low,
      precision.high,
      f1,
    ]),
  };
}
