import { CodedError } from '../core/errors.ts';
import { blobSource } from '../core/ingest/byte-source.ts';
import { previewTable } from '../core/ingest/preview.ts';
import { readTable } from '../core/ingest/read-table.ts';
import type { DecodePicture } from '../core/ingest/images/decode.ts';
import { isPictureName } from '../core/ingest/images/archive-list.ts';
import { pictureHeader } from '../core/ingest/images/picture-header.ts';
import { readArchive, tableInArchive } from '../core/ingest/images/read-archive.ts';
import type { ByteSource, FileReading, ReadOptions, ReadPreview } from '../core/ingest/types.ts';
import { looksZipped } from '../core/ingest/zip/directory.ts';
import { storeZip } from '../core/ingest/zip/store.ts';
import { pictureCells, windowPictures } from '../core/images/picture-cells.ts';
import { createPacer, type Pacer } from '../core/learn/pacer.ts';
import { profileTable } from '../core/profile/profile-table.ts';
import { findSuspects } from '../core/profile/suspects.ts';
import { cellReader } from '../core/table/cells.ts';
import { columnLength, type Column } from '../core/table/column.ts';
import { tableToCsv } from '../core/table/csv.ts';
import { textPrint, withHandLabels } from '../core/table/hand-labels.ts';
import { getColumn, makeTable, type Table } from '../core/table/table.ts';
import { combineFiles, planCombination, withKinds, type NamedTable } from './combine.ts';
import type { DataContract, SourceFile, TableSummary } from './data-contract.ts';
import { lendTable } from './lend.ts';
import { decodePicture } from './decode-picture.ts';
import { moving, type Handlers, type JobContext } from './serve.ts';
import { statedCells } from './stated-cells.ts';
import { cleanTable, csvBlob } from './table-csv.ts';

interface ReadFile extends NamedTable {
  readonly reading: FileReading;
  /** The options it was read with: read again only when they change. */
  readonly key: string;
  readonly options: ReadOptions;
}

interface HeldTable {
  readonly table: Table;
  readonly files: readonly string[];
  readonly stopLending: (() => void)[];
}

/** Most rows a window may ask for. */
const WINDOW_ROWS = 2_000;
/** Most rows that may be asked for one by one. */
const SINGLE_ROWS = 500;
/** Bytes in which a picture says its size, whatever a camera wrote in front. */
const PICTURE_HEAD = 1_048_576;
/** Longest side of a picture in a window of rows. */
const THUMBNAIL = 48;

/** A whole number from 0 to `most`, whatever was asked for. */
const whole = (asked: number, most: number): number => Math.max(0, Math.min(Math.floor(asked) || 0, most));

/** Lends a service its pacer, so that it can be driven without a worker. */
const pacerOf = ({ signal, gate }: JobContext<never>): Pacer => createPacer(signal, gate);

/** Pictures are shown in the table itself. */
const PICTURES_PREVIEW: ReadPreview = {
  header: [],
  rows: [],
  reading: { encoding: 'utf-8', delimiter: ',', header: true, decimal: '.', dateOrder: 'ymd', newline: 'lf' },
};

/** A zip as it is, a single picture as a zip of one; undefined for anything else. */
async function asArchive({ blob, name }: SourceFile, pacer: Pacer): Promise<ByteSource | undefined> {
  const source = blobSource(blob, name);
  const head = await source.slice(0, PICTURE_HEAD);
  if (looksZipped(head)) return source;
  if (!isPictureName(name) || !pictureHeader(head)) return undefined;
  const zip = await storeZip([{ path: name, blob }], name, pacer, () => undefined);
  return blobSource(zip, name);
}

/**
 * What the data worker answers: it owns every table, the page holds windows and summaries.
 * @param decode draws picture files
 */
