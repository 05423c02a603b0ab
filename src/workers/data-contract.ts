import type { Finding } from '../core/errors.ts';
import type { CellMeaning } from '../core/ingest/cell-meaning.ts';
import type { PictureCells, WindowPictures } from '../core/images/picture-cells.ts';
import type { PictureSource } from '../core/images/picture-reader.ts';
import type { PixelLayout } from '../core/images/pixel-layout.ts';
import type { FileReading, ReadOptions, ReadPreview, ReadProgress } from '../core/ingest/types.ts';
import type { RecipeItem } from '../core/prepare/step.ts';
import type { TableProfile } from '../core/profile/types.ts';
import type { ColumnKind } from '../core/table/column.ts';
import type { HandLabels } from '../core/table/hand-labels.ts';
import type { Table } from '../core/table/table.ts';

/** A file as the page hands it over; a Blob crosses without being copied. */
export interface SourceFile {
  readonly id: string;
  readonly name: string;
  readonly blob: Blob;
  readonly options: ReadOptions;
}

/** How several files become one table. */
export type CombineChoice =
  | { readonly kind: 'single'; readonly file: string }
  /** Same-shaped files one after another. */
  | { readonly kind: 'append'; readonly files: readonly string[] }
  /** `right` joined to `left` by a key; where a key repeats on the right, its numbers are summed and averaged, rows counted. */
  | {
      readonly kind: 'join';
      readonly left: string;
      readonly right: string;
      readonly leftKey: string;
      readonly rightKey: string;
    };

/** A way of combining that the columns suggest. */
export interface CombineProposal {
  readonly choice: CombineChoice;
  /** Share of left rows that find a partner, for joins. */
  readonly matchRate?: number;
  readonly manyToOne?: boolean;
}

export interface TableSummary {
  /** Names the table inside the data worker. */
  readonly tableId: string;
  readonly rowCount: number;
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[];
  readonly readings: readonly FileReading[];
  /** What was said of the cells by hand when the files were read; absent: nothing. */
  readonly cells?: CellMeaning;
  readonly combine: CombineChoice;
  readonly proposals: readonly CombineProposal[];
  readonly findings: readonly Finding[];
}

/** Cells as the person wrote them, or as close as the kind allows; null is missing. */
export interface RowWindow {
  readonly start: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Small versions of the pictures in these rows, where there are any. */
  readonly pictures?: readonly WindowPictures[];
}

/** Rows that do not follow one another. */
export interface RowsAt {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly (string | null)[] }[];
}

/** What the data worker answers. It owns every table; the page holds summaries and windows. */
export type DataContract = {
  /** Reads (again) and combines; the table replaces `replaces`, whose memory is freed. @throws ingest.* */
  open: {
    args: {
      readonly files: readonly SourceFile[];
      readonly combine?: CombineChoice;
      readonly kinds?: ReadOptions['kinds'];
      /** Given by hand: further columns, or cells in place of those of the file. */
      readonly labels?: readonly HandLabels[];
      readonly replaces?: string;
    };
    event: ReadProgress & { readonly file: string };
    result: TableSummary;
  };
  preview: { args: { readonly file: SourceFile }; event: never; result: ReadPreview };
  profile: {
    args: { readonly tableId: string };
    event: { readonly done: number; readonly total: number };
    result: TableProfile;
  };
  /** Leak suspects and the like, once a target is named. */
  suspects: {
    args: { readonly tableId: string; readonly target: string; readonly columns: readonly string[] };
    event: never;
    result: readonly Finding[];
  };
  window: {
    args: {
      readonly tableId: string;
      readonly start: number;
      readonly count: number;
      readonly columns?: readonly string[];
      /** Columns that are pixels: their pictures come along. */
      readonly pixels?: PixelLayout;
    };
    event: never;
    result: RowWindow;
  };
  /** The pictures of some rows, at most 500, in the size that they are learned from. */
  pictures: {
    args: {
      readonly tableId: string;
      readonly rows: readonly number[];
      readonly source: PictureSource;
      /** Value of a white pixel, of pixel columns. */
      readonly white?: number;
    };
    event: never;
    result: PictureCells;
  };
  /** Single rows by number, in the order asked for, at most 500; those that the table has not are left out. */
  rowsAt: {
    args: { readonly tableId: string; readonly rows: readonly number[]; readonly columns?: readonly string[] };
    event: never;
    result: RowsAt;
  };
  /** A short word that tells a column's cells from others (`textPrint`). */
  print: { args: { readonly tableId: string; readonly column: string }; event: never; result: string };
  /** All distinct values of a column with counts, the most frequent first, at most `limit`. */
  levels: {
    args: { readonly tableId: string; readonly column: string; readonly limit: number };
    event: never;
    result: readonly { readonly level: string; readonly count: number }[];
  };
  /** Opens a port on which another worker may fetch columns of this table (LendContract). */
  lend: { args: { readonly tableId: string; readonly port: MessagePort }; event: never; result: null };
  /** CSV of the table with columns added at the end; formula-safe. */
  csv: { args: { readonly tableId: string; readonly added: Table }; event: never; result: Blob };
  /**
   * The table as formula-safe CSV; with a recipe as that cleans it, learned on all rows. Columns in `asTheyAre` are not
   * cleaned.
   */
  tableCsv: {
    args: {
      readonly tableId: string;
      readonly recipe?: readonly RecipeItem[];
      readonly asTheyAre?: readonly string[];
    };
    event: { readonly done: number; readonly total: number };
    result: Blob;
  };
  close: { args: { readonly tableId: string }; event: never; result: null };
};

/** What the data worker answers on a lent port. */
export type LendContract = {
  columns: { args: { readonly names?: readonly string[] }; event: never; result: Table };
};
