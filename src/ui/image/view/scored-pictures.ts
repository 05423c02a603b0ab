import type { ScoredFile } from '../../../app/state.ts';
import { scoredRows } from '../../predict/view/scored.ts';

/** A new picture and what it was taken for. */
export interface PictureRow {
  /** Its place among them, from 0. */
  readonly row: number;
  /** Its path in the folder or archive; absent where it came as a row of a table. */
  readonly file?: string;
  readonly kind: string;
  /** How sure, or of two classes the chance of "yes". */
  readonly share: number;
}

/** Names that the files of pictures are read under. */
const FILE = 'file';

/** The scored pictures that are shown, in their order. */
export function pictureRows({ preview, prediction, threshold = 0.5 }: ScoredFile): readonly PictureRow[] {
  const at = preview.columns.indexOf(FILE);
  return scoredRows(preview, prediction, threshold).map(({ row, cells, value, label }) => {
    const file = at < 0 ? undefined : (cells[at] ?? undefined);
    return { row, kind: label ?? '', share: value, ...(file === undefined ? {} : { file }) };
  });
}
