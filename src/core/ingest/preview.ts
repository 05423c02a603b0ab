import { makePlan } from './plan.ts';
import type { ByteSource, ReadOptions, ReadPreview } from './types.ts';

const PREVIEW_ROWS = 50;

/**
 * The first rows as text and how they would be read, without reading the whole file.
 * @throws as `readTable`
 */
export async function previewTable(source: ByteSource, options: ReadOptions): Promise<ReadPreview> {
  const plan = await makePlan(source, options);
  const rows = plan.header ? plan.sample.slice(1) : plan.sample;
  return {
    header: plan.names,
    rows: rows.slice(0, PREVIEW_ROWS),
    reading: {
      encoding: plan.encoding,
      delimiter: plan.delimiter,
      header: plan.header,
      decimal: plan.decimal,
      dateOrder: plan.dateOrder,
      newline: plan.newline,
    },
  };
}
