import { CancelledError, CodedError, type Finding } from '../../errors.ts';
import type { Picture } from '../../images/resize.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { Refused } from '../../refused.ts';
import type { Column, NumberColumn } from '../../table/column.ts';
import { convertColumn } from '../../table/convert.ts';
import { makeTable, type Table } from '../../table/table.ts';
import { takeCells } from '../../table/take.ts';
import { makeTextColumn } from '../../table/text.ts';
import { bytesSource } from '../byte-source.ts';
import { readWhole } from '../read-table.ts';
import type { ByteSource, FileReading, ReadOptions, ReadProgress, ReadResult, RejectedRow } from '../types.ts';
import type { ZipEntry } from '../zip/directory.ts';
import { Bomb, readAhead, readEntry } from '../zip/read-entry.ts';
import type { ArchiveList } from './archive-list.ts';
import type { DecodePicture } from './decode.ts';
import { folderLabels } from './folder-labels.ts';
import { pictureHeader } from './picture-header.ts';
import { joinLists, type JoinedList, type ListTable } from './picture-list.ts';
import { flatten, PictureStore } from './picture-store.ts';

/** Pixels of one picture; more would need gigabytes to be drawn. */
const MOST_PIXELS = 50_000_000;
/** Pictures that are drawn at the same time, and their pixels together. */
const AT_ONCE = 8;
const PIXELS_AT_ONCE = 16_000_000;
const LISTED_REJECTS = 1_000;
const MOST_TABLES = 20;
const NAMED = 3;

export interface PicturesInput {
  readonly source: ByteSource;
  readonly list: ArchiveList;
  readonly options: ReadOptions;
  readonly decode: DecodePicture;
  readonly pacer: Pacer;
  /** Bytes of one part, inflated. */
  readonly mostBytes: number;
}

/** What became of one picture: drawn, or why not. */
type Outcome = { readonly picture: Picture } | { readonly code: string };

interface Kept {
  readonly store: PictureStore;
  /** Numbers of the pictures that were kept, among those of the archive. */
  readonly entries: number[];
  readonly widths: number[];
  readonly heights: number[];
  readonly rejects: RejectedRow[];
  rejected: number;
}

/** Reads one picture up to the point where it is being drawn. Its pixels are known by then. */
async function begin(
  source: ByteSource,
  entry: ZipEntry,
  { decode, pacer, mostBytes }: PicturesInput,
): Promise<{ readonly pixels: number; readonly outcome: Promise<Outcome> }> {
  const refuse = (code: string) => ({ pixels: 0, outcome: Promise.resolve({ code }) });
  if (entry.length > mostBytes) return refuse('ingest.picture-too-long');
  if (entry.length === 0) return refuse('ingest.picture-empty');
  if (entry.method === 'other') return refuse('ingest.picture-packed');
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await readEntry(source, entry, pacer);
  } catch (error) {
    if (error instanceof Bomb) throw new CodedError('ingest.zip-bomb', { file: source.name }, { cause: error });
    if (error instanceof Refused) return refuse('ingest.picture-damaged');
    throw error;
  }
  const header = pictureHeader(bytes);
  if (!header) return refuse(looksLikePicture(bytes) ? 'ingest.picture-broken' : 'ingest.picture-kind');
  const pixels = header.width * header.height;
  if (pixels > MOST_PIXELS) return refuse('ingest.picture-too-large');
  const outcome = decode(bytes, header.type).then(
    (decoded): Outcome => ({ picture: flatten(decoded) }),
    (error: unknown): Outcome => {
      if (error instanceof CodedError) throw error;
      return { code: 'ingest.picture-broken' };
    },
  );
  // Awaited in its turn; a failure must not go unhandled meanwhile.
  outcome.catch(() => undefined);
  return { pixels, outcome };
}

/** A picture of a kind that is read, though cut off before it says its size. */
const looksLikePicture = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x89 && bytes[1] === 0x50) ||
  (bytes[0] === 0xff && bytes[1] === 0xd8) ||
  (bytes[0] === 0x47 && bytes[1] === 0x49);

function keep(kept: Kept, outcome: Outcome, index: number, entry: ZipEntry): void {
  if ('picture' in outcome) {
    kept.store.add(outcome.picture);
    kept.entries.push(index);
    kept.widths.push(outcome.picture.width);
    kept.heights.push(outcome.picture.height);
    return;
  }
  kept.rejected++;
  if (kept.rejects.length < LISTED_REJECTS) {
    kept.rejects.push({ line: index + 1, code: outcome.code, cells: 0, text: entry.path.slice(-200) });
  }
}

/** Draws all pictures in the archive's order, a few at a time. */
async function* drawAll(input: PicturesInput): AsyncGenerator<ReadProgress, Kept> {
  const { list, options, pacer } = input;
  const source = readAhead(input.source);
  const store = new PictureStore(source.name, options.pictureSize, options.pictureShape);
  const kept: Kept = { store, entries: [], widths: [], heights: [], rejects: [], rejected: 0 };
  const waiting: { readonly index: number; readonly pixels: number; readonly outcome: Promise<Outcome> }[] = [];
  const total = list.pictures.reduce((sum, { start, end }) => sum + end - start, 0);
  let [bytes, pixels] = [0, 0];
  const settle = async (): Promise<ReadProgress | undefined> => {
    const next = waiting.shift();
    if (!next) return undefined;
    const entry = list.pictures[next.index] as ZipEntry;
    keep(kept, await next.outcome, next.index, entry);
    if (pacer.signal.aborted) throw new CancelledError();
    pixels -= next.pixels;
    bytes += entry.end - entry.start;
    // In bytes of the file: what lies between and behind the pictures is read in no time.
    return { bytes: (bytes / total) * source.byteLength, totalBytes: source.byteLength, rows: kept.entries.length };
  };
  for (const [index, entry] of list.pictures.entries()) {
    await pacer.pause();
    const begun = await begin(source, entry, input);
    waiting.push({ index, ...begun });
    pixels += begun.pixels;
    while (waiting.length >= AT_ONCE || (pixels > PIXELS_AT_ONCE && waiting.length > 0)) {
      const progress = await settle();
      if (progress) yield progress;
    }
  }
  for (let progress = await settle(); progress; progress = await settle()) yield progress;
  return kept;
}

