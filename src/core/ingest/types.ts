import type { ColumnKind } from '../table/column.ts';
import type { Finding } from '../errors.ts';
import type { Table } from '../table/table.ts';

/** Where bytes come from: a File, a Blob, an ArrayBuffer behind this, or a URL in tests. */
export interface ByteSource {
  readonly name: string;
  readonly byteLength: number;
  /** Bytes [start, end). */
  slice(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

export const TEXT_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'gb18030',
  'shift_jis',
  'euc-kr',
] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type DecimalMark = '.' | ',';
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

export const PICTURE_SIZES = [32, 64, 96] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** How to read a file. Whatever is absent is detected. Plain data: part of the project document. */
export interface ReadOptions {
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  readonly header?: boolean;
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  /** Kinds set by hand, by column name (entries, so that any name is safe). */
  readonly kinds?: readonly (readonly [string, ColumnKind])[];
  /** More spellings of "missing" than the usual ones, e.g. `-200`. */
  readonly missing?: readonly string[];
  /** Side of the squares that pictures are brought to; absent: as they are where small and alike, else 32. */
  readonly pictureSize?: PictureSize;
  /** Where no side is asked for: what pictures are brought to, as those were that a model learned from. */
  readonly pictureShape?: { readonly width: number; readonly height: number };
}

/** A row that could not be placed in the table. */
export interface RejectedRow {
  /** 1-based line in the file at which the record begins; of pictures, the place in the archive. */
  readonly line: number;
  /** `ingest.too-many-cells`, `ingest.too-few-cells`, `ingest.unclosed-quote`, … */
  readonly code: string;
  readonly cells: number;
  /** First 200 characters; of pictures, the name. */
  readonly text: string;
}

/** What was found in an archive of pictures. */
export interface PicturesFound {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Whether they were brought to another size than they have. */
  readonly resized: boolean;
}

/** What was found and done while reading one file; everything detected is here so that it can be shown and overridden. */
export interface FileReading {
  readonly fileName: string;
  readonly byteLength: number;
  readonly compressed: boolean;
  readonly encoding: TextEncoding;
  readonly byteOrderMark: boolean;
  readonly delimiter: Delimiter;
  readonly newline: 'lf' | 'crlf' | 'cr';
  readonly header: boolean;
  readonly decimal: DecimalMark;
  readonly dateOrder: DateOrder;
  /** Data records read: always `rowsKept + rowsRejected`. Blank lines are no records. */
  readonly rowsIn: number;
  readonly rowsKept: number;
  readonly rowsRejected: number;
  /** The first 1,000. */
  readonly rejects: readonly RejectedRow[];
  readonly findings: readonly Finding[];
  /** Which reader did it, for the receipt. */
  readonly reader: 'bytes' | 'papaparse' | 'pictures';
  /** Of an archive of pictures, whose records are pictures and about which the fields on text say nothing. */
  readonly pictures?: PicturesFound;
}

export interface ReadProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
}

export interface ReadResult {
  readonly table: Table;
  readonly reading: FileReading;
}

/** The first rows under some options, as text, before the whole file is read. */
export interface ReadPreview {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly reading: Pick<FileReading, 'encoding' | 'delimiter' | 'header' | 'decimal' | 'dateOrder' | 'newline'>;
}
