import type { PictureCells } from '../core/images/picture-cells.ts';
import type { PictureSource } from '../core/images/picture-reader.ts';
import type { Prediction } from '../core/learn/task.ts';
import { leastSureRows } from '../lenses/image/least-sure.ts';
import { pictureReadingNotes } from '../lenses/image/reading-notes.ts';
import type { ApplyReport, PredictModel } from '../lenses/predict/model.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { AppContext } from './context.ts';
import { pictureSource } from './picture-source.ts';

/** What is shown of new pictures that were scored. */
export interface ScoredPictures {
  /** Rows to look at, the least sure first. */
  readonly ranked: readonly number[];
  /** What they show, in that order. */
  readonly pictures: PictureCells;
  /** Columns that are read beside a picture: neither pixels nor pictures. */
  readonly columns: readonly string[];
  /** With what became of the files while they were read. */
  readonly report: ApplyReport;
}

/** Where the pictures of new rows lie: in pixel columns, as those that the model learned from, or in a column of their own. */
function newPictures({ report }: PredictModel, { columns }: TableSummary): PictureSource {
  const source = pictureSource(report.plan.question);
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]));
  const here = source.kind === 'columns' ? source.layout.columns.every((name) => kinds.get(name) === 'number') : false;
  const image = columns.find(({ kind }) => kind === 'image');
  return here || !image ? source : { kind: 'column', name: image.name };
}

/** The pictures that a person should look at first, with what to bear in mind. @param most pictures */
export async function scoredPictures(
  app: AppContext,
  model: PredictModel,
  table: TableSummary,
  { prediction, report }: { readonly prediction: Prediction; readonly report: ApplyReport },
  most: number,
): Promise<ScoredPictures> {
  const ranked = leastSureRows(prediction, most, model.threshold);
  const source = newPictures(model, table);
  const pictures = await app.data.call('pictures', { tableId: table.tableId, rows: ranked, source });
  const own = new Set(model.columns.map(({ name }) => name));
  const columns = table.columns.filter(({ name, kind }) => kind !== 'image' && !own.has(name)).map(({ name }) => name);
  const findings = [...pictureReadingNotes(table.readings), ...report.findings];
  return { ranked, pictures, columns, report: { ...report, extraColumns: [], findings } };
}