/** Tables that lie among the pictures, as far as they can be read. */
async function readLists({ source, list, options, pacer, mostBytes }: PicturesInput): Promise<ListTable[]> {
  const { pictureSize: _, pictureShape: _shape, ...ofText } = options;
  const tables: ListTable[] = [];
  for (const entry of list.tables.slice(0, MOST_TABLES)) {
    if (entry.length > mostBytes) continue;
    try {
      const bytes = await readEntry(source, entry, pacer);
      const { table } = await readWhole(bytesSource(bytes, entry.path), ofText, pacer);
      tables.push({ path: entry.path, table });
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      if (error instanceof Bomb) throw new CodedError('ingest.zip-bomb', { file: source.name }, { cause: error });
      // A note to read rather than a table, or a damaged one: it is named among the files left aside.
      if (!(error instanceof CodedError) && !(error instanceof Refused)) throw error;
    }
  }
  return tables;
}

const numbers = (name: string, values: readonly number[]): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});

/** Columns under names of their own: later ones make way. */
function named(columns: readonly Column[]): Column[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column.name;
    for (let n = 2; taken.has(name); n++) name = `${column.name}_${n}`;
    taken.add(name);
    return { ...column, name };
  });
}

function makePictureTable(kept: Kept, paths: readonly string[], joined: JoinedList | undefined, options: ReadOptions) {
  const rows = Int32Array.from(kept.entries);
  const here = kept.entries.map((entry) => paths[entry] as string);
  const { labels, above } = folderLabels(here);
  const { column: picture, resized } = kept.store.finish('picture');
  // With a list beside them, folders are where pictures lie rather than what they show.
  const folders = joined ? (above ?? labels) && [{ ...((above ?? labels) as Column), name: 'folder' }] : undefined;
  const columns = named([
    makeTextColumn('file', here),
    ...(joined ? [] : labels ? [labels] : []),
    picture,
    numbers('width', kept.widths),
    numbers('height', kept.heights),
    ...(folders ?? (above && !joined ? [above] : [])),
    ...(joined?.columns ?? []).map((column) => takeCells(column, rows)),
  ]);
  const kinds = new Map(options.kinds);
  const table: Table = makeTable(
    columns.map((column) => {
      const kind = kinds.get(column.name);
      return kind && column.kind !== 'image' && kind !== 'image' ? convertColumn(column, kind).column : column;
    }),
  );
  return { table, picture, resized, labels: joined ? undefined : labels };
}

/**
 * Reads the pictures of an archive into a table: `file`, `label` (the folder, where folders differ), `picture`, the
 * picture's own `width` and `height`, and what a table in the archive says of each.
 * @throws ingest.no-pictures-kept, ingest.zip-bomb, ingest.pictures-too-much, CancelledError
 */
export async function* readPictures(input: PicturesInput): AsyncGenerator<ReadProgress, ReadResult> {
  const { source, list, options } = input;
  const paths = list.pictures.map(({ path }) => path);
  const lists = await readLists(input);
  const joined = joinLists(lists, paths);
  const kept = yield* drawAll(input);
  if (kept.entries.length === 0) {
    throw new CodedError('ingest.no-pictures-kept', {
      file: source.name,
      count: kept.rejected,
      first: kept.rejects[0]?.text ?? '',
    });
  }
  const { table, picture, resized, labels } = makePictureTable(kept, paths, joined, options);
  const shape = { width: picture.width, height: picture.height };
  const findings: Finding[] = [...(joined?.findings ?? [])];
  const say = (code: string, level: Finding['level'], count: number, params: Finding['params'] = {}): void => {
    if (count > 0) findings.push({ code, level, params: { count, ...params } });
  };
  say('ingest.pictures-rejected', 'careful', kept.rejected, { kept: table.rowCount });
  if (labels) {
    say('ingest.pictures-labels', 'note', labels.levels.length);
    say('ingest.pictures-unlabelled', 'careful', labels.codes.filter((code) => code < 0).length);
  }
  if (resized) say('ingest.pictures-resized', 'note', table.rowCount, shape);
  const unused = list.tables.filter(({ path }) => !joined?.used.includes(path));
  const aside = [...unused, ...list.archives, ...list.others];
  const names = aside.slice(0, NAMED).map(({ path }) => path);
  say('ingest.pictures-others', unused.length + list.archives.length > 0 ? 'careful' : 'note', aside.length, { names });
  say('ingest.pictures-skipped', 'note', list.skipped);
  const found = { ...shape, channels: picture.channels, resized };
  return { table, reading: reading(source, kept, findings, found) };
}

function reading(
  source: ByteSource,
  kept: Kept,
  findings: readonly Finding[],
  pictures: NonNullable<FileReading['pictures']>,
): FileReading {
  return {
    fileName: source.name,
    byteLength: source.byteLength,
    compressed: true,
    encoding: 'utf-8',
    byteOrderMark: false,
    delimiter: ',',
    newline: 'lf',
    header: true,
    decimal: '.',
    dateOrder: 'ymd',
    rowsIn: kept.entries.length + kept.rejected,
    rowsKept: kept.entries.length,
    rowsRejected: kept.rejected,
    rejects: kept.rejects,
    findings,
    reader: 'pictures',
    pictures,
  };
}