export function createDataService(decode: DecodePicture = decodePicture): Handlers<DataContract> {
  const files = new Map<string, ReadFile>();
  const tables = new Map<string, HeldTable>();
  let opened = 0;

  const held = (tableId: string): HeldTable => {
    const found = tables.get(tableId);
    if (!found) throw new CodedError('data.no-table');
    return found;
  };

  const close = (tableId: string): void => {
    for (const stop of tables.get(tableId)?.stopLending ?? []) stop();
    tables.delete(tableId);
    const used = new Set([...tables.values()].flatMap((table) => table.files));
    for (const id of files.keys()) if (!used.has(id)) files.delete(id);
  };

  const read = async (
    source: SourceFile,
    kinds: NonNullable<ReadOptions['kinds']>,
    context: JobContext<DataContract['open']['event']>,
  ): Promise<ReadFile> => {
    const options = { ...source.options, kinds: [...(source.options.kinds ?? []), ...kinds] };
    const key = JSON.stringify([source.blob.size, options]);
    const known = files.get(source.id);
    if (known?.key === key) return known;
    const pacer = pacerOf(context);
    const archive = await asArchive(source, pacer);
    const run = archive
      ? readArchive(archive, options, decode, pacer)
      : readTable(blobSource(source.blob, source.name), options, pacer);
    for (;;) {
      const step = await run.next();
      if (!step.done) {
        context.emit({ ...step.value, file: source.name });
        continue;
      }
      return { id: source.id, name: source.name, table: step.value.table, reading: step.value.reading, key, options };
    }
  };

  return {
    async open(args, context): Promise<TableSummary> {
      const kinds = args.kinds ?? [];
      const readFiles: ReadFile[] = [];
      for (const source of args.files) readFiles.push(await read(source, kinds, context));
      const { proposals, choice } = planCombination(readFiles);
      const combine = args.combine ?? choice;
      const combined = combineFiles(readFiles, combine);
      const { table, findings } = withHandLabels(withKinds(combined.table, kinds), args.labels ?? []);
      const cells = statedCells(readFiles, combine, combined);
      // Only now that all went well is anything kept, and the table before let go.
      for (const file of readFiles) files.set(file.id, file);
      const tableId = `table ${++opened}`;
      tables.set(tableId, { table, files: readFiles.map(({ id }) => id), stopLending: [] });
      if (args.replaces !== undefined) close(args.replaces);
      return {
        tableId,
        rowCount: table.rowCount,
        columns: table.columns.map(({ name, kind }) => ({ name, kind })),
        readings: readFiles.map(({ reading }) => reading),
        ...(cells ? { cells } : {}),
        combine,
        proposals,
        findings: [...readFiles.flatMap(({ reading }) => reading.findings), ...combined.findings, ...findings],
      };
    },

    async preview({ file }, context) {
      const pacer = pacerOf(context);
      const archive = await asArchive(file, pacer);
      const table = archive ? await tableInArchive(archive, pacer) : blobSource(file.blob, file.name);
      return table ? previewTable(table, file.options) : PICTURES_PREVIEW;
    },

    async profile({ tableId }, context) {
      return profileTable(held(tableId).table, pacerOf(context), (done, total) => context.emit({ done, total }));
    },

    async suspects({ tableId, target, columns }, context) {
      return findSuspects(held(tableId).table, target, columns, pacerOf(context));
    },

    async window({ tableId, start, count, columns, pixels }) {
      const { table } = held(tableId);
      const shown = columns ? columns.map((name) => getColumn(table, name)) : table.columns;
      const from = whole(start, table.rowCount);
      const end = Math.min(table.rowCount, from + whole(count, WINDOW_ROWS));
      const readers = shown.map(cellReader);
      const rows = Array.from({ length: end - from }, (_, i) => readers.map((cell) => cell(from + i)));
      const names = shown.map(({ name }) => name);
      const numbers = Int32Array.from(rows, (_, i) => from + i);
      const pictures = windowPictures(table, names, numbers, THUMBNAIL, pixels);
      return { start: from, columns: names, rows, ...(pictures.length > 0 ? { pictures } : {}) };
    },

    async pictures({ tableId, rows, source, white }) {
      const { table } = held(tableId);
      const there = rows.slice(0, SINGLE_ROWS).map((row) => whole(row, table.rowCount - 1));
      const cells = pictureCells(table, source, there, white);
      return moving(cells, [cells.pixels.buffer]);
    },

    async rowsAt({ tableId, rows, columns }) {
      const { table } = held(tableId);
      const shown = columns ? columns.map((name) => getColumn(table, name)) : table.columns;
      const readers = shown.map(cellReader);
      const there = rows
        .slice(0, SINGLE_ROWS)
        .filter((row) => Number.isInteger(row) && row >= 0 && row < table.rowCount);
      return {
        columns: shown.map(({ name }) => name),
        rows: there.map((row) => ({ row, cells: readers.map((cell) => cell(row)) })),
      };
    },

    async print({ tableId, column }) {
      const { table } = held(tableId);
      return textPrint(getColumn(table, column), table.rowCount);
    },

    async levels({ tableId, column, limit }) {
      return countLevels(getColumn(held(tableId).table, column), limit);
    },

    async lend({ tableId, port }) {
      const { table, stopLending } = held(tableId);
      stopLending.push(lendTable(port, table));
      return null;
    },

    async csv({ tableId, added }) {
      const { table } = held(tableId);
      const whole = makeTable([...table.columns, ...added.columns], table.rowCount);
      return new Blob(tableToCsv(whole), { type: 'text/csv;charset=utf-8' });
    },

    async tableCsv({ tableId, recipe, asTheyAre = [] }, context) {
      const pacer = pacerOf(context);
      const { table } = held(tableId);
      const told = recipe ? await cleanTable(table, recipe, asTheyAre, pacer) : table;
      return csvBlob(told, pacer, (done, total) => context.emit({ done, total }));
    },

    async close({ tableId }) {
      close(tableId);
      return null;
    },
  };
}

/** Distinct values as they are written, the most frequent first. */
function countLevels(column: Column, limit: number): { readonly level: string; readonly count: number }[] {
  const read = cellReader(column);
  const counts = new Map<string, number>();
  for (let row = 0; row < columnLength(column); row++) {
    const cell = read(row);
    if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .map(([level, count]) => ({ level, count }))
    .toSorted((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
    .slice(0, limit);
}
